//! The inputs that every judgement looks at.

use super::asks::Asks;
use super::coverage::Coverage;
use super::evidence::Allowance;
use super::group_target::GroupTargets;
use super::lookups::Lookups;
use super::options::AssessOptions;
use super::target::TargetPrincipal;
use crate::catalog::Catalog;
use crate::guide::PrincipalId;
use crate::guide::format2::model::DeclaredServicePlan;
use crate::snapshot::Snapshot;

/// The inputs of an assessment, by reference.
pub(super) struct Context<'a> {
    /// The guide's id.
    pub guide: &'a str,
    /// The vendor's name.
    pub vendor: &'a str,
    /// Everything that the guide asks.
    pub asks: &'a Asks,
    pub targets: &'a [TargetPrincipal],
    /// The groups of all adopted guides.
    pub groups: &'a GroupTargets,
    /// The service plans that the adopted guides declare.
    pub service_plans: &'a [&'a DeclaredServicePlan],
    pub catalog: &'a Catalog,
    pub snapshot: &'a Snapshot,
    pub coverage: &'a Coverage<'a>,
    pub options: &'a AssessOptions,
    pub lookups: &'a Lookups<'a>,
    /// For objects in the evidence.
    pub allowance: Allowance,
}

impl<'a> Context<'a> {
    /// A principal of the guide by its id.
    pub(super) fn target(&self, id: &PrincipalId) -> Option<&'a TargetPrincipal> {
        self.targets.iter().find(|target| target.id == *id)
    }
}
