//! What every judgement looks at.

use super::coverage::Coverage;
use super::evidence::Allowance;
use super::lookups::Lookups;
use super::options::AssessOptions;
use crate::catalog::Catalog;
use crate::guide::{Guide, Parameters};
use crate::snapshot::Snapshot;

/// The inputs of an assessment, by reference.
pub(super) struct Context<'a> {
    pub guide: &'a Guide,
    pub parameters: &'a Parameters,
    pub catalog: &'a Catalog,
    pub snapshot: &'a Snapshot,
    pub coverage: &'a Coverage<'a>,
    pub options: &'a AssessOptions,
    pub lookups: &'a Lookups<'a>,
    /// For objects in the evidence.
    pub allowance: Allowance,
}
