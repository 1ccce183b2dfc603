//! Lookups that a scan did not make: what nobody asked for is not concluded from, whoever else was found.
//!
//! Any snapshot can be judged by any guide. Each verdict that rests on a section needs the lookup of its own subject
//! there: an address, an application, an API, or whoever was found.

use super::context::Context;
use super::coverage::{Coverage, Gap};
use super::model::{Advice, AdviceKind};
use super::target::TargetPrincipal;
use super::words::{listed, shown};
use crate::access::{Holder, HolderKind};
use crate::assess::candidate::CandidateKind;
use crate::catalog::Entitlement;
use crate::ids::ObjectId;
use crate::snapshot::{Group, SectionName, Sections, Subject};
use std::collections::BTreeSet;

/// The lookups of a principal that were not made.
pub(super) fn of_principal(coverage: &Coverage<'_>, principal: &TargetPrincipal) -> Vec<Gap> {
    let unset = |section, parameter: &Option<String>| {
        let parameter = parameter.as_deref().unwrap_or("name");
        let lacks = "was not asked: the parameter has no value";
        coverage.lack(section, lacks, parameter)
    };
    let unasked = |section, placeholder: &str, value: &str, lacks: &str| {
        let asked = coverage.looked_for(section, placeholder, value);
        (!asked).then(|| coverage.lack(section, lacks, value))
    };
    let settled_by = &principal.settled_by;
    match principal.kind {
        CandidateKind::GuestUser => {
            let section = SectionName::Users;
            let Some(address) = &principal.address else {
                return vec![unset(section, &settled_by.address)];
            };
            let lacks = "was not asked for this address";
            unasked(section, "address", address, lacks)
                .into_iter()
                .collect()
        }
        CandidateKind::EnterpriseApplication | CandidateKind::CustomApplication => {
            let mut gaps = Vec::new();
            for section in [SectionName::ServicePrincipals, SectionName::Applications] {
                let lacks = "was not asked for this application id";
                let ids = principal.app_ids.iter();
                gaps.extend(
                    ids.filter_map(|id| unasked(section, "app-id", &id.to_string(), lacks)),
                );
                match &principal.name {
                    _ if !principal.app_ids.is_empty() => {}
                    Some(name) => {
                        let lacks = "was not asked for an application of this name";
                        gaps.extend(unasked(section, "app-name", name, lacks));
                    }
                    None => gaps.push(unset(section, &settled_by.name)),
                }
            }
            gaps
        }
    }
}

/// Advice that names the lookups which the scan did not make: it was for another guide, or with other parameters.
pub(super) fn advice(context: &Context<'_>) -> Option<Advice> {
    let principals = context.targets.iter();
    let gaps: Vec<Gap> = principals
        .flat_map(|principal| of_principal(context.coverage, principal))
        .collect();
    if gaps.is_empty() {
        return None;
    }
    let sought = context.snapshot.sought.iter();
    let sought = sought.map(|one| format!("{} ({})", shown(&one.guide), shown(&one.edition)));
    let gaps = gaps.iter().map(Gap::words);
    Some(Advice {
        id: format!("{}/advice/not-asked", context.guide),
        kind: AdviceKind::NotRead,
        title: "The scan did not look for everything that this guide names".to_owned(),
        text: format!(
            "The snapshot was taken for {}. With this guide and these parameters, {}. What rests on that is unknown; \
             scan again with them to have it judged.",
            listed(sought, ", "),
            listed(gaps, "; ")
        ),
        weighs: false,
        evidence: Vec::new(),
    })
}

/// The sections among these that were not asked about whoever was found, or about a group that may give it a role.
pub(super) fn of_holder(
    context: &Context<'_>,
    holder: &Holder,
    sections: &[SectionName],
    who: &str,
) -> Vec<Gap> {
    let ids = Ids::of(&context.snapshot.sections, holder);
    let mut gaps = Vec::new();
    for &section in sections {
        let own = ids.asked_in(section);
        let Some(first) = own.first().copied() else {
            continue;
        };
        if context.coverage.gap(section).is_some() {
            continue;
        }
        let asked = |id: ObjectId| {
            let id = id.to_string();
            let mut placeholders = ABOUT_HOLDERS.iter();
            placeholders.any(|name| context.coverage.looked_for(section, name, &id))
        };
        if !own.into_iter().all(asked) {
            let gap = context
                .coverage
                .lack(section, "was not asked about it", who);
            gaps.push(gap);
        } else if GIVEN_BY_GROUPS.contains(&section) {
            let groups = groups_with_roles(context, first, section);
            let unasked = groups.into_iter().find(|group| !asked(*group));
            gaps.extend(unasked.map(|group| {
                let lacks = "was not asked about a group that it is in or can step into";
                context.coverage.lack(section, lacks, &group.to_string())
            }));
        }
    }
    gaps
}

/// Sections about directory roles, which are asked about the holder's groups too.
const GIVEN_BY_GROUPS: [SectionName; 3] = [
    SectionName::DirectoryRoles,
    SectionName::RoleEligibility,
    SectionName::RoleSchedules,
];

/// The groups of somebody that a section about directory roles has to be asked about.
fn groups_with_roles(
    context: &Context<'_>,
    id: ObjectId,
    section: SectionName,
) -> BTreeSet<ObjectId> {
    let lookups = context.lookups;
    let entered = lookups.groups.with(id).iter();
    let entered = entered.chain(lookups.groups_of_applications.with(id));
    let entered: Vec<&Group> = entered.map(|(_, group)| *group).collect();
    let mut known: BTreeSet<ObjectId> = entered.iter().filter_map(|one| one.id.copied()).collect();
    let inside = known.clone();
    let mut from: Vec<ObjectId> = known.iter().copied().chain([id]).collect();
    while let Some(next) = from.pop() {
        let further = lookups.activatable.with(next).iter();
        let further = further.filter_map(|(_, one)| one.group_id.copied());
        from.extend(further.filter(|group| known.insert(*group)));
    }
    match section {
        // What any group holds is one request for many; the others are one for each that can hold a role.
        SectionName::DirectoryRoles => return known,
        // What a group holds that can only be stepped into is not active.
        SectionName::RoleSchedules => known = inside,
        _ => {}
    }
    let described = context.snapshot.sections.eligible_groups.sightings().iter();
    let described = described.map(|seen| &seen.object).chain(entered);
    for group in described.filter(|group| cannot_hold_roles(group)) {
        if let Some(id) = group.id.copied() {
            known.remove(&id);
        }
    }
    known
}

/// Null stands for the default, which is that it cannot (group resource, `isAssignableToRole`).
fn cannot_hold_roles(group: &Group) -> bool {
    group.is_assignable_to_role.is_null() || group.is_assignable_to_role.is(&false)
}

/// A directory role whose holders should have been listed, and were not asked for.
pub(super) fn of_roles(context: &Context<'_>) -> Option<Gap> {
    let section = SectionName::RoleHolders;
    let mut roles = context.catalog.cut_off_by_rbac();
    let unasked = roles.find(|role| {
        let id = role.to_string();
        !context.coverage.looked_for(section, "role", &id)
    })?;
    let title = context.catalog.title(&Entitlement::DirectoryRole(unasked));
    let lacks = "was not asked who holds the role";
    Some(context.coverage.lack(section, lacks, &title))
}

/// The placeholders that stand for whoever was found.
const ABOUT_HOLDERS: [&str; 5] = [
    "principal",
    "principals",
    "user",
    "service-principal",
    "application",
];

/// The ids by which somebody is asked about.
struct Ids {
    user: Option<ObjectId>,
    service_principal: Option<ObjectId>,
    registration: Option<ObjectId>,
}

impl Ids {
    fn of(sections: &Sections, holder: &Holder) -> Self {
        match holder.kind {
            HolderKind::User { .. } => Self {
                user: Some(holder.id),
                service_principal: None,
                registration: None,
            },
            HolderKind::Application {
                service_principal,
                registration,
                ..
            } => {
                let principals = sections.service_principals.sightings();
                let registrations = sections.applications.sightings();
                let principal = service_principal.and_then(|item| principals.get(item));
                let registration = registration.and_then(|item| registrations.get(item));
                Self {
                    user: None,
                    service_principal: principal.and_then(|seen| seen.object.id.copied()),
                    registration: registration.and_then(|seen| seen.object.id.copied()),
                }
            }
            HolderKind::RoleHolder { .. } => Self {
                user: None,
                service_principal: None,
                registration: None,
            },
        }
    }

    /// The ids by which a section is asked about it; none where it is not asked about anybody of that kind.
    fn asked_in(&self, section: SectionName) -> Vec<ObjectId> {
        let row = section.row();
        let names = |name| {
            row.endpoints
                .iter()
                .any(|one| one.placeholders().any(|n| n == name))
        };
        // Some lists are asked whole.
        if !ABOUT_HOLDERS.into_iter().any(names) {
            return Vec::new();
        }
        let ids = match row.subject {
            Subject::Guests => [self.user, None],
            Subject::ServicePrincipals => [self.service_principal, None],
            Subject::Registrations => [self.registration, None],
            Subject::ApplicationHalves => [self.service_principal, self.registration],
            Subject::GuestsAndServicePrincipals => [self.user.or(self.service_principal), None],
            _ => [None, None],
        };
        ids.into_iter().flatten().collect()
    }
}
