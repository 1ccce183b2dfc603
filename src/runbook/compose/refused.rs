//! Rights that a requirement refuses and that are held, where no grant of the directory carries them.

use super::unwanted::drops;
use crate::actions::{Action, Decide, Planned};
use crate::assess::{Finding, RightSeen, TargetPrincipal, Verdict};
use crate::guide::format2::model::{Requirement, RightKind};
use crate::runbook::asked_by::{Stay, asked_by};
use crate::runbook::context::RunbookContext;
use crate::runbook::selection::{by_hand, credentials, grants_of, plan};
use crate::runbook::wanted::WantedRight;

/// The actions for each right that a finding says is refused and held, as far as no grant is taken away for it: its
/// credentials go, a person takes it away, or decides where another guide asks for it.
pub(super) fn refused(context: &RunbookContext<'_>, finding: &Finding) -> Vec<Planned> {
    let Some(requirement) = context.judged.requirement(finding) else {
        return Vec::new();
    };
    if finding.verdict != Verdict::Excess {
        return Vec::new();
    }
    let held = finding
        .rights
        .iter()
        .filter(|right| right.verdict == Verdict::Excess);
    held.flat_map(|right| of_right(context, (finding, requirement), right))
        .collect()
}

fn of_right(
    context: &RunbookContext<'_>,
    (finding, requirement): (&Finding, &Requirement),
    right: &RightSeen,
) -> Vec<Planned> {
    let by_hand = || {
        let wanted = WantedRight {
            kind: &right.kind,
            holder: None,
            seen: Some(right),
        };
        let act = by_hand(context, requirement, &wanted, true);
        plan([act], None, Some(&finding.id))
    };
    let Some(principal) = context.judged.principal(&right.principal) else {
        return by_hand();
    };
    if right.entitlement.is_none() {
        let all = of_credential(context, finding, (principal, &right.kind));
        return if all.is_empty() { by_hand() } else { all };
    }
    if let Some(decision) = asked_elsewhere(context, finding, (principal, right)) {
        return plan([decision], None, Some(&finding.id));
    }
    let mut candidates = context.judged.candidates(&principal.id).into_iter();
    let traced = candidates.any(|candidate| {
        let holder = context.index.holder(candidate.object_id);
        holder.is_some_and(|holder| {
            grants_of(holder)
                .any(|grant| drops(&context.judged, finding, (principal, holder), grant))
        })
    });
    if traced { Vec::new() } else { by_hand() }
}

/// The decision between two guides, one of which refuses what the other asks for.
fn asked_elsewhere(
    context: &RunbookContext<'_>,
    finding: &Finding,
    (principal, right): (&TargetPrincipal, &RightSeen),
) -> Option<Action> {
    let refused = right.entitlement.as_ref()?;
    let candidates = context.judged.candidates(&principal.id).into_iter();
    let mut guides = candidates
        .flat_map(|candidate| asked_by(&context.judged, candidate.object_id, refused, Stay::Now));
    let other = guides.next()?;
    let text = format!(
        "Decide between two guides: {} refuses {}, and {} asks for it.",
        context.guide().title,
        finding.title,
        other.title
    );
    Some(Decide { text }.into())
}

/// The deletions of the credentials that a right is.
fn of_credential(
    context: &RunbookContext<'_>,
    finding: &Finding,
    (principal, kind): (&TargetPrincipal, &RightKind),
) -> Vec<Planned> {
    let of_kind = |action: &Action| match kind {
        RightKind::Secret { .. } => matches!(action, Action::DeleteSecret(_)),
        RightKind::Certificate { .. } => matches!(action, Action::DeleteCertificates(_)),
        _ => false,
    };
    let mut all = Vec::new();
    for candidate in context.judged.candidates(&principal.id) {
        let target = context.target_of(principal, candidate);
        let held = target.holder.map(|one| credentials(&context.index, one));
        let held = held.unwrap_or_default().into_iter().filter(of_kind);
        all.extend(plan(held, Some(&target), Some(&finding.id)));
    }
    all
}
