//! The way the tenant was read.

use super::schema;
use crate::assess::{Assessment, CollectionFacts, LedgerEntry, Verdict};
use crate::report::words;
use crate::snapshot::{ObserverKind, State};
use jiff::Timestamp;
use schemars::JsonSchema;
use serde::Serialize;

/// The way the tenant was read.
#[derive(Serialize, JsonSchema)]
pub(in crate::report) struct Collection<'a> {
    /// The version of rolecall that read it.
    tool_version: &'a str,
    #[schemars(with = "schema::Time")]
    pub(in crate::report) started: Timestamp,
    #[schemars(with = "schema::Time")]
    pub(in crate::report) ended: Timestamp,
    /// By how many seconds the clock of whoever looked was ahead of the service's; below 0, behind; `null` where no
    /// answer said what time it was.
    pub(in crate::report) clock_ahead_seconds: Option<i64>,
    pub(in crate::report) observer: Observer<'a>,
    pub(in crate::report) coverage: Coverage,
}

/// The person who looked.
#[derive(Serialize, JsonSchema)]
pub(in crate::report) struct Observer<'a> {
    kind: ObserverKind,
    name: Option<&'a str>,
    #[schemars(with = "Option<schema::Guid>")]
    app_id: Option<String>,
    sign_in: &'a str,
    /// Graph permissions in the token.
    permissions: &'a [String],
    /// All of it in one line.
    pub(in crate::report) summary: String,
}

/// The part that was seen.
#[derive(Serialize, JsonSchema)]
pub(in crate::report) struct Coverage {
    /// All sections that there are.
    total: usize,
    /// Sections that were asked for.
    asked: usize,
    /// Sections that were read whole.
    whole: usize,
    /// Sections by state; they add up to `total`.
    states: Vec<StateCount>,
    /// Everything was seen, so that what was not seen is not there. In doubt, `false`.
    complete: bool,
    /// All of it in one line.
    pub(in crate::report) summary: String,
}

/// The number of sections that have a state.
#[derive(Serialize, JsonSchema)]
struct StateCount {
    state: State,
    sections: usize,
}

/// A question to the tenant, and what became of it.
#[derive(Serialize, JsonSchema)]
pub(in crate::report) struct Section<'a> {
    pub(in crate::report) name: &'static str,
    pub(in crate::report) state: State,
    /// It was asked, and its answer is not all there is.
    pub(in crate::report) incomplete: bool,
    requests: usize,
    pages: u32,
    items: usize,
    /// The reason why it is not whole.
    pub(in crate::report) problem: Option<&'a str>,
    /// The service's error code.
    pub(in crate::report) code: Option<&'a str>,
    /// Graph permissions, any one of which would answer.
    pub(in crate::report) permissions: &'a [String],
    /// Microsoft's request-ids of its answers.
    request_ids: &'a [String],
}

impl<'a> Collection<'a> {
    pub(super) fn of(assessment: &'a Assessment) -> Self {
        let facts = &assessment.collection;
        Self {
            tool_version: &facts.tool,
            started: facts.started,
            ended: facts.ended,
            clock_ahead_seconds: facts.clock_ahead_seconds,
            observer: Observer::of(facts),
            coverage: Coverage::of(assessment),
        }
    }
}

impl<'a> Observer<'a> {
    fn of(facts: &'a CollectionFacts) -> Self {
        Self {
            kind: facts.observer_kind,
            name: facts.observer_name.as_deref(),
            app_id: facts.observer_app_id.map(|id| id.to_string()),
            sign_in: &facts.sign_in,
            permissions: &facts.observer_permissions,
            summary: words::observer(facts),
        }
    }
}

impl Coverage {
    fn of(assessment: &Assessment) -> Self {
        let facts = &assessment.collection;
        let count = |state| {
            let entries = assessment.ledger.iter();
            entries.filter(|entry| entry.state == state).count()
        };
        let states = State::ALL.map(|state| StateCount {
            state,
            sections: count(state),
        });
        Self {
            total: assessment.ledger.len(),
            asked: facts.sections_asked,
            whole: facts.sections_whole,
            states: states.into_iter().filter(|one| one.sections > 0).collect(),
            complete: is_complete(assessment),
            summary: assessment.coverage(),
        }
    }
}

/// `true` where everything was seen.
pub(super) fn is_complete(assessment: &Assessment) -> bool {
    let facts = &assessment.collection;
    facts.sections_whole == facts.sections_asked
        && !assessment.ledger.is_empty()
        && assessment.ledger.iter().all(|entry| entry.state.is_whole())
        && assessment.count(Verdict::Unknown) == 0
}

impl<'a> From<&'a LedgerEntry> for Section<'a> {
    fn from(entry: &'a LedgerEntry) -> Self {
        Self {
            name: entry.section.as_str(),
            state: entry.state,
            incomplete: entry.state != State::NotAsked && !entry.state.is_whole(),
            requests: entry.requests,
            pages: entry.pages,
            items: entry.items,
            problem: entry.problem.as_deref(),
            code: entry.code.as_deref(),
            permissions: &entry.permissions,
            request_ids: &entry.request_ids,
        }
    }
}
