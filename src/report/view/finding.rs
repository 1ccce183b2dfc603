//! A finding as the templates and the table see it.

use super::words;
use crate::assess::{AccessPath, Evidence, Finding, NoteKind, Verdict};
use crate::guide::Cite;
use crate::report::escape::anchor;
use serde::Serialize;

/// One line of the roll call, in words.
#[derive(Serialize)]
pub(in crate::report) struct FindingView<'a> {
    pub(in crate::report) id: &'a str,
    pub(in crate::report) tail: &'a str,
    anchor: String,
    pub(in crate::report) title: &'a str,
    pub(in crate::report) verdict: &'static str,
    pub(in crate::report) sign: &'static str,
    pub(in crate::report) tier: &'static str,
    principal: &'a str,
    principal_title: &'a str,
    choice: Option<&'a str>,
    expected: &'a str,
    pub(in crate::report) actual: &'a str,
    reason: &'a str,
    effect: Option<&'a str>,
    /// What the effect is an effect of: of not having it, or of having it.
    effect_label: &'static str,
    paths: Vec<PathView<'a>>,
    pub(in crate::report) notes: Vec<NoteView<'a>>,
    risk: Option<RiskView<'a>>,
    needs: &'a [String],
    cites: Vec<String>,
    evidence: Vec<EvidenceView<'a>>,
    /// Whether it is worth a reader's attention first.
    open: bool,
    /// Whether it may share a line with others in a brief table.
    #[serde(skip)]
    pub(in crate::report) foldable: bool,
}

#[derive(Serialize)]
struct PathView<'a> {
    hops: &'a [String],
    condition: &'a str,
    as_asked: bool,
}

#[derive(Serialize)]
pub(in crate::report) struct NoteView<'a> {
    /// Whether it asks for action.
    pub(in crate::report) urgent: bool,
    pub(in crate::report) kind: &'static str,
    pub(in crate::report) text: &'a str,
}

#[derive(Serialize)]
struct RiskView<'a> {
    level: String,
    reason: &'a str,
    source: &'a str,
}

#[derive(Serialize)]
struct EvidenceView<'a> {
    section: &'static str,
    state: &'static str,
    url: Option<&'a str>,
    at: Option<String>,
    status: Option<u16>,
    request_id: Option<&'a str>,
    pointer: Option<&'a str>,
    object: Option<String>,
}

impl<'a> FindingView<'a> {
    /// Puts a finding into words. `guide` is the guide's id, which all ids of a report begin with.
    pub(in crate::report) fn new(finding: &'a Finding, guide: &str) -> Self {
        let verdict = finding.verdict;
        let expires = finding
            .notes
            .iter()
            .any(|note| note.kind == NoteKind::Expiry);
        Self {
            id: &finding.id,
            tail: words::id_tail(&finding.id, guide),
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
            notes: finding
                .notes
                .iter()
                .map(|note| NoteView {
                    urgent: note.kind == NoteKind::Expiry,
                    kind: words::note(note.kind),
                    text: &note.text,
                })
                .collect(),
            risk: finding.risk.as_ref().map(|risk| RiskView {
                level: risk.level.to_string(),
                reason: &risk.reason,
                source: &risk.source,
            }),
            needs: &finding.needs,
            cites: finding.cites.iter().map(cite).collect(),
            evidence: finding.evidence.iter().map(evidence).collect(),
            open: !matches!(verdict, Verdict::Satisfied | Verdict::Absent),
            foldable: verdict == Verdict::Satisfied && !expires,
        }
    }
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

fn evidence(evidence: &Evidence) -> EvidenceView<'_> {
    EvidenceView {
        section: evidence.section.as_str(),
        state: evidence.state.words(),
        url: evidence.url.as_deref(),
        at: evidence.at.map(words::moment),
        status: evidence.status,
        request_id: evidence.request_id.as_deref(),
        pointer: evidence.pointer.as_deref(),
        object: evidence.object.as_deref().map(laid_out),
    }
}

/// JSON over several lines; text that is no JSON as it is.
fn laid_out(object: &str) -> String {
    serde_json::from_str::<serde_json::Value>(object)
        .and_then(|value| serde_json::to_string_pretty(&value))
        .unwrap_or_else(|_| object.to_owned())
}
