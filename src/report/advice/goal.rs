//! The goal of an action: that the vendor can work, or that it can do no more than that.

use crate::assess::{Finding, Verdict};
use crate::guide::Tier;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The goal of an action.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub(in crate::report) enum Goal {
    /// The vendor can do its work.
    Work,
    /// The vendor can do no more than that.
    Safe,
}

impl Goal {
    /// The goal of whatever closes a finding.
    pub(super) fn of(finding: &Finding) -> Self {
        let refused = matches!(
            finding.tier,
            None | Some(Tier::NotRequired | Tier::Forbidden)
        );
        if refused || finding.verdict == Verdict::Excess {
            Self::Safe
        } else {
            Self::Work
        }
    }

    /// The title of the list of such actions.
    pub(in crate::report) const fn title(self) -> &'static str {
        match self {
            Self::Work => "To work",
            Self::Safe => "To be safe",
        }
    }
}
