//! The harm that an entitlement can do, with the source of each rating.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use thiserror::Error;

/// The harm that a holder could do. Something without a rating is `unrated`, which is not `low`.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum RiskLevel {
    /// Takes over the tenant, or switches its defences off.
    Critical,
    /// Changes security state, acts on devices, or writes identities.
    High,
    /// Reads sensitive data across the tenant.
    Medium,
    /// Reads little that matters.
    Low,
    /// Nobody has rated it.
    Unrated,
}

impl fmt::Display for RiskLevel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Critical => "critical",
            Self::High => "high",
            Self::Medium => "medium",
            Self::Low => "low",
            Self::Unrated => "unrated",
        })
    }
}

impl FromStr for RiskLevel {
    type Err = NoSuchLevel;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let all = [Self::Critical, Self::High, Self::Medium, Self::Low];
        let mut all = all.into_iter();
        all.find(|level| level.to_string() == text)
            .ok_or(NoSuchLevel)
    }
}

/// A word that is no level of a rating.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a rating is critical, high, medium or low")]
pub struct NoSuchLevel;

/// A rating with its reason and its source.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Risk {
    /// The level.
    pub level: RiskLevel,
    /// The actions of a holder that could do harm, in one sentence.
    pub reason: String,
    /// The source.
    pub source: RatingSource,
}

impl fmt::Display for Risk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let by = match self.source {
            RatingSource::ByPerson(_) => "",
            RatingSource::ByRule { .. } => ", by rule",
        };
        write!(f, "{}{by}: {}", self.level, self.reason)
    }
}

/// The author of a rating: a rating is a claim.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "String")]
pub enum RatingSource {
    /// Somebody who read what the name means: who, when and by what.
    ByPerson(String),
    /// A rule of `catalog/rating-rules.toml`, which reads the name alone.
    ByRule {
        /// The rule's id.
        rule: String,
        /// The day when the rules were last changed.
        date: String,
    },
}

impl From<String> for RatingSource {
    fn from(source: String) -> Self {
        Self::ByPerson(source)
    }
}

impl fmt::Display for RatingSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ByPerson(source) => f.write_str(source),
            Self::ByRule { rule, date } => {
                write!(f, "by rule {rule}, {date}; no person rated it")
            }
        }
    }
}
