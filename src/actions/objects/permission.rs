//! APIs, the permissions that they offer, and the assignments of those.

use super::handle::Handle;
use crate::actions::change::{Change, listed};
use crate::actions::operation::{Body, Method, Operation, Read, Request, Text};
use crate::actions::script::hcl::{Block, Value, numbered};
use crate::ids::{AppId, ObjectId, PermissionId};
use std::collections::{BTreeMap, BTreeSet};

/// An API, as it is in this tenant.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Api {
    /// Its application id.
    pub(crate) app_id: AppId,
    /// Its name for people.
    pub(crate) title: String,
    /// Its service principal.
    pub(crate) handle: Handle,
    /// Microsoft Graph itself, whose application permissions ask for a higher role.
    pub(crate) is_graph: bool,
}

impl Api {
    /// One that was deleted: what it was called is all that is left of it.
    pub(crate) fn gone(id: ObjectId, called: &str) -> Self {
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
pub(crate) struct Permission {
    /// Its id in this tenant.
    pub(crate) id: PermissionId,
    /// Its value.
    pub(crate) value: String,
    /// The assignment.
    pub(crate) assignment: Option<String>,
}

/// The values of permissions, as one text.
pub(crate) fn names(permissions: &[Permission]) -> String {
    listed(&permissions.iter().map(|p| &p.value).collect::<Vec<_>>())
}

/// Permissions for a title, where a long list would hide what is changed.
pub(crate) fn counted(permissions: &[Permission]) -> String {
    if permissions.len() > 4 {
        format!("{} application permissions", permissions.len())
    } else {
        names(permissions)
    }
}

/// Permissions as the items of a loop.
fn items(permissions: &[Permission]) -> Vec<(String, String)> {
    permissions
        .iter()
        .map(|p| (p.id.to_string(), p.value.clone()))
        .collect()
}

/// The permissions that a registration asks for, each API's with `Role` or `Scope`.
pub(crate) type Requested = BTreeMap<AppId, BTreeSet<(&'static str, PermissionId)>>;

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

/// Grants permissions where they are not granted yet.
pub(crate) fn granting(
    principal: &Handle,
    api: &Api,
    permissions: &[Permission],
) -> Vec<Operation> {
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

/// Revokes permissions.
pub(crate) fn revoking(
    principal: &Handle,
    api: &Api,
    permissions: &[Permission],
) -> Vec<Operation> {
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

/// The block of an assignment.
pub(crate) fn assignment(
    principal: &Value,
    api: &Value,
    permission: &Permission,
    label: &str,
) -> Block {
    Block::resource("azuread_app_role_assignment", label)
        .with("app_role_id", Value::text(permission.id))
        .with("principal_object_id", principal.clone())
        .with("resource_object_id", api.clone())
}

/// A label of our own making for a permission, by its place: letters and digits of its value.
pub(crate) fn label(permission: &Permission, at: usize) -> String {
    numbered(&permission.value, '.', 60, "permission", at)
}

/// A change of permissions of one application on one API.
pub(crate) fn on_api(change: Change, application: &str, api: &Api, permissions: &str) -> Change {
    change
        .word("application", application)
        .word("api", &api.title)
        .word("permissions", permissions)
}
