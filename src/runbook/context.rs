//! The inputs of a runbook with what follows from them, and the look-ups in them.

use super::basis::Basis;
use super::index::TenantIndex;
use super::inputs::Inputs;
use super::judged::Judged;
use super::step::StepSource;
use crate::actions::ActionContext;
use crate::assess::{Assessment, TargetPrincipal};
use crate::catalog::{Catalog, CatalogError, Cloud, Cmdlets, Tasks};
use crate::guide::format2::model::Guide;
use crate::ids::TenantId;
use crate::snapshot::Snapshot;
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// The inputs with what follows from them.
pub(super) struct RunbookContext<'a> {
    pub(super) inputs: Inputs<'a>,
    pub(super) steps: StepSource<'a>,
    pub(super) index: TenantIndex<'a>,
    pub(super) judged: Judged<'a>,
    pub(super) cloud: Cloud,
}

impl<'a> RunbookContext<'a> {
    /// With the data of the catalog, and the cloud that the snapshot says.
    pub(super) fn new(inputs: Inputs<'a>, basis: &'a Basis) -> Result<Self, CatalogError> {
        let cloud = inputs
            .seen
            .and_then(|(snapshot, _)| snapshot.cloud.parse().ok())
            .unwrap_or(inputs.cloud);
        let index = TenantIndex {
            catalog: inputs.catalog,
            cloud,
            snapshot: inputs.seen.map(|(snapshot, _)| snapshot),
            access: &basis.access,
        };
        let assessment = inputs.seen.map(|(_, assessment)| assessment);
        let judged = Judged {
            guide: inputs.guide,
            guides: inputs.guides,
            catalog: inputs.catalog,
            assessment,
            assessments: inputs.assessments,
            reader: inputs.reader,
            basis,
            today: inputs.as_of.to_zoned(TimeZone::UTC).date(),
        };
        Ok(Self {
            inputs,
            steps: StepSource {
                tasks: Tasks::built_in()?,
                cmdlets: Cmdlets::built_in()?,
                index,
                judged,
            },
            index,
            judged,
            cloud,
        })
    }

    pub(super) fn guide(&self) -> &'a Guide {
        self.inputs.guide
    }

    pub(super) fn catalog(&self) -> &'a Catalog {
        self.inputs.catalog
    }

    pub(super) fn snapshot(&self) -> Option<&'a Snapshot> {
        self.index.snapshot
    }

    pub(super) fn assessment(&self) -> Option<&'a Assessment> {
        self.judged.assessment
    }

    pub(super) fn now(&self) -> Timestamp {
        self.inputs.as_of
    }

    /// The tenant's id.
    pub(super) fn tenant(&self) -> Option<TenantId> {
        self.judged.tenant()
    }

    /// The facts that are the same for every action.
    pub(super) fn of_actions(&self) -> ActionContext<'a> {
        let guide = self.guide();
        ActionContext {
            catalog: self.catalog(),
            cloud: self.cloud,
            now: self.now(),
            tenant: self.tenant(),
            vendor: &guide.vendor,
            product: &guide.product,
            guide: guide.id.as_str(),
        }
    }

    /// True for a principal that was looked for whole, and is not there yet.
    pub(super) fn is_new(&self, principal: &TargetPrincipal) -> bool {
        let nobody = self.judged.candidates_for(principal).is_empty();
        let Some(snapshot) = self.snapshot().filter(|_| nobody) else {
            return false;
        };
        let sections = &snapshot.sections;
        sections.applications.whole().is_ok() && sections.service_principals.whole().is_ok()
    }
}
