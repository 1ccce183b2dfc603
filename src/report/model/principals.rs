//! The candidates for a principal, the other holders of permissions on the API, and what may stand in the way.

use super::finding::Evidence;
use super::schema;
use crate::assess::CandidateKind;
use crate::assess::{self, AdviceKind, Standing};
use jiff::Timestamp;
use schemars::JsonSchema;
use serde::Serialize;

/// Somebody in the tenant who could be a principal of the guide.
#[derive(Serialize, JsonSchema)]
pub(in crate::report) struct Candidate<'a> {
    /// The id of the guide's principal.
    principal: &'a str,
    kind: CandidateKind,
    #[schemars(with = "schema::Guid")]
    object_id: String,
    #[schemars(with = "Option<schema::Guid>")]
    app_id: Option<String>,
    /// A claim of whoever made it.
    pub(in crate::report) display_name: Option<&'a str>,
    pub(in crate::report) identity: &'a str,
    pub(in crate::report) standing: Standing,
    pub(in crate::report) why: &'a str,
    /// The number of grants that it holds.
    grants: usize,
    #[schemars(with = "Option<schema::Time>")]
    last_sign_in: Option<Timestamp>,
}

/// Something that may stop the vendor, or that could not be told. It changes no verdict.
#[derive(Serialize, JsonSchema)]
pub(in crate::report) struct Advice<'a> {
    pub(in crate::report) id: &'a str,
    kind: AdviceKind,
    pub(in crate::report) title: &'a str,
    pub(in crate::report) text: &'a str,
    /// It keeps the answer from plain `ready`.
    pub(in crate::report) weighs: bool,
    pub(in crate::report) evidence: Vec<Evidence<'a>>,
}

/// Somebody else with application permissions on the API that the guide is about.
#[derive(Serialize, JsonSchema)]
pub(super) struct OtherHolder<'a> {
    #[schemars(with = "schema::Guid")]
    object_id: String,
    /// `null` where it was not looked up, or is no application.
    #[schemars(with = "Option<schema::Guid>")]
    app_id: Option<String>,
    display_name: Option<&'a str>,
    #[schemars(with = "Option<schema::Guid>")]
    home_tenant: Option<String>,
    /// The publisher that Microsoft verified.
    publisher: Option<&'a str>,
    enabled: Option<bool>,
    permissions: &'a [String],
}

/// The part of the other holders that was read.
#[derive(Serialize, JsonSchema)]
pub(super) struct HoldersRead<'a> {
    /// All that hold anything are listed, with all that they hold.
    whole: bool,
    /// The number of granted permissions that were read.
    grants: u64,
    /// The number of them; `null` where that is not known.
    total: Option<u64>,
    /// Everything that the list lacks.
    note: Option<&'a str>,
}

impl<'a> From<&'a assess::Candidate> for Candidate<'a> {
    fn from(candidate: &'a assess::Candidate) -> Self {
        Self {
            principal: candidate.principal.as_str(),
            kind: candidate.kind,
            object_id: candidate.object_id.to_string(),
            app_id: candidate.app_id.map(|id| id.to_string()),
            display_name: candidate.display_name.as_deref(),
            identity: &candidate.identity,
            standing: candidate.standing,
            why: &candidate.why,
            grants: candidate.grants,
            last_sign_in: candidate.last_sign_in,
        }
    }
}

impl<'a> From<&'a assess::Advice> for Advice<'a> {
    fn from(advice: &'a assess::Advice) -> Self {
        Self {
            id: &advice.id,
            kind: advice.kind,
            title: &advice.title,
            text: &advice.text,
            weighs: advice.weighs,
            evidence: advice.evidence.iter().map(Into::into).collect(),
        }
    }
}

impl<'a> From<&'a assess::OtherHolder> for OtherHolder<'a> {
    fn from(holder: &'a assess::OtherHolder) -> Self {
        Self {
            object_id: holder.object_id.to_string(),
            app_id: holder.app_id.map(|id| id.to_string()),
            display_name: holder.display_name.as_deref(),
            home_tenant: holder.home_tenant.map(|id| id.to_string()),
            publisher: holder.publisher.as_deref(),
            enabled: holder.enabled,
            permissions: &holder.permissions,
        }
    }
}

impl<'a> From<&'a assess::HoldersRead> for HoldersRead<'a> {
    fn from(read: &'a assess::HoldersRead) -> Self {
        Self {
            whole: read.whole,
            grants: read.grants,
            total: read.total,
            note: Some(read.note.as_str()).filter(|note| !note.is_empty()),
        }
    }
}
