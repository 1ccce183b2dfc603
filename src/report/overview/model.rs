//! The overview: what JSON holds, and what the templates read.

use super::shared::{Excess, Shared, excess, shared};
use crate::assess::Readiness;
use crate::report::model::{Counts, Overall, Report, Tenant, Tool, schema};
use jiff::Timestamp;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;

/// The name of the schema.
pub const SCHEMA: &str = "rolecall/overview";
/// The version of the schema that this build writes.
const SCHEMA_VERSION: u32 = 1;

/// Several guides in one tenant at one moment, with everything that was found.
#[derive(Serialize, JsonSchema)]
pub(in crate::report) struct Overview<'a> {
    #[serde(flatten)]
    pub(super) head: Head<'a>,
    /// The assessments, one per guide, each as a report of its own holds it.
    assessments: &'a [Report<'a>],
}

/// Several guides in one tenant at one moment, at a glance.
#[derive(Serialize, JsonSchema)]
pub(super) struct Head<'a> {
    #[schemars(schema_with = "name")]
    schema: &'static str,
    #[schemars(schema_with = "version")]
    schema_version: u32,
    tool: Tool<'a>,
    /// The moment that expiry dates are held against.
    #[schemars(with = "schema::Time")]
    pub(super) as_of: Timestamp,
    pub(super) tenant: Tenant<'a>,
    /// The part of the tenant that was read, in words.
    pub(super) coverage: &'a str,
    /// The worst answer of all guides.
    pub(super) answer: Readiness,
    pub(super) guides: Vec<GuideLine<'a>>,
    /// Users and applications that several guides mean, with who asks what.
    pub(super) shared: Vec<Shared<'a>>,
    /// Everything that is held and that no guide asks for, each thing once.
    pub(super) excess: Vec<Excess<'a>>,
}

/// One guide.
#[derive(Serialize, JsonSchema)]
pub(super) struct GuideLine<'a> {
    pub(super) id: &'a str,
    pub(super) vendor: &'a str,
    pub(super) title: &'a str,
    pub(super) edition: &'a str,
    pub(super) readiness: Overall<'a>,
    pub(super) counts: Counts,
}

impl<'a> Overview<'a> {
    /// The overview of reports; none of none.
    pub(super) fn of(reports: &'a [Report<'a>]) -> Option<Self> {
        Some(Self {
            head: Head::of(reports)?,
            assessments: reports,
        })
    }

    /// The number of things that the overview lists, each of which a template may write.
    pub(super) fn length(&self) -> usize {
        let shared = self.head.shared.iter().flat_map(|one| &one.by);
        let asks: usize = shared.map(|by| by.asks.len() + 1).sum();
        let findings: usize = self
            .head
            .excess
            .iter()
            .map(|one| one.findings.len() + 1)
            .sum();
        self.head.guides.len() + asks + findings
    }
}

impl<'a> Head<'a> {
    fn of(reports: &'a [Report<'a>]) -> Option<Self> {
        let answers = reports.iter().map(|report| report.readiness.answer);
        let first = reports.first()?;
        Some(Self {
            schema: SCHEMA,
            schema_version: SCHEMA_VERSION,
            tool: first.tool.clone(),
            as_of: first.as_of,
            tenant: first.tenant.clone(),
            coverage: &first.collection.coverage.summary,
            answer: Readiness::worst(answers)?,
            guides: reports.iter().map(line).collect(),
            shared: shared(reports),
            excess: excess(reports),
        })
    }
}

fn line<'a>(report: &'a Report<'a>) -> GuideLine<'a> {
    GuideLine {
        id: report.guide.id,
        vendor: report.guide.vendor,
        title: report.guide.title,
        edition: report.guide.edition,
        readiness: report.readiness.clone(),
        counts: report.counts.clone(),
    }
}

fn name(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "const": SCHEMA })
}

fn version(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "const": SCHEMA_VERSION })
}
