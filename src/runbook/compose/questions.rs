//! The guide's questions that nobody has answered: they come before everything that depends on them.

use super::phase::of_requirements;
use crate::actions::{Action, Planned};
use crate::assess::semantics::Truth;
use crate::runbook::context::RunbookContext;
use crate::runbook::model::{Phase, Progress};
use crate::runbook::selection::{close, plan};
use std::collections::BTreeSet;

/// One phase with a step for each of these questions; none where there are none.
pub(super) fn phase(context: &RunbookContext<'_>, questions: &BTreeSet<Action>) -> Option<Phase> {
    if questions.is_empty() {
        return None;
    }
    let judged = &context.judged;
    let mut planned: Vec<Planned> = plan(questions.iter().cloned(), None, None);
    for requirement in &judged.guide.requirements {
        if judged.truth(requirement.when.as_ref()) != Truth::No {
            let all = close(context, requirement, judged.finding(requirement));
            planned.extend(
                all.into_iter()
                    .filter(|one| questions.contains(&one.action)),
            );
        }
    }
    let mut phase = of_requirements(context, &[], planned);
    phase.title = "Answer the guide's questions".to_owned();
    phase.progress = Some(Progress::Open);
    for step in &mut phase.steps {
        // Each requirement says in its own place what it depends on.
        step.remarks.clear();
    }
    Some(phase)
}
