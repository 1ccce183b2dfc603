//! The same assignments from the side of the API: its list of holders.

use super::applications::words_of;
use super::collected::Collected;
use super::contradiction::{Against, Contradiction};
use super::index::Index;
use super::sighting::SightingRef;
use super::unresolved::{Could, Unresolved};
use crate::ids::{ObjectId, PermissionId};
use crate::snapshot::{AppRoleAssignment, SectionName};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The contradictions between the list of an application's permissions and the lists of their APIs.
pub(super) fn compare(index: &Index<'_>, holder: ObjectId, collected: &mut Collected<'_>) {
    let own = &index.sections.app_role_assignments;
    let all = index.app_role_assignments.with(&Some(holder));
    // An entry of the answer about the holder belongs to a group where it names one.
    let held: Vec<(usize, &AppRoleAssignment)> = all
        .filter(|(_, one)| one.principal_id.get().is_none_or(|id| *id == holder))
        .collect();
    let ours: Option<BTreeSet<Key>> = held.iter().map(|(_, one)| key(one)).collect();
    let listed: Vec<(usize, &AppRoleAssignment)> = index.api_holders.with(&Some(holder)).collect();
    let asked = index.asked(SectionName::AppRoleAssignments, holder);
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
            let what = words_of(index.catalog, one);
            collected.unresolved(Unresolved {
                lacking: SectionName::AppRoleAssignments,
                what: format!("{what}, which the API lists it for"),
                lacks: "does not list it".to_owned(),
                gone: false,
                could_be: Could::AppRole {
                    id: key.1,
                    beside: Arc::default(),
                },
                more: true,
                others: 0,
                seen,
            });
            collected.contradiction(Contradiction {
                shown_in: section,
                against: Against::Absent(SectionName::AppRoleAssignments),
                what,
                seen,
            });
        }
    }
    missing_there(index, &held, &listed, collected);
}

/// Entries of the application's own list that the list of an API lacks, where the API was asked for all its holders.
fn missing_there(
    index: &Index<'_>,
    held: &[(usize, &AppRoleAssignment)],
    listed: &[(usize, &AppRoleAssignment)],
    collected: &mut Collected<'_>,
) {
    let named = index.api_holders.first(&None).is_none();
    let theirs: Option<BTreeSet<Key>> = listed.iter().map(|(_, one)| key(one)).collect();
    let whole = index.sections.api_holders.whole().is_ok();
    let (true, true, Some(theirs)) = (whole, named, theirs) else {
        return;
    };
    let asked = |api: ObjectId| index.asked(SectionName::ApiHolders, api);
    let missing = held
        .iter()
        .filter(|(_, one)| key(one).is_some_and(|key| asked(key.0) && !theirs.contains(&key)));
    for (item, one) in missing {
        collected.contradiction(Contradiction {
            shown_in: SectionName::AppRoleAssignments,
            against: Against::Absent(SectionName::ApiHolders),
            what: words_of(index.catalog, one),
            seen: SightingRef {
                section: SectionName::AppRoleAssignments,
                item: *item,
            },
        });
    }
}

/// An API and one of its roles.
type Key = (ObjectId, PermissionId);

fn key(assignment: &AppRoleAssignment) -> Option<Key> {
    Some((
        assignment.resource_id.copied()?,
        assignment.app_role_id.copied()?,
    ))
}
