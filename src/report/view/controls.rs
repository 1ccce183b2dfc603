//! The controls that a finding speaks to.

use crate::assess::{Assessment, Finding, Verdict};
use crate::catalog::{Circumstance, Control, Controls};
use crate::report::advice::ends_soon;
use serde::Serialize;

/// A control, and how many findings speak to it.
#[derive(Serialize)]
pub(in crate::report) struct ControlRow<'a> {
    framework: &'a str,
    id: &'a str,
    title: &'a str,
    findings: usize,
    open: usize,
}

/// Every control that a finding of the assessment speaks to, in the order of the data.
pub(super) fn rows<'a>(assessment: &Assessment, controls: &'a Controls) -> Vec<ControlRow<'a>> {
    let mut rows: Vec<ControlRow<'a>> = controls
        .all()
        .iter()
        .map(|control| ControlRow {
            framework: &control.framework_title,
            id: &control.id,
            title: &control.title,
            findings: 0,
            open: 0,
        })
        .collect();
    for finding in &assessment.findings {
        let open = !matches!(finding.verdict, Verdict::Satisfied | Verdict::Absent);
        for control in controls_of(finding, controls) {
            if let Some(row) = rows.iter_mut().find(|row| row.id == control.id) {
                row.findings += 1;
                row.open += usize::from(open);
            }
        }
    }
    rows.retain(|row| row.findings > 0);
    rows
}

/// The controls of what a finding is about and of what was found, each once.
pub(in crate::report) fn controls_of<'c>(
    finding: &Finding,
    controls: &'c Controls,
) -> Vec<&'c Control> {
    let mut circumstances = Vec::new();
    match finding.verdict {
        Verdict::Excess => circumstances.push(Circumstance::Excess),
        Verdict::Unknown => circumstances.push(Circumstance::Unknown),
        _ => {}
    }
    if ends_soon(finding) {
        circumstances.push(Circumstance::EndsSoon);
    }
    controls.of(finding.subject, &circumstances)
}
