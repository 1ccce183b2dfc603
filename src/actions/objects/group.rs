//! Groups.

use crate::actions::change::listed;
use crate::ids::ObjectId;

/// A group by id and name (hostile text).
pub(crate) type Group = (ObjectId, String);

/// Groups as the items of a loop.
pub(crate) fn items(groups: &[Group]) -> Vec<(String, String)> {
    groups
        .iter()
        .map(|(id, name)| (id.to_string(), name.clone()))
        .collect()
}

/// The names of groups, as one text.
pub(crate) fn names(groups: &[Group]) -> String {
    listed(&groups.iter().map(|(_, name)| name).collect::<Vec<_>>())
}
