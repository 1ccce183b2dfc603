//! The folder of an audit: flat, and of one tenant.

use super::content;
use super::error::CliError;
use super::files;
use crate::ids::TenantId;
use crate::quote::Quoted;
use crate::report::JSON_SCHEMA;
use crate::snapshot;
use anyhow::anyhow;
use serde_json::Value;
use std::path::{Path, PathBuf};

/// Everything that a file of ours says of its tenant.
struct Owned {
    file: PathBuf,
    tenant: Option<TenantId>,
}

/// Refuses a folder that holds another tenant's snapshot or report.
///
/// Files that are not ours, or that cannot be read, say nothing of a tenant and are no
/// reason to refuse. One of ours that names no tenant could be anybody's: it stands in the
/// way of an audit that knows its tenant, and the other way round.
pub(super) fn check(folder: &Path, tenant: Option<TenantId>) -> Result<(), CliError> {
    let other = owned(folder).into_iter().find(|one| one.tenant != tenant);
    let Some(Owned {
        file,
        tenant: other,
    }) = other
    else {
        return Ok(());
    };
    let name = file
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let whose = match (tenant, other) {
        (_, Some(other)) => format!("holds files of the tenant {other}"),
        (_, None) => "holds files that do not say of which tenant they are".to_owned(),
    };
    Err(CliError::input(anyhow!(
        "{} {whose} ({name}); give every tenant a folder of its own",
        Quoted::path(folder)
    )))
}

/// The snapshots and JSON reports in a folder. One that is not there holds none.
fn owned(folder: &Path) -> Vec<Owned> {
    let files = files::list(folder).unwrap_or_default();
    let json = files
        .into_iter()
        .filter(|path| path.extension().is_some_and(|end| end == "json") && path.is_file());
    json.filter_map(|file| {
        let bytes = content::read(&file).ok()?;
        let tenant = tenant_of(&serde_json::from_slice(&bytes).ok()?)?;
        Some(Owned { file, tenant })
    })
    .collect()
}

/// The tenant of a document of ours, of whatever version; nothing for any other document.
#[expect(
    clippy::option_option,
    reason = "no document of ours, and one that names no tenant, are two things"
)]
fn tenant_of(document: &Value) -> Option<Option<TenantId>> {
    let id = |value: &Value| value.as_str().and_then(|id| id.parse().ok());
    match document["schema"].as_str()? {
        snapshot::SCHEMA => {
            let snapshot = &document["snapshot"];
            let organization = &snapshot["sections"]["organization"]["items"][0]["object"];
            Some(id(&organization["id"]).or_else(|| id(&snapshot["tenant"])))
        }
        JSON_SCHEMA => Some(id(&document["tenant"]["id"])),
        _ => None,
    }
}
