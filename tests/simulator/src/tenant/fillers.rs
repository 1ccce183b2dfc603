//! Filler applications with what they are granted, made when they are asked for, so that a tenant
//! can have 20,000 of them with 400,000 grants.

use super::resources;
use crate::ids;
use crate::odata::parse::{Expr, Lit, Operand};
use serde_json::{Value, json};

/// The beginnings of their ids.
const OBJECTS: &str = "a0000000-0000-4000-8000-";
const APPS: &str = "a1000000-0000-4000-8000-";

/// `Filler app 000001` and its neighbours.
#[derive(Clone, Debug, Default)]
pub struct Fillers {
    size: usize,
    /// How many permissions all of them hold together on the Defender API, and on Graph.
    grants: [usize; 2],
    /// The service principals of those two.
    apis: [String; 2],
}

impl Fillers {
    pub(super) fn new(size: usize, grants: [usize; 2], apis: [String; 2]) -> Self {
        Self { size, grants, apis }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.size
    }

    /// One of them.
    pub fn service_principal(index: usize) -> Value {
        let app_id = format!("{APPS}{index:012x}");
        json!({
            "id": object_id(index), "appId": app_id, "displayName": name(index), "appDisplayName": name(index),
            "appOwnerOrganizationId": ids::guid(&["filler vendor"]), "accountEnabled": true,
            "disabledByMicrosoftStatus": null, "servicePrincipalType": "Application",
            "signInAudience": "AzureADMultipleOrgs", "appRoleAssignmentRequired": false,
            "verifiedPublisher": {"displayName": null, "verifiedPublisherId": null, "addedDateTime": null},
            "passwordCredentials": [], "keyCredentials": [], "appRoles": [], "oauth2PermissionScopes": [],
        })
    }

    /// The one with an object id.
    pub fn by_id(&self, id: &str) -> Option<Value> {
        self.index(OBJECTS, id).map(Self::service_principal)
    }

    /// How many permissions they hold on an API, by its object id.
    pub fn held_on(&self, api: &str) -> usize {
        self.api(api).map_or(0, |at| self.grants[at])
    }

    /// One of those grants.
    pub fn grant(&self, api: &str, index: usize) -> Value {
        let at = self
            .api(api)
            .expect("an API that fillers hold something on");
        let (app_id, resource) = [
            (ids::WINDOWS_DEFENDER_ATP, "WindowsDefenderATP"),
            (ids::MICROSOFT_GRAPH, "Microsoft Graph"),
        ][at];
        let (holder, round) = (index % self.size, index / self.size);
        json!({
            "id": format!("filler-{at}-{index:06}"), "appRoleId": resources::role_of(app_id, round),
            "principalId": object_id(holder), "principalType": "ServicePrincipal",
            "principalDisplayName": name(holder), "resourceId": self.apis[at], "resourceDisplayName": resource,
            "createdDateTime": ids::at(-300), "deletedDateTime": null,
        })
    }

    /// What one of them holds, by its object id.
    pub fn grants_of(&self, id: &str) -> Vec<Value> {
        let Some(holder) = self.index(OBJECTS, id) else {
            return Vec::new();
        };
        let of = |at: usize| {
            let held = (holder..self.grants[at]).step_by(self.size);
            held.map(move |index| self.grant(&self.apis[at], index))
        };
        of(0).chain(of(1)).collect()
    }

    /// Those that a filter could match, or `None` when each must be looked at.
    pub fn candidates(&self, filter: &Expr) -> Option<Vec<usize>> {
        match filter {
            Expr::And(left, right) => self.candidates(left).or_else(|| self.candidates(right)),
            Expr::Or(left, right) => {
                let mut found = self.candidates(left)?;
                found.extend(self.candidates(right)?);
                found.sort_unstable();
                found.dedup();
                Some(found)
            }
            Expr::Cmp(operator, Operand::Path(path), literal) if operator == "eq" => {
                self.named(path, std::slice::from_ref(literal))
            }
            Expr::In(Operand::Path(path), literals) => self.named(path, literals),
            Expr::Call(call, arguments) if call == "startswith" => {
                let [Operand::Path(path), Operand::Lit(Lit::Str(text))] = arguments.as_slice()
                else {
                    return None;
                };
                let text = text.to_lowercase();
                let other = path[0].eq_ignore_ascii_case("displayName")
                    && !text.starts_with("filler")
                    && !"filler app ".starts_with(&text);
                other.then(Vec::new)
            }
            _ => None,
        }
    }

    fn named(&self, path: &[String], literals: &[Operand]) -> Option<Vec<usize>> {
        let head = match path[0].to_ascii_lowercase().as_str() {
            "id" => OBJECTS,
            "appid" => APPS,
            _ => return None,
        };
        let texts = literals.iter().filter_map(|literal| match literal {
            Operand::Lit(Lit::Str(text) | Lit::Guid(text)) => Some(text),
            _ => None,
        });
        let mut found: Vec<usize> = texts.filter_map(|text| self.index(head, text)).collect();
        found.sort_unstable();
        Some(found)
    }

    fn index(&self, head: &str, id: &str) -> Option<usize> {
        let hex = id.to_ascii_lowercase();
        let index = usize::from_str_radix(hex.strip_prefix(head)?, 16).ok()?;
        (index < self.size).then_some(index)
    }

    fn api(&self, id: &str) -> Option<usize> {
        self.apis
            .iter()
            .position(|api| api.eq_ignore_ascii_case(id))
    }
}

fn object_id(index: usize) -> String {
    format!("{OBJECTS}{index:012x}")
}

fn name(index: usize) -> String {
    format!("Filler app {index:06}")
}
