//! The phase for everything that the guide asks and no step of it closes.

use super::handover;
use super::phase::{closes, of_requirements};
use crate::actions::{Action, Planned};
use crate::assess::semantics::Truth;
use crate::guide::format2::model::{Closed, Requirement, Step};
use crate::runbook::context::RunbookContext;
use crate::runbook::model::Phase;
use crate::runbook::selection::close;
use std::collections::BTreeSet;

/// One phase with everything that none of these steps closes; none where there is nothing.
pub(super) fn phase(
    context: &RunbookContext<'_>,
    steps: &[&Step],
    asking: &BTreeSet<Action>,
) -> Option<Phase> {
    let judged = &context.judged;
    let (installer, requirements): (Vec<&Requirement>, Vec<&Requirement>) = judged
        .guide
        .requirements
        .iter()
        .filter(|one| judged.truth(one.when.as_ref()) != Truth::No)
        .filter(|one| !steps.iter().any(|step| closes(step, one)))
        .partition(|one| one.of_installer());
    let handed = handover::in_play(context).into_iter().filter(|one| {
        let id = Closed::Handover(one.id.clone());
        !steps.iter().any(|step| step.closes.contains(&id))
    });
    let mut planned: Vec<Planned> = requirements
        .iter()
        .flat_map(|one| close(context, one, judged.finding(one)))
        .filter(|one| !asking.contains(&one.action))
        .collect();
    planned.extend(handed.flat_map(|one| handover::planned(context, one, &one.title)));
    // Of whoever installs, what a step does not name already.
    let by = installer
        .iter()
        .filter(|one| !steps.iter().any(|step| step.by.contains(&one.id)));
    let by: Vec<String> = by.map(|one| judged.asked_of(one)).collect();
    if requirements.is_empty() && planned.is_empty() && by.is_empty() {
        return None;
    }
    let mut phase = of_requirements(context, &requirements, planned);
    phase.title = if steps.is_empty() {
        "What the guide asks for".to_owned()
    } else {
        "What the guide asks for beside its steps".to_owned()
    };
    if !by.is_empty() {
        let held = format!("Whoever installs must hold: {}.", by.join("; "));
        phase.remarks.insert(0, held);
    }
    Some(phase)
}
