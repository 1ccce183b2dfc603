//! An owned object by itself: its kind, and what is told of a group.

use super::holding::Half;
use crate::ids::ObjectId;
use crate::quote;
use crate::snapshot::{Field, OwnedObject};

/// The kind of an owned object, by its type in the answer.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Group,
    Application(Half),
    /// The answer does not tell, or tells one that is not weighed.
    Other,
}

/// The kind of an owned object.
pub(super) fn kind(object: &OwnedObject) -> Kind {
    let says = |name| object.odata_type.says(name);
    if says("#microsoft.graph.group") {
        Kind::Group
    } else if says("#microsoft.graph.application") {
        Kind::Application(Half::Registration)
    } else if says("#microsoft.graph.servicePrincipal") {
        Kind::Application(Half::ServicePrincipal)
    } else {
        Kind::Other
    }
}

/// Groups that the lists of what candidates own describe: id, name, and whether directory roles can be assigned to it.
///
/// Null stands for the default, which is that they cannot (group resource, `isAssignableToRole`); but of a group that
/// the caller may not read everything is null, its name too, which every group has.
pub(super) fn described(object: &OwnedObject) -> Option<(ObjectId, Option<String>, Option<bool>)> {
    if kind(object) != Kind::Group {
        return None;
    }
    let takes = match &object.is_assignable_to_role {
        Field::Given(takes) => Some(*takes),
        Field::Null => object.display_name.is_given().then_some(false),
        Field::Absent | Field::Misfit(_) => None,
    };
    let name = object.display_name.as_deref().map(quote::name);
    Some((object.id.copied()?, name, takes))
}
