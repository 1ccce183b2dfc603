//! Work of one kind, for one party, made into a change.

mod applications;
mod credentials;
mod defender_roles;
mod people;
mod permissions;

use super::Work;
use crate::runbook::change::Change;
use crate::runbook::party::Party;
use crate::runbook::world::World;

/// The changes that pieces of one kind come to: one, but for a Defender role, which is made and then assigned.
pub(super) fn changes(world: &World<'_>, party: &Party<'_>, works: &[Work]) -> Vec<Change> {
    let one = people::change(world, party, works)
        .or_else(|| applications::change(world, party, works))
        .or_else(|| permissions::change(world, party, works))
        .or_else(|| credentials::change(world, party, works));
    let mut changes = match one {
        Some(change) => vec![change],
        None => defender_roles::changes(world, party, works),
    };
    // In a portal it bears its own name, not the guide's title for it.
    for change in &mut changes {
        for (name, text) in &mut change.words {
            if matches!(*name, "principal" | "application") && *text == party.who {
                text.clone_from(&party.identity);
            }
        }
    }
    changes
}

/// What of some works fits, in their order.
fn chosen<'w, T>(works: &'w [Work], choose: impl Fn(&'w Work) -> Option<T>) -> Vec<T> {
    works.iter().filter_map(choose).collect()
}
