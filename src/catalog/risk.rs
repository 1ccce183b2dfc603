//! The harm that an entitlement can do, with the source of each rating.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// How much harm a holder could do. Something without a rating is `unrated`, which is not `low`.
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

/// A rating with its reason and its source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Risk {
    /// The level.
    pub level: RiskLevel,
    /// The actions of a holder that could do harm, in one sentence.
    pub reason: String,
    /// The author and the date: a rating is a claim.
    pub source: String,
}
