//! The kinds: which changes, in which order, and why.

mod after;
mod along;
mod asked_elsewhere;
mod beside;
mod changes;
mod cover;
mod credentials;
mod excess;
mod handover;
mod left_alone;
mod offboard;
mod onboard;
mod phase;
mod placeholders;
mod preparation;
mod progress;
mod questions;
mod refused;
mod remediate;
mod review;
mod unwanted;

pub(super) use placeholders::placeholders;
pub(super) use preparation::preparation;
pub(super) use remediate::actions;

use super::basis::Basis;
use super::context::RunbookContext;
use super::inputs::Inputs;
use super::model::{Phase, Runbook};
use super::{Kind, RunbookError, auditor, step};
use crate::assess::Reader;

/// Writes a runbook of a kind.
///
/// The same inputs give the same runbook. Errors when the kind needs a
/// snapshot and there is none, or when the catalog cannot be read.
pub fn write(kind: Kind, inputs: Inputs<'_>) -> Result<Runbook, RunbookError> {
    if kind.needs_snapshot() && inputs.seen.is_none() {
        return Err(RunbookError::NoSnapshot { kind });
    }
    let seen = inputs.seen.and_then(|(snapshot, _)| snapshot.tenant);
    let then = inputs.since.and_then(|snapshot| snapshot.tenant);
    if let Some((seen, then)) = seen.zip(then).filter(|(seen, then)| seen != then) {
        return Err(RunbookError::OtherTenant { seen, then });
    }
    // Whoever follows it onboards; what was judged already was judged with the reader's word on that.
    let onboarding = Reader {
        onboarding: inputs.reader.onboarding || kind == Kind::Onboard,
        ..inputs.reader.clone()
    };
    let inputs = match inputs.seen {
        None => Inputs {
            reader: &onboarding,
            ..inputs
        },
        Some(_) => inputs,
    };
    let basis = Basis::of(&inputs);
    let context = RunbookContext::new(inputs, &basis)?;
    let mut phases: Vec<Phase> = match kind {
        Kind::Onboard => onboard::phases(&context),
        Kind::Remediate => remediate::phases(&context),
        Kind::Offboard => offboard::phases(&context),
        Kind::Review => after::open(&context),
        Kind::Auditor => auditor::phases(
            &context.index,
            &context.of_actions(),
            &context.steps,
            inputs.needed,
        ),
    };
    step::number(&mut phases);
    let mut runbook = cover::with_cover(
        &context.judged,
        (context.cloud, context.now()),
        kind,
        phases,
    );
    match kind {
        Kind::Onboard => runbook.hand_over = handover::all(&context),
        Kind::Remediate | Kind::Auditor => {}
        Kind::Offboard => runbook.left_alone = left_alone::left_alone(&context),
        Kind::Review => {
            let review = review::Review {
                index: context.index,
                judged: context.judged,
                now: context.now(),
            };
            runbook.review = review::subjects(&review);
            runbook.changes = changes::changes(&review, inputs.since);
        }
    }
    Ok(runbook)
}
