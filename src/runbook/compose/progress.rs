//! The progress of a phase, and the evidence for it.

use crate::assess::{Finding, Verdict};
use crate::guide::format2::model::Requirement;
use crate::runbook::context::RunbookContext;
use crate::runbook::model::{Progress, Step};

/// True for a finding that nothing is left to do about.
pub(super) fn is_settled(finding: &Finding) -> bool {
    match finding.verdict {
        Verdict::Satisfied | Verdict::Absent => true,
        Verdict::Manual => finding
            .attested
            .as_ref()
            .is_some_and(|attested| attested.holds),
        _ => false,
    }
}

/// The progress of what closes these requirements; none where there are none.
pub(super) fn progress(
    context: &RunbookContext<'_>,
    requirements: &[&Requirement],
    steps: &[Step],
) -> Option<Progress> {
    let findings: Vec<&Finding> = requirements
        .iter()
        .filter_map(|requirement| context.judged.finding(requirement))
        .collect();
    if requirements.is_empty() {
        return None;
    }
    if context.assessment().is_none() || findings.len() < requirements.len() {
        return Some(Progress::Open);
    }
    let open = |finding: &&&Finding| !is_settled(finding) && finding.verdict != Verdict::Noted;
    let open: Vec<&&Finding> = findings.iter().filter(open).collect();
    if open.is_empty() {
        // What works and ends soon is still to be renewed.
        let done = steps.is_empty();
        return Some(if done { Progress::Done } else { Progress::Open });
    }
    let untold = open
        .iter()
        .all(|finding| finding.verdict == Verdict::Unknown);
    Some(if untold {
        Progress::Untold
    } else {
        Progress::Open
    })
}

/// The evidence that something is done, with its time.
pub(super) fn evidence(finding: &Finding) -> String {
    let mut text = format!("{}: {}", finding.title, finding.actual);
    if let Some(attested) = &finding.attested {
        text = format!(
            "{}: attested, not observed, by {} on {}",
            finding.title, attested.by, attested.on
        );
    }
    let seen = finding
        .evidence
        .iter()
        .find(|evidence| evidence.at.is_some());
    if let Some(evidence) = seen
        && let (Some(at), Some(id)) = (evidence.at, &evidence.request_id)
    {
        text = format!("{text} (seen {at}, request-id {id})");
    }
    text
}
