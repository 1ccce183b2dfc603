//! Hops between a holder and what it holds.

use crate::ids::ObjectId;

/// A hop between a holder and an entitlement. Names are the tenant's: claims, and hostile text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Via {
    /// Member of a group, directly or through other groups.
    Group {
        /// The group.
        id: ObjectId,
        /// Its display name.
        name: Option<String>,
    },
    /// Could become a member of a group by activation.
    EligibleGroup {
        /// The group.
        id: ObjectId,
        /// Its display name.
        name: Option<String>,
    },
    /// A role of Defender Unified RBAC.
    DefenderRole {
        /// The role's id.
        id: String,
        /// Its display name.
        name: Option<String>,
        /// The action in it that gives the permission.
        action: String,
    },
}
