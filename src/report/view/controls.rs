//! The controls that a finding speaks to, and what the findings come to for each.

use crate::assess::{Assessment, CredentialKind, Finding, Verdict};
use crate::catalog::{Check, Circumstance, Control, Controls, Lifetimes};
use crate::report::advice::ends_soon;
use serde::Serialize;

/// What the findings come to for a control.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(in crate::report) enum ControlStatus {
    /// Something speaks against it.
    Open,
    /// What it asks was not checked, or could not be told.
    NotAssessed,
    /// What it asks was checked, and nothing speaks against it.
    Clean,
}

impl ControlStatus {
    /// The words for people.
    pub(in crate::report) const fn words(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::NotAssessed => "not assessed",
            Self::Clean => "clean",
        }
    }
}

/// A control, and how many findings speak to it.
#[derive(Serialize)]
pub(in crate::report) struct ControlRow<'a> {
    framework: &'a str,
    id: &'a str,
    title: &'a str,
    findings: usize,
    open: usize,
    status: &'static str,
    #[serde(skip)]
    pub(in crate::report) standing: ControlStatus,
    #[serde(skip)]
    pub(in crate::report) control: &'a Control,
}

impl ControlRow<'_> {
    /// How many findings speak to it.
    pub(in crate::report) const fn findings(&self) -> usize {
        self.findings
    }

    /// How many of them speak against it.
    pub(in crate::report) const fn open(&self) -> usize {
        self.open
    }
}

/// Every control that a finding of the assessment speaks to, in the order of the data.
pub(in crate::report) fn rows<'a>(
    assessment: &Assessment,
    controls: &'a Controls,
) -> Vec<ControlRow<'a>> {
    let row = |control: &'a Control| {
        let spoken = assessment.findings.iter().filter_map(|finding| {
            let spoken = controls_of(finding, controls);
            let mut spoken = spoken.into_iter();
            spoken.find(|(one, _)| one.id == control.id)
        });
        let statuses: Vec<ControlStatus> = spoken.map(|(_, status)| status).collect();
        // What speaks against it weighs most, and what was not checked more than what was.
        let standing = statuses.iter().min().copied()?;
        Some(ControlRow {
            framework: &control.framework_title,
            id: &control.id,
            title: &control.title,
            findings: statuses.len(),
            open: statuses
                .iter()
                .filter(|status| **status == ControlStatus::Open)
                .count(),
            status: standing.words(),
            standing,
            control,
        })
    };
    controls.all().iter().filter_map(row).collect()
}

/// The controls of what a finding is about and of what was found, each once, with what it comes to for each.
pub(in crate::report) fn controls_of<'c>(
    finding: &Finding,
    controls: &'c Controls,
) -> Vec<(&'c Control, ControlStatus)> {
    let mut circumstances = Vec::new();
    match finding.verdict {
        Verdict::Excess => circumstances.push(Circumstance::Excess),
        Verdict::Unknown => circumstances.push(Circumstance::Unknown),
        _ => {}
    }
    if ends_soon(finding) {
        circumstances.push(Circumstance::EndsSoon);
    }
    circumstances.extend(
        finding
            .lifetimes
            .iter()
            .map(|lifetime| match lifetime.kind {
                CredentialKind::Secret => Circumstance::SecretsHeld,
                CredentialKind::Certificate => Circumstance::CertificatesHeld,
            }),
    );
    controls
        .of(finding.subject, &circumstances)
        .into_iter()
        .map(|control| (control, status(finding, control)))
        .collect()
}

/// What a finding comes to for a control: clean only where it answers what the control asks.
fn status(finding: &Finding, control: &Control) -> ControlStatus {
    match &control.answered_by {
        Some(lifetimes) => of_lifetimes(finding, lifetimes),
        None if is_open(finding) => ControlStatus::Open,
        None => ControlStatus::NotAssessed,
    }
}

fn of_lifetimes(finding: &Finding, asked: &Lifetimes) -> ControlStatus {
    let kind = match asked.check {
        Check::SecretLifetime => CredentialKind::Secret,
        Check::CertificateLifetime => CredentialKind::Certificate,
    };
    let most = i64::from(asked.most_days);
    match finding.lifetimes.iter().find(|one| one.kind == kind) {
        Some(one) if one.endless || one.days.is_some_and(|days| days > most) => ControlStatus::Open,
        Some(one) if one.untold => ControlStatus::NotAssessed,
        Some(_) => ControlStatus::Clean,
        None => ControlStatus::NotAssessed,
    }
}

/// Whether a finding is open by itself: what waits for another is counted there.
fn is_open(finding: &Finding) -> bool {
    !matches!(finding.verdict, Verdict::Satisfied | Verdict::Absent) && !finding.waits()
}
