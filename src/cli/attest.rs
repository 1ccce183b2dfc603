//! A person's attestations: the file itself, and the exports of roles that it names.

use super::content::{self, Bound};
use super::error::CliError;
use super::input;
use crate::assess::{Attestation, ExportNamed, RoleExport, read_attestations, read_role_export};
use anyhow::{Context, anyhow};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::path::Path;

/// Reads a file of attestations, and every export that it names.
pub(super) fn read(path: &Path) -> Result<(Vec<Attestation>, Vec<RoleExport>), CliError> {
    let text = input::read_text("--attest", path, Bound::OTHER)?;
    let statements = read_attestations(&text)
        .with_context(|| input::name(path))
        .map_err(CliError::input)?;
    let folder = path.parent().unwrap_or_else(|| Path::new(""));
    let exports = statements.exports.into_iter();
    let exports = exports
        .map(|named| export(folder, named))
        .collect::<Result<_, _>>()?;
    Ok((statements.attestations, exports))
}

fn export(folder: &Path, named: ExportNamed) -> Result<RoleExport, CliError> {
    let path = folder.join(&named.file);
    let bytes = content::read(&path, Bound::OTHER)?;
    let mut sha256 = String::new();
    for byte in Sha256::digest(&bytes) {
        // Writing to a String cannot fail.
        let _ = write!(sha256, "{byte:02x}");
    }
    let noted = named.sha256.as_deref();
    if noted.is_some_and(|noted| !noted.eq_ignore_ascii_case(&sha256)) {
        return Err(CliError::input(anyhow!(
            "{} is not the file that was attested: its SHA-256 is {sha256}",
            path.display()
        )));
    }
    let rows = read_role_export(&bytes, &named.columns)
        .with_context(|| format!("{}", path.display()))
        .map_err(CliError::input)?;
    Ok(RoleExport {
        named,
        sha256,
        rows,
    })
}
