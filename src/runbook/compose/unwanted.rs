//! The grants that an excess is about.

use crate::access::{Grant, Holder};
use crate::assess::{Candidate, Finding};
use crate::catalog::{Entitlement, Subject};
use crate::guide::{Ask, Principal};
use crate::runbook::judged::Judged;
use crate::runbook::selection::grants_of;

/// True for an excess that is about this candidate.
pub(super) fn concerns(
    judged: &Judged<'_>,
    finding: &Finding,
    principal: &Principal,
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
                && grants_of(holder).any(|grant| drops(judged, finding, principal, grant))
        }
    }
}

/// True for a grant that a finding wants gone.
pub(super) fn drops(
    judged: &Judged<'_>,
    finding: &Finding,
    principal: &Principal,
    grant: &Grant,
) -> bool {
    if finding.subject == Subject::OtherHolder {
        return true;
    }
    let Some(unwanted) = finding.entitlement.as_ref() else {
        return false;
    };
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
    (by_wildcard || along) && !asked(judged, principal, &grant.entitlement)
}

/// True where the guide, as it is read here, asks a principal for an entitlement.
pub(super) fn asked(judged: &Judged<'_>, principal: &Principal, held: &Entitlement) -> bool {
    let findings = judged.assessment.map(|a| a.findings.as_slice());
    findings
        .unwrap_or_default()
        .iter()
        .filter(|finding| finding.principal == principal.id)
        .filter_map(|finding| judged.requirement(finding))
        .any(|requirement| match &requirement.ask {
            Ask::Hold(asked) => judged.catalog.parts(asked).contains(held),
            _ => false,
        })
}
