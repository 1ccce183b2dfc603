//! Files: read with a bound, written whole or not at all.

use super::problem::Problem;
use anyhow::{Context, anyhow};
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// No snapshot, guide or token file is larger than this.
const LARGEST: u64 = 512 * 1024 * 1024;

/// Reads a file whole.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, Problem> {
    let open = || -> anyhow::Result<Vec<u8>> {
        let file = fs::File::open(path)?;
        if file.metadata()?.is_dir() {
            return Err(anyhow!("it is a folder"));
        }
        let mut bytes = Vec::new();
        file.take(LARGEST + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > LARGEST {
            return Err(anyhow!("it is larger than {} MiB", LARGEST / 1024 / 1024));
        }
        Ok(bytes)
    };
    open()
        .with_context(|| format!("cannot read {}", path.display()))
        .map_err(Problem::input)
}

/// Writes a file whole: a reader sees the old content or the new, and after an error the old.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), Problem> {
    let put = || -> anyhow::Result<()> {
        if path.is_dir() {
            return Err(anyhow!("it is a folder; give a file"));
        }
        let folder = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        let mut file = NamedTempFile::with_prefix_in(".rolecall-", folder)?;
        file.write_all(bytes)?;
        file.as_file().sync_all()?;
        file.persist(path).map_err(|error| error.error)?;
        Ok(())
    };
    put()
        .with_context(|| format!("cannot write {}", path.display()))
        .map_err(Problem::failed)
}

/// Makes a folder for reports, with those above it.
pub(super) fn folder(path: &Path) -> Result<(), Problem> {
    if path.exists() && !path.is_dir() {
        let error = anyhow!(
            "{} is a file; give a folder for the reports",
            path.display()
        );
        return Err(Problem::input(error));
    }
    fs::create_dir_all(path)
        .with_context(|| format!("cannot make the folder {}", path.display()))
        .map_err(Problem::failed)
}

/// The files of a folder, by name.
pub(super) fn list(folder: &Path) -> Result<Vec<PathBuf>, Problem> {
    let entries = || -> std::io::Result<Vec<PathBuf>> {
        let mut paths = fs::read_dir(folder)?
            .map(|entry| entry.map(|entry| entry.path()))
            .collect::<std::io::Result<Vec<_>>>()?;
        paths.sort();
        Ok(paths)
    };
    entries()
        .with_context(|| format!("cannot read the folder {}", folder.display()))
        .map_err(Problem::input)
}

/// Writes to standard output.
pub(super) fn print(bytes: &[u8]) -> Result<(), Problem> {
    let mut out = std::io::stdout().lock();
    out.write_all(bytes)
        .and_then(|()| out.flush())
        .context("cannot write to standard output")
        .map_err(Problem::failed)
}
