//! The report: what the JSON report holds, and what every other format and every template is made from.
//!
//! [`Report`] is the published document, schema 2 (`json::schema`). Its keys are `snake_case`, its words are those
//! of the types themselves in kebab-case, and its times are ISO 8601 in UTC. A value that is not there is `null`
//! and a list without entries is `[]`: every key is always there. A version changes by adding keys; anything else
//! is a new version.
//!
//! The parts that grow with the findings are made while they are written, one finding at a time ([`FindingList`]).
//! Nothing here is escaped: each format does that when it writes.

mod action;
mod circumstances;
mod collection;
mod controls;
mod counts;
mod entitlement;
mod finding;
mod findings;
mod holder;
mod principals;
mod right;
pub(super) mod schema;
mod sentences;
mod source;

pub(super) use action::Action;
pub(super) use collection::{Collection, Section};
pub(super) use controls::{Control, ControlStatus, Framework};
pub(super) use counts::Counts;
pub(super) use finding::{Cite, Evidence, Finding};
pub(super) use findings::{FindingList, References};
pub(super) use principals::{Advice, Candidate};
pub use schema::{SCHEMA, SCHEMA_VERSION};
pub(super) use sentences::Sentences;
pub(super) use source::Source;

use crate::assess::{Assessment, GuideFacts, HowTaken, Readiness, Verdict};
use crate::guide::NoticeKind;
use circumstances::{Fact, Handover, Phase, Relation};
use controls::ControlCount;
use holder::Principal;
use jiff::Timestamp;
use principals::{HoldersRead, OtherHolder};
use schemars::JsonSchema;
use serde::Serialize;
use std::sync::Arc;

/// The text that stands for a tenant whose id is not known.
const UNKNOWN_TENANT: &str = "unknown-tenant";

/// Everything that `rolecall check -f json` writes: one guide in one tenant at one moment.
#[derive(Serialize, JsonSchema)]
pub(super) struct Report<'a> {
    #[schemars(schema_with = "schema::name")]
    schema: &'static str,
    #[schemars(schema_with = "schema::version")]
    schema_version: u32,
    /// The program that judged.
    pub(super) tool: Tool<'a>,
    /// The moment that expiry dates are held against.
    #[schemars(with = "schema::Time")]
    pub(super) as_of: Timestamp,
    /// The guide that was judged against.
    pub(super) guide: Guide<'a>,
    /// The tenant.
    pub(super) tenant: Tenant<'a>,
    /// The way the tenant was read.
    pub(super) collection: Collection<'a>,
    /// The overall answer.
    pub(super) readiness: Overall<'a>,
    /// Findings by verdict.
    pub(super) counts: Counts,
    /// The actions, in order.
    pub(super) actions: Vec<Action>,
    /// The options taken for each choice of the guide, or still possible.
    pub(super) choices: Vec<Choice<'a>>,
    /// The phase that it was judged for.
    phase: Phase,
    /// The facts of the guide, with what is known of each.
    facts: Vec<Fact<'a>>,
    /// The guides that this one needs, with what became of each.
    relations: Vec<Relation<'a>>,
    /// Information that the vendor needs on its own side, with the evidence that it was given.
    handovers: Vec<Handover<'a>>,
    /// Everybody in the tenant who could be a principal of the guide.
    pub(super) candidates: Vec<Candidate<'a>>,
    /// Findings of one principal that stand together, in the order of `findings`.
    pub(super) groups: Vec<Group<'a>>,
    /// The findings, in the order of every format.
    pub(super) findings: FindingList,
    /// Settings that may stop the vendor, and answers that contradict each other or were not read. Advice changes
    /// no verdict.
    pub(super) advice: Vec<Advice<'a>>,
    /// Others with application permissions on the API that the guide is about.
    other_holders: Vec<OtherHolder<'a>>,
    /// The part of the other holders that was read; `null` where they were not asked about.
    other_holders_read: Option<HoldersRead<'a>>,
    /// The controls that findings speak to, by framework.
    pub(super) controls: Vec<Framework<'a, ControlCount<'a>>>,
    /// Everything that a reader must know about the guide.
    pub(super) notices: Vec<Notice<'a>>,
    /// The assessment that the report is of.
    #[serde(skip)]
    pub(super) assessment: &'a Assessment,
    /// The questions that were asked of the tenant, or could have been, and what became of each.
    pub(super) sections: Vec<Section<'a>>,
}

/// The program that judged.
#[derive(Clone, Serialize, JsonSchema)]
pub(super) struct Tool<'a> {
    /// Always `rolecall`.
    name: &'static str,
    pub(super) version: &'a str,
}

/// The guide that was judged against.
#[derive(Serialize, JsonSchema)]
pub(super) struct Guide<'a> {
    pub(super) id: &'a str,
    pub(super) title: &'a str,
    pub(super) vendor: &'a str,
    product: &'a str,
    pub(super) edition: &'a str,
    /// The address of the vendor's text.
    pub(super) url: &'a str,
    /// The SHA-256 of that text, where it is held.
    #[schemars(with = "Option<schema::Sha256>")]
    sha256: Option<&'a str>,
    /// The day on which the text was read.
    #[schemars(with = "schema::Day")]
    pub(super) read: &'a str,
    parameters: Vec<Parameter<'a>>,
}

/// A parameter of the guide.
#[derive(Serialize, JsonSchema)]
struct Parameter<'a> {
    id: &'a str,
    title: &'a str,
    /// `null` where it is not set.
    value: Option<&'a str>,
}

/// The tenant.
#[derive(Clone, Default, Serialize, JsonSchema)]
pub(super) struct Tenant<'a> {
    #[schemars(with = "Option<schema::Guid>")]
    pub(super) id: Option<String>,
    /// The tenant's own name for itself.
    pub(super) name: Option<&'a str>,
    pub(super) cloud: &'a str,
}

/// The overall answer.
#[derive(Clone, Serialize, JsonSchema)]
pub(super) struct Overall<'a> {
    pub(super) answer: Readiness,
    /// The reason, in one sentence.
    pub(super) reason: &'a str,
    /// The answer in three sentences.
    pub(super) sentences: Sentences,
}

/// A choice of the guide.
#[derive(Serialize, JsonSchema)]
pub(super) struct Choice<'a> {
    id: &'a str,
    title: &'a str,
    /// The options taken, or still possible.
    options: Vec<OptionTaken<'a>>,
    how: HowTaken,
    why: &'a str,
}

/// An option of a choice. The two ids name it within the guide.
#[derive(Serialize, JsonSchema)]
struct OptionTaken<'a> {
    choice: &'a str,
    id: &'a str,
    title: &'a str,
}

/// Findings of one principal that stand together.
#[derive(Serialize, JsonSchema)]
pub(super) struct Group<'a> {
    pub(super) principal: Principal<'a>,
    /// Ids of the findings.
    pub(super) findings: References,
}

/// A notice of the guide.
#[derive(Serialize, JsonSchema)]
pub(super) struct Notice<'a> {
    id: &'a str,
    kind: NoticeKind,
    title: &'a str,
    /// Markdown of the guide.
    text: &'a str,
    source: Option<&'a str>,
    cite: Option<Cite<'a>>,
}

impl<'a> Report<'a> {
    /// The report of an assessment.
    pub(super) fn from_assessment(source: &'a Source) -> Self {
        let assessment: &'a Assessment = &source.assessment;
        let facts = &assessment.collection;
        Self {
            schema: SCHEMA,
            schema_version: SCHEMA_VERSION,
            tool: Tool {
                name: "rolecall",
                version: &assessment.tool,
            },
            as_of: assessment.as_of,
            guide: guide(&assessment.guide),
            tenant: Tenant {
                id: facts.tenant.map(|id| id.to_string()),
                name: facts.tenant_name.as_deref(),
                cloud: &facts.cloud,
            },
            collection: Collection::of(assessment),
            readiness: Overall {
                answer: assessment.readiness,
                reason: &assessment.readiness_reason,
                sentences: Sentences::of(assessment),
            },
            counts: Counts::of(assessment),
            actions: action::actions(source),
            choices: choices(assessment),
            phase: Phase::of(assessment.onboarding),
            facts: assessment.facts.iter().map(Into::into).collect(),
            relations: assessment.relations.iter().map(Into::into).collect(),
            handovers: assessment.handovers.iter().map(Into::into).collect(),
            candidates: assessment.candidates.iter().map(Into::into).collect(),
            groups: groups(source),
            findings: FindingList::all(source),
            advice: assessment.advice.iter().map(Into::into).collect(),
            other_holders: assessment.other_holders.iter().map(Into::into).collect(),
            other_holders_read: assessment.holders_read.as_ref().map(Into::into),
            controls: controls::counts(source),
            notices: notices(assessment),
            assessment,
            sections: assessment.ledger.iter().map(Into::into).collect(),
        }
    }

    /// The tenant's id as the first part of an id, for whoever keeps the reports of many tenants in one place.
    pub(super) fn tenant_key(&self) -> &str {
        self.tenant.id.as_deref().unwrap_or(UNKNOWN_TENANT)
    }

    /// The id of a finding or principal, with its tenant before it: the same from run to run.
    pub(super) fn unique(&self, id: &str) -> String {
        format!("{}/{id}", self.tenant_key())
    }

    /// The findings that a reader is to look at, by verdict in the order given.
    pub(super) fn open(&self, verdicts: &[Verdict]) -> FindingList {
        let of = |verdict: &Verdict| {
            let verdict = *verdict;
            self.findings
                .filter(move |one| one.verdict == verdict && one.is_open())
        };
        self.findings.joined(verdicts.iter().map(of))
    }

    /// The number of things that the report lists, each of which a template may write.
    pub(super) fn length(&self) -> usize {
        let about_findings = self.findings.len().saturating_mul(5);
        about_findings
            + self.actions.len()
            + self.candidates.len()
            + self.other_holders.len()
            + self.advice.len()
            + self.notices.len()
            + self.facts.len()
            + self.relations.len()
            + self.handovers.len()
            + self.sections.len()
    }
}

fn guide(guide: &GuideFacts) -> Guide<'_> {
    let parameters = guide.parameters.iter();
    Guide {
        id: &guide.id,
        title: &guide.title,
        vendor: &guide.vendor,
        product: &guide.product,
        edition: &guide.edition,
        url: &guide.url,
        sha256: guide.sha256.as_deref(),
        read: &guide.read,
        parameters: parameters
            .map(|(id, title, value)| Parameter {
                id,
                title,
                value: value.as_deref(),
            })
            .collect(),
    }
}

fn choices(assessment: &Assessment) -> Vec<Choice<'_>> {
    let choices = assessment.choices.iter();
    choices
        .map(|choice| Choice {
            id: choice.choice.as_str(),
            title: &choice.title,
            options: choice
                .options
                .iter()
                .map(|(id, title)| OptionTaken {
                    choice: choice.choice.as_str(),
                    id: id.as_str(),
                    title,
                })
                .collect(),
            how: choice.how,
            why: &choice.why,
        })
        .collect()
}

/// Runs of findings about the same principal: the order of the findings is kept even if a principal comes twice.
fn groups(source: &Source) -> Vec<Group<'_>> {
    let mut begin = 0;
    source
        .assessment
        .findings
        .chunk_by(|one, next| one.principal == next.principal)
        .filter_map(|run| {
            let first = run.first()?;
            let places: Arc<[usize]> = (begin..begin + run.len()).collect();
            begin += run.len();
            Some(Group {
                principal: Principal::of(first),
                findings: References(FindingList::at(source, places)),
            })
        })
        .collect()
}

fn notices(assessment: &Assessment) -> Vec<Notice<'_>> {
    let notices = assessment.notices.iter();
    notices
        .map(|notice| Notice {
            id: &notice.id,
            kind: notice.kind,
            title: &notice.title,
            text: &notice.text,
            source: notice.source.as_deref(),
            cite: notice.cite.as_ref().map(Into::into),
        })
        .collect()
}
