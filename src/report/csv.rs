//! One row per finding, and then one per piece of advice (RFC 4180): commas, CRLF, quotes where they are needed, UTF-8, without a byte order mark unless one is asked for.
//!
//! The columns and their order are part of the interface: new ones go to the
//! end. Several values in one cell stand apart by `"; "`. A text that a
//! spreadsheet would take for a formula has an apostrophe before it, and
//! invisible characters are shown as `⟨U+…⟩`: who needs the exact text takes
//! the JSON.

use super::model::{Advice, Evidence, Finding, Report};
use super::{ReportError, Settings, words};
use crate::document::escape::csv_field;
use ::csv::{Terminator, WriterBuilder};
use std::io::Write;

/// U+FEFF in UTF-8.
const BYTE_ORDER_MARK: [u8; 3] = [0xEF, 0xBB, 0xBF];

/// The columns: name and meaning.
pub const COLUMNS: [(&str, &str); 30] = [
    (
        "id",
        "the id of the finding or of the advice, stable across runs, formats and editions",
    ),
    (
        "verdict",
        "satisfied, partial, missing, excess, absent, noted, unknown or manual; advice for a piece of advice",
    ),
    ("status", "what was decided about it: open"),
    (
        "tier",
        "required, recommended, optional, not-required; empty where the guide does not ask",
    ),
    ("principal", "the guide's principal"),
    (
        "choice",
        "the choice that it belongs to; empty where none decides",
    ),
    ("title", "what it is about"),
    ("expected", "what the guide asks"),
    ("actual", "what was seen"),
    ("reason", "why this verdict; the text of a piece of advice"),
    (
        "effect",
        "what happens without it, or what a holder of an excess could do",
    ),
    (
        "paths",
        "how it is held, one way after another: hop > hop (condition)",
    ),
    ("notes", "remarks that change no verdict: kind: text"),
    (
        "risk",
        "critical, high, medium, low or unrated; empty where nothing can be rated",
    ),
    ("risk_reason", "what a holder could do"),
    ("risk_source", "who says so"),
    ("needs", "Graph permissions that would answer an unknown"),
    ("cites", "where the guide asks it"),
    (
        "sections",
        "the sections of the snapshot that it rests on, with their state",
    ),
    ("requested_at", "when these were answered, ISO 8601 in UTC"),
    ("request_ids", "Microsoft's request-ids of the answers"),
    ("tenant_id", "the tenant"),
    ("guide", "the guide's id"),
    ("edition", "the guide's edition"),
    (
        "as_of",
        "the moment that expiry dates are held against, ISO 8601 in UTC",
    ),
    (
        "subject",
        "what kind of thing it is about: directory-role, application-permission, credential …",
    ),
    (
        "controls",
        "the controls that it speaks to: framework number (open, not assessed or clean)",
    ),
    (
        "fix",
        "what to do about it; empty where nothing is to be done",
    ),
    (
        "weighs",
        "of advice, whether it keeps the answer from plain ready: yes or no",
    ),
    ("tenant_name", "the tenant's own name for itself"),
];

/// Writes the CSV report.
pub(super) fn write(
    report: &Report<'_>,
    settings: &Settings,
    out: &mut dyn Write,
) -> Result<(), ReportError> {
    write_all(std::slice::from_ref(report), settings, out)
}

/// Writes the rows of several reports under one header.
pub(super) fn write_all(
    reports: &[Report<'_>],
    settings: &Settings,
    out: &mut dyn Write,
) -> Result<(), ReportError> {
    if settings.csv_bom {
        out.write_all(&BYTE_ORDER_MARK)
            .map_err(ReportError::Output)?;
    }
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(out);
    writer.write_record(COLUMNS.map(|(name, _)| name))?;
    for report in reports {
        for finding in report.findings.iter() {
            writer.write_record(row(report, &finding).map(|text| csv_field(&text)))?;
        }
        for advice in &report.advice {
            writer.write_record(advice_row(report, advice).map(|text| csv_field(&text)))?;
        }
    }
    writer.flush().map_err(ReportError::Output)
}

/// The cells of a finding, unescaped, in the order of [`COLUMNS`].
fn row(report: &Report<'_>, finding: &Finding<'_>) -> [String; COLUMNS.len()] {
    let risk = finding.risk.as_ref();
    let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
    [
        finding.id.to_owned(),
        finding.verdict.to_string(),
        finding.status.as_str().to_owned(),
        finding
            .tier
            .map(|tier| tier.to_string())
            .unwrap_or_default(),
        finding.principal.id.to_owned(),
        text(finding.choice),
        finding.title.to_owned(),
        finding.expected.to_owned(),
        finding.actual.to_owned(),
        finding.reason.to_owned(),
        text(finding.effect),
        list(
            finding
                .paths
                .iter()
                .map(|path| format!("{} ({})", path.hops.join(" > "), path.condition)),
        ),
        list(
            finding
                .notes
                .iter()
                .map(|note| format!("{}: {}", words::note(note.kind), note.text)),
        ),
        risk.map(|risk| risk.level.to_string()).unwrap_or_default(),
        text(risk.map(|risk| risk.reason)),
        text(risk.map(|risk| risk.source.as_str())),
        finding.needs.join("; "),
        list(
            finding
                .cites
                .iter()
                .map(|cite| words::cite(cite.source, cite.step, cite.line)),
        ),
        seen(&finding.evidence, section),
        seen(&finding.evidence, |e| e.at.map(|at| at.to_string())),
        seen(&finding.evidence, |e| e.request_id.map(str::to_owned)),
        text(report.tenant.id.as_deref()),
        report.guide.id.to_owned(),
        report.guide.edition.to_owned(),
        report.as_of.to_string(),
        finding.subject.as_str().to_owned(),
        list(finding.all_controls().map(|(framework, control)| {
            format!("{framework} {} ({})", control.id, control.status.words())
        })),
        text(finding.fix.as_deref()),
        String::new(),
        text(report.tenant.name),
    ]
}

/// The cells of a piece of advice, by the names of [`COLUMNS`].
fn advice_row(report: &Report<'_>, advice: &Advice<'_>) -> [String; COLUMNS.len()] {
    COLUMNS.map(|(name, _)| match name {
        "id" => advice.id.to_owned(),
        "verdict" | "subject" => "advice".to_owned(),
        "status" => "open".to_owned(),
        "title" => advice.title.to_owned(),
        "reason" => advice.text.to_owned(),
        "sections" => seen(&advice.evidence, section),
        "requested_at" => seen(&advice.evidence, |e| e.at.map(|at| at.to_string())),
        "request_ids" => seen(&advice.evidence, |e| e.request_id.map(str::to_owned)),
        "tenant_id" => report.tenant.id.clone().unwrap_or_default(),
        "guide" => report.guide.id.to_owned(),
        "edition" => report.guide.edition.to_owned(),
        "as_of" => report.as_of.to_string(),
        "weighs" => if advice.weighs { "yes" } else { "no" }.to_owned(),
        _ => String::new(),
    })
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "one of several properties, of which others may be missing"
)]
fn section(evidence: &Evidence<'_>) -> Option<String> {
    Some(format!("{} ({})", evidence.section, evidence.state.words()))
}

fn list(values: impl Iterator<Item = String>) -> String {
    values.collect::<Vec<_>>().join("; ")
}

/// A property of each piece of evidence, each value once, in the order of the evidence.
fn seen(evidence: &[Evidence<'_>], property: impl Fn(&Evidence<'_>) -> Option<String>) -> String {
    let mut values: Vec<String> = evidence.iter().filter_map(property).collect();
    let mut known = std::collections::BTreeSet::new();
    values.retain(|value| known.insert(value.clone()));
    values.join("; ")
}
