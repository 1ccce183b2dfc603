//! The groups and directory roles of somebody, for rights and settings that name them.

use super::context::Context;
use super::coverage::Gap;
use super::leftover;
use super::questions;
use super::ternary::Ternary;
use crate::access::{Could, Holder, HolderKind, Via};
use crate::catalog::Entitlement;
use crate::snapshot::{Group, SectionName, Shows};
use std::collections::{BTreeMap, BTreeSet};

/// The groups of somebody.
pub(super) struct Groups {
    /// Ids of those that it is in now, directly or through others; in lower case, as ids are printed.
    pub(super) now: BTreeSet<String>,
    /// Ids of those that it can step into.
    pub(super) perhaps: BTreeSet<String>,
    /// True if these are all of them.
    pub(super) whole: bool,
}

impl Groups {
    /// Tells if it is in one of these groups.
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

/// The groups of somebody, as far as they were seen.
pub(super) fn groups(context: &Context<'_>, holder: &Holder) -> Groups {
    let listed = listed(context, holder);
    let mut now: BTreeSet<String> = listed
        .filter_map(|group| group.id.get())
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
    Groups {
        now,
        perhaps,
        whole: gaps(context, holder).is_empty(),
    }
}

/// Names of groups, of which one that was told none.
pub(super) struct Named<'a> {
    /// The names that were told.
    pub(super) names: Vec<&'a str>,
    /// True if every group has told its name.
    pub(super) whole: bool,
}

impl<'a> Named<'a> {
    fn of(groups: impl Iterator<Item = Option<&'a str>>) -> Self {
        let mut whole = true;
        let names = groups.filter_map(|name| {
            whole &= name.is_some();
            name
        });
        Self {
            names: names.collect(),
            whole,
        }
    }

    /// True if one of the groups has one of these names, without regard to case and blanks around it.
    pub(super) fn has_any(&self, wanted: &[String]) -> bool {
        let same =
            |one: &str, other: &str| one.trim().to_lowercase() == other.trim().to_lowercase();
        let mut names = self.names.iter();
        names.any(|name| wanted.iter().any(|wanted| same(name, wanted)))
    }
}

/// The names of the groups that somebody is in now.
pub(super) fn names<'a>(context: &Context<'a>, holder: &Holder) -> Named<'a> {
    Named::of(listed(context, holder).map(|group| group.display_name.as_deref()))
}

/// The names of the groups that somebody can step into.
pub(super) fn eligible_names<'a>(context: &Context<'a>, holder: &Holder) -> Named<'a> {
    let lookups = context.lookups;
    let activatable = lookups.activatable.with(holder.id).iter();
    Named::of(activatable.map(|(_, one)| {
        let expanded = one
            .group
            .get()
            .and_then(|group| group.display_name.as_deref());
        let id = one.group_id.copied();
        let described = id
            .map(|id| lookups.eligible_groups.with(id))
            .unwrap_or_default();
        let mut described = described.iter();
        expanded.or_else(|| described.find_map(|(_, group)| group.display_name.as_deref()))
    }))
}

/// The groups that the answers list of a user or a service principal.
fn listed<'a>(context: &Context<'a>, holder: &Holder) -> impl Iterator<Item = &'a Group> {
    let lookups = context.lookups;
    let of_user = lookups.groups.with(holder.id).iter();
    let of_application = lookups.groups_of_applications.with(holder.id).iter();
    of_user.chain(of_application).map(|(_, group)| *group)
}

/// The sections that show the groups of such a holder.
pub(super) fn sections(holder: &HolderKind) -> Vec<SectionName> {
    SectionName::showing(&[match holder {
        HolderKind::User { .. } | HolderKind::RoleHolder { .. } => Shows::GuestGroup,
        // Without a service principal there is nothing that could be in a group.
        HolderKind::Application {
            service_principal: None,
            ..
        } => Shows::Application,
        HolderKind::Application { .. } => Shows::ApplicationGroup,
    }])
}

/// Everything that forbids to conclude that somebody is in no other group.
pub(super) fn gaps(context: &Context<'_>, holder: &Holder) -> Vec<Gap> {
    let sections = sections(&holder.kind);
    let who = holder.id.to_string();
    let mut gaps = context.coverage.gaps(&sections);
    gaps.extend(questions::of_holder(context, holder, &sections, &who));
    let unresolved = holder.unresolved.iter();
    let unread = unresolved.filter(|one| matches!(one.could_be, Could::ByGroup | Could::Anything));
    gaps.extend(unread.map(|one| leftover::gap(context, one)));
    gaps
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
