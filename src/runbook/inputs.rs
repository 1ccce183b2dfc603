//! The inputs of a runbook.

use super::auditor::Needed;
use crate::assess::{Assessment, Reader};
use crate::catalog::{Catalog, Cloud};
use crate::guide::format2::model::Guide;
use crate::snapshot::Snapshot;
use jiff::Timestamp;

/// The inputs of a runbook.
#[derive(Clone, Copy, Debug)]
pub struct Inputs<'a> {
    /// The guide.
    pub guide: &'a Guide,
    /// All adopted guides, this one among them.
    pub guides: &'a [Guide],
    /// The words of the reader: values of parameters, answers, options that are taken.
    pub reader: &'a Reader,
    /// The catalog.
    pub catalog: &'a Catalog,
    /// The snapshot and the guide's assessment; without them nothing is known of the tenant.
    pub seen: Option<(&'a Snapshot, &'a Assessment)>,
    /// The assessments of all adopted guides on that snapshot: nothing that one of them asks for is taken away.
    pub assessments: &'a [Assessment],
    /// The moment that dates are reckoned from.
    pub as_of: Timestamp,
    /// The cloud, where no snapshot says it.
    pub cloud: Cloud,
    /// An earlier snapshot, for what changed since.
    pub since: Option<&'a Snapshot>,
    /// The permissions of Microsoft Graph that a scan of the guide needs, for the auditor's own application.
    pub needed: &'a [Needed<'a>],
}
