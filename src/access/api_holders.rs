//! The same assignments from their other end: what an API lists of its holders.

use super::applications::words_of;
use super::collected::Collected;
use super::contradiction::{Against, Contradiction};
use super::model::SightingRef;
use super::unresolved::{Could, Unresolved};
use crate::catalog::Catalog;
use crate::ids::{ObjectId, PermissionId};
use crate::snapshot::{AppRoleAssignment, SectionName, Sections};
use std::collections::BTreeSet;

/// What the list of an application's permissions and the lists of their APIs say against each other.
pub(super) fn compare(sections: &Sections, catalog: &Catalog, holder: ObjectId) -> Collected {
    let mut collected = Collected::default();
    let own = &sections.app_role_assignments;
    let asked = own
        .head()
        .requests
        .iter()
        .any(|request| request.subject == Some(holder));
    let held: Vec<(usize, &AppRoleAssignment)> = own
        .sightings()
        .iter()
        .enumerate()
        .filter(|(_, seen)| {
            let subject = own.request_of(seen).and_then(|request| request.subject);
            seen.object.principal_id.copied().or(subject) == Some(holder)
        })
        .map(|(item, seen)| (item, &seen.object))
        .collect();
    let ours: Option<BTreeSet<Key>> = held.iter().map(|(_, one)| key(one)).collect();
    let listed = sections.api_holders.sightings().iter().enumerate();
    let listed: Vec<(usize, &AppRoleAssignment)> = listed
        .filter(|(_, seen)| seen.object.principal_id.is(&holder))
        .map(|(item, seen)| (item, &seen.object))
        .collect();
    if let (true, true, Some(ours)) = (own.whole().is_ok(), asked, &ours) {
        for (item, one) in &listed {
            let Some(key) = key(one).filter(|key| !ours.contains(key)) else {
                continue;
            };
            let section = SectionName::ApiHolders;
            let seen = SightingRef {
                section,
                item: *item,
            };
            let what = words_of(catalog, one);
            collected.unresolved.push(Unresolved {
                lacking: SectionName::AppRoleAssignments,
                what: format!("{what}, which the API lists it for"),
                lacks: "does not list it".to_owned(),
                gone: false,
                could_be: Could::AppRole {
                    id: key.1,
                    beside: Vec::new(),
                },
                more: true,
                seen,
            });
            collected.contradictions.push(Contradiction {
                shown_in: section,
                against: Against::Absent(SectionName::AppRoleAssignments),
                what,
                seen,
            });
        }
    }
    collected
        .contradictions
        .extend(missing_there(sections, catalog, &held, &listed));
    collected
}

/// What the application's own list has, and an API that was asked for all its holders has not.
fn missing_there(
    sections: &Sections,
    catalog: &Catalog,
    held: &[(usize, &AppRoleAssignment)],
    listed: &[(usize, &AppRoleAssignment)],
) -> Vec<Contradiction> {
    let section = &sections.api_holders;
    let everybody = section.sightings().iter();
    let named = everybody
        .into_iter()
        .all(|seen| seen.object.principal_id.is_given());
    let theirs: Option<BTreeSet<Key>> = listed.iter().map(|(_, one)| key(one)).collect();
    let (Ok(_), true, Some(theirs)) = (section.whole(), named, theirs) else {
        return Vec::new();
    };
    let asked = |api: ObjectId| {
        section
            .head()
            .requests
            .iter()
            .any(|r| r.subject == Some(api))
    };
    held.iter()
        .filter(|(_, one)| key(one).is_some_and(|key| asked(key.0) && !theirs.contains(&key)))
        .map(|(item, one)| Contradiction {
            shown_in: SectionName::AppRoleAssignments,
            against: Against::Absent(SectionName::ApiHolders),
            what: words_of(catalog, one),
            seen: SightingRef {
                section: SectionName::AppRoleAssignments,
                item: *item,
            },
        })
        .collect()
}

/// An API and one of its roles.
type Key = (ObjectId, PermissionId);

fn key(assignment: &AppRoleAssignment) -> Option<Key> {
    Some((
        assignment.resource_id.copied()?,
        assignment.app_role_id.copied()?,
    ))
}
