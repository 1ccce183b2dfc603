//! The urgency of findings.

use crate::assess::{Finding, NoteKind, Verdict};
use crate::catalog::RiskLevel;
use crate::guide::Tier;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The urgency of a finding. The order is the order of the actions.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub(in crate::report) enum Urgency {
    /// The guide requires it, and it is missing or not as asked.
    RequiredGap,
    /// Held beyond the guide, and a holder could do great harm.
    DangerousExcess,
    /// It decides the answer and could not be told.
    Undecided,
    /// It works, and ends within the warning window.
    EndsSoon,
    /// It works, and something about it keeps the answer from plain `ready`.
    Concern,
    /// The guide recommends it.
    RecommendedGap,
    /// Held beyond the guide.
    Excess,
    /// It could not be told, and decides nothing.
    Open,
    /// A person has to look.
    ByHand,
}

impl Urgency {
    /// The urgency of a finding; `None` where there is nothing to do.
    pub(super) fn of(finding: &Finding) -> Option<Self> {
        let asked = matches!(finding.tier, Some(Tier::Recommended | Tier::Optional));
        // The finding itself says who has to do what: it is no act on the vendor's access.
        if finding.is_of_installer() {
            return None;
        }
        match finding.verdict {
            Verdict::Missing | Verdict::Partial if asked => Some(Self::RecommendedGap),
            Verdict::Missing | Verdict::Partial => Some(Self::RequiredGap),
            Verdict::Excess => Some(match finding.risk.as_ref().map(|risk| risk.level) {
                Some(RiskLevel::Critical | RiskLevel::High) => Self::DangerousExcess,
                _ => Self::Excess,
            }),
            Verdict::Unknown if asked => Some(Self::Open),
            Verdict::Unknown => Some(Self::Undecided),
            Verdict::Manual => Some(Self::ByHand),
            Verdict::Satisfied if finding.ends_soon() => Some(Self::EndsSoon),
            Verdict::Satisfied if is_concern(finding) => Some(Self::Concern),
            Verdict::Satisfied | Verdict::Absent | Verdict::Noted => None,
        }
    }

    /// The word as every output spells it.
    pub(in crate::report) const fn as_str(self) -> &'static str {
        match self {
            Self::RequiredGap => "required gap",
            Self::DangerousExcess => "dangerous excess",
            Self::Undecided => "decides the answer",
            Self::EndsSoon => "ends soon",
            Self::Concern => "concern",
            Self::RecommendedGap => "recommended gap",
            Self::Excess => "excess",
            Self::Open => "not told",
            Self::ByHand => "by hand",
        }
    }
}

/// True for something that the guide asks and that has a concern among its notes.
pub(in crate::report) fn is_concern(finding: &Finding) -> bool {
    finding.tier.is_some()
        && finding
            .notes
            .iter()
            .any(|note| note.kind == NoteKind::Concern)
}
