//! The bytes of a file or of standard input, up to a bound.

use super::error::CliError;
use super::os_error::in_words;
use crate::quote::Quoted;
use anyhow::{Context, anyhow};
use std::fs;
use std::io::{self, Read};
use std::path::Path;

/// No snapshot, guide or token file is larger than this.
const LARGEST: u64 = 64 * 1024 * 1024;

/// Reads a file whole.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, CliError> {
    let open = || -> anyhow::Result<Vec<u8>> {
        let file = fs::File::open(path).map_err(|error| in_words(&error))?;
        let known = file.metadata().map_err(|error| in_words(&error))?;
        if known.is_dir() {
            return Err(anyhow!("it is a folder; give a file"));
        }
        if known.len() > LARGEST {
            return Err(too_large());
        }
        bounded(file)
    };
    open()
        .with_context(|| format!("cannot read {}", Quoted::path(path)))
        .map_err(CliError::input)
}

/// Reads standard input to its end.
pub(super) fn read_standard_input() -> Result<Vec<u8>, CliError> {
    bounded(io::stdin().lock())
        .context("cannot read standard input")
        .map_err(CliError::input)
}

fn bounded(input: impl Read) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    input
        .take(LARGEST + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| in_words(&error))?;
    if bytes.len() as u64 > LARGEST {
        return Err(too_large());
    }
    Ok(bytes)
}

fn too_large() -> anyhow::Error {
    anyhow!(
        "it is larger than {} MiB, which no snapshot, guide or token is; check the path",
        LARGEST / 1024 / 1024
    )
}
