//! Files and folders: written whole or not at all.

use super::atomic_file::AtomicFile;
use super::cleanup;
use super::error::CliError;
use super::input;
use super::links::followed;
use super::new_file::{Readers, beside, folder_missing};
use super::os_error::{in_words, worded};
use crate::quote::Quoted;
use anyhow::{Context, anyhow};
use std::ffi::OsStr;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

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

/// Makes a folder, with those above it, and says whether it is new.
pub(super) fn folder(path: &Path) -> Result<bool, CliError> {
    followed(path)
        .map_err(worded)
        .with_context(|| format!("cannot write into {}", Quoted::path(path)))
        .map_err(CliError::failed)?;
    if path.exists() && !path.is_dir() {
        let error = anyhow!("{} is a file; give a folder", Quoted::path(path));
        return Err(CliError::input(error));
    }
    let new = !path.exists();
    cleanup::folder(path)
        .map_err(|error| in_words(&error))
        .with_context(|| format!("cannot make the folder {}", Quoted::path(path)))
        .map_err(CliError::failed)?;
    Ok(new)
}

/// Refuses a name for a new folder that ends as a file of one of these extensions: it is a slip as a rule.
pub(super) fn no_file_name<'a>(
    path: &Path,
    what: &str,
    extensions: impl IntoIterator<Item = &'a str>,
) -> Result<(), CliError> {
    let end = path.extension().and_then(OsStr::to_str);
    let of_a_file = end.filter(|end| {
        let mut known = extensions.into_iter();
        // The last part of one such as `junit.xml`.
        known.any(|one| {
            one.rsplit('.')
                .next()
                .is_some_and(|one| one.eq_ignore_ascii_case(end))
        })
    });
    match of_a_file {
        Some(end) if !path.is_dir() => Err(CliError::input(anyhow!(
            "{what} is a folder here, and {} is named as a .{end} file; give a folder",
            Quoted::path(path)
        ))),
        _ => Ok(()),
    }
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
