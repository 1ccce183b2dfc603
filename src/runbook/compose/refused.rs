//! Rights that a requirement refuses and that are held, where no grant of the directory carries them.

use super::unwanted::drops;
use crate::actions::{Action, Planned};
use crate::assess::{Finding, RightSeen, TargetPrincipal, Verdict};
use crate::guide::format2::model::{Requirement, RightKind};
use crate::runbook::context::RunbookContext;
use crate::runbook::holding::Holding;
use crate::runbook::principal_key::principal_of;
use crate::runbook::selection::{
    by_hand, credentials, grants_of, is_credential, plan, refused_here, right_of,
};
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
    if let Some(decision) = refused_here(context, finding, right) {
        return plan([decision], None, Some(&finding.id));
    }
    let judged = &context.judged;
    let Some(principal) = principal_of(right).and_then(|key| judged.principal(key)) else {
        return by_hand();
    };
    if right.entitlement.is_none() {
        let all = of_credential(context, finding, (principal, &right.kind));
        return if all.is_empty() { by_hand() } else { all };
    }
    let mut candidates = judged.candidates_for(principal).into_iter();
    let traced = candidates.any(|candidate| {
        let holder = context.index.holder(candidate.object_id);
        holder.is_some_and(|holder| {
            grants_of(holder).any(|grant| drops(judged, finding, (principal, holder), grant))
        })
    });
    if traced { Vec::new() } else { by_hand() }
}

/// The deletions of the credentials that a right is; none for a right that is no credential.
fn of_credential(
    context: &RunbookContext<'_>,
    finding: &Finding,
    (principal, kind): (&TargetPrincipal, &RightKind),
) -> Vec<Planned> {
    let (judged, index) = (&context.judged, &context.index);
    let refused = Holding::Right(kind);
    let is_refused = |action: &Action| {
        let held = right_of(index, action);
        is_credential(kind) && held.is_some_and(|one| refused.is_needed_for(judged, &one, None))
    };
    let mut all = Vec::new();
    for candidate in judged.candidates_for(principal) {
        let target = context.target_of(principal, candidate);
        let held = target.holder.map(|one| credentials(index, one));
        let held = held.unwrap_or_default().into_iter().filter(is_refused);
        all.extend(plan(held, Some(&target), Some(&finding.id)));
    }
    all
}
