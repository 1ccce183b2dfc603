//! Roles of Defender Unified RBAC and their assignments, which are in Graph's beta alone.

use crate::actions::change::Change;
use crate::actions::operation::{Body, Read, Text};
use crate::catalog::TaskName;

/// The list of roles.
pub(crate) const ROLES: &str = "/roleManagement/defender/roleDefinitions";
/// The list of assignments.
pub(crate) const ASSIGNMENTS: &str = "/roleManagement/defender/roleAssignments";

/// The property of a role that says what it allows.
pub(crate) fn permissions(actions: &[String]) -> (&'static str, Body) {
    let actions = actions.iter().map(|action| Body::text(action.as_str()));
    let allowed = vec![("allowedResourceActions", Body::List(actions.collect()))];
    ("rolePermissions", Body::List(vec![Body::Object(allowed)]))
}

/// The role with a name.
pub(crate) fn named(name: &str) -> Read {
    let filter = Text::known("displayName eq ").and(Text::known(name).quoted());
    Read::new("role", ROLES, Vec::new()).filtered(filter).beta()
}

/// The assignments that name a principal.
pub(crate) fn assigned(principal: &Text) -> Read {
    let filter = Text::known("principalIds/any(a:a eq ")
        .and(principal.quoted())
        .and(")");
    Read::new("assignment", ASSIGNMENTS, Vec::new())
        .filtered(filter)
        .eventual()
        .beta()
}

/// A change that takes an assignment away.
pub(crate) fn removal(who: &str, identity: &str, role: &str) -> Change {
    let title = format!("Take the Defender role {role} away from {who}");
    Change::new(TaskName::RemoveDefenderAssignment, title)
        .word("principal", identity)
        .word("name", role)
        .word("role", role)
        .taking_away()
}
