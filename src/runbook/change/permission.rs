//! API permissions: asked for by a registration, granted, consented to, and revoked.

use super::{Change, Handle, Terraform, listed};
use crate::catalog::TaskName;
use crate::ids::{AppId, ObjectId, PermissionId};
use crate::runbook::operation::{Body, Method, Operation, Read, Request, Text};
use crate::runbook::script::hcl::{self, Block, Value};

/// An API, as it is in this tenant.
#[derive(Clone, Debug)]
pub(in crate::runbook) struct Api {
    /// Its application id.
    pub(in crate::runbook) app_id: AppId,
    /// Its name for people.
    pub(in crate::runbook) title: String,
    /// Its service principal.
    pub(in crate::runbook) handle: Handle,
    /// Whether it is Microsoft Graph, whose application permissions ask for a higher role.
    pub(in crate::runbook) is_graph: bool,
}

impl Api {
    /// One that was deleted: what it was called is all that is left of it.
    pub(in crate::runbook) fn gone(id: ObjectId, called: &str) -> Self {
        Self {
            app_id: AppId::new(id.uuid()),
            title: format!("{called} (deleted)"),
            handle: Handle::known(id),
            is_graph: false,
        }
    }
}

/// A permission by id and value, and the id of the assignment that grants it where it was seen.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::runbook) struct Permission {
    /// Its id in this tenant.
    pub(in crate::runbook) id: PermissionId,
    /// Its value.
    pub(in crate::runbook) value: String,
    /// The assignment.
    pub(in crate::runbook) assignment: Option<String>,
}

fn names(permissions: &[Permission]) -> String {
    listed(
        &permissions
            .iter()
            .map(|p| p.value.clone())
            .collect::<Vec<_>>(),
    )
}

/// For a title: a long list hides what is changed, so it is counted.
fn counted(permissions: &[Permission]) -> String {
    if permissions.len() > 4 {
        format!("{} application permissions", permissions.len())
    } else {
        names(permissions)
    }
}

fn items(permissions: &[Permission]) -> Vec<(String, String)> {
    permissions
        .iter()
        .map(|p| (p.id.to_string(), p.value.clone()))
        .collect()
}

fn counted_or_listed(names: &[String]) -> String {
    if names.len() > 4 {
        format!("{} permissions", names.len())
    } else {
        listed(names)
    }
}

/// What a registration asks of one API: ids with `Role` or `Scope`.
pub(in crate::runbook) type Requested = (AppId, Vec<(PermissionId, &'static str)>);

/// Writes the whole list of what a registration asks for, now and before; without them the clicks are all there is.
pub(in crate::runbook) fn request(
    who: &str,
    registration: &Handle,
    apis: &str,
    (added, gone): (&[String], &[String]),
    lists: Option<(&[Requested], &[Requested])>,
) -> Change {
    let mut parts = Vec::new();
    if !added.is_empty() {
        parts.push(format!("add {}", counted_or_listed(added)));
    }
    if !gone.is_empty() {
        parts.push(format!("take {} off", counted_or_listed(gone)));
    }
    let what = parts.join("; ");
    let title = format!("Change the list of permissions that {who} asks for: {what}");
    let task = if added.is_empty() {
        TaskName::WithdrawRequest
    } else {
        TaskName::RequestPermissions
    };
    let mut change = Change::new(task, title)
        .word("application", who)
        .word("api", apis)
        .word("name", listed(gone))
        .word("permissions", listed(added));
    change.also = Some(TaskName::WithdrawRequest).filter(|_| !added.is_empty() && !gone.is_empty());
    let Some((now, before)) = lists else {
        change.warning = Some(
            "What the registration asks for already was not seen, and a command writes the whole list: use the portal, \
             or make this runbook anew from a snapshot taken after the registration."
                .to_owned(),
        );
        return change;
    };
    let write = |list: &[Requested]| {
        let mut operations = registration.find();
        let apis = list.iter().map(|(api, permissions)| {
            let access = permissions.iter().map(|(id, kind)| {
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
    };
    change.operations = write(now);
    change.undo = write(before);
    change.before = "in the portal, the list under API permissions is still the one that this runbook was made from; \
                     if somebody has changed it since, make the runbook anew, because the whole list is written";
    change.after = "in the portal, the list under API permissions names them all";
    if now
        .iter()
        .any(|(api, _)| before.iter().any(|(known, _)| known == api))
    {
        change.terraform = Terraform::Not(
            "azuread_application_api_access holds all that is asked of an API: one that is on the list already must be \
             imported first, and deleting its block takes all of it off. Change it where it is managed, or in another form.",
        );
        return change;
    }
    let (mut blocks, id) = registration.terraform_application();
    for (index, (api, permissions)) in now.iter().enumerate() {
        let of = |kind: &str| {
            let ids = permissions.iter().filter(|(_, k)| *k == kind);
            Value::List(
                ids.map(|(id, _)| (id.to_string(), kind.to_owned()))
                    .collect(),
            )
        };
        let mut block = Block::resource(
            "azuread_application_api_access",
            &format!("api_{}", index + 1),
        )
        .with("application_id", id.clone())
        .with("api_client_id", Value::text(api));
        for (name, kind) in [("role_ids", "Role"), ("scope_ids", "Scope")] {
            if permissions.iter().any(|(_, k)| *k == kind) {
                block = block.with(name, of(kind));
            }
        }
        blocks.push(block);
    }
    change.terraform = Terraform::Add(hcl::blocks(&blocks));
    change
}

fn granted(principal: &Handle, api: &Api) -> Read {
    Read::new(
        "granted",
        "/servicePrincipals/{}/appRoleAssignments",
        vec![principal.id()],
    )
    .matching("appRoleId", Text::item("permission"))
    .matching("resourceId", api.handle.id())
    .by(999)
}

fn granting(principal: &Handle, api: &Api, permissions: &[Permission]) -> Vec<Operation> {
    let mut operations = principal.find();
    operations.extend(api.handle.find());
    let request = Request::new(
        Method::Post,
        "/servicePrincipals/{}/appRoleAssignedTo",
        vec![api.handle.id()],
    )
    .with(vec![
        ("principalId", Body::text(principal.id())),
        ("resourceId", Body::text(api.handle.id())),
        ("appRoleId", Body::text(Text::item("permission"))),
    ]);
    operations.push(Operation::Loop {
        name: "permission",
        items: items(permissions),
        body: vec![
            Operation::Find(granted(principal, api)),
            Operation::unless("granted", request),
        ],
    });
    operations
}

fn revoking(principal: &Handle, api: &Api, permissions: &[Permission]) -> Vec<Operation> {
    let mut operations = principal.find_if_there("/servicePrincipals");
    operations.extend(api.handle.find());
    let request = Request::new(
        Method::Delete,
        "/servicePrincipals/{}/appRoleAssignments/{}",
        vec![principal.id(), Text::found("granted", "id")],
    );
    operations.push(Operation::Loop {
        name: "permission",
        items: items(permissions),
        body: vec![
            Operation::Find(granted(principal, api)),
            Operation::Each {
                name: "granted",
                request,
            },
        ],
    });
    operations
}

fn assignment(principal: &Value, api: &Value, permission: &Permission, label: &str) -> Block {
    Block::resource("azuread_app_role_assignment", label)
        .with("app_role_id", Value::text(permission.id))
        .with("principal_object_id", principal.clone())
        .with("resource_object_id", api.clone())
}

/// A label of our own making for a permission, by its place: letters and digits of its value.
fn label(permission: &Permission, at: usize) -> String {
    let plain: String = permission
        .value
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == '.')
        .map(|c| {
            if c == '.' {
                '_'
            } else {
                c.to_ascii_lowercase()
            }
        })
        .take(60)
        .collect();
    if plain.starts_with(|c: char| c.is_ascii_alphabetic()) {
        format!("{plain}_{}", at + 1)
    } else {
        format!("permission_{}", at + 1)
    }
}

/// Grants application permissions, which is the consent to them.
pub(in crate::runbook) fn grant(
    who: &str,
    principal: &Handle,
    api: &Api,
    permissions: &[Permission],
) -> Change {
    let title = format!("Grant {who} on {}: {}", api.title, counted(permissions));
    let mut change = Change::new(TaskName::GrantApplicationPermission, title)
        .word("application", who)
        .word("api", &api.title)
        .word("permissions", names(permissions));
    change.operations = granting(principal, api, permissions);
    change.undo = revoking(principal, api, permissions);
    let (mut blocks, id) = principal.terraform();
    let (more, resource) = api.handle.terraform();
    blocks.extend(more);
    let numbered = permissions.iter().enumerate();
    blocks.extend(numbered.map(|(at, one)| assignment(&id, &resource, one, &label(one, at))));
    change.terraform = Terraform::Add(hcl::blocks(&blocks));
    change.of_graph = api.is_graph;
    change
}

/// Revokes application permissions.
pub(in crate::runbook) fn revoke(
    who: &str,
    principal: &Handle,
    api: &Api,
    permissions: &[Permission],
) -> Change {
    let title = format!(
        "Revoke from {who} on {}: {}",
        api.title,
        counted(permissions)
    );
    let mut change = Change::new(TaskName::RevokeApplicationPermission, title)
        .word("application", who)
        .word("api", &api.title)
        .word("permissions", names(permissions))
        .taking_away();
    change.operations = revoking(principal, api, permissions);
    change.undo = granting(principal, api, permissions);
    let (mut blocks, id) = principal.terraform();
    let (more, resource) = api.handle.terraform();
    blocks.extend(more);
    let seen = permissions.iter().all(|one| one.assignment.is_some());
    if let Some(known) = api.handle.id().as_known().filter(|_| seen) {
        for (at, one) in permissions.iter().enumerate() {
            let Some(seen) = &one.assignment else {
                continue;
            };
            let label = label(one, at);
            let to = format!("azuread_app_role_assignment.{label}");
            let known = format!("/servicePrincipals/{known}/appRoleAssignedTo/{seen}");
            blocks.push(Block::import(&to, &known));
            blocks.push(assignment(&id, &resource, one, &label));
        }
        change.terraform = Terraform::TakeAway(hcl::blocks(&blocks));
    }
    change
}
