//! The bytes of a file or of standard input, up to a bound.

use super::error::CliError;
use super::os_error::in_words;
use crate::quote::Quoted;
use anyhow::{Context, anyhow};
use std::fs;
use std::io::{self, Read};
use std::path::Path;

/// The largest content of a kind that is read, before what it holds is looked at.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bound {
    mebibytes: u64,
    kind: &'static str,
}

impl Bound {
    pub(super) const CONFIGURATION: Self = Self::new(1, "configuration");
    pub(super) const GUIDE: Self = Self::new(4, "guide");
    pub(super) const SNAPSHOT: Self = Self::new(64, "snapshot");
    /// Anything else, such as a token, a certificate or a template.
    pub(super) const OTHER: Self = Self::new(64, "input of this kind");

    const fn new(mebibytes: u64, kind: &'static str) -> Self {
        Self { mebibytes, kind }
    }

    const fn bytes(self) -> u64 {
        self.mebibytes * 1024 * 1024
    }

    fn exceeded(self) -> anyhow::Error {
        let Self { mebibytes, kind } = self;
        anyhow!("it is larger than {mebibytes} MiB, which no {kind} is; check the path")
    }
}

/// Reads a file whole.
pub(super) fn read(path: &Path, bound: Bound) -> Result<Vec<u8>, CliError> {
    let open = || -> anyhow::Result<Vec<u8>> {
        let file = fs::File::open(path).map_err(|error| in_words(&error))?;
        let known = file.metadata().map_err(|error| in_words(&error))?;
        if known.is_dir() {
            return Err(anyhow!("it is a folder; give a file"));
        }
        if known.len() > bound.bytes() {
            return Err(bound.exceeded());
        }
        bounded(file, bound)
    };
    open()
        .with_context(|| format!("cannot read {}", Quoted::path(path)))
        .map_err(CliError::input)
}

/// Reads standard input to its end.
pub(super) fn read_standard_input(bound: Bound) -> Result<Vec<u8>, CliError> {
    bounded(io::stdin().lock(), bound)
        .context("cannot read standard input")
        .map_err(CliError::input)
}

fn bounded(input: impl Read, bound: Bound) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    input
        .take(bound.bytes() + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| in_words(&error))?;
    if bytes.len() as u64 > bound.bytes() {
        return Err(bound.exceeded());
    }
    Ok(bytes)
}
