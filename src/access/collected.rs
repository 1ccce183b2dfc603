//! What is read of one holder, part by part.

use super::{Contradiction, Grant, Holder, HolderKind, Unresolved};
use crate::ids::ObjectId;

/// Grants, what could not be read as one, and what contradicts itself.
#[derive(Default)]
pub(super) struct Collected {
    pub(super) grants: Vec<Grant>,
    pub(super) unresolved: Vec<Unresolved>,
    pub(super) contradictions: Vec<Contradiction>,
}

impl Collected {
    /// Takes another part over.
    pub(super) fn add(&mut self, more: Self) {
        self.grants.extend(more.grants);
        self.unresolved.extend(more.unresolved);
        self.contradictions.extend(more.contradictions);
    }

    /// The holder of all of it, in a fixed order.
    pub(super) fn into_holder(mut self, id: ObjectId, kind: HolderKind) -> Holder {
        self.grants.sort();
        self.grants.dedup();
        self.unresolved.sort();
        self.unresolved.dedup();
        self.contradictions.sort();
        self.contradictions.dedup();
        Holder {
            id,
            kind,
            grants: self.grants,
            unresolved: self.unresolved,
            contradictions: self.contradictions,
        }
    }
}
