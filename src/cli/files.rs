//! Files: read with a bound, written whole or not at all.

use super::draft::Draft;
use super::leftovers;
use super::problem::Problem;
use anyhow::{Context, anyhow};
use std::fs;
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// No snapshot, guide or token file is larger than this.
const LARGEST: u64 = 64 * 1024 * 1024;

/// Reads a file whole.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, Problem> {
    let open = || -> anyhow::Result<Vec<u8>> {
        let file = fs::File::open(path).map_err(|error| in_words(&error))?;
        let known = file.metadata().map_err(|error| in_words(&error))?;
        if known.is_dir() {
            return Err(anyhow!("it is a folder; give a file"));
        }
        if known.len() > LARGEST {
            return Err(too_large());
        }
        let mut bytes = Vec::new();
        file.take(LARGEST + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| in_words(&error))?;
        if bytes.len() as u64 > LARGEST {
            return Err(too_large());
        }
        Ok(bytes)
    };
    open()
        .with_context(|| format!("cannot read {}", path.display()))
        .map_err(Problem::input)
}

fn too_large() -> anyhow::Error {
    anyhow!(
        "it is larger than {} MiB, which no snapshot, guide or token is; check the path",
        LARGEST / 1024 / 1024
    )
}

/// Writes a file whole: a reader sees the old content or the new, and after an error the old.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), Problem> {
    let mut draft = Draft::new(path)?;
    let written = draft.write_all(bytes);
    draft.check(written)?;
    draft.finish()
}

/// Whether [`write`] could write this file, asked before long work is done for it. Leaves nothing.
pub(super) fn writable(path: &Path) -> Result<(), Problem> {
    let target = followed(path);
    let tried = match fs::metadata(&target) {
        Ok(there) if there.is_dir() => Err(anyhow!("it is a folder; give a file")),
        Ok(there) if !there.is_file() => Ok(()),
        _ => match folder_missing(&target) {
            Some(error) => Err(error),
            None => beside(&target).map(drop).map_err(|error| in_words(&error)),
        },
    };
    tried
        .with_context(|| format!("cannot write {}", path.display()))
        .map_err(Problem::failed)
}

/// A new file in the same folder, which takes the other's place when it is whole.
pub(super) fn beside(path: &Path) -> io::Result<NamedTempFile> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    // Registered: a run that is stopped takes it away.
    leftovers::begin(|| NamedTempFile::with_prefix_in(".rolecall-", folder))
}

/// Says which folder is missing: the file itself need not be there.
pub(super) fn folder_missing(path: &Path) -> Option<anyhow::Error> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())?;
    (!folder.exists()).then(|| {
        anyhow!(
            "there is no folder {}; make it, or give another path",
            folder.display()
        )
    })
}

/// Where a link leads; the path itself where nothing is yet.
pub(super) fn followed(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

/// Makes a folder for reports, with those above it, and says whether it is new.
pub(super) fn folder(path: &Path) -> Result<bool, Problem> {
    if path.exists() && !path.is_dir() {
        let error = anyhow!(
            "{} is a file; give a folder for the reports",
            path.display()
        );
        return Err(Problem::input(error));
    }
    let new = !path.exists();
    leftovers::folder(path)
        .map_err(|error| in_words(&error))
        .with_context(|| format!("cannot make the folder {}", path.display()))
        .map_err(Problem::failed)?;
    Ok(new)
}

/// Takes a new folder away again if nothing was written into it.
pub(super) fn take_back(folder: &Path) {
    // A folder that holds something, or is not there, stays as it is.
    let _ = fs::remove_dir(folder);
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
        .map_err(|error| in_words(&error))
        .with_context(|| format!("cannot read the folder {}", folder.display()))
        .map_err(Problem::input)
}

/// Writes to standard output.
pub(super) fn print(bytes: &[u8]) -> Result<(), Problem> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)
        .and_then(|()| out.flush())
        .map_err(|error| worded(error.into()))
        .context("cannot write to standard output")
        .map_err(Problem::failed)
}

/// An operating system's error in words that say what to do. A closed pipe keeps its kind.
pub(super) fn worded(error: anyhow::Error) -> anyhow::Error {
    match error.downcast_ref::<io::Error>() {
        Some(io) if io.kind() != ErrorKind::BrokenPipe => in_words(io),
        _ => error,
    }
}

fn in_words(error: &io::Error) -> anyhow::Error {
    let words = match error.kind() {
        ErrorKind::NotFound => "there is no such file or folder; check the path",
        ErrorKind::PermissionDenied => {
            "this account may not; check the permissions of the file and its folder"
        }
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            "the disk is full; make room, or give another place"
        }
        ErrorKind::ReadOnlyFilesystem => "the file system is read-only; give another place",
        ErrorKind::IsADirectory => "it is a folder; give a file",
        ErrorKind::NotADirectory => {
            "a part of the path is a file where a folder is needed; check the path"
        }
        _ => return anyhow!("{error}"),
    };
    anyhow!(words)
}
