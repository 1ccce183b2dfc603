//! Everything that the vendor holds, taken back, whatever gave it.

use super::after::{Removal, of_removing, stays};
use super::along::Taking;
use super::phase::steps;
use crate::access::Grant;
use crate::actions::{Change, Planned, Stage, merge};
use crate::assess::semantics::Truth;
use crate::assess::{Standing, TargetPrincipal};
use crate::catalog::{Entitlement, TaskName};
use crate::guide::format2::kinds::Phase as GuidePhase;
use crate::guide::format2::model::{Guide, Requirement, RightKind};
use crate::ids::ObjectId;
use crate::runbook::asked_by::{Stay, asked_by, asked_by_others};
use crate::runbook::bearer::Bearer;
use crate::runbook::context::RunbookContext;
use crate::runbook::holding::Holding;
use crate::runbook::judged::Judged;
use crate::runbook::model::{Phase, Step};
use crate::runbook::selection::{by_hand, offboard, plan, revocations};
use crate::runbook::step;
use crate::runbook::target::PrincipalTarget;
use crate::runbook::wanted::WantedRight;
use crate::snapshot::State;

/// Sign-in is stopped first, so that what follows need not hurry; what can be restored is deleted last.
pub(super) fn phases(context: &RunbookContext<'_>) -> Vec<Phase> {
    let mut planned: Vec<Planned> = Vec::new();
    for principal in &context.judged.basis.targets {
        for candidate in context.judged.candidates_for(principal) {
            let target = context.target_of(principal, candidate);
            planned.extend(taken_back(context, &target));
        }
    }
    planned.extend(unread(context));
    let mut phases: Vec<Phase> = Vec::new();
    let unseen = unseen(&context.judged);
    if !unseen.is_empty() {
        phases.push(see(context, &unseen));
    }
    for one in merge(&context.of_actions(), planned) {
        let title = match one.order.stage {
            Stage::Decide | Stage::Stop => "Stop every way to sign in",
            Stage::Give | Stage::TakeAway | Stage::Replaced | Stage::Credentials => {
                "Take back what is granted"
            }
            _ => "Delete what was made for the vendor",
        };
        let doubt = one.object.and_then(|id| doubt(context, id));
        let mut step = step::step(&context.steps, one);
        step.warnings.extend(doubt);
        step::append(&mut phases, title, step);
    }
    let steps = steps(context, GuidePhase::Offboard).into_iter();
    phases.extend(steps.map(|step| of_removing(context, step, |right| removal(context, right))));
    phases.push(Phase {
        title: "See that nothing is left".to_owned(),
        steps: vec![tell_the_vendor(context), nothing_left(context)],
        ..Phase::default()
    });
    phases
}

/// The way in which a step of the guide takes a right back: what no change takes back above, a person does.
fn removal<'a>(context: &RunbookContext<'a>, right: &WantedRight<'a>) -> Removal {
    let judged = &context.judged;
    match stays(context, right, &asked_of_others(judged, right)) {
        Some(why) => Removal::Stays(why),
        None if is_taken_back(judged, right) => Removal::Changes(Vec::new()),
        None => Removal::ByHand,
    }
}

/// True for a user or application of this guide itself.
pub(super) fn is_own(judged: &Judged<'_>, principal: &TargetPrincipal) -> bool {
    principal.guide.as_ref() == Some(&judged.guide.id)
}

/// The other adopted guides that ask anything of an object.
pub(super) fn sharing<'a>(judged: &Judged<'a>, object: ObjectId) -> Vec<&'a Guide> {
    asked_by_others(judged, Bearer::Object(object), Holding::Anything, Stay::Now)
}

/// Everything of a candidate; of one that another adopted guide asks something of, only what none of them asks for; and
/// of another guide's, only what this one asks for.
fn taken_back<'a>(context: &RunbookContext<'a>, target: &PrincipalTarget<'a>) -> Vec<Planned> {
    let judged = &context.judged;
    let Some(holder) = target.holder else {
        return Vec::new();
    };
    let own = is_own(judged, target.principal);
    if own && sharing(judged, holder.id).is_empty() {
        return offboard(&context.index, target);
    }
    let goes = |held: &Entitlement| {
        let (bearer, held) = (Bearer::Object(holder.id), Holding::Entitlement(held));
        let guides = asked_by(judged, bearer, held, Stay::Now);
        let (this, others): (Vec<&Guide>, Vec<&Guide>) = guides
            .into_iter()
            .partition(|guide| guide.id == judged.guide.id);
        others.is_empty() && (own || !this.is_empty())
    };
    let is_chosen = |grant: &Grant| goes(&grant.entitlement);
    let taken = revocations(&context.index, holder, is_chosen);
    let mut planned = plan(taken.actions, Some(target), None);
    let guides = judged.guides.iter();
    let others = guides.filter(|guide| guide.id != judged.guide.id);
    let taking = Taking {
        context,
        target,
        holder,
        is_chosen,
        along: &taken.along,
        asking: (others.collect(), Stay::Now),
    };
    planned.extend(taking.kept());
    planned.extend(taking.unasked());
    planned
}

/// The rights that a person takes back from whoever is to hold them, because no step and no change does.
fn unread(context: &RunbookContext<'_>) -> Vec<Planned> {
    let judged = &context.judged;
    let mut planned = Vec::new();
    for (requirement, right) in by_person(judged) {
        let of_vendor = judged.key_of(&right).is_some();
        let stays = !asked_of_others(judged, &right).is_empty();
        if of_vendor && !stays && !is_removed(judged, requirement) {
            let act = by_hand(context, requirement, &right, true);
            let id = judged.finding_id(requirement);
            planned.extend(plan([act], None, Some(&id)));
        }
    }
    planned
}

/// The other adopted guides that ask for a right of this one.
pub(super) fn asked_of_others<'a>(judged: &Judged<'a>, right: &WantedRight<'a>) -> Vec<&'a Guide> {
    let asked = Bearer::of(judged, right).map(|bearer| {
        let held = Holding::Right(right.kind);
        asked_by_others(judged, bearer, held, Stay::Now)
    });
    asked.unwrap_or_default()
}

/// The rights of the guide that no change to a user or application takes back.
pub(super) fn by_person<'a>(judged: &Judged<'a>) -> Vec<(&'a Requirement, WantedRight<'a>)> {
    let all = judged.guide.requirements.iter();
    let asked = all.filter(|requirement| {
        let in_play = judged.truth(requirement.when.as_ref()) != Truth::No;
        in_play && !requirement.of_installer() && !judged.refuses(requirement)
    });
    let rights = asked.flat_map(|requirement| {
        let rights = judged.wanted(requirement).into_iter();
        rights.map(move |right| (requirement, right))
    });
    rights
        .filter(|(_, right)| !is_taken_back(judged, right))
        .collect()
}

/// True for a requirement that a step of the guide takes back.
pub(super) fn is_removed(judged: &Judged<'_>, requirement: &Requirement) -> bool {
    let mut steps = judged.guide.steps.iter();
    steps.any(|step| step.phase == GuidePhase::Offboard && step.removes.contains(&requirement.id))
}

/// True for what goes with the access, the credentials and the object of whoever holds it, or is left with these.
fn is_taken_back<'a>(judged: &Judged<'a>, right: &WantedRight<'a>) -> bool {
    let Some(principal) = judged.holder_of(right) else {
        return false;
    };
    let mut candidates = judged.candidates_for(principal).into_iter();
    // The object of somebody whom another guide needs is not deleted.
    let stays = !is_own(judged, principal)
        || candidates.any(|one| !sharing(judged, one.object_id).is_empty());
    match right.kind {
        RightKind::AzureRole { .. }
        | RightKind::AzureActions { .. }
        | RightKind::ExchangeRole(_)
        | RightKind::ExchangeRoleGroup(_) => false,
        RightKind::RedirectUri { .. } | RightKind::MemberOf(_) => !stays,
        _ => true,
    }
}

/// The doubt to settle before something is taken from whoever may not be the vendor at all.
fn doubt(context: &RunbookContext<'_>, object: ObjectId) -> Option<String> {
    let judged = &context.judged;
    let principals = judged.basis.targets.iter();
    let mut candidates = principals.flat_map(|principal| judged.candidates_for(principal));
    let unproven =
        candidates.find(|one| one.object_id == object && one.standing == Standing::Unproven)?;
    Some(format!(
        "It is not proven that this is the vendor's ({}). Make sure before you change anything.",
        unproven.why
    ))
}

/// Sections that could hide something: what they are, and which permission would show them.
pub(super) fn unseen(judged: &Judged<'_>) -> Vec<String> {
    let ledger = judged.assessment.map(|a| a.ledger.as_slice());
    ledger
        .unwrap_or_default()
        .iter()
        .filter(|entry| matches!(entry.state, State::Denied | State::Failed))
        .map(|entry| {
            let needs = entry.permissions.join(" or ");
            if needs.is_empty() {
                entry.section.to_string()
            } else {
                format!("{} (would be shown with {needs})", entry.section)
            }
        })
        .collect()
}

fn see(context: &RunbookContext<'_>, unseen: &[String]) -> Phase {
    let ledger = context.assessment().map(|a| a.ledger.as_slice());
    let needs = ledger
        .unwrap_or_default()
        .iter()
        .filter(|entry| entry.state == State::Denied)
        .filter_map(|entry| entry.permissions.first());
    let planned = plan(
        needs.filter_map(|need| context.index.let_see(need)),
        None,
        None,
    );
    let mut steps: Vec<Step> = merge(&context.of_actions(), planned)
        .into_iter()
        .map(|one| step::step(&context.steps, one))
        .collect();
    let change = Change::new(
        TaskName::AuditAgain,
        "Audit again, and write this runbook anew: not everything could be seen",
    );
    let mut again = step::empty("audit-again", &change.title.clone());
    step::fill(&context.steps, &mut again, change);
    again.evidence = unseen.to_vec();
    again.before = String::new();
    again.after = "every section is collected".to_owned();
    steps.push(again);
    Phase {
        title: "See everything first".to_owned(),
        steps,
        ..Phase::default()
    }
}

fn tell_the_vendor(context: &RunbookContext<'_>) -> Step {
    let vendor = &context.guide().vendor;
    let mut step = step::empty(
        "close-at-the-vendor",
        &format!("Have {vendor} close the connection on its side"),
    );
    step.minutes = 10;
    step.after = format!(
        "{vendor} has confirmed in writing that the connection is closed and its copies of secrets are destroyed"
    );
    step
}

fn nothing_left(context: &RunbookContext<'_>) -> Step {
    let change = Change::new(TaskName::AuditAgain, "Audit again: nothing may be left");
    let mut step = step::empty("nothing-left", &change.title.clone());
    step::fill(&context.steps, &mut step, change);
    step.before = String::new();
    step.after = "what the guide asks for is missing, nothing is in excess, and nothing is unknown; not ready is the right answer here".to_owned();
    step
}
