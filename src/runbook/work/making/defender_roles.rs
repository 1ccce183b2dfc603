//! Roles of Defender Unified RBAC.

use super::{Work, chosen};
use crate::runbook::change::{Change, defender, listed};
use crate::runbook::party::Party;
use crate::runbook::world::World;
use std::collections::BTreeSet;

pub(super) fn changes(world: &World<'_>, party: &Party<'_>, works: &[Work]) -> Vec<Change> {
    match (works.first(), party.holder) {
        (Some(Work::Defend(_)), _) => defend(world, party, works),
        (Some(Work::Shrink { role, left, before }), _) => {
            let permissions = in_words(world, left);
            vec![defender::change_role(
                (&role.0, &role.1),
                (left, before),
                &permissions,
            )]
        }
        (Some(Work::Unassign(assignment, role, others)), Some(holder)) => {
            vec![defender::unassign(
                &party.who,
                (assignment, role),
                holder.id,
                others,
            )]
        }
        (Some(Work::UnassignGone(assignment, role)), _) => {
            vec![defender::unassign_gone(&party.who, assignment, role)]
        }
        _ => Vec::new(),
    }
}

/// A Defender role of the vendor's own that gives all that is asked, and its assignment.
fn defend(world: &World<'_>, party: &Party<'_>, works: &[Work]) -> Vec<Change> {
    let ids: BTreeSet<String> = chosen(works, |work| match work {
        Work::Defend(ids) => Some(ids.clone()),
        _ => None,
    })
    .into_iter()
    .flatten()
    .collect();
    let actions: Vec<String> = ids.iter().filter_map(|id| world.action(id)).collect();
    let titles: Vec<String> = ids.iter().map(|id| world.defender_title(id)).collect();
    let name = format!(
        "{} ({})",
        world.guide().vendor,
        world.now().strftime("%Y-%m-%d")
    );
    let description = format!("What the guide {} asks for", world.guide().id);
    vec![
        defender::create_role(&name, &description, &actions, &listed(&titles)),
        defender::assign(&party.who, &party.object, &name),
    ]
}

fn in_words(world: &World<'_>, actions: &[String]) -> String {
    let titles: Vec<String> = actions
        .iter()
        .flat_map(|action| {
            let known = world.catalog().expand_action(action).permissions;
            let titles: Vec<String> = known.iter().map(|id| world.defender_title(id)).collect();
            if titles.is_empty() {
                vec![action.clone()]
            } else {
                titles
            }
        })
        .collect();
    listed(&titles)
}
