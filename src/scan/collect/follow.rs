//! Follows the candidates' groups: what they hold, and the groups that can be stepped into from them.

use super::eligibility::{look_further, name_groups};
use super::groups::{Groups, groups, look_behind};
use super::ledger::Ledger;
use crate::ids::ObjectId;
use crate::scan::client::{Failure, Graph};
use crate::snapshot::SectionName;
use std::collections::BTreeSet;

/// Asks what every group holds that a candidate is in or can step into.
///
/// `trips` is how many round trips there are for it. What was found is in a
/// ledger of its own, and all groups that were asked about beside it.
pub(super) async fn follow(
    graph: &Graph<'_>,
    known: &Ledger,
    mut trips: usize,
) -> (Ledger, Groups) {
    let mut found = Ledger::default();
    let (mut all, mut new) = (Groups::default(), groups(known));
    // Only a user can activate, so the groups of a service principal lead nowhere.
    let entered = known.user_groups.objects();
    let entered = entered.filter_map(|group| group.id.copied());
    let mut from: BTreeSet<ObjectId> = entered.chain(new.eligible.iter().copied()).collect();
    // A service that refused one filter for several is not asked with one again.
    let mut one_by_one = known.users.fell_back();
    let mut unnamed = true;
    while !new.all.is_empty() {
        if trips == 0 {
            found.gap(
                SectionName::GroupEligibility,
                Failure::failed("the groups that can be stepped into led on to others, and what those hold was not asked for"),
            );
            break;
        }
        let (behind, names, further) = tokio::join!(
            look_behind(graph, &new),
            name_groups(graph, if unnamed { known } else { &found }),
            look_further(graph, &from, one_by_one),
        );
        unnamed = false;
        let refused = further.group_eligibility.fell_back();
        one_by_one |= refused;
        trips = trips.saturating_sub(1 + usize::from(refused));
        all.absorb(new);
        new = groups(&further).beyond(&all);
        from.clone_from(&new.eligible);
        found.absorb(behind);
        found.absorb(names);
        found.absorb(further);
    }
    (found, all)
}
