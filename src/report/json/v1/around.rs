//! Advice, other holders and attestations on the wire.

use crate::assess::{Advice, Attested, HoldersRead, OtherHolder};
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct AdviceEntry<'a> {
    id: &'a str,
    title: &'a str,
    text: &'a str,
    /// It keeps the answer from plain `ready`.
    weighs: bool,
}

impl<'a> From<&'a Advice> for AdviceEntry<'a> {
    fn from(advice: &'a Advice) -> Self {
        Self {
            id: &advice.id,
            title: &advice.title,
            text: &advice.text,
            weighs: advice.weighs,
        }
    }
}

#[derive(Serialize)]
pub(super) struct HolderEntry<'a> {
    object_id: String,
    app_id: Option<String>,
    display_name: Option<&'a str>,
    home_tenant: Option<String>,
    publisher: Option<&'a str>,
    enabled: Option<bool>,
    permissions: &'a [String],
}

impl<'a> From<&'a OtherHolder> for HolderEntry<'a> {
    fn from(holder: &'a OtherHolder) -> Self {
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

#[derive(Serialize)]
pub(super) struct HoldersReadEntry<'a> {
    whole: bool,
    grants: u64,
    total: Option<u64>,
    note: Option<&'a str>,
}

impl<'a> From<&'a HoldersRead> for HoldersReadEntry<'a> {
    fn from(read: &'a HoldersRead) -> Self {
        Self {
            whole: read.whole,
            grants: read.grants,
            total: read.total,
            note: Some(read.note.as_str()).filter(|note| !note.is_empty()),
        }
    }
}

#[derive(Serialize)]
pub(super) struct AttestedEntry<'a> {
    by: &'a str,
    on: &'a str,
    until: Option<&'a str>,
    holds: bool,
    statement: &'a str,
    file: Option<&'a str>,
    sha256: Option<&'a str>,
}

impl<'a> From<&'a Attested> for AttestedEntry<'a> {
    fn from(attested: &'a Attested) -> Self {
        Self {
            by: &attested.by,
            on: &attested.on,
            until: attested.until.as_deref(),
            holds: attested.holds,
            statement: &attested.statement,
            file: attested.file.as_deref(),
            sha256: attested.sha256.as_deref(),
        }
    }
}
