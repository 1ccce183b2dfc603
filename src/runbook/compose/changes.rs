//! Changes since an earlier snapshot.

use super::review::{Review, title, way};
use crate::access::{self, Access};
use crate::ids::ObjectId;
use crate::runbook::model::Changed;
use crate::runbook::selection::grants_of;
use crate::snapshot::{SectionName, Snapshot};
use std::collections::{BTreeMap, BTreeSet};

/// Holders with their holdings, and the sections that say so.
type Holdings = BTreeMap<(ObjectId, String), BTreeSet<SectionName>>;

/// The changes; `None` where no earlier snapshot was given.
///
/// A difference is only called one where the other snapshot would have shown it: a section that was not read
/// whole says of nothing that it was not there.
pub(super) fn changes(review: &Review<'_>, since: Option<&Snapshot>) -> Option<Vec<Changed>> {
    let since = since?;
    let snapshot = review.index.snapshot?;
    let before = access::read(since, review.index.catalog);
    let (then, now) = (
        holdings(review, &before),
        holdings(review, review.index.access),
    );
    let mut changes = Vec::new();
    for (one, sections) in &now {
        if !then.contains_key(one) {
            let what = if shows(since, &before, one.0, sections) {
                "new"
            } else {
                "new, or not seen before"
            };
            changes.push(entry(review, what, one));
        }
    }
    for (one, sections) in &then {
        if !now.contains_key(one) {
            let what = if shows(snapshot, review.index.access, one.0, sections) {
                "gone"
            } else {
                "gone, or not seen now"
            };
            changes.push(entry(review, what, one));
        }
    }
    changes.sort();
    Some(changes)
}

/// True for a snapshot that would show something of somebody that these sections say elsewhere.
fn shows(
    snapshot: &Snapshot,
    access: &Access,
    holder: ObjectId,
    sections: &BTreeSet<SectionName>,
) -> bool {
    let whole = |name: SectionName| snapshot.sections.head(name).state.is_whole();
    let known = access.holders.iter().any(|one| one.id == holder);
    let findable = [SectionName::Users, SectionName::ServicePrincipals];
    sections.iter().all(|name| whole(*name)) && (known || findable.into_iter().all(whole))
}

fn entry(review: &Review<'_>, what: &'static str, (id, title): &(ObjectId, String)) -> Changed {
    let candidates = review.judged.assessment.map(|a| a.candidates.as_slice());
    let known = candidates
        .unwrap_or_default()
        .iter()
        .find(|candidate| candidate.object_id == *id);
    let name = known.and_then(|candidate| candidate.display_name.clone());
    Changed {
        what,
        who: name.map_or_else(|| id.to_string(), |name| format!("{name} ({id})")),
        title: title.clone(),
    }
}

fn holdings(review: &Review<'_>, access: &Access) -> Holdings {
    let mut holdings = Holdings::new();
    for holder in &access.holders {
        for grant in grants_of(holder) {
            let title = title(review.index.catalog, &grant.entitlement, &[grant]);
            let one = (holder.id, format!("{title}, {}", way(review.now, grant)));
            let sections = grant.seen.iter().map(|seen| seen.section);
            holdings.entry(one).or_default().extend(sections);
        }
    }
    holdings
}
