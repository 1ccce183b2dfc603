//! Changes the list of permissions that a registration asks for.

use super::change::listed;
use super::objects::permission::{Permission, Requested};
use super::operation::{Body, Method, Operation, Request};
use super::script::hcl::{self, Block, Value};
use super::{Act, ActionContext, Change, Stage, Target, Terraform};
use crate::catalog::{PermissionType, TaskName};
use crate::ids::AppId;
use std::collections::BTreeSet;

/// Puts a permission on the list that a registration asks for, or takes it off.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct RequestPermission {
    /// The permission is taken off.
    pub(crate) off: bool,
    /// The API.
    pub(crate) api: AppId,
    /// The permission.
    pub(crate) permission: Permission,
    /// Its type, as a registration spells it: `Role` or `Scope`.
    pub(crate) kind: &'static str,
    /// The API's name.
    pub(crate) title: String,
}

impl RequestPermission {
    /// A permission that is put on the list.
    pub(crate) fn on(api: (AppId, String), permission: Permission, kind: PermissionType) -> Self {
        let (api, title) = api;
        Self {
            off: false,
            api,
            permission,
            kind: match kind {
                PermissionType::Application => "Role",
                PermissionType::Delegated => "Scope",
            },
            title,
        }
    }

    /// The permission with its type: the list may hold the same value in both.
    fn typed(&self) -> String {
        let kind = if self.kind == "Scope" {
            "delegated"
        } else {
            "application"
        };
        format!("{} ({kind})", self.permission.value)
    }
}

impl Act for RequestPermission {
    const STAGE: Stage = Stage::Give;

    fn changes(&self, all: &[Self], target: &Target, _: &ActionContext<'_>) -> Vec<Change> {
        let (gone, added): (Vec<&Self>, Vec<&Self>) = all.iter().partition(|one| one.off);
        let apis: BTreeSet<&String> = added.iter().map(|one| &one.title).collect();
        let apis = listed(&apis.into_iter().collect::<Vec<_>>());
        let typed = |all: &[&Self]| all.iter().map(|one| one.typed()).collect::<Vec<_>>();
        let mut change = change(target, &apis, (&typed(&added), &typed(&gone)));
        let Some(before) = target.requested.as_deref() else {
            change.warning = Some(
                "What the registration asks for already was not seen, and a command writes the whole list: use the portal, \
                 or make this runbook anew from a snapshot taken after the registration."
                    .to_owned(),
            );
            return vec![change];
        };
        let mut now = before.clone();
        for one in all {
            let permissions = now.entry(one.api).or_default();
            let entry = (one.kind, one.permission.id);
            if one.off {
                permissions.remove(&entry);
            } else {
                permissions.insert(entry);
            }
        }
        now.retain(|_, permissions| !permissions.is_empty());
        change.operations = write(target, &now);
        change.undo = write(target, before);
        change.before = "in the portal, the list under API permissions is still the one that this runbook was made from; \
                         if somebody has changed it since, make the runbook anew, because the whole list is written";
        change.after = "in the portal, the list under API permissions names them all";
        change.terraform = terraform(target, &now, before);
        vec![change]
    }
}

fn change(target: &Target, apis: &str, (added, gone): (&[String], &[String])) -> Change {
    let mut parts = Vec::new();
    if !added.is_empty() {
        parts.push(format!("add {}", counted(added)));
    }
    if !gone.is_empty() {
        parts.push(format!("take {} off", counted(gone)));
    }
    let (who, what) = (&target.who, parts.join("; "));
    let title = format!("Change the list of permissions that {who} asks for: {what}");
    let task = if added.is_empty() {
        TaskName::WithdrawRequest
    } else {
        TaskName::RequestPermissions
    };
    let mut change = Change::new(task, title)
        .word("application", &target.identity)
        .word("api", apis)
        .word("name", listed(gone))
        .word("permissions", listed(added));
    change.also = Some(TaskName::WithdrawRequest).filter(|_| !added.is_empty() && !gone.is_empty());
    change
}

fn counted(names: &[String]) -> String {
    if names.len() > 4 {
        format!("{} permissions", names.len())
    } else {
        listed(names)
    }
}

/// Writes the whole list.
fn write(target: &Target, list: &Requested) -> Vec<Operation> {
    let registration = &target.registration;
    let mut operations = registration.find();
    let apis = list.iter().map(|(api, permissions)| {
        let access = permissions.iter().map(|(kind, id)| {
            Body::Object(vec![
                ("id", Body::text(id.to_string())),
                ("type", Body::text(*kind)),
            ])
        });
        Body::Object(vec![
            ("resourceAppId", Body::text(api.to_string())),
            ("resourceAccess", Body::List(access.collect())),
        ])
    });
    let request = Request::new(Method::Patch, "/applications/{}", vec![registration.id()])
        .with(vec![("requiredResourceAccess", Body::List(apis.collect()))]);
    operations.push(Operation::always(request));
    operations
}

fn terraform(target: &Target, now: &Requested, before: &Requested) -> Terraform {
    if now.keys().any(|api| before.contains_key(api)) {
        return Terraform::Not(
            "azuread_application_api_access holds all that is asked of an API: one that is on the list already must be \
             imported first, and deleting its block takes all of it off. Change it where it is managed, or in another form.",
        );
    }
    let (mut blocks, id) = target.registration.terraform_application();
    for (index, (api, permissions)) in now.iter().enumerate() {
        let label = format!("api_{}", index + 1);
        let mut block = Block::resource("azuread_application_api_access", &label)
            .with("application_id", id.clone())
            .with("api_client_id", Value::text(api));
        for (name, kind) in [("role_ids", "Role"), ("scope_ids", "Scope")] {
            let ids = permissions.iter().filter(|(one, _)| *one == kind);
            let ids: Vec<(String, String)> = ids
                .map(|(_, id)| (id.to_string(), kind.to_owned()))
                .collect();
            if !ids.is_empty() {
                block = block.with(name, Value::List(ids));
            }
        }
        blocks.push(block);
    }
    Terraform::Add(hcl::blocks(&blocks))
}
