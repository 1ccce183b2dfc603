//! A finding as the templates and the table see it.

use super::{ControlStatus, controls_of, words};
use crate::assess::{AccessPath, Assessment, Evidence, Finding, NoteKind, Verdict};
use crate::catalog::{Control, Controls};
use crate::document::escape::anchor;
use crate::guide::Cite;
use crate::report::advice::{fix, verify};
use jiff::Timestamp;
use minijinja::context;
use minijinja::value::{Serde, Value};
use serde::Serialize;

/// One line of the roll call, in words.
#[derive(Serialize)]
pub(in crate::report) struct FindingView<'a> {
    id: &'a str,
    anchor: String,
    title: &'a str,
    verdict: &'static str,
    sign: &'static str,
    tier: &'static str,
    principal: &'a str,
    principal_title: &'a str,
    choice: Option<&'a str>,
    expected: &'a str,
    actual: &'a str,
    reason: &'a str,
    effect: Option<&'a str>,
    /// What the effect is an effect of: of not having it, or of having it.
    effect_label: &'static str,
    paths: Vec<PathView<'a>>,
    notes: Vec<NoteView<'a>>,
    attested: Option<super::around::AttestedView<'a>>,
    risk: Option<RiskView<'a>>,
    needs: Vec<&'a str>,
    cites: Vec<String>,
    fix: Option<String>,
    verify: Option<&'static str>,
    controls: Vec<FrameworkView<'a>>,
    evidence: Vec<EvidenceView<'a>>,
    /// Whether it is worth a reader's attention first.
    open: bool,
}

#[derive(Serialize)]
struct PathView<'a> {
    hops: &'a [String],
    condition: &'a str,
    as_asked: bool,
}

#[derive(Serialize)]
struct NoteView<'a> {
    /// Whether it asks for action.
    urgent: bool,
    kind: &'static str,
    text: &'a str,
}

#[derive(Serialize)]
struct RiskView<'a> {
    level: String,
    reason: &'a str,
    source: &'a str,
}

/// The controls of one framework.
#[derive(Serialize)]
struct FrameworkView<'a> {
    title: &'a str,
    /// What the finding comes to for all of them, where that is the same.
    status: Option<&'static str>,
    controls: Vec<ControlView<'a>>,
}

#[derive(Serialize)]
struct ControlView<'a> {
    id: &'a str,
    title: &'a str,
    status: &'static str,
}

/// What is known beside a finding when it is put into words.
pub(in crate::report) struct Known<'a> {
    /// What speaks to which control.
    pub(in crate::report) controls: &'a Controls,
}

#[derive(Serialize)]
struct EvidenceView<'a> {
    section: &'static str,
    state: &'static str,
    url: Option<&'a str>,
    at: Option<String>,
    /// When that was by the service's clock, where the two are apart.
    server_date: Option<String>,
    status: Option<u16>,
    request_id: Option<&'a str>,
    pointer: Option<&'a str>,
    /// As it was answered, on one line.
    object: Option<&'a str>,
}

impl<'a> FindingView<'a> {
    /// What a template sees that is written once for each of several findings: the `page`, the `finding`, and
    /// whether it is the `first` of them.
    pub(in crate::report) fn items(
        page: Value,
        assessment: &'a Assessment,
        known: &'a Known<'a>,
    ) -> impl Fn(usize, bool) -> Value + 'a {
        move |place, first| {
            let finding = assessment.findings.get(place);
            let finding = finding.map(|finding| FindingView::new(finding, known));
            let finding = Value::from(Serde(finding));
            context! { page => page.clone(), finding, first }
        }
    }

    /// Puts a finding into words.
    pub(in crate::report) fn new(finding: &'a Finding, known: &Known<'a>) -> Self {
        let verdict = finding.verdict;
        Self {
            id: &finding.id,
            anchor: anchor(&finding.id),
            title: &finding.title,
            verdict: verdict.as_str(),
            sign: verdict.sign(),
            tier: words::tier(finding.tier),
            principal: &finding.principal,
            principal_title: &finding.principal_title,
            choice: finding.choice.as_deref(),
            expected: &finding.expected,
            actual: &finding.actual,
            reason: &finding.reason,
            effect: finding.effect.as_deref(),
            effect_label: effect_label(verdict),
            paths: finding.paths.iter().map(path).collect(),
            attested: finding.attested.as_ref().map(super::around::attested),
            notes: finding
                .notes
                .iter()
                .map(|note| NoteView {
                    urgent: matches!(note.kind, NoteKind::Expiry | NoteKind::Concern),
                    kind: words::note(note.kind),
                    text: &note.text,
                })
                .collect(),
            risk: finding.risk.as_ref().map(|risk| RiskView {
                level: risk.level.to_string(),
                reason: &risk.reason,
                source: &risk.source,
            }),
            needs: finding.needs(),
            cites: finding.cites.iter().map(cite).collect(),
            fix: fix(finding),
            verify: verify(finding),
            controls: frameworks(finding, known.controls),
            evidence: finding.evidence.iter().map(evidence).collect(),
            open: !matches!(verdict, Verdict::Satisfied | Verdict::Absent) && !finding.waits(),
        }
    }
}

/// The controls of a finding, by framework: those of one framework stand together in the data.
fn frameworks<'a>(finding: &Finding, controls: &'a Controls) -> Vec<FrameworkView<'a>> {
    controls_of(finding, controls)
        .chunk_by(|(one, _), (next, _)| one.framework == next.framework)
        .filter_map(|run| {
            Some(FrameworkView {
                title: &run.first()?.0.framework_title,
                status: same_status(run),
                controls: run
                    .iter()
                    .map(|(control, status)| ControlView {
                        id: &control.id,
                        title: &control.title,
                        status: status.words(),
                    })
                    .collect(),
            })
        })
        .collect()
}

fn same_status(controls: &[(&Control, ControlStatus)]) -> Option<&'static str> {
    let (_, first) = controls.first()?;
    let same = controls.iter().all(|(_, status)| status == first);
    same.then(|| first.words())
}

/// `Step 2, option 2, item 9 (line 57)`.
pub(in crate::report) fn cite(cite: &Cite) -> String {
    format!("{} (line {})", cite.step, cite.line)
}

const fn effect_label(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Excess | Verdict::Absent => "What a holder could do",
        Verdict::Satisfied
        | Verdict::Partial
        | Verdict::Missing
        | Verdict::Unknown
        | Verdict::Manual => "Without it",
    }
}

fn path(path: &AccessPath) -> PathView<'_> {
    PathView {
        hops: &path.hops,
        condition: &path.condition,
        as_asked: path.as_asked,
    }
}

/// The service's date, where it is more than a few seconds from the time of whoever looked.
fn server_date(evidence: &Evidence) -> Option<Timestamp> {
    let (at, date) = (evidence.at?, evidence.server_date?);
    words::are_apart(at.as_second().saturating_sub(date.as_second())).then_some(date)
}

fn evidence(evidence: &Evidence) -> EvidenceView<'_> {
    EvidenceView {
        section: evidence.section.as_str(),
        state: evidence.state.words(),
        url: evidence.url.as_deref(),
        at: evidence.at.map(words::moment),
        server_date: server_date(evidence).map(words::moment),
        status: evidence.status,
        request_id: evidence.request_id.as_deref(),
        pointer: evidence.pointer.as_deref(),
        object: evidence.object.as_deref(),
    }
}
