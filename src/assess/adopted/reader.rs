//! The words of the reader on adopted guides.

use crate::assess::attestation::Attestation;
use crate::assess::semantics::{Facts, ParameterValues, Said};
use crate::guide::format2::ids::{GuideId, HandoverId, RequirementId};
use crate::guide::format2::kinds::Tier;
use crate::guide::format2::model::Right;
use std::collections::BTreeMap;

/// Everything that a person attested to and that counts.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// By the requirement that it is about.
    pub requirements: BTreeMap<(GuideId, RequirementId), Attestation>,
    /// By the right that it is about, with its guide written out: what an export of roles shows.
    pub rights: BTreeMap<Right, Attestation>,
    /// By the handover that it is about.
    pub handovers: BTreeMap<(GuideId, HandoverId), Attestation>,
}

/// The words of the reader on adopted guides.
#[derive(Clone, Debug, Default)]
pub struct Reader {
    /// The values of parameters.
    pub values: ParameterValues,
    /// Facts that are answered.
    pub facts: Facts,
    /// The option that is taken, by choice.
    pub chosen: Said,
    /// Statements that a person attested to.
    pub statements: BTreeMap<(GuideId, RequirementId), bool>,
    /// True while the vendor is being onboarded.
    pub onboarding: bool,
    /// The address of the person who installs.
    pub installer: Option<String>,
    /// Everything that a person attested to and that counts.
    pub words: Words,
}

impl Reader {
    /// True for a tier that refuses what it names, today.
    pub(super) const fn refuses(&self, tier: Tier) -> bool {
        tier.is_never_asked() || matches!(tier, Tier::Temporary) && !self.onboarding
    }
}
