//! The four kinds: which changes, in which order, and why.

mod around;
mod changes;
mod credentials;
mod offboard;
mod onboard;
mod remediate;
mod review;
mod unwanted;

pub(super) use around::{blanks, preparation};
pub(super) use onboard::options;
pub(super) use remediate::pieces;

use super::model::{Phase, Runbook};
use super::step;
use super::world::{self, Inputs, World};
use super::{Kind, RunbookProblem};

/// Writes a runbook of a kind.
///
/// The same inputs give the same runbook. Errors when the kind needs a
/// snapshot and there is none, or when the catalog cannot be read.
pub fn write(kind: Kind, inputs: Inputs<'_>) -> Result<Runbook, RunbookProblem> {
    if kind.needs_snapshot() && inputs.seen.is_none() {
        return Err(RunbookProblem::NoSnapshot { kind });
    }
    let seen = inputs.seen.and_then(|(snapshot, _)| snapshot.tenant);
    let then = inputs.since.and_then(|snapshot| snapshot.tenant);
    if let Some((seen, then)) = seen.zip(then).filter(|(seen, then)| seen != then) {
        return Err(RunbookProblem::OtherTenant { seen, then });
    }
    let access = world::read_access(&inputs);
    let world = World::new(inputs, &access)?;
    let mut phases: Vec<Phase> = match kind {
        Kind::Onboard => onboard::phases(&world),
        Kind::Remediate => remediate::phases(&world),
        Kind::Offboard => offboard::phases(&world),
        Kind::Review => Vec::new(),
    };
    step::number(&mut phases);
    let mut runbook = around::around(&world, kind, phases);
    match kind {
        Kind::Onboard => runbook.hand_over = onboard::hand_over(&world),
        Kind::Remediate => {}
        Kind::Offboard => runbook.left_alone = offboard::left_alone(&world),
        Kind::Review => {
            runbook.review = review::subjects(&world);
            runbook.changes = changes::changes(&world);
        }
    }
    Ok(runbook)
}
