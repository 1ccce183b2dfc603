//! Whom a change is about: a principal of the guide, as it is in the tenant or will be.

use super::change::application::APPLICATION_ID;
use super::change::{Handle, shown};
use super::operation::Text;
use super::world::World;
use crate::access::{Holder, HolderKind};
use crate::assess::{Candidate, Standing};
use crate::document::within;
use crate::guide::{Principal, PrincipalKind};

/// Somebody whose access is changed.
#[derive(Clone, Debug)]
pub(super) struct Party<'a> {
    /// The guide's principal that it is, or is a candidate for.
    pub(super) principal: &'a Principal,
    /// Who, within a sentence. It may hold a name of the tenant: hostile text.
    pub(super) who: String,
    /// How a person finds it in a portal: its name there and its ids (hostile text).
    pub(super) identity: String,
    /// The account, or the service principal.
    pub(super) object: Handle,
    /// The registration.
    pub(super) registration: Handle,
    /// The application id.
    pub(super) app_id: Text,
    /// What it holds, where it was seen.
    pub(super) holder: Option<&'a Holder>,
}

impl<'a> World<'a> {
    /// A principal of the guide: the candidate for it, or how it is found once it is there.
    ///
    /// Of several candidates that could be meant, none is taken: the id is for the person to fill in.
    pub(super) fn party(&self, principal: &'a Principal) -> Party<'a> {
        match self.candidates(principal).as_slice() {
            [only] => self.party_of(principal, only),
            [] => self.absent(principal, None),
            several => {
                let sure = several.iter().filter(|c| c.standing == Standing::Confirmed);
                match sure.collect::<Vec<_>>().as_slice() {
                    [only] => self.party_of(principal, only),
                    _ => self.absent(principal, Some(several.len())),
                }
            }
        }
    }

    /// A principal that is not there yet, or that cannot be told.
    fn absent(&self, principal: &'a Principal, several: Option<usize>) -> Party<'a> {
        let parameter =
            |id: &Option<String>| id.as_ref().and_then(|id| self.inputs.parameters.get(id));
        let app_id = match (parameter(&principal.app_id), several) {
            (Some(id), _) => Text::known(id),
            (None, Some(many)) => Text::blank(
                APPLICATION_ID,
                format!(
                    "the application (client) id of {}: {many} could be meant",
                    within(&principal.title)
                ),
            ),
            (None, None) => Text::blank(APPLICATION_ID, self.where_from(principal)),
        };
        let object = match principal.kind {
            PrincipalKind::GuestUser => {
                Handle::account(parameter(&principal.address).unwrap_or_default())
            }
            _ => Handle::service_principal("application", &app_id),
        };
        let sought = parameter(&principal.address).or_else(|| parameter(&principal.name));
        let identity = match (sought, principal.kind) {
            (Some(address), PrincipalKind::GuestUser) => address.to_owned(),
            (Some(name), _) => format!("{name} (application id {})", shown(&app_id)),
            (None, _) => within(&principal.title),
        };
        Party {
            principal,
            who: within(&principal.title),
            identity,
            object,
            registration: Handle::registration(&app_id),
            app_id,
            holder: None,
        }
    }

    fn where_from(&self, principal: &Principal) -> String {
        let who = within(&principal.title);
        if principal.kind == PrincipalKind::CustomApplication {
            format!("the application (client) id of {who}: the step that registers it tells it")
        } else {
            format!(
                "the application (client) id of {who}: ask {} for it, and give it to rolecall as well \
                 (--param {}=…)",
                self.guide().vendor,
                principal.app_id.as_deref().unwrap_or("app-id"),
            )
        }
    }

    /// A candidate.
    pub(super) fn party_of(&self, principal: &'a Principal, candidate: &Candidate) -> Party<'a> {
        let holder = self.holder(candidate.object_id);
        let (id, app) = (candidate.object_id, candidate.app_id);
        let app_id = app.map_or_else(Text::default, Text::known);
        let registration = holder
            .and_then(|holder| self.registration(holder)?.id.copied())
            .map_or_else(|| Handle::registration(&app_id), Handle::known);
        let object = match holder.map(|holder| holder.kind) {
            Some(HolderKind::Application {
                service_principal: None,
                ..
            }) => Handle::service_principal("application", &app_id),
            _ => Handle::known(id),
        };
        Party {
            principal,
            who: self.named(principal, candidate),
            identity: identity(candidate),
            object,
            registration,
            app_id,
            holder,
        }
    }

    /// Several candidates are told apart by their names, which are claims.
    fn named(&self, principal: &Principal, candidate: &Candidate) -> String {
        let who = within(&principal.title);
        let unsure = matches!(candidate.standing, Standing::LookAlike | Standing::Unproven);
        let several = self.candidates(principal).len() > 1 || unsure;
        match &candidate.display_name {
            Some(name) if several => format!("“{}” ({})", name.trim(), candidate.object_id),
            None if several => candidate.object_id.to_string(),
            _ => who,
        }
    }
}

/// A candidate by its name in the portal, its sign-in name or application id, and its object id.
fn identity(candidate: &Candidate) -> String {
    let name = candidate.display_name.as_deref().map(str::trim);
    let name = name.filter(|name| !name.is_empty()).unwrap_or("(no name)");
    let id = candidate.object_id;
    match candidate.app_id {
        Some(app) => format!("{name} (application id {app}, object id {id})"),
        None => format!("{name} ({}, object id {id})", candidate.identity),
    }
}
