//! Findings by verdict: how many, which, and those that are open.

use crate::assess::{Assessment, Verdict};
use crate::document::escape::anchor;
use serde::Serialize;

/// How many findings have a verdict, and which.
#[derive(Serialize)]
pub(in crate::report) struct CountView<'a> {
    pub(in crate::report) verdict: &'static str,
    pub(in crate::report) sign: &'static str,
    pub(in crate::report) count: usize,
    /// The findings with this verdict.
    findings: Vec<LinkView<'a>>,
}

/// A finding that is pointed to.
#[derive(Serialize)]
struct LinkView<'a> {
    anchor: String,
    title: &'a str,
}

/// An open finding in one line.
#[derive(Serialize)]
pub(in crate::report) struct OpenView<'a> {
    verdict: &'static str,
    sign: &'static str,
    title: &'a str,
    actual: &'a str,
}

/// The findings of one verdict.
pub(super) fn count(assessment: &Assessment, verdict: Verdict) -> CountView<'_> {
    let findings = assessment.findings.iter();
    CountView {
        verdict: verdict.as_str(),
        sign: verdict.sign(),
        count: assessment.count(verdict),
        findings: findings
            .filter(|finding| finding.verdict == verdict)
            .map(|finding| LinkView {
                anchor: anchor(&finding.id),
                title: &finding.title,
            })
            .collect(),
    }
}

/// The open findings, the most urgent verdicts first.
pub(super) fn open(assessment: &Assessment) -> Vec<OpenView<'_>> {
    let order = [
        Verdict::Missing,
        Verdict::Partial,
        Verdict::Excess,
        Verdict::Unknown,
        Verdict::Manual,
    ];
    let of = |verdict| {
        let findings = assessment.findings.iter();
        findings
            .filter(move |f| f.verdict == verdict)
            .map(move |finding| OpenView {
                verdict: verdict.as_str(),
                sign: verdict.sign(),
                title: &finding.title,
                actual: &finding.actual,
            })
    };
    order.into_iter().flat_map(of).collect()
}
