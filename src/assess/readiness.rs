//! The overall answer, from the findings and the advice.

use super::model::{Advice, Finding, NoteKind};
use super::verdict::{Readiness, Verdict};
use crate::guide::Tier;

/// The number of open attestations that the reason names.
const NAMED: usize = 3;

/// Weighs the findings: a proven required gap first, then anything that could not be told.
///
/// A required attestation that nobody made is open: it gives `undetermined`. Advice that
/// weighs and notes of concern keep the answer from plain `ready`, and change nothing else.
pub(super) fn readiness(findings: &[&Finding], advice: &[Advice]) -> (Readiness, String) {
    let count = |test: &dyn Fn(&Finding) -> bool| findings.iter().filter(|f| test(f)).count();
    let required = |f: &Finding| f.tier == Some(Tier::Required);
    let denied = |f: &Finding| f.attested.as_ref().is_some_and(|attested| !attested.holds);
    let gaps = count(&|f| {
        let gap = f.verdict.is_gap();
        required(f) && !f.waits() && (gap || (f.verdict == Verdict::Manual && denied(f)))
    });
    if gaps > 0 {
        let items = items(gaps);
        return (
            Readiness::NotReady,
            format!("{items} that the guide requires missing or partial"),
        );
    }
    let unknown_required = count(&|f| required(f) && f.verdict == Verdict::Unknown);
    let unknown_excess = count(&|f| {
        matches!(f.tier, None | Some(Tier::NotRequired)) && f.verdict == Verdict::Unknown
    });
    let unattested: Vec<&Finding> = findings
        .iter()
        .copied()
        .filter(|f| required(f) && f.verdict == Verdict::Manual && f.attested.is_none())
        .collect();
    if unknown_required + unknown_excess + unattested.len() > 0 {
        let mut parts = Vec::new();
        if unknown_required > 0 {
            parts.push(format!(
                "{} that the guide requires could not be told",
                items(unknown_required)
            ));
        }
        if !unattested.is_empty() {
            parts.push(open_attestations(&unattested));
        }
        if unknown_excess > 0 {
            parts.push("whether there is access beyond the guide could not be told".to_owned());
        }
        return (Readiness::Undetermined, parts.join(", and "));
    }
    let remaining = remaining(findings, advice);
    if remaining.is_empty() {
        let text = "everything that the guide requires is there, and nothing beyond it";
        return (Readiness::Ready, text.to_owned());
    }
    let text = format!(
        "everything required is there; {} to look at",
        remaining.join(", ")
    );
    (Readiness::ReadyWithFindings, text)
}

/// Names what nobody attested to, as far as a sentence carries it.
fn open_attestations(open: &[&Finding]) -> String {
    let named: Vec<&str> = open
        .iter()
        .take(NAMED)
        .map(|finding| finding.id.as_str())
        .collect();
    let more = match open.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!(
        "{} that only a person can see and that nobody attested to ({}{more})",
        items(open.len()),
        named.join(", ")
    )
}

fn remaining(findings: &[&Finding], advice: &[Advice]) -> Vec<String> {
    let count = |test: &dyn Fn(&Finding) -> bool| findings.iter().filter(|f| test(f)).count();
    let recommended = |f: &Finding| f.tier == Some(Tier::Recommended);
    let open = |f: &Finding| {
        (f.verdict.may_be_gap() || f.verdict == Verdict::Manual)
            && !f.attested.as_ref().is_some_and(|attested| attested.holds)
    };
    let gaps = count(&|f| recommended(f) && open(f) && !f.waits());
    let optional =
        count(&|f| f.tier == Some(Tier::Optional) && matches!(f.verdict, Verdict::Unknown));
    let excess = count(&|f| f.verdict == Verdict::Excess);
    let noted = |f: &Finding, kind| {
        let attested = f.attested.as_ref().is_some_and(|attested| attested.holds);
        f.tier.is_some()
            && (f.verdict == Verdict::Satisfied || attested)
            && f.notes.iter().any(|note| note.kind == kind)
    };
    let expiring = count(&|f| noted(f, NoteKind::Expiry));
    let concerns = count(&|f| noted(f, NoteKind::Concern))
        + advice.iter().filter(|advice| advice.weighs).count();
    let mut parts = Vec::new();
    if gaps + optional > 0 {
        parts.push(format!(
            "{} recommended or optional",
            items(gaps + optional)
        ));
    }
    if excess > 0 {
        parts.push(format!("{excess} in excess"));
    }
    if expiring > 0 {
        parts.push(format!("{expiring} that will end soon"));
    }
    if concerns > 0 {
        let word = if concerns == 1 { "concern" } else { "concerns" };
        parts.push(format!("{concerns} {word}"));
    }
    parts
}

fn items(count: usize) -> String {
    if count == 1 {
        "1 item".to_owned()
    } else {
        format!("{count} items")
    }
}
