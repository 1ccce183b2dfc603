//! The groups and directory roles of an account, for settings that name them.

use super::context::Context;
use super::told::Told;
use crate::access::{Could, Holder, Via};
use crate::catalog::Entitlement;
use crate::snapshot::SectionName;

/// The groups of an account.
pub(super) struct Groups {
    /// Ids of those that it is in now, directly or through others.
    pub(super) now: Vec<String>,
    /// Ids of those that it can step into.
    pub(super) perhaps: Vec<String>,
    /// Whether these are all of them.
    pub(super) whole: bool,
}

impl Groups {
    /// Whether the account is in one of these groups.
    pub(super) fn any_of(&self, ids: &[String]) -> Told {
        if ids.is_empty() {
            return Told::No;
        }
        let among = |own: &[String]| {
            ids.iter()
                .any(|id| own.iter().any(|one| one.eq_ignore_ascii_case(id)))
        };
        if among(&self.now) {
            Told::Yes
        } else if among(&self.perhaps) || !self.whole {
            Told::Untold
        } else {
            Told::No
        }
    }
}

/// The groups of an account, as far as they were seen.
pub(super) fn groups(context: &Context<'_>, holder: &Holder) -> Groups {
    let section = &context.snapshot.sections.user_groups;
    let of_holder = section.sightings().iter().filter(|seen| {
        let request = section.request_of(seen);
        request.and_then(|request| request.subject) == Some(holder.id)
    });
    let mut now: Vec<String> = of_holder
        .filter_map(|seen| seen.object.id.get())
        .map(ToString::to_string)
        .collect();
    let mut perhaps = Vec::new();
    for grant in &holder.grants {
        // Whatever lies behind a group that has to be stepped into does so too.
        let mut inside = true;
        for via in &grant.via {
            match via {
                Via::Group { id, .. } if inside => now.push(id.to_string()),
                Via::Group { id, .. } => perhaps.push(id.to_string()),
                Via::EligibleGroup { id, .. } => {
                    inside = false;
                    perhaps.push(id.to_string());
                }
                Via::DefenderRole { .. } => {}
            }
        }
    }
    let eligible = context
        .snapshot
        .sections
        .group_eligibility
        .sightings()
        .iter();
    perhaps.extend(
        eligible
            .filter(|seen| seen.object.principal_id.is(&holder.id))
            .filter_map(|seen| seen.object.group_id.get())
            .map(ToString::to_string),
    );
    for ids in [&mut now, &mut perhaps] {
        ids.sort();
        ids.dedup();
    }
    let sections = [SectionName::UserGroups, SectionName::GroupEligibility];
    let mut unresolved = holder.unresolved.iter();
    let unread = unresolved.any(|one| matches!(one.could_be, Could::ByGroup | Could::Anything));
    Groups {
        now,
        perhaps,
        whole: context.coverage.gaps(&sections).is_empty() && !unread,
    }
}

/// The directory roles of an account.
pub(super) struct Roles {
    /// Template ids, and whether the role works now and everywhere.
    held: Vec<(String, bool)>,
    /// Whether these are all of them.
    whole: bool,
}

impl Roles {
    /// Whether the account holds one of these roles (by template id) now and everywhere.
    pub(super) fn any_of(&self, ids: &[String]) -> Told {
        if ids.is_empty() {
            return Told::No;
        }
        let named = |role: &str| ids.iter().any(|id| id.eq_ignore_ascii_case(role));
        let held = self.held.iter().filter(|(role, _)| named(role));
        let held = Told::any(held.map(|(_, works)| if *works { Told::Yes } else { Told::Untold }));
        held.or(if self.whole { Told::No } else { Told::Untold })
    }
}

/// The directory roles of an account, as far as they were seen.
pub(super) fn roles(context: &Context<'_>, holder: &Holder) -> Roles {
    let held = holder
        .grants
        .iter()
        .filter_map(|grant| match &grant.entitlement {
            Entitlement::DirectoryRole(role) => {
                Some((role.to_string(), grant.works(context.options.as_of)))
            }
            _ => None,
        });
    let sections = [
        SectionName::UserGroups,
        SectionName::GroupEligibility,
        SectionName::DirectoryRoles,
        SectionName::RoleEligibility,
    ];
    Roles {
        held: held.collect(),
        whole: context.coverage.gaps(&sections).is_empty() && holder.unresolved.is_empty(),
    }
}
