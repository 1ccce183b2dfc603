//! The controls that findings speak to, and what the findings come to for each.

use super::source::Source;
use crate::assess::{CredentialKind, Finding, Verdict};
use crate::catalog::{self, Check, Circumstance, Controls, Lifetimes};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The result of the findings for a control.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub(in crate::report) enum ControlStatus {
    /// Something speaks against it.
    Open,
    /// Its question was not checked, or could not be told.
    NotAssessed,
    /// Its question was checked, and nothing speaks against it.
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

/// Controls of one framework.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Framework_of_{C}")]
pub(in crate::report) struct Framework<'a, C> {
    pub(in crate::report) id: &'a str,
    pub(in crate::report) title: &'a str,
    pub(in crate::report) controls: Vec<C>,
}

/// A control, and what one finding comes to for it.
#[derive(Serialize, JsonSchema)]
pub(in crate::report) struct Control<'a> {
    pub(in crate::report) id: &'a str,
    pub(in crate::report) title: &'a str,
    pub(in crate::report) status: ControlStatus,
}

/// A control, and what all findings come to for it.
#[derive(Serialize, JsonSchema)]
pub(in crate::report) struct ControlCount<'a> {
    pub(in crate::report) id: &'a str,
    title: &'a str,
    /// The number of findings that speak to it.
    findings: usize,
    /// The number of them that speak against it.
    pub(in crate::report) open: usize,
    pub(in crate::report) status: ControlStatus,
}

/// Every control that a finding speaks to, in the order of the data.
pub(super) fn counts(source: &Source) -> Vec<Framework<'_, ControlCount<'_>>> {
    let all = source.controls.all();
    let mut counted: Vec<Option<ControlCount<'_>>> = all.iter().map(|_| None).collect();
    for finding in &source.assessment.findings {
        let mut places = all.iter().zip(&mut counted);
        for (control, status) in spoken(finding, &source.controls) {
            // Both are in the order of the data.
            let Some((_, counted)) = places.find(|(one, _)| one.id == control.id) else {
                continue;
            };
            let count = counted.get_or_insert(ControlCount {
                id: &control.id,
                title: &control.title,
                findings: 0,
                open: 0,
                status,
            });
            count.findings += 1;
            count.open += usize::from(status == ControlStatus::Open);
            // What speaks against it weighs most, and what was not checked more than what was.
            count.status = count.status.min(status);
        }
    }
    let controls = all.iter().zip(counted);
    by_framework(controls.filter_map(|(control, count)| Some((control, count?))))
}

/// The controls of what a finding is about and of what was found, each once, with what it comes to for each.
pub(super) fn of<'a>(finding: &Finding, controls: &'a Controls) -> Vec<Framework<'a, Control<'a>>> {
    by_framework(spoken(finding, controls).map(|(control, status)| {
        let one = Control {
            id: &control.id,
            title: &control.title,
            status,
        };
        (control, one)
    }))
}

/// Controls by framework: those of one framework stand together in the data.
fn by_framework<'a, C>(
    controls: impl Iterator<Item = (&'a catalog::Control, C)>,
) -> Vec<Framework<'a, C>> {
    let mut frameworks: Vec<Framework<'a, C>> = Vec::new();
    for (control, one) in controls {
        match frameworks.last_mut() {
            Some(last) if last.id == control.framework => last.controls.push(one),
            _ => frameworks.push(Framework {
                id: &control.framework,
                title: &control.framework_title,
                controls: vec![one],
            }),
        }
    }
    frameworks
}

fn spoken<'a>(
    finding: &Finding,
    controls: &'a Controls,
) -> impl Iterator<Item = (&'a catalog::Control, ControlStatus)> {
    let mut circumstances = Vec::new();
    match finding.verdict {
        Verdict::Excess => circumstances.push(Circumstance::Excess),
        Verdict::Unknown => circumstances.push(Circumstance::Unknown),
        _ => {}
    }
    if finding.ends_soon() {
        circumstances.push(Circumstance::EndsSoon);
    }
    let lifetimes = finding.lifetimes.iter();
    circumstances.extend(lifetimes.map(|lifetime| match lifetime.kind {
        CredentialKind::Secret => Circumstance::SecretsHeld,
        CredentialKind::Certificate => Circumstance::CertificatesHeld,
    }));
    let spoken = controls.of(finding.subject, &circumstances).into_iter();
    // Controls are about the vendor's access.
    let spoken = spoken.filter(|_| !finding.is_of_installer());
    spoken.map(|control| (control, status(finding, control)))
}

/// The result of a finding for a control: clean only where it answers what the control asks.
fn status(finding: &Finding, control: &catalog::Control) -> ControlStatus {
    match &control.answered_by {
        Some(lifetimes) => of_lifetimes(finding, lifetimes),
        None if finding.is_open() => ControlStatus::Open,
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
