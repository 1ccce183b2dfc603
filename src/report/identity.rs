//! Ids that no other tenant has, for whoever keeps the reports of many in one place.

use crate::assess::Assessment;

/// What stands for a tenant whose id is not known.
const UNKNOWN: &str = "unknown-tenant";

/// The tenant's id as the first part of an id.
pub(super) fn tenant(assessment: &Assessment) -> String {
    let id = assessment.collection.tenant;
    id.map_or_else(|| UNKNOWN.to_owned(), |id| id.to_string())
}

/// The id of a finding or principal, with its tenant before it: the same from run to run.
pub(super) fn unique(assessment: &Assessment, id: &str) -> String {
    format!("{}/{id}", tenant(assessment))
}
