//! The circumstances of a judgement: facts of the tenant, the guides that this one needs, and what the vendor was told.

use super::schema;
use crate::assess::semantics::Truth;
use crate::assess::{FactSeen, HandoverEvidence, HandoverSeen, Readiness, RelationSeen};
use schemars::JsonSchema;
use serde::Serialize;

/// The phase that the vendor's work is in.
#[derive(Clone, Copy, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Phase {
    /// The vendor is being onboarded.
    Onboarding,
    /// The vendor works.
    Operation,
}

/// A fact of the guide: a statement about the tenant or its use.
#[derive(Serialize, JsonSchema)]
pub(super) struct Fact<'a> {
    id: &'a str,
    /// The statement that is true when the fact is yes.
    title: &'a str,
    /// The value that counts.
    value: Value,
    /// The value that the tenant shows.
    detected: Value,
    /// The reason for it; `null` where the guide names no test.
    why: Option<&'a str>,
    /// The reader's answer; `null` where there is none.
    answer: Option<Value>,
    /// The reader answered other than the tenant shows.
    contradicted: bool,
}

/// The value of a fact.
#[derive(Clone, Copy, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Value {
    Yes,
    No,
    /// It is not known.
    Open,
}

/// A guide that this one needs.
#[derive(Serialize, JsonSchema)]
pub(super) struct Relation<'a> {
    guide: &'a str,
    /// `needs` or `extends`.
    kind: &'static str,
    /// It could not be told that it applies.
    open: bool,
    /// The answer to that guide; `null` where it is not judged here.
    readiness: Option<Readiness>,
}

/// Information that the vendor needs on its own side. It changes no readiness.
#[derive(Serialize, JsonSchema)]
pub(super) struct Handover<'a> {
    id: &'a str,
    title: &'a str,
    /// It could not be told that it applies.
    open: bool,
    /// The evidence that it was given; `null` where there is none, which is no evidence that it was not.
    evidence: Option<Evidence<'a>>,
    /// Everything that would be evidence, in words.
    would_be: &'a str,
}

/// Evidence that a handover happened.
#[derive(Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum Evidence<'a> {
    /// A person's word.
    Attested {
        by: &'a str,
        #[schemars(with = "schema::Day")]
        on: String,
        statement: &'a str,
    },
    /// A sign-in of a principal.
    SignIn {
        principal: &'a str,
        #[schemars(with = "schema::Time")]
        at: String,
    },
}

impl Phase {
    /// The phase of an assessment.
    pub(super) const fn of(onboarding: bool) -> Self {
        if onboarding {
            Self::Onboarding
        } else {
            Self::Operation
        }
    }
}

impl From<Option<bool>> for Value {
    fn from(value: Option<bool>) -> Self {
        match value {
            Some(true) => Self::Yes,
            Some(false) => Self::No,
            None => Self::Open,
        }
    }
}

impl<'a> From<&'a FactSeen> for Fact<'a> {
    fn from(fact: &'a FactSeen) -> Self {
        Self {
            id: fact.fact.as_str(),
            title: &fact.title,
            value: fact.value().into(),
            detected: match fact.detected {
                Truth::Yes => Value::Yes,
                Truth::No => Value::No,
                Truth::Open => Value::Open,
            },
            why: fact.why.as_deref(),
            answer: fact.answer.map(|answer| Some(answer).into()),
            contradicted: fact.is_contradicted(),
        }
    }
}

impl<'a> From<&'a RelationSeen> for Relation<'a> {
    fn from(relation: &'a RelationSeen) -> Self {
        Self {
            guide: relation.guide.as_str(),
            kind: relation.kind.as_str(),
            open: relation.is_open,
            readiness: relation.readiness,
        }
    }
}

impl<'a> From<&'a HandoverSeen> for Handover<'a> {
    fn from(handover: &'a HandoverSeen) -> Self {
        let evidence = handover.evidence.as_ref().map(|evidence| match evidence {
            HandoverEvidence::Attested { by, on, statement } => Evidence::Attested {
                by,
                on: on.to_string(),
                statement,
            },
            HandoverEvidence::SignIn { principal, at } => Evidence::SignIn {
                principal,
                at: at.to_string(),
            },
        });
        Self {
            id: handover.id.as_str(),
            title: &handover.title,
            open: handover.is_open,
            evidence,
            would_be: &handover.would_be,
        }
    }
}
