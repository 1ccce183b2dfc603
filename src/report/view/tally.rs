//! Findings by verdict: how many, which, and those that are open.

use crate::assess::{Assessment, Verdict};
use crate::document::Many;
use serde::Serialize;

/// The verdicts in the order in which a reader wants to know of them.
pub(super) const URGENT_FIRST: [Verdict; 7] = [
    Verdict::Missing,
    Verdict::Partial,
    Verdict::Excess,
    Verdict::Unknown,
    Verdict::Manual,
    Verdict::Satisfied,
    Verdict::Absent,
];

/// The most open findings that the short form lists: a comment has no room for more.
const MOST_OPEN: usize = 25;

/// How many findings have a verdict, and which.
#[derive(Serialize)]
pub(in crate::report) struct CountView {
    pub(in crate::report) verdict: &'static str,
    pub(in crate::report) sign: &'static str,
    pub(in crate::report) count: usize,
    /// The findings with this verdict.
    findings: Many,
}

/// An open finding in one line.
#[derive(Serialize)]
pub(in crate::report) struct OpenView<'a> {
    verdict: &'static str,
    sign: &'static str,
    title: &'a str,
    actual: &'a str,
}

/// The findings of one verdict, counted.
pub(super) fn count(assessment: &Assessment, verdict: Verdict) -> CountView {
    CountView {
        verdict: verdict.as_str(),
        sign: verdict.sign(),
        count: assessment.count(verdict),
        findings: of(assessment, verdict),
    }
}

/// The findings of one verdict.
pub(super) fn of(assessment: &Assessment, verdict: Verdict) -> Many {
    let findings = assessment.findings.iter().enumerate();
    findings
        .filter(|(_, finding)| finding.verdict == verdict)
        .map(|(place, _)| place)
        .collect()
}

/// The first open findings, the most urgent verdicts first, and how many more there are.
pub(super) fn open(assessment: &Assessment) -> (Vec<OpenView<'_>>, usize) {
    let of = |verdict| {
        let findings = assessment.findings.iter();
        findings.filter(move |f| f.verdict == verdict && !f.waits())
    };
    let is_open = |verdict: &Verdict| !matches!(verdict, Verdict::Satisfied | Verdict::Absent);
    let verdicts = URGENT_FIRST.into_iter().filter(is_open);
    let mut open = verdicts.flat_map(of);
    let first = open
        .by_ref()
        .take(MOST_OPEN)
        .map(|finding| OpenView {
            verdict: finding.verdict.as_str(),
            sign: finding.verdict.sign(),
            title: &finding.title,
            actual: &finding.actual,
        })
        .collect();
    (first, open.count())
}
