//! What a tenant must come to: a table that leaves nothing out.
//!
//! A table names the readiness, the options taken and the findings that stand
//! out. Every finding that it does not name must be `satisfied`, `absent` or
//! `manual`; so an alarm that nobody expects fails a test as a missed one does.

use rolecall::assess::{Assessment, Readiness, Verdict};

pub use Readiness::{NotReady, Ready, ReadyWithFindings, Undetermined};
pub use Verdict::{Absent, Excess, Manual, Missing, Noted, Partial, Satisfied, Unknown};

/// A finding by its id without the guide's; a `*` at its end stands for at least one id.
pub type Line = (&'static str, Verdict);

/// The expectation of one tenant.
#[derive(Clone, Copy, Debug)]
pub struct Expected {
    /// The overall answer.
    pub readiness: Readiness,
    /// The options taken or still possible: `directory-roles-full | custom-application`.
    pub options: &'static str,
    /// The findings that stand out. A later line wins over an earlier one.
    pub but: &'static [Line],
}

/// Every way in which the assessment differs from the table.
pub fn differences(assessment: &Assessment, expected: &Expected) -> Vec<String> {
    let mut differences = Vec::new();
    if assessment.readiness != expected.readiness {
        differences.push(format!(
            "readiness is {} ({}), not {}",
            assessment.readiness, assessment.readiness_reason, expected.readiness
        ));
    }
    let options = options(assessment);
    if options != expected.options {
        differences.push(format!(
            "options are {options:?}, not {:?}",
            expected.options
        ));
    }
    for finding in &assessment.findings {
        let id = short(&finding.id);
        let line = expected.but.iter().rev().find(|line| fits(line.0, id));
        let right = match line {
            Some((_, verdict)) => finding.verdict == *verdict,
            None => matches!(finding.verdict, Satisfied | Absent | Manual | Noted),
        };
        if !right {
            let wanted = line.map_or("satisfied, absent, manual or noted", |line| line.1.as_str());
            let (verdict, reason, actual) = (finding.verdict, &finding.reason, &finding.actual);
            differences.push(format!(
                "{id} is {verdict}, not {wanted} ({actual}: {reason})"
            ));
        }
    }
    for (pattern, verdict) in expected.but {
        let met = |id: &str| fits(pattern, short(id));
        if !assessment.findings.iter().any(|finding| met(&finding.id)) {
            differences.push(format!("no finding {pattern} ({verdict})"));
        }
    }
    differences.extend(bad_ids(assessment));
    differences
}

/// Ids that are not unique, or not readable in a file name, a CSV cell and a terminal.
pub fn bad_ids(assessment: &Assessment) -> Vec<String> {
    let mut bad = Vec::new();
    let mut ids: Vec<&str> = assessment.findings.iter().map(|f| f.id.as_str()).collect();
    ids.sort_unstable();
    for pair in ids.windows(2).filter(|pair| pair[0] == pair[1]) {
        bad.push(format!("the id {} is not unique", pair[0]));
    }
    for id in ids {
        let plain = |c: char| c.is_ascii_alphanumeric() || "._*/~-".contains(c);
        if !id.starts_with("expel-mde/") || !id.chars().all(plain) {
            bad.push(format!("the id {id:?} is not plain"));
        }
    }
    bad
}

/// The options of the choices, in the guide's order.
pub fn options(assessment: &Assessment) -> String {
    let of = |taken: &rolecall::assess::ChoiceTaken| {
        let ids: Vec<&str> = taken
            .options
            .iter()
            .map(|option| option.0.as_str())
            .collect();
        ids.join(" + ")
    };
    let choices: Vec<String> = assessment.choices.iter().map(of).collect();
    choices.join(" | ")
}

fn short(id: &str) -> &str {
    id.strip_prefix("expel-mde/").unwrap_or(id)
}

/// A `*` between two `/` stands for one segment.
fn fits(pattern: &str, id: &str) -> bool {
    if let Some((start, end)) = pattern.split_once("/*/") {
        let rest = id.strip_prefix(start).and_then(|id| id.strip_prefix('/'));
        let rest = rest.and_then(|rest| rest.split_once('/'));
        return rest.is_some_and(|(_, rest)| fits(end, rest));
    }
    match pattern.strip_suffix('*') {
        Some(start) => id.starts_with(start),
        None => id == pattern,
    }
}

/// Fails with every difference of a tenant.
pub fn hold(name: &str, assessment: &Assessment, expected: &Expected) {
    let differences = differences(assessment, expected);
    assert!(
        differences.is_empty(),
        "{name}:\n  {}",
        differences.join("\n  ")
    );
}
