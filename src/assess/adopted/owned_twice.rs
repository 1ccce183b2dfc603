//! Ownerships of the guide's own applications, which two answers tell.

use super::matched::Matched;
use crate::access::{Half, HoldingKind};
use crate::assess::model::Finding;
use crate::ids::ObjectId;
use std::collections::BTreeSet;

/// Leaves out that a candidate owns an application of the guide, where a finding about the application says so.
///
/// The application's finding stays: its risk is that of what the application may do, which is read for the guide's own
/// applications alone, and it names both halves that are owned.
pub(super) fn leave_out(one: &Matched<'_>, found: &mut Vec<Finding>) {
    let told = told(one, found);
    if told.is_empty() {
        return;
    }
    found.retain(|finding| {
        let owner = finding.holder.map(|holder| holder.object_id);
        let object = finding.id.rsplit_once("/application-owner/");
        let object = object.and_then(|(_, id)| id.parse::<ObjectId>().ok());
        let both = owner.zip(object);
        !both.is_some_and(|both| told.contains(&both))
    });
}

/// The owners that findings about applications name, each with what it owns.
fn told(one: &Matched<'_>, found: &[Finding]) -> BTreeSet<(ObjectId, ObjectId)> {
    let ids: BTreeSet<&str> = found.iter().map(|finding| finding.id.as_str()).collect();
    let mut told = BTreeSet::new();
    for (id, matched) in &one.matches {
        for candidate in &matched.genuine {
            let (principal, registration) = candidate.halves(&one.context);
            for held in &candidate.holder.holdings {
                let HoldingKind::OwnedBy {
                    owner: Some(owner),
                    of,
                    ..
                } = &held.what
                else {
                    continue;
                };
                let finding = format!("{}/excess/{id}/{}", one.guide.id, held.key());
                if !ids.contains(finding.as_str()) {
                    continue;
                }
                let objects = of.iter().filter_map(|half| match half {
                    Half::Registration => registration?.id.copied(),
                    Half::ServicePrincipal => principal?.id.copied(),
                });
                told.extend(objects.map(|object| (*owner, object)));
            }
        }
    }
    told
}
