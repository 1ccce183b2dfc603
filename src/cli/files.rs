//! Files: read with a bound, written whole or not at all.

use super::atomic_file::AtomicFile;
use super::cleanup;
use super::error::CliError;
use super::input;
use super::links::followed;
use crate::quote::Quoted;
use anyhow::{Context, anyhow};
use std::fs;
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

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

/// Writes a file whole: a reader sees the old content or the new, and after an error the old.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), CliError> {
    let mut draft = AtomicFile::new(path, Readers::Umask)?;
    let written = draft.write_all(bytes);
    draft.check(written)?;
    draft.finish()
}

/// Tells if a draft of this file could be begun, asked before long work is done for it. Leaves nothing.
pub(super) fn writable(path: &Path) -> Result<(), CliError> {
    let tried = || -> anyhow::Result<()> {
        let target = followed(path).map_err(worded)?;
        match fs::metadata(&target) {
            Ok(there) if there.is_dir() => Err(anyhow!("it is a folder; give a file")),
            Ok(there) if !there.is_file() => Ok(()),
            _ => match folder_missing(&target) {
                Some(error) => Err(error),
                None => beside(&target, Readers::Owner)
                    .map(drop)
                    .map_err(|error| in_words(&error)),
            },
        }
    };
    tried()
        .with_context(|| format!("cannot write {}", Quoted::path(path)))
        .map_err(CliError::failed)
}

/// The readers of a file that is new.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Readers {
    /// This account alone: what a tenant answered.
    Owner,
    /// Everybody whom the umask lets: a report is made to be handed on.
    Umask,
}

/// A new file in the same folder, which takes the other's place when it is whole.
pub(super) fn beside(path: &Path, readers: Readers) -> io::Result<NamedTempFile> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut builder = tempfile::Builder::new();
    builder.prefix(".rolecall-");
    #[cfg(unix)]
    if readers == Readers::Umask {
        use std::os::unix::fs::PermissionsExt;
        // The kernel takes the umask off.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    // Registered: a run that is stopped takes it away.
    cleanup::begin(|| builder.tempfile_in(folder))
}

/// Says which folder is missing: the file itself need not be there.
pub(super) fn folder_missing(path: &Path) -> Option<anyhow::Error> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())?;
    (!folder.exists()).then(|| {
        anyhow!(
            "there is no folder {}; make it, or give another path",
            Quoted::path(folder)
        )
    })
}

/// True if a path stands for standard output: `-`, or the names that Unix has for it.
pub(super) fn is_standard_output(path: &Path) -> bool {
    let names = ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"];
    input::is_dash(path) || (cfg!(unix) && names.iter().any(|name| path == Path::new(name)))
}

/// Refuses `-` where a folder is taken.
pub(super) fn no_dash(path: &Path, what: &str) -> Result<(), CliError> {
    if input::is_dash(path) {
        return Err(CliError::input(anyhow!(
            "{what} is a folder, and - is none; for a folder of that name give ./-"
        )));
    }
    Ok(())
}

/// Writes to a file, or to standard output where none is given or that one is.
pub(super) fn deliver(path: Option<&Path>, bytes: &[u8]) -> Result<(), CliError> {
    match path.filter(|path| !is_standard_output(path)) {
        Some(path) => write(path, bytes),
        None => print(bytes),
    }
}

/// Makes a folder for reports, with those above it, and says whether it is new.
pub(super) fn folder(path: &Path) -> Result<bool, CliError> {
    followed(path)
        .map_err(worded)
        .with_context(|| format!("cannot write into {}", Quoted::path(path)))
        .map_err(CliError::failed)?;
    if path.exists() && !path.is_dir() {
        let error = anyhow!(
            "{} is a file; give a folder for the reports",
            Quoted::path(path)
        );
        return Err(CliError::input(error));
    }
    let new = !path.exists();
    cleanup::folder(path)
        .map_err(|error| in_words(&error))
        .with_context(|| format!("cannot make the folder {}", Quoted::path(path)))
        .map_err(CliError::failed)?;
    Ok(new)
}

/// Takes a new folder away again if nothing was written into it.
pub(super) fn take_back(folder: &Path) {
    // A folder that holds something, or is not there, stays as it is.
    let _ = fs::remove_dir(folder);
}

/// The files of a folder, by name.
pub(super) fn list(folder: &Path) -> Result<Vec<PathBuf>, CliError> {
    let entries = || -> std::io::Result<Vec<PathBuf>> {
        let mut paths = fs::read_dir(folder)?
            .map(|entry| entry.map(|entry| entry.path()))
            .collect::<std::io::Result<Vec<_>>>()?;
        paths.sort();
        Ok(paths)
    };
    entries()
        .map_err(|error| in_words(&error))
        .with_context(|| format!("cannot read the folder {}", Quoted::path(folder)))
        .map_err(CliError::input)
}

/// Writes to standard output.
pub(super) fn print(bytes: &[u8]) -> Result<(), CliError> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)
        .and_then(|()| out.flush())
        .map_err(|error| CliError::of_output(error, "cannot write to standard output".to_owned()))
}

/// An operating system's error in words that say what to do.
pub(super) fn worded(error: anyhow::Error) -> anyhow::Error {
    match error.downcast_ref::<io::Error>() {
        Some(io) => in_words(io),
        None => error,
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
