//! The Defender portal's export of roles, supplied by a person.
//!
//! No API shows classic Defender roles. The portal exports roles as a CSV file
//! (MicrosoftDocs/defender-docs, defender-xdr/edit-delete-rbac-roles.md, "Export
//! roles"). What it shows is a person's word, as an attestation is: it can answer
//! what an attestation can, and is never shown as observed. It shows presence
//! only: a role that is not in it may be in the classic model all the same.

mod apply;
mod columns;
mod rows;

pub(super) use apply::{OpenRight, attestations, nobody};
pub use columns::ExportColumns;
pub use rows::{ExportError, read_role_export};

use super::day::{day, some_day};
use crate::ids::TenantId;
use jiff::civil::Date;
use serde::Deserialize;

/// An export as the file of attestations names it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ExportNamed {
    /// The CSV file, from the folder of the file of attestations.
    pub file: String,
    /// Its SHA-256, where the person noted it.
    #[serde(default)]
    pub sha256: Option<String>,
    /// The person who exported it.
    pub by: String,
    /// The time.
    #[serde(deserialize_with = "day")]
    pub on: Date,
    /// The tenant that it was exported from; the file's own where the entry names none.
    #[serde(default)]
    pub tenant: Option<TenantId>,
    /// The last day on which it counts.
    #[serde(default, deserialize_with = "some_day")]
    pub until: Option<Date>,
    /// The column that holds what, where the headers are not known.
    #[serde(default)]
    pub columns: ExportColumns,
}

/// An export that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleExport {
    /// Everything that the file of attestations says about it.
    pub named: ExportNamed,
    /// The SHA-256 of what was read.
    pub sha256: String,
    /// Its rows.
    pub rows: Vec<ExportedRole>,
}

/// One row: a role with one assignment of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportedRole {
    /// The line of the file that the row begins at.
    pub line: u64,
    /// The role's name.
    pub role: String,
    /// The permissions in it, as the portal writes them.
    pub permissions: String,
    /// The users and groups that it is assigned to.
    pub assigned: String,
    /// The data sources, where there is such a column.
    pub sources: Option<String>,
}
