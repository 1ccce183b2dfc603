//! The principal that is to hold access, and the candidate that holds it.

use super::schema;
use crate::assess::CandidateKind;
use crate::assess::FindingHolder;
use schemars::JsonSchema;
use serde::Serialize;

/// A principal of the guide: who is to hold the access.
#[derive(Serialize, JsonSchema)]
pub(in crate::report) struct Principal<'a> {
    pub(in crate::report) id: &'a str,
    pub(in crate::report) title: &'a str,
}

/// A candidate, as `candidates` lists it.
#[derive(Serialize, JsonSchema)]
pub(super) struct Holder {
    #[schemars(with = "schema::Guid")]
    object_id: String,
    /// The kind of principal that it is a candidate for.
    kind: CandidateKind,
}

impl From<&FindingHolder> for Holder {
    fn from(holder: &FindingHolder) -> Self {
        Self {
            object_id: holder.object_id.to_string(),
            kind: holder.kind,
        }
    }
}
