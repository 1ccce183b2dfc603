//! The conditions on which a judgement ends a run with its exit code, as `--fail-on` names them.

use crate::assess::{Assessment, Finding, Readiness, Verdict};
use crate::catalog::RiskLevel;
use crate::guide::Tier;
use clap::ValueEnum;
use clap::builder::PossibleValue;
use std::fmt;

/// A condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum FailOn {
    /// A guide is not ready
    NotReady,
    /// Something that decides about a guide could not be seen
    Undetermined,
    /// Something remains to look at, though everything required is there
    ReadyWithFindings,
    /// Something is held that no guide asks for, or whether there is could not be seen
    Excess,
    /// The same, and its risk is critical, not rated or not seen
    #[value(name = "excess:critical")]
    ExcessCritical,
    /// The same, and its risk is high or more, not rated or not seen
    #[value(name = "excess:high")]
    ExcessHigh,
    /// The same, and its risk is medium or more, not rated or not seen
    #[value(name = "excess:medium")]
    ExcessMedium,
    /// The same, and its risk is low or more, not rated or not seen
    #[value(name = "excess:low")]
    ExcessLow,
}

impl FailOn {
    /// True if the condition holds for any of the guides.
    pub(super) fn holds(self, assessments: &[Assessment]) -> bool {
        let any = |readiness| assessments.iter().any(|one| one.readiness == readiness);
        let level = match self {
            Self::NotReady => return any(Readiness::NotReady),
            Self::Undetermined => return any(Readiness::Undetermined),
            Self::ReadyWithFindings => return any(Readiness::ReadyWithFindings),
            Self::Excess => None,
            Self::ExcessCritical => Some(RiskLevel::Critical),
            Self::ExcessHigh => Some(RiskLevel::High),
            Self::ExcessMedium => Some(RiskLevel::Medium),
            Self::ExcessLow => Some(RiskLevel::Low),
        };
        assessments.iter().any(|one| {
            let mut findings = one.findings.iter();
            findings.any(|finding| may_be_excess(finding, one) && is_as_risky(finding, level))
        })
    }
}

impl fmt::Display for FailOn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = self.to_possible_value();
        f.write_str(value.as_ref().map_or("", PossibleValue::get_name))
    }
}

/// True for an excess, and where it could not be told of something that no guide asks for.
fn may_be_excess(finding: &Finding, of: &Assessment) -> bool {
    let is_unasked = match finding.tier {
        None | Some(Tier::NotRequired | Tier::Forbidden) => true,
        Some(Tier::Temporary) => !of.onboarding,
        Some(Tier::Required | Tier::Recommended | Tier::Optional | Tier::Informational) => false,
    };
    let is_unknown = finding.verdict == Verdict::Unknown && !finding.is_of_installer();
    finding.verdict == Verdict::Excess || (is_unasked && is_unknown)
}

/// True if a finding's risk reaches a level. A risk that nobody rated is not known to be lower.
fn is_as_risky(finding: &Finding, level: Option<RiskLevel>) -> bool {
    let rank = |level| match level {
        RiskLevel::Critical | RiskLevel::Unrated => 3,
        RiskLevel::High => 2,
        RiskLevel::Medium => 1,
        RiskLevel::Low => 0,
    };
    let risk = finding
        .risk
        .as_ref()
        .map_or(RiskLevel::Unrated, |risk| risk.level);
    level.is_none_or(|level| rank(risk) >= rank(level))
}
