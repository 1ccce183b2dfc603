//! The auditor's own application: its name, and the permissions that it needs.

pub(super) use crate::catalog::MICROSOFT_GRAPH as GRAPH;
use crate::ids::PermissionId;

/// A permission of Microsoft Graph that it needs: its value, and its id, where it is known.
pub type Needed<'n> = (&'n str, Option<PermissionId>);

/// The display name of the application that is created.
pub(super) const NAME: &str = "rolecall auditor";

/// The permissions with an id, as (id, name).
pub(super) fn known<'n>(permissions: &[Needed<'n>]) -> Vec<(String, &'n str)> {
    permissions
        .iter()
        .filter_map(|(name, id)| Some(((*id)?.to_string(), *name)))
        .collect()
}

/// A comment for each permission whose id is not known, each line ended.
pub(super) fn unknown(permissions: &[Needed<'_>]) -> String {
    let lines: Vec<String> = permissions
        .iter()
        .filter(|(_, id)| id.is_none())
        .map(|(name, _)| format!("# Grant {name} by hand too: its id is not in the catalog.\n"))
        .collect();
    lines.concat()
}
