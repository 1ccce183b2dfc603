//! Attestations of persons to what no public API shows.
//!
//! An attestation is shown as one, with who, when and what. It can answer a
//! `manual` finding, and a Defender permission that Unified RBAC does not give
//! but a classic role may. It can never stand in for something that the tenant
//! answers by itself. It counts for the tenant and the guide that it names, and for
//! a limited time: what does not count is listed with the reason ([`sort`]).

mod counted;

pub(super) use counted::Held;

use super::day::{day, some_day};
use super::role_export::ExportNamed;
use crate::ids::TenantId;
use crate::quote::{Quoted, told};
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::BTreeSet;
use thiserror::Error;

/// The version of the attestation file that this build reads.
const FORMAT: u32 = 1;

/// The longest drawing of a mistake in the file, in bytes.
const DRAWN: usize = 600;

/// One attestation as the file holds it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Attestation {
    /// The tenant that was looked at; the file's own where the entry names none.
    #[serde(default)]
    pub tenant: Option<TenantId>,
    /// The guide's id; the file's own, else the first part of the finding's id.
    #[serde(default)]
    pub guide: Option<String>,
    /// The finding's id.
    pub finding: String,
    /// The person who looked.
    pub by: String,
    /// The time.
    #[serde(deserialize_with = "day")]
    pub on: Date,
    /// The last day on which it counts.
    #[serde(default, deserialize_with = "some_day")]
    pub until: Option<Date>,
    /// True if it is as the guide asks.
    pub holds: bool,
    /// Everything that was looked at, and what was seen.
    pub statement: String,
    /// A file that shows it, such as the portal's export of roles.
    #[serde(default)]
    pub file: Option<String>,
    /// The SHA-256 of that file.
    #[serde(default)]
    pub sha256: Option<String>,
}

impl Attestation {
    /// The guide that it is about: as it says, else as the finding's id begins.
    pub(super) fn guide(&self) -> &str {
        let of_finding = || self.finding.split('/').next().unwrap_or_default();
        self.guide.as_deref().unwrap_or_else(of_finding)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    format: u32,
    #[serde(default)]
    tenant: Option<TenantId>,
    #[serde(default)]
    guide: Option<String>,
    #[serde(default)]
    attestation: Vec<Attestation>,
    #[serde(default, rename = "role-export")]
    role_export: Vec<ExportNamed>,
}

/// Everything that a file of attestations holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Statements {
    /// Everything that a person attests to.
    pub attestations: Vec<Attestation>,
    /// Exports of roles that it names.
    pub exports: Vec<ExportNamed>,
}

/// The reason why attestations cannot be used.
#[derive(Debug, Error)]
pub enum AttestationError {
    /// The file is not TOML, or has a key that is missing, unknown or of another kind.
    #[error("not a file of attestations: {0}")]
    Invalid(String),
    /// The file is of another version.
    #[error("attestation format {found} is not format {FORMAT}, which this rolecall reads")]
    Version {
        /// The version in the file.
        found: u32,
    },
    /// A text that must say something is empty.
    #[error("the attestation of {finding}: {field:?} is empty; say who looked and what was seen")]
    Empty {
        /// The finding.
        finding: Quoted,
        /// The key.
        field: &'static str,
    },
    /// The same finding of the same tenant twice.
    #[error("{0} is attested more than once for the same tenant")]
    Twice(Quoted),
    /// An entry without a tenant, in a file without one.
    #[error(
        "the attestation of {0} names no tenant; add tenant = \"<tenant id>\" to it, or once at the top of the file"
    )]
    NoTenant(Quoted),
    /// An entry that ends before it begins.
    #[error(
        "the attestation of {0}: \"until\" lies before \"on\"; give the last day on which it counts"
    )]
    EndsFirst(Quoted),
    /// An export of roles that says nothing about the guide's principals.
    #[error(
        "the export of roles {file}: none of its {rows} rows is assigned to the guest or to a group of it, by id, address or group name; \
         check the column of users and groups, or leave the export out"
    )]
    NobodyInExport {
        /// The file.
        file: Quoted,
        /// The number of rows that it has.
        rows: usize,
    },
    /// No such finding, or one that the tenant answers by itself.
    #[error("{finding} cannot be attested: {why}; what can be: {known}")]
    NotAttestable {
        /// The finding.
        finding: Quoted,
        /// The reason why it is not.
        why: &'static str,
        /// Findings that a person can attest to, separated by commas.
        known: String,
    },
}

/// An error of the TOML reader, which draws the line that it is about: that can be of any length.
fn drawn(text: &str, error: &toml::de::Error) -> String {
    let drawn = error.to_string();
    if drawn.len() <= DRAWN {
        return told(&drawn);
    }
    let start = error.span().map_or(0, |span| span.start);
    let before = text.get(..start).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default();
    let column = column.chars().count() + 1;
    format!("line {line}, column {column}: {}", told(error.message()))
}

/// Reads a file of attestations.
pub fn read_attestations(text: &str) -> Result<Statements, AttestationError> {
    let file: File =
        toml::from_str(text).map_err(|error| AttestationError::Invalid(drawn(text, &error)))?;
    if file.format != FORMAT {
        return Err(AttestationError::Version { found: file.format });
    }
    let mut attestations = file.attestation;
    let mut exports = file.role_export;
    let mut seen: BTreeSet<(Option<TenantId>, String)> = BTreeSet::new();
    for attestation in &mut attestations {
        attestation.tenant = attestation.tenant.or(file.tenant);
        attestation.guide = attestation.guide.take().or_else(|| file.guide.clone());
        check(attestation)?;
        let key = (attestation.tenant, attestation.finding.clone());
        if !seen.insert(key) {
            return Err(AttestationError::Twice(Quoted::new(&attestation.finding)));
        }
    }
    for export in &mut exports {
        export.tenant = export.tenant.or(file.tenant);
        if export.by.trim().is_empty() {
            return Err(AttestationError::Empty {
                finding: Quoted::new(&export.file),
                field: "by",
            });
        }
        if export.tenant.is_none() {
            return Err(AttestationError::NoTenant(Quoted::new(&export.file)));
        }
        if export.until.is_some_and(|until| until < export.on) {
            return Err(AttestationError::EndsFirst(Quoted::new(&export.file)));
        }
    }
    Ok(Statements {
        attestations,
        exports,
    })
}

/// Refuses an entry that says too little to count for anything.
fn check(attestation: &Attestation) -> Result<(), AttestationError> {
    let finding = || Quoted::new(&attestation.finding);
    for (field, value) in [
        ("by", &attestation.by),
        ("statement", &attestation.statement),
    ] {
        if value.trim().is_empty() {
            return Err(AttestationError::Empty {
                finding: finding(),
                field,
            });
        }
    }
    if attestation.tenant.is_none() {
        return Err(AttestationError::NoTenant(finding()));
    }
    if attestation
        .until
        .is_some_and(|until| until < attestation.on)
    {
        return Err(AttestationError::EndsFirst(finding()));
    }
    Ok(())
}
