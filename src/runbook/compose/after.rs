//! The steps that the guide has done once onboarding is over, or when the vendor goes.

use super::along::Taking;
use super::phase::{of_requirements, steps, texts};
use crate::access::Grant;
use crate::actions::Planned;
use crate::assess::Verdict;
use crate::assess::semantics::Truth;
use crate::guide::format2::kinds::Phase as GuidePhase;
use crate::guide::format2::model::{Guide, Requirement, Step};
use crate::runbook::asked_by::{Stay, asked_by, asking};
use crate::runbook::bearer::Bearer;
use crate::runbook::context::RunbookContext;
use crate::runbook::entitlements::entitlement;
use crate::runbook::holding::Holding;
use crate::runbook::model::{Phase, Progress};
use crate::runbook::selection::{by_hand, plan, revocations};
use crate::runbook::wanted::WantedRight;

/// The steps that the guide has done when onboarding is over.
pub(super) fn phases(context: &RunbookContext<'_>) -> Vec<Phase> {
    let steps = steps(context, GuidePhase::After).into_iter();
    let mut phases: Vec<Phase> = steps
        .map(|step| of_removing(context, step, |right| removal(context, right)))
        .collect();
    for phase in &mut phases {
        phase.title = format!("When onboarding is done: {}", phase.title);
    }
    phases
}

/// Those of them that are not done yet.
pub(super) fn open(context: &RunbookContext<'_>) -> Vec<Phase> {
    let mut phases = phases(context);
    phases.retain(|phase| phase.progress != Some(Progress::Done));
    phases
}

/// The way in which a right is taken away.
pub(super) enum Removal {
    /// By these changes.
    Changes(Vec<Planned>),
    /// By a person.
    ByHand,
    /// Not at all, for this reason.
    Stays(String),
}

/// A phase of a step of the guide that takes away what requirements ask for.
pub(super) fn of_removing<'a>(
    context: &RunbookContext<'a>,
    step: &Step,
    removal: impl Fn(&WantedRight<'a>) -> Removal,
) -> Phase {
    let judged = &context.judged;
    let requirements: Vec<&Requirement> = step
        .removes
        .iter()
        .filter_map(|id| judged.guide.requirement(id))
        .filter(|one| judged.truth(one.when.as_ref()) != Truth::No)
        .collect();
    let mut planned = Vec::new();
    let mut stays = Vec::new();
    for requirement in &requirements {
        let id = judged.finding_id(requirement);
        for right in judged.wanted(requirement) {
            let lacking = right
                .seen
                .is_some_and(|seen| matches!(seen.verdict, Verdict::Missing | Verdict::Absent));
            let removal = if lacking {
                Removal::Changes(Vec::new())
            } else {
                removal(&right)
            };
            match removal {
                Removal::Changes(changes) => {
                    planned.extend(changes.into_iter().map(|one| Planned {
                        closes: Some(id.clone()),
                        ..one
                    }));
                }
                Removal::ByHand => {
                    let act = by_hand(context, requirement, &right, true);
                    planned.extend(plan([act], None, Some(&id)));
                }
                Removal::Stays(why) => stays.push(why),
            }
        }
    }
    let texts = texts(context, step);
    let mut phase = of_requirements(context, &requirements, planned);
    phase.title = texts.title;
    phase.guide = texts.guide;
    // What it takes away may be held today: that is no sign of its being done.
    phase.evidence.clear();
    let held = phase.steps.is_empty() && !requirements.is_empty() && context.assessment().is_some();
    phase.progress = Some(if held { Progress::Done } else { Progress::Open });
    phase
        .remarks
        .splice(0..0, texts.remarks.into_iter().chain(stays));
    phase
}

/// The reason why a right stays; none where nobody asks for it.
pub(super) fn stays(
    context: &RunbookContext<'_>,
    right: &WantedRight<'_>,
    guides: &[&Guide],
) -> Option<String> {
    let what = context.judged.words_with_holder(right);
    let stays = format!("{} {what}, so it stays.", asking(guides));
    (!guides.is_empty()).then_some(stays)
}

/// The way in which a right is taken away once onboarding is over: from whoever was seen to hold it, and nothing else
/// with it.
fn removal<'a>(context: &RunbookContext<'a>, right: &WantedRight<'a>) -> Removal {
    let judged = &context.judged;
    let asked = Bearer::of(judged, right).map(|bearer| {
        let held = Holding::Right(right.kind);
        asked_by(judged, bearer, held, Stay::Afterwards)
    });
    if let Some(why) = stays(context, right, &asked.unwrap_or_default()) {
        return Removal::Stays(why);
    }
    let unwanted = entitlement(judged.catalog, right.kind);
    let (Some(principal), Some(unwanted)) = (judged.holder_of(right), unwanted) else {
        return Removal::ByHand;
    };
    let parts = judged.catalog.parts(&unwanted);
    let mut all = Vec::new();
    for candidate in judged.candidates_for(principal) {
        let target = context.target_of(principal, candidate);
        let Some(holder) = target.holder else {
            continue;
        };
        let chosen = |grant: &Grant| parts.iter().any(|part| part.is_same(&grant.entitlement));
        let taken = revocations(&context.index, holder, chosen);
        if !taken.along.is_empty() {
            return Removal::ByHand;
        }
        let taking = Taking {
            context,
            target: &target,
            holder,
            is_chosen: chosen,
            along: &[],
            asking: (judged.guides.iter().collect(), Stay::Afterwards),
        };
        let given = taking.in_place_of_broader();
        all.extend(plan(given, Some(&target), None));
        all.extend(plan(taken.actions, Some(&target), None));
    }
    if all.is_empty() {
        Removal::ByHand
    } else {
        Removal::Changes(all)
    }
}
