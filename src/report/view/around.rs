//! What stands around the vendor's access: advice on settings, and who else holds the API.

use super::words;
use crate::assess::{Advice, Attested, OtherHolder};
use serde::Serialize;

#[derive(Serialize)]
pub(in crate::report) struct AdviceView<'a> {
    pub(in crate::report) id: &'a str,
    pub(in crate::report) title: &'a str,
    pub(in crate::report) text: &'a str,
    /// It keeps the answer from plain `ready`.
    pub(in crate::report) weighs: bool,
}

/// What weighs comes first.
pub(super) fn all_advice(all: &[Advice]) -> Vec<AdviceView<'_>> {
    let mut views: Vec<AdviceView<'_>> = all.iter().map(advice).collect();
    views.sort_by_key(|view| !view.weighs);
    views
}

fn advice(advice: &Advice) -> AdviceView<'_> {
    AdviceView {
        id: &advice.id,
        title: &advice.title,
        text: &advice.text,
        weighs: advice.weighs,
    }
}

#[derive(Serialize)]
pub(in crate::report) struct HolderView<'a> {
    name: Option<&'a str>,
    object_id: String,
    app_id: Option<String>,
    publisher: Option<&'a str>,
    home_tenant: Option<String>,
    disabled: bool,
    /// Whether publisher and home were looked up.
    looked_up: bool,
    permissions: &'a [String],
}

pub(super) fn holder(holder: &OtherHolder) -> HolderView<'_> {
    HolderView {
        name: holder.display_name.as_deref(),
        object_id: holder.object_id.to_string(),
        app_id: holder.app_id.map(|id| id.to_string()),
        publisher: holder.publisher.as_deref(),
        home_tenant: holder.home_tenant.map(|id| id.to_string()),
        disabled: holder.enabled == Some(false),
        looked_up: holder.app_id.is_some(),
        permissions: &holder.permissions,
    }
}

#[derive(Serialize)]
pub(in crate::report) struct AttestedView<'a> {
    by: &'a str,
    on: &'a str,
    holds: bool,
    statement: &'a str,
    file: Option<&'a str>,
    sha256: Option<&'a str>,
}

pub(super) fn attested(attested: &Attested) -> AttestedView<'_> {
    AttestedView {
        by: &attested.by,
        on: &attested.on,
        holds: attested.holds,
        statement: &attested.statement,
        file: attested.file.as_deref(),
        sha256: attested.sha256.as_deref(),
    }
}

/// A moment, or that it is not known.
pub(super) fn last_sign_in(at: Option<jiff::Timestamp>) -> Option<String> {
    at.map(words::moment)
}
