//! Everything that the vendor holds, taken back, whatever gave it.

use super::after::{Removal, of_removing};
use super::phase::steps;
use crate::access::Grant;
use crate::actions::{Change, Planned, Stage, merge};
use crate::assess::semantics::Truth;
use crate::assess::{Standing, TargetPrincipal};
use crate::catalog::{Entitlement, TaskName};
use crate::guide::format2::kinds::Phase as GuidePhase;
use crate::guide::format2::model::{Guide, RightKind};
use crate::runbook::asked_by::{Stay, asked_by, others_asking};
use crate::runbook::context::RunbookContext;
use crate::runbook::judged::Judged;
use crate::runbook::model::{Phase, Step};
use crate::runbook::selection::{by_hand, hold, offboard, plan, revocations};
use crate::runbook::step;
use crate::runbook::target::PrincipalTarget;
use crate::runbook::wanted::WantedRight;
use crate::snapshot::State;

/// Sign-in is stopped first, so that what follows need not hurry; what can be restored is deleted last.
pub(super) fn phases(context: &RunbookContext<'_>) -> Vec<Phase> {
    let mut planned: Vec<Planned> = Vec::new();
    for principal in &context.judged.basis.targets {
        for candidate in context.judged.candidates(&principal.id) {
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
        let doubt = one.principal.as_deref().and_then(|id| doubt(context, id));
        let mut step = step::step(&context.steps, one);
        step.warnings.extend(doubt);
        step::append(&mut phases, title, step);
    }
    let steps = steps(context, GuidePhase::Offboard).into_iter();
    phases.extend(steps.map(|step| {
        // Everything of whoever was found is taken back above.
        let done = |right: &WantedRight<'_>| match context.judged.holder_of(right) {
            Some(_) => Removal::Changes(Vec::new()),
            None => Removal::ByHand,
        };
        of_removing(context, step, done)
    }));
    phases.push(Phase {
        title: "See that nothing is left".to_owned(),
        steps: vec![tell_the_vendor(context), nothing_left(context)],
        ..Phase::default()
    });
    phases
}

/// The users and applications of this guide.
fn own_principals<'a>(judged: &Judged<'a>) -> impl Iterator<Item = &'a TargetPrincipal> {
    let guide = judged.guide;
    let all = judged.basis.targets.iter();
    all.filter(|principal| guide.principal(&principal.id).is_some())
}

/// Everything of a candidate; of one that another adopted guide asks something of, only what none of them asks for; and
/// of another guide's, only what this one asks for.
fn taken_back<'a>(context: &RunbookContext<'a>, target: &PrincipalTarget<'a>) -> Vec<Planned> {
    let judged = &context.judged;
    let Some(holder) = target.holder else {
        return Vec::new();
    };
    let own = judged.guide.principal(&target.principal.id).is_some();
    if own && others_asking(judged, holder.id).is_empty() {
        return offboard(&context.index, target);
    }
    let stays = |held: &Entitlement| {
        let guides = asked_by(judged, holder.id, held, Stay::Now);
        let (this, others): (Vec<&Guide>, Vec<&Guide>) = guides
            .into_iter()
            .partition(|guide| guide.id == judged.guide.id);
        !others.is_empty() || (!own && this.is_empty())
    };
    let taken = revocations(&context.index, holder, |grant: &Grant| {
        !stays(&grant.entitlement)
    });
    let mut planned = plan(taken.actions, Some(target), None);
    // What is to stay, and goes along with something else, is given directly first.
    for grant in taken.along {
        planned.extend(plan(
            hold(context, target, &grant.entitlement),
            Some(target),
            None,
        ));
    }
    planned
}

/// Rights that this version does not read, of principals that nobody else's guide names: a person takes them back.
fn unread(context: &RunbookContext<'_>) -> Vec<Planned> {
    let judged = &context.judged;
    let mut planned = Vec::new();
    for requirement in &judged.guide.requirements {
        let asked = judged.truth(requirement.when.as_ref()) != Truth::No;
        let removed = judged.guide.steps.iter().any(|step| {
            step.phase == GuidePhase::Offboard && step.removes.contains(&requirement.id)
        });
        if !asked || removed || requirement.of_installer() || judged.refuses(requirement) {
            continue;
        }
        for right in judged.wanted(requirement) {
            let of_vendor = right.principal().is_some();
            let read = judged.holder_of(&right).is_some() && is_taken_back(right.kind);
            if of_vendor && !read {
                let act = by_hand(context, requirement, &right, true);
                let id = judged.finding_id(requirement);
                planned.extend(plan([act], None, Some(&id)));
            }
        }
    }
    planned
}

/// True for what goes with the access, the credentials and the object of whoever holds it.
const fn is_taken_back(kind: &RightKind) -> bool {
    !matches!(
        kind,
        RightKind::AzureRole { .. }
            | RightKind::AzureActions { .. }
            | RightKind::ExchangeRole(_)
            | RightKind::ExchangeRoleGroup(_)
    )
}

/// The doubt to settle before something is taken from whoever may not be the vendor at all.
fn doubt(context: &RunbookContext<'_>, principal: &str) -> Option<String> {
    let mut principals = context.judged.basis.targets.iter();
    let principal = principals.find(|known| known.id == *principal)?;
    let unproven = context
        .judged
        .candidates(&principal.id)
        .into_iter()
        .find(|candidate| candidate.standing == Standing::Unproven)?;
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

/// The look-alikes, which are not taken away, and the places that are not looked at.
pub(super) fn left_alone(context: &RunbookContext<'_>) -> Vec<String> {
    let candidates = context.assessment().map(|a| a.candidates.as_slice());
    let mut left: Vec<String> = candidates
        .unwrap_or_default()
        .iter()
        .filter(|candidate| candidate.standing == Standing::LookAlike)
        .map(|candidate| {
            let name = candidate.display_name.clone();
            format!(
                "{} ({}): it only looks like the vendor's; {}. The runbook of kind remediate deals with it.",
                name.unwrap_or_else(|| "no name".to_owned()),
                candidate.object_id,
                candidate.why
            )
        })
        .collect();
    left.extend(shared(context));
    left.push(
        "Classic Defender roles and the groups they are assigned to: no public API shows them. Look in the Defender \
         portal under Settings, Endpoints, Roles."
            .to_owned(),
    );
    left.extend(NOT_LOOKED_AT.map(str::to_owned));
    left
}

/// Whoever another adopted guide asks something of.
fn shared(context: &RunbookContext<'_>) -> Vec<String> {
    let judged = &context.judged;
    let mut left = Vec::new();
    for principal in own_principals(judged) {
        for candidate in judged.candidates(&principal.id) {
            let guides = others_asking(judged, candidate.object_id);
            if guides.is_empty() {
                continue;
            }
            let titles: Vec<&str> = guides.iter().map(|guide| guide.title.as_str()).collect();
            left.push(format!(
                "{} ({}) itself, its credentials, and what is asked for in: {}. It is used there too.",
                principal.title,
                candidate.object_id,
                titles.join(", ")
            ));
        }
    }
    left
}

/// Other places where a vendor may hold access, which rolecall does not read.
const NOT_LOOKED_AT: [&str; 3] = [
    "Roles in Azure subscriptions (Azure RBAC), Exchange, Intune and other services with roles of their own: rolecall \
     reads the directory, Defender and applications. Look under Access control (IAM) of each subscription.",
    "Sessions that are open: Revoke sessions on the account's page in the Microsoft Entra admin center ends them \
     before their tokens run out.",
    "Cross-tenant access settings, Conditional Access policies, mail-flow rules and allow-lists that were made for the \
     vendor.",
];
