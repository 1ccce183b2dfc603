//! Checks of a finding that a reviewer makes without rolecall.

use crate::assess::{Finding, Verdict};

/// The check that a finding is right, or that a fix has worked; `None` where nothing was asked.
pub(in crate::report) fn verify(finding: &Finding) -> Option<&'static str> {
    let asked = finding.evidence.iter().any(|e| e.url.is_some());
    let shown = finding.evidence.iter().any(|e| e.object.is_some());
    match finding.verdict {
        Verdict::Missing if asked => Some(
            "Audit again: this finding must say satisfied. By hand: repeat the requests under Evidence; what is \
             asked must be in the answer.",
        ),
        Verdict::Partial if asked => Some(
            "Audit again: this finding must say satisfied. By hand: repeat the requests under Evidence; the object \
             there must say what stands under Expected.",
        ),
        Verdict::Missing | Verdict::Partial => {
            Some("Audit again: this finding must say satisfied.")
        }
        Verdict::Excess if asked => Some(
            "Audit again: this finding must be gone. By hand: repeat the requests under Evidence; the object must \
             no longer be in the answer.",
        ),
        Verdict::Excess => Some("Audit again: this finding must be gone."),
        Verdict::Unknown if finding.only_needs() => Some(
            "Audit again: the sections under Evidence must be collected, and this finding must say something else \
             than unknown.",
        ),
        Verdict::Unknown => Some("Audit again: this finding must say something else than unknown."),
        Verdict::Manual => {
            Some("A second person looks at the same place and signs that it is as expected.")
        }
        Verdict::Satisfied if shown => Some(
            "Repeat the requests under Evidence and find the object in the answer, or look at it in the snapshot.",
        ),
        Verdict::Absent if asked => Some(
            "Repeat the requests under Evidence: the answer must hold nothing that is not named in this report.",
        ),
        Verdict::Satisfied | Verdict::Absent | Verdict::Noted => None,
    }
}
