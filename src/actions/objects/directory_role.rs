//! Directory roles and their assignments.

use super::handle::Handle;
use crate::actions::change::listed;
use crate::actions::operation::{Body, Method, Operation, Read, Request, Text};
use crate::actions::script::hcl::{Block, Value, numbered};
use crate::ids::RoleTemplateId;
use jiff::Timestamp;

/// A role, and the directory scope that it is held in: `/` for the whole directory.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Role {
    /// The definition's id.
    pub(crate) id: RoleTemplateId,
    /// Its name.
    pub(crate) name: String,
    /// The scope.
    pub(crate) scope: String,
    /// The end of the assignment, where it has one.
    pub(crate) ends: Option<Timestamp>,
    /// The assignment's id, where it was seen.
    pub(crate) assignment: Option<String>,
}

const ASSIGNMENTS: &str = "/roleManagement/directory/roleAssignments";

/// The names of roles, as one text.
pub(crate) fn names(roles: &[Role]) -> String {
    listed(&roles.iter().map(|role| &role.name).collect::<Vec<_>>())
}

/// Roles with those that share a scope beside each other.
pub(crate) fn in_scope_order<'r>(roles: impl Iterator<Item = &'r Role>) -> Vec<Role> {
    let mut roles: Vec<Role> = roles.cloned().collect();
    roles.sort_by(|one, other| (&one.scope, &one.name).cmp(&(&other.scope, &other.name)));
    roles
}

/// Roles as the items of a loop.
pub(crate) fn items(roles: &[Role]) -> Vec<(String, String)> {
    roles
        .iter()
        .map(|role| (role.id.to_string(), role.name.clone()))
        .collect()
}

/// The scopes that roles are held in, as the portal calls them.
pub(crate) fn places(roles: &[Role]) -> String {
    let places: Vec<String> = by_scope(roles)
        .map(
            |(scope, _)| match scope.strip_prefix("/administrativeUnits/") {
                Some(unit) => format!("the administrative unit {unit}"),
                None if scope == "/" => "the whole directory".to_owned(),
                None => scope.to_owned(),
            },
        )
        .collect();
    listed(&places)
}

/// Roles that share a scope, so that one loop can hold them.
pub(crate) fn by_scope(roles: &[Role]) -> impl Iterator<Item = (&str, &[Role])> {
    roles
        .chunk_by(|one, next| one.scope == next.scope)
        .filter_map(|chunk| chunk.first().map(|first| (first.scope.as_str(), chunk)))
}

/// The assignments of the role at hand.
pub(crate) fn held(
    name: &'static str,
    template: &'static str,
    principal: &Handle,
    scope: &str,
) -> Read {
    let filter = Text::known("principalId eq ")
        .and(principal.id().quoted())
        .and(" and roleDefinitionId eq ")
        .and(Text::item("role").quoted());
    Read::new(name, template, Vec::new())
        .filtered(filter)
        .matching("directoryScopeId", scope)
}

/// Assigns roles where they are not assigned yet.
pub(crate) fn assigning(principal: &Handle, roles: &[Role]) -> Vec<Operation> {
    let mut operations = principal.find();
    for (scope, roles) in by_scope(roles) {
        let request = Request::new(Method::Post, ASSIGNMENTS, Vec::new()).with(vec![
            ("principalId", Body::text(principal.id())),
            ("roleDefinitionId", Body::text(Text::item("role"))),
            ("directoryScopeId", Body::text(scope)),
        ]);
        operations.push(Operation::Loop {
            name: "role",
            items: items(roles),
            body: vec![
                Operation::Find(held("assignment", ASSIGNMENTS, principal, scope)),
                Operation::unless("assignment", request),
            ],
        });
    }
    operations
}

/// Removes the assignments of roles.
pub(crate) fn removing(principal: &Handle, roles: &[Role]) -> Vec<Operation> {
    let mut operations = principal.find();
    for (scope, roles) in by_scope(roles) {
        let request = Request::new(
            Method::Delete,
            "/roleManagement/directory/roleAssignments/{}",
            vec![Text::found("assignment", "id")],
        );
        operations.push(Operation::Loop {
            name: "role",
            items: items(roles),
            body: vec![
                Operation::Find(held("assignment", ASSIGNMENTS, principal, scope)),
                Operation::Each {
                    name: "assignment",
                    request,
                },
            ],
        });
    }
    operations
}

/// The block of an assignment.
pub(crate) fn block(principal: &Value, role: &Role, label: &str) -> Block {
    Block::resource("azuread_directory_role_assignment", label)
        .with("role_id", Value::text(role.id))
        .with("principal_object_id", principal.clone())
        .with_scope(&role.scope)
}

impl Block {
    fn with_scope(self, scope: &str) -> Self {
        if scope == "/" {
            self
        } else {
            self.with("directory_scope_id", Value::text(scope))
        }
    }
}

/// A label of our own making for a role, by its place.
pub(crate) fn label(role: &Role, at: usize) -> String {
    numbered(&role.name, ' ', 40, "role", at)
}

/// The reason that PIM's history will show.
pub(crate) const JUSTIFICATION: &str = "Runbook of rolecall";

/// The body of a request to PIM.
pub(crate) fn pim_body(
    action: &'static str,
    principal: &Handle,
    scope: &str,
) -> Vec<(&'static str, Body)> {
    vec![
        ("action", Body::text(action)),
        ("principalId", Body::text(principal.id())),
        ("roleDefinitionId", Body::text(Text::item("role"))),
        ("directoryScopeId", Body::text(scope)),
        ("justification", Body::text(JUSTIFICATION)),
    ]
}

/// From now on, until a moment or without an end.
pub(crate) fn until(from: Timestamp, end: Option<Timestamp>) -> (&'static str, Body) {
    let expiration = Body::Object(match end {
        Some(end) => vec![
            ("type", Body::text("afterDateTime")),
            ("endDateTime", Body::text(end.to_string())),
        ],
        None => vec![("type", Body::text("noExpiration"))],
    });
    let schedule = vec![
        ("startDateTime", Body::text(from.to_string())),
        ("expiration", expiration),
    ];
    ("scheduleInfo", Body::Object(schedule))
}
