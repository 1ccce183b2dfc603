//! One finding.

use super::controls::{self, Control, Framework};
use super::entitlement::Entitlement;
use super::holder::{Holder, Principal};
use super::right::Right;
use super::schema;
use super::source::Source;
use crate::assess::{self, NoteKind, Verdict};
use crate::catalog::{RiskLevel, Subject};
use crate::guide::{ChoiceId, Tier};
use crate::report::advice::{fix, verify};
use crate::snapshot::State;
use jiff::Timestamp;
use schemars::JsonSchema;
use serde::Serialize;

/// One thing that the guide asks or that is held beyond it, and what was found.
#[derive(Serialize, JsonSchema)]
pub(in crate::report) struct Finding<'a> {
    /// The same across runs, formats and editions.
    pub(in crate::report) id: &'a str,
    pub(in crate::report) verdict: Verdict,
    /// The decision about it.
    pub(in crate::report) status: Status,
    pub(in crate::report) subject: Subject,
    /// The requirement of the guide that it answers; `null` where it is about something else.
    pub(in crate::report) requirement: Option<Requirement<'a>>,
    /// The tier: how strongly the guide asks; `null` where it does not ask.
    pub(in crate::report) tier: Option<Tier>,
    pub(in crate::report) principal: Principal<'a>,
    /// The candidate that it rests on; `null` where it rests on nobody, or on several.
    holder: Option<Holder>,
    /// The id of the choice that it belongs to.
    pub(in crate::report) choice: Option<&'a str>,
    pub(in crate::report) title: &'a str,
    entitlement: Option<Entitlement<'a>>,
    /// The rights of the alternative that counts, each by itself; empty where the requirement names one right, or none.
    pub(in crate::report) rights: Vec<Right<'a>>,
    pub(in crate::report) expected: &'a str,
    pub(in crate::report) actual: &'a str,
    pub(in crate::report) reason: &'a str,
    /// The purpose that the guide states for it.
    pub(in crate::report) purpose: Option<&'a str>,
    /// The effect of its absence, or what a holder of an excess could do.
    pub(in crate::report) effect: Option<&'a str>,
    /// The ways in which it is held.
    pub(in crate::report) paths: Vec<Path<'a>>,
    pub(in crate::report) evidence: Vec<Evidence<'a>>,
    /// Remarks that change no verdict.
    pub(in crate::report) notes: Vec<Note<'a>>,
    pub(in crate::report) risk: Option<Risk<'a>>,
    /// Graph permissions that would turn an unknown into an answer.
    pub(in crate::report) needs: Vec<&'a str>,
    /// The place where the guide asks it.
    pub(in crate::report) cites: Vec<Cite<'a>>,
    /// The controls that it speaks to, by framework.
    pub(in crate::report) controls: Vec<Framework<'a, Control<'a>>>,
    /// The fix; `null` where nothing is to be done.
    pub(in crate::report) fix: Option<String>,
    /// The way to check it without rolecall.
    verify: Option<&'static str>,
    /// The id of the finding whose gap this is part of.
    pub(in crate::report) waits_for: Option<&'a str>,
    /// A person's word, never an observation.
    attested: Option<Attested<'a>>,
    /// The finding as it was judged, for what asks about it and not for its words.
    #[serde(skip)]
    pub(in crate::report) judged: &'a assess::Finding,
}

/// The decision about a finding. Always `open` in this version of rolecall.
#[derive(Clone, Copy, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(in crate::report) enum Status {
    /// Nothing.
    Open,
}

impl Status {
    /// The word as every output spells it.
    pub(in crate::report) const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
        }
    }
}

/// A requirement of a guide. The two ids name it, whatever the tenant.
#[derive(Serialize, JsonSchema)]
pub(in crate::report) struct Requirement<'a> {
    guide: &'a str,
    id: &'a str,
}

/// One way in which something is held.
#[derive(Serialize, JsonSchema)]
pub(in crate::report) struct Path<'a> {
    /// From the holder to the entitlement.
    pub(in crate::report) hops: &'a [String],
    pub(in crate::report) condition: &'a str,
    /// This way alone gives what was asked.
    as_asked: bool,
}

/// A request, and the object in its answer that a finding rests on.
#[derive(Serialize, JsonSchema)]
pub(in crate::report) struct Evidence<'a> {
    /// The section, as in `sections`.
    pub(in crate::report) section: &'static str,
    pub(in crate::report) state: State,
    pub(in crate::report) url: Option<&'a str>,
    /// The time when it was answered, by the clock of whoever looked.
    #[schemars(with = "Option<schema::Time>")]
    pub(in crate::report) at: Option<Timestamp>,
    /// The service's own `Date` of the answer.
    #[schemars(with = "Option<schema::Time>")]
    server_date: Option<Timestamp>,
    /// The HTTP status.
    #[schemars(with = "Option<schema::HttpStatus>")]
    pub(in crate::report) status: Option<u16>,
    pub(in crate::report) request_id: Option<&'a str>,
    /// The place where the object stands in the snapshot, as a JSON pointer.
    pub(in crate::report) pointer: Option<&'a str>,
    /// The object as compact JSON, in a string.
    object: Option<&'a str>,
}

/// A remark that changes no verdict.
#[derive(Serialize, JsonSchema)]
pub(in crate::report) struct Note<'a> {
    pub(in crate::report) kind: NoteKind,
    pub(in crate::report) text: &'a str,
}

/// The harm that a holder could do: a claim, with who makes it.
#[derive(Serialize, JsonSchema)]
pub(in crate::report) struct Risk<'a> {
    pub(in crate::report) level: RiskLevel,
    pub(in crate::report) reason: &'a str,
    pub(in crate::report) source: String,
}

/// A place in the guide's text.
#[derive(Serialize, JsonSchema)]
pub(in crate::report) struct Cite<'a> {
    /// The title of the text, where the guide was made from several.
    pub(in crate::report) source: Option<&'a str>,
    /// The headings that lead to the place, then the item or row.
    pub(in crate::report) step: &'a str,
    /// The line, where the text is held.
    #[schemars(range(min = 1))]
    pub(in crate::report) line: Option<u32>,
}

/// A person's word, where no public API shows it.
#[derive(Serialize, JsonSchema)]
struct Attested<'a> {
    by: &'a str,
    #[schemars(with = "schema::Day")]
    on: &'a str,
    /// The last day on which it counts.
    #[schemars(with = "Option<schema::Day>")]
    until: Option<&'a str>,
    /// It is as the guide asks.
    holds: bool,
    statement: &'a str,
    file: Option<&'a str>,
    #[schemars(with = "Option<schema::Sha256>")]
    sha256: Option<&'a str>,
}

impl<'a> Finding<'a> {
    /// Writes a finding up.
    pub(super) fn of(finding: &'a assess::Finding, source: &'a Source) -> Self {
        let guide = source.assessment.guide.id.as_str();
        Self {
            id: &finding.id,
            verdict: finding.verdict,
            status: Status::Open,
            subject: finding.subject,
            requirement: finding.requirement.as_ref().map(|id| Requirement {
                guide,
                id: id.as_str(),
            }),
            tier: finding.tier,
            principal: Principal::of(finding),
            holder: finding.holder.as_ref().map(Into::into),
            choice: finding.choice.as_ref().map(ChoiceId::as_str),
            title: &finding.title,
            entitlement: finding.entitlement.as_ref().map(Into::into),
            rights: several(&finding.rights),
            expected: &finding.expected,
            actual: &finding.actual,
            reason: &finding.reason,
            purpose: finding.purpose.as_deref(),
            effect: finding.effect.as_deref(),
            paths: finding.paths.iter().map(Into::into).collect(),
            evidence: finding.evidence.iter().map(Into::into).collect(),
            notes: finding.notes.iter().map(Into::into).collect(),
            risk: finding.risk.as_ref().map(|risk| Risk {
                level: risk.level,
                reason: &risk.reason,
                source: risk.source.to_string(),
            }),
            needs: finding.needs(),
            cites: finding.cites.iter().map(Into::into).collect(),
            controls: controls::of(finding, &source.controls),
            fix: fix(finding),
            verify: verify(finding),
            waits_for: finding.waits_for(),
            attested: finding.attested.as_ref().map(Into::into),
            judged: finding,
        }
    }

    /// The controls, each with its framework's title.
    pub(in crate::report) fn all_controls(&self) -> impl Iterator<Item = (&'a str, &Control<'a>)> {
        let frameworks = self.controls.iter();
        frameworks.flat_map(|one| one.controls.iter().map(|control| (one.title, control)))
    }
}

/// The rights, where there are several: one right is the finding itself.
fn several(rights: &[assess::RightSeen]) -> Vec<Right<'_>> {
    let several = Some(rights).filter(|rights| rights.len() > 1);
    several.into_iter().flatten().map(Into::into).collect()
}

impl<'a> Principal<'a> {
    /// The principal of a finding.
    pub(super) fn of(finding: &'a assess::Finding) -> Self {
        Self {
            id: finding.principal.as_str(),
            title: &finding.principal_title,
        }
    }
}

impl<'a> From<&'a assess::AccessPath> for Path<'a> {
    fn from(path: &'a assess::AccessPath) -> Self {
        Self {
            hops: &path.hops,
            condition: &path.condition,
            as_asked: path.as_asked,
        }
    }
}

impl<'a> From<&'a assess::Evidence> for Evidence<'a> {
    fn from(evidence: &'a assess::Evidence) -> Self {
        Self {
            section: evidence.section.as_str(),
            state: evidence.state,
            url: evidence.url.as_deref(),
            at: evidence.at,
            server_date: evidence.server_date,
            status: evidence.status,
            request_id: evidence.request_id.as_deref(),
            pointer: evidence.pointer.as_deref(),
            object: evidence.object.as_deref(),
        }
    }
}

impl<'a> From<&'a assess::Note> for Note<'a> {
    fn from(note: &'a assess::Note) -> Self {
        Self {
            kind: note.kind,
            text: &note.text,
        }
    }
}

impl<'a> From<&'a assess::CitedPlace> for Cite<'a> {
    fn from(cite: &'a assess::CitedPlace) -> Self {
        Self {
            source: cite.source.as_deref(),
            step: &cite.step,
            line: cite.line,
        }
    }
}

impl<'a> From<&'a assess::Attested> for Attested<'a> {
    fn from(attested: &'a assess::Attested) -> Self {
        Self {
            by: &attested.by,
            on: &attested.on,
            until: attested.until.as_deref(),
            holds: attested.holds,
            statement: &attested.statement,
            file: attested.file.as_deref(),
            sha256: attested.sha256.as_deref(),
        }
    }
}
