//! The groups and directory roles of an account, for settings that name them.

use super::context::Context;
use super::questions;
use super::ternary::Ternary;
use crate::access::{Could, Holder, Via};
use crate::catalog::Entitlement;
use crate::snapshot::SectionName;
use std::collections::{BTreeMap, BTreeSet};

/// The groups of an account.
pub(super) struct Groups {
    /// Ids of those that it is in now, directly or through others; in lower case, as ids are printed.
    pub(super) now: BTreeSet<String>,
    /// Ids of those that it can step into.
    pub(super) perhaps: BTreeSet<String>,
    /// True if these are all of them.
    pub(super) whole: bool,
}

impl Groups {
    /// Tells if the account is in one of these groups.
    pub(super) fn any_of(&self, ids: &[String]) -> Ternary {
        if ids.is_empty() {
            return Ternary::No;
        }
        let among = |own: &BTreeSet<String>| {
            let mut ids = ids.iter();
            ids.any(|id| own.contains(&id.to_ascii_lowercase()))
        };
        if among(&self.now) {
            Ternary::Yes
        } else if among(&self.perhaps) || !self.whole {
            Ternary::Untold
        } else {
            Ternary::No
        }
    }
}

/// The groups of an account, as far as they were seen.
pub(super) fn groups(context: &Context<'_>, holder: &Holder) -> Groups {
    let listed = context.lookups.groups.with(holder.id).iter();
    let mut now: BTreeSet<String> = listed
        .filter_map(|(_, group)| group.id.get())
        .map(ToString::to_string)
        .collect();
    let mut perhaps = BTreeSet::new();
    for grant in &holder.grants {
        // Whatever lies behind a group that has to be stepped into does so too.
        let mut inside = true;
        for via in &grant.via {
            match via {
                Via::Group { id, .. } if inside => {
                    now.insert(id.to_string());
                }
                Via::Group { id, .. } => {
                    perhaps.insert(id.to_string());
                }
                Via::EligibleGroup { id, .. } => {
                    inside = false;
                    perhaps.insert(id.to_string());
                }
                Via::DefenderRole { .. } => {}
            }
        }
    }
    let activatable = context.lookups.activatable.with(holder.id).iter();
    let activatable = activatable.filter_map(|(_, one)| one.group_id.copied());
    perhaps.extend(activatable.map(|id| id.to_string()));
    let sections = [SectionName::UserGroups, SectionName::GroupEligibility];
    let mut unresolved = holder.unresolved.iter();
    let unread = unresolved.any(|one| matches!(one.could_be, Could::ByGroup | Could::Anything));
    Groups {
        now,
        perhaps,
        whole: read_whole(context, holder, &sections) && !unread,
    }
}

/// Tells if these sections are whole, and were asked about the account.
fn read_whole(context: &Context<'_>, holder: &Holder, sections: &[SectionName]) -> bool {
    context.coverage.gaps(sections).is_empty()
        && questions::of_holder(context, holder, sections, "").is_empty()
}

/// The directory roles of an account.
pub(super) struct Roles {
    /// Template ids in lower case, and whether the role works now and everywhere.
    held: BTreeMap<String, bool>,
    /// True if these are all of them.
    whole: bool,
}

impl Roles {
    /// Tells if the account holds one of these roles (by template id) now and everywhere.
    pub(super) fn any_of(&self, ids: &[String]) -> Ternary {
        if ids.is_empty() {
            return Ternary::No;
        }
        let named = ids.iter().map(|id| id.to_ascii_lowercase());
        let held = named.filter_map(|id| self.held.get(&id));
        let held = Ternary::any(held.map(|works| {
            if *works {
                Ternary::Yes
            } else {
                Ternary::Untold
            }
        }));
        held.or(if self.whole {
            Ternary::No
        } else {
            Ternary::Untold
        })
    }
}

/// The directory roles of an account, as far as they were seen.
pub(super) fn roles(context: &Context<'_>, holder: &Holder) -> Roles {
    let mut held: BTreeMap<String, bool> = BTreeMap::new();
    for grant in &holder.grants {
        if let Entitlement::DirectoryRole(role) = &grant.entitlement {
            *held.entry(role.to_string()).or_default() |= grant.works(context.options.as_of);
        }
    }
    let sections = [
        SectionName::UserGroups,
        SectionName::GroupEligibility,
        SectionName::DirectoryRoles,
        SectionName::RoleEligibility,
    ];
    Roles {
        held,
        whole: read_whole(context, holder, &sections) && holder.unresolved.is_empty(),
    }
}
