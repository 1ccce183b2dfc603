//! Directory roles: active, activated and eligible, direct and through groups.

use super::bound::Bound;
use super::collected::Collected;
use super::contradiction::{Against, Contradiction};
use super::groups::Reach;
use super::index::{ByHolder, Index};
use super::model::{Grant, Held, Scope};
use super::role_schedules::{self, Roles, Schedules};
use super::sighting::SightingRef;
use super::unresolved::{Could, Unresolved};
use crate::catalog::Entitlement;
use crate::ids::{ObjectId, RoleTemplateId};
use crate::quote;
use crate::snapshot::{DirectoryRoleAssignment, RoleEligibility, SectionName, Sections};

/// Every directory role that the reaches hold.
pub(super) fn read(index: &Index<'_>, reaches: &[Reach], collected: &mut Collected<'_>) {
    collected.all_unresolved(&index.nameless.roles);
    collected.all_unresolved(&index.nameless.role_eligibility);
    for reach in reaches {
        let mut schedules = Schedules::of(index, reach.id);
        let more = active(index, (reach, &mut schedules), collected)
            && schedules.grants(index, reach, collected)
            && eligible(index, reach, collected);
        role_schedules::compare(index, (reach, &schedules), collected);
        unlisted(index, reach, collected);
        if !more {
            return;
        }
    }
}

/// Assignments that do not tell whose they are. Several principals are asked about at once, so each may be of any.
pub(super) fn anybodys(all: &ByHolder<'_, DirectoryRoleAssignment>) -> Vec<Unresolved> {
    all.with(&None)
        .map(|(item, one)| unread(item, one, "whose it is"))
        .collect()
}

/// Eligibilities that do not tell whose they are.
pub(super) fn anybodys_eligibility(all: &ByHolder<'_, RoleEligibility>) -> Vec<Unresolved> {
    all.with(&None)
        .map(|(item, one)| unread_eligibility(item, one))
        .collect()
}

/// Roles that the list of their holders shows of somebody, and the assignments, read whole, do not.
///
/// It is said and decides nothing: that list is asked apart, and no verdict rests on it.
fn unlisted(index: &Index<'_>, reach: &Reach, collected: &mut Collected<'_>) {
    if index.sections.directory_roles.whole().is_err() || reach.eligible {
        return;
    }
    let shown = index.role_holders.with(&Some(reach.id));
    let mut shown = shown.peekable();
    if shown.peek().is_none() {
        return;
    }
    let own = Roles::of(index.directory_roles.with(&Some(reach.id)));
    let held_now = collected.roles_held_now();
    for (item, one) in shown {
        let Some(role) = one.role_definition_id.copied() else {
            continue;
        };
        let listed = own.may_have(role) || index.nameless.listed_roles.may_have(role);
        // PIM's entries for it are already included.
        if listed || held_now.contains(&role) {
            continue;
        }
        collected.contradiction(Contradiction {
            shown_in: SectionName::RoleHolders,
            against: Against::Absent(SectionName::DirectoryRoles),
            what: index.catalog.title(&Entitlement::DirectoryRole(role)),
            seen: SightingRef {
                section: SectionName::RoleHolders,
                item,
            },
        });
    }
}

/// The role that an assignment is of: by its template, else by the id of its definition.
pub(super) fn role_of(assignment: &DirectoryRoleAssignment) -> Option<RoleTemplateId> {
    let definition = assignment.role_definition.get();
    let template = definition.and_then(|definition| definition.template_id.copied());
    let id = || definition.and_then(|definition| definition.id.copied());
    template
        .or(assignment.role_definition_id.copied())
        .or_else(id)
}

fn unread(item: usize, assignment: &DirectoryRoleAssignment, lack: &str) -> Unresolved {
    let section = SectionName::DirectoryRoles;
    let role = role_of(assignment);
    Unresolved {
        lacking: section,
        what: "an assignment of a directory role".to_owned(),
        lacks: format!("does not say {lack}"),
        gone: false,
        could_be: role.map_or(Could::DirectoryRole, |role| {
            Could::OneOf(vec![Entitlement::DirectoryRole(role)])
        }),
        more: true,
        others: 0,
        seen: SightingRef { section, item },
    }
}

/// Adds active roles with their ends; `false` when no more grants are taken.
fn active(
    index: &Index<'_>,
    (reach, schedules): (&Reach, &mut Schedules<'_>),
    collected: &mut Collected<'_>,
) -> bool {
    let section = SectionName::DirectoryRoles;
    for (item, assignment) in index.directory_roles.with(&Some(reach.id)) {
        let Some(role) = role_of(assignment) else {
            let lack = "of which role it is";
            collected.unresolved(unread(item, assignment, lack));
            continue;
        };
        let directory = assignment.directory_scope_id.as_deref();
        let scope = match (directory, assignment.app_scope_id.as_deref()) {
            (None, Some(app)) => Scope::Object(app.to_owned()),
            (directory, _) => scope(directory),
        };
        let standing = schedules.standing(role, assignment.role_definition_id.copied(), &scope);
        let first = SightingRef { section, item };
        let more = collected.grant(first, || {
            let mut proof = vec![first];
            proof.extend(&standing.seen);
            proof.extend(&reach.membership.seen);
            let held = reach.membership.limit(standing.held.clone());
            let definition = assignment.role_definition.get();
            let name = definition.and_then(|one| one.display_name.as_deref());
            let known = index.catalog.directory_role(role).is_some();
            Grant {
                name: name.filter(|_| !known).map(quote::name),
                held: if reach.eligible { Held::Eligible } else { held },
                ends: reach.membership.end(standing.ends.clone()),
                via: reach.via(index),
                ..grant(role, scope, proof)
            }
        });
        if !more {
            return false;
        }
    }
    true
}

/// Adds roles that can be activated; `false` when no more grants are taken.
fn eligible(index: &Index<'_>, reach: &Reach, collected: &mut Collected<'_>) -> bool {
    let section = SectionName::RoleEligibility;
    for (item, eligibility) in index.role_eligibility.with(&Some(reach.id)) {
        let Some(role) = eligibility.role_definition_id.copied() else {
            collected.unresolved(unread_eligibility(item, eligibility));
            continue;
        };
        let proof = SightingRef { section, item };
        let more = collected.grant(proof, || Grant {
            held: Held::Eligible,
            via: reach.via(index),
            starts: Bound::start(&eligibility.start_date_time),
            ends: Bound::end(&eligibility.end_date_time),
            ..grant(
                role,
                scope(eligibility.directory_scope_id.as_deref()),
                vec![proof],
            )
        });
        if !more {
            return false;
        }
    }
    true
}

fn unread_eligibility(item: usize, eligibility: &RoleEligibility) -> Unresolved {
    let section = SectionName::RoleEligibility;
    let role = eligibility.role_definition_id.copied();
    Unresolved {
        lacking: section,
        what: "a directory role that can be activated".to_owned(),
        lacks: "does not say whose it is, or which".to_owned(),
        gone: false,
        could_be: role.map_or(Could::DirectoryRole, |role| {
            Could::OneOf(vec![Entitlement::DirectoryRole(role)])
        }),
        more: true,
        others: 0,
        seen: SightingRef { section, item },
    }
}

/// Roles that a scan lists with all their holders: the item, the user, and the grant.
pub(super) fn listed(
    sections: &Sections,
) -> impl Iterator<Item = (usize, ObjectId, SightingRef, Grant)> {
    let all = sections.role_holders.sightings().iter().enumerate();
    all.filter_map(move |(item, seen)| {
        let held = &seen.object;
        let user = held
            .principal
            .get()?
            .odata_type
            .says("#microsoft.graph.user");
        let id = held.principal_id.copied()?;
        let seen = SightingRef {
            section: SectionName::RoleHolders,
            item,
        };
        let scope = scope(held.directory_scope_id.as_deref());
        let grant = grant(held.role_definition_id.copied()?, scope, vec![seen]);
        user.then_some((item, id, seen, grant))
    })
}

/// A role that is held directly and without limits of time.
pub(super) fn grant(role: RoleTemplateId, scope: Scope, seen: Vec<SightingRef>) -> Grant {
    Grant {
        entitlement: Entitlement::DirectoryRole(role),
        name: None,
        stored: None,
        held: Held::Active,
        scope,
        via: Vec::new(),
        starts: Bound::Open,
        ends: Bound::Open,
        wildcard: false,
        implied: false,
        seen,
    }
}

/// Microsoft's scope ids: `/`, `/administrativeUnits/{id}`, `/{object id}`.
pub(super) fn scope(id: Option<&str>) -> Scope {
    const UNITS: &str = "/administrativeunits/";
    match id {
        None | Some("") => Scope::Unstated,
        Some("/") => Scope::Tenant,
        Some(path) if path.to_ascii_lowercase().starts_with(UNITS) => {
            Scope::AdministrativeUnit(path.get(UNITS.len()..).unwrap_or_default().to_owned())
        }
        Some(path) => Scope::Object(path.to_owned()),
    }
}
