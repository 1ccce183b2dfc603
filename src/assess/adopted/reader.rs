//! The words of the reader on adopted guides.

use crate::assess::semantics::{Facts, ParameterValues, Said};
use crate::guide::format2::ids::{GuideId, RequirementId};
use std::collections::BTreeMap;

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
}
