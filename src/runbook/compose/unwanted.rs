//! The grants that an excess is about.

use crate::access::{Grant, Holder};
use crate::assess::{Candidate, Finding, TargetPrincipal, Verdict};
use crate::catalog::{Entitlement, Subject};
use crate::runbook::asked_by::{Stay, asked_by};
use crate::runbook::bearer::Bearer;
use crate::runbook::holding::Holding;
use crate::runbook::judged::Judged;
use crate::runbook::principal_key::is_right_of;
use crate::runbook::selection::grants_of;

/// True for an excess that is about this candidate.
pub(super) fn concerns(
    judged: &Judged<'_>,
    finding: &Finding,
    principal: &TargetPrincipal,
    candidate: &Candidate,
    holder: &Holder,
) -> bool {
    match finding.subject {
        Subject::OtherHolder => finding
            .holder
            .is_some_and(|one| one.object_id == candidate.object_id),
        Subject::GrantedTwice => false,
        _ => {
            Judged::is_genuine(candidate)
                && grants_of(holder).any(|grant| drops(judged, finding, (principal, holder), grant))
        }
    }
}

/// True for a grant of a holder that a finding wants gone.
pub(super) fn drops(
    judged: &Judged<'_>,
    finding: &Finding,
    (principal, holder): (&TargetPrincipal, &Holder),
    grant: &Grant,
) -> bool {
    if finding.subject == Subject::OtherHolder {
        // Somebody of whom this guide asks nothing may be the one that another guide means.
        return !is_asked(judged, holder, &grant.entitlement);
    }
    let mut all = unwanted(finding, principal);
    all.any(|unwanted| is_dropped(judged, unwanted, holder, grant))
}

/// The entitlements of a principal that a finding says are too much.
pub(super) fn unwanted<'f>(
    finding: &'f Finding,
    principal: &'f TargetPrincipal,
) -> impl Iterator<Item = &'f Entitlement> {
    let whole = finding.entitlement.iter();
    let whole = whole.filter(|_| finding.rights.is_empty());
    let rights = finding.rights.iter();
    let refused = rights
        .filter(|right| right.verdict == Verdict::Excess && is_right_of(right, principal))
        .filter_map(|right| right.entitlement.as_ref());
    whole.chain(refused)
}

fn is_dropped(judged: &Judged<'_>, unwanted: &Entitlement, holder: &Holder, grant: &Grant) -> bool {
    if is_asked(judged, holder, &grant.entitlement) {
        return false;
    }
    let parts = judged.catalog.parts(unwanted);
    if parts.contains(&grant.entitlement) {
        return true;
    }
    let Some(action) = grant.action() else {
        return false;
    };
    // What comes by the wildcard, or goes along with the action, and nobody asks for.
    let by_wildcard = grant.wildcard
        && matches!(unwanted, Entitlement::DefenderAction(wildcard) if wildcard == action);
    let given = || judged.catalog.expand_action(action).permissions;
    let along = grant.implied
        && parts
            .iter()
            .any(|part| matches!(part, Entitlement::DefenderUnified(id) if given().contains(id)));
    by_wildcard || along
}

/// True where an adopted guide asks a holder for an entitlement, or may.
pub(super) fn is_asked(judged: &Judged<'_>, holder: &Holder, held: &Entitlement) -> bool {
    let (bearer, held) = (Bearer::Object(holder.id), Holding::Entitlement(held));
    !asked_by(judged, bearer, held, Stay::Now).is_empty()
}
