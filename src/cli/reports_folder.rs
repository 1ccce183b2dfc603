//! The folder of an audit: flat, of one tenant, and with what an earlier audit left in it.

use super::content::{self, Bound};
use super::error::CliError;
use super::files;
use super::reports::OVERVIEW;
use crate::ids::TenantId;
use crate::quote::Quoted;
use crate::report::{Format, JSON_SCHEMA, OVERVIEW_SCHEMA};
use crate::snapshot;
use anyhow::anyhow;
use serde_json::Value;
use std::ffi::OsStr;
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

/// The message about reports of an earlier audit that this one did not write over, by their names.
///
/// They may be somebody's: they are told of, and stay. A report is known by its name: that of a format, after the stem of
/// a report that this audit wrote, of the overview, or of a JSON report beside it.
pub(super) fn left(folder: &Path, written: &[String]) -> Option<String> {
    let files = files::list(folder).unwrap_or_default();
    let names: Vec<&str> = files.iter().filter_map(|path| name(path)).collect();
    let is_ours = |stem: &str| {
        let written = written.iter().any(|name| stem_of(name) == Some(stem));
        written || stem == OVERVIEW || is_report(&folder.join(format!("{stem}.json")))
    };
    let left = names.into_iter().filter(|name| {
        !written.iter().any(|one| one == name) && stem_of(name).is_some_and(is_ours)
    });
    let left: Vec<&str> = left.collect();
    let (noun, them) = match left.as_slice() {
        [] => return None,
        [_] => ("a report", "it"),
        _ => ("reports", "them"),
    };
    Some(format!(
        "{} holds {noun} of an earlier audit, which this one did not write: {}; delete {them}, or give another folder",
        Quoted::path(folder),
        Quoted::list(left)
    ))
}

fn name(path: &Path) -> Option<&str> {
    path.file_name().and_then(OsStr::to_str)
}

/// The stem of a file that is named as a report.
fn stem_of(name: &str) -> Option<&str> {
    let ends = Format::ALL.map(Format::extension);
    let stems = ends
        .iter()
        .filter_map(|end| name.strip_suffix(end)?.strip_suffix('.'));
    // Of `x.junit.xml` it is `x`.
    stems.min_by_key(|stem| stem.len())
}

/// True if a file is a JSON report of ours, of one guide or of several.
fn is_report(path: &Path) -> bool {
    let document = content::read(path, Bound::SNAPSHOT).ok();
    let document = document.and_then(|bytes| serde_json::from_slice::<Value>(&bytes).ok());
    let schema = document
        .as_ref()
        .and_then(|document| document["schema"].as_str());
    schema.is_some_and(|schema| [JSON_SCHEMA, OVERVIEW_SCHEMA].contains(&schema))
}

/// The snapshots and JSON reports in a folder. One that is not there holds none.
fn owned(folder: &Path) -> Vec<Owned> {
    let files = files::list(folder).unwrap_or_default();
    let json = files
        .into_iter()
        .filter(|path| path.extension().is_some_and(|end| end == "json") && path.is_file());
    json.filter_map(|file| {
        let bytes = content::read(&file, Bound::SNAPSHOT).ok()?;
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
        JSON_SCHEMA | OVERVIEW_SCHEMA => Some(id(&document["tenant"]["id"])),
        _ => None,
    }
}
