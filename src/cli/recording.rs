//! The folder of a recording: written whole or not at all, read file by file.

use super::content::{self, Bound};
use super::error::CliError;
use super::links::followed;
use super::new_file;
use super::new_file::Readers;
use super::os_error;
use super::{cleanup, files};
use crate::quote::Quoted;
use crate::scan::{Recording, RecordingError};
use anyhow::{Context, anyhow};
use std::fs;
use std::io::{self, Write};
use std::path::Path;
use tempfile::{NamedTempFile, TempDir};

/// The largest recording that is read, in bytes; a scan reads much less.
const LARGEST: usize = 160 * 1024 * 1024;

/// Refuses, before a scan, a folder that a recording cannot be put into. Leaves nothing.
pub(super) fn check(folder: &Path) -> Result<(), CliError> {
    files::no_dash(folder, "--record")?;
    let taken = fs::symlink_metadata(folder).is_ok();
    if taken {
        return Err(CliError::input(anyhow!(
            "{} is there already; give --record a folder that is not",
            Quoted::path(folder)
        )));
    }
    if let Some(parent) = above(folder).filter(|parent| !parent.is_dir()) {
        return Err(CliError::input(anyhow!(
            "there is no folder {} to put the recording into",
            Quoted::path(parent)
        )));
    }
    // Made and taken away again: a name, a file system and an account can each refuse it.
    let tried = || -> anyhow::Result<()> {
        let target = followed(folder)?;
        fs::create_dir(&target)?;
        let inside = new_file::beside(&target.join("recording"), Readers::Owner);
        let inside = inside.and_then(NamedTempFile::close);
        fs::remove_dir(&target)?;
        inside?;
        drop(begin(&target)?);
        Ok(())
    };
    tried()
        .map_err(os_error::worded)
        .with_context(|| doing(folder))
        .map_err(CliError::failed)
}

/// Refuses a recording in the place of another output of the same run.
pub(super) fn apart(folder: Option<&Path>, output: &Path) -> Result<(), CliError> {
    let place = |path: &Path| followed(path).and_then(|path| Ok(std::path::absolute(path)?));
    let same = |folder: &&Path| {
        let (one, other) = (place(folder), place(output));
        one.is_ok_and(|one| other.is_ok_and(|other| one == other))
    };
    match folder.filter(same) {
        Some(folder) => Err(CliError::input(anyhow!(
            "{} is to be the folder of the recording and another file as well; give --record another place",
            Quoted::path(folder)
        ))),
        None => Ok(()),
    }
}

/// Writes a recording beside its place, and puts it there in one step.
pub(super) fn write(folder: &Path, recording: &Recording) -> Result<(), CliError> {
    let put = || -> anyhow::Result<()> {
        let folder = followed(folder)?;
        let beside = begin(&folder)?;
        recording.each_file(|name, bytes| {
            let path = beside.path().join(name);
            private(&path, bytes).with_context(|| Quoted::path(&path).to_string())
        })?;
        cleanup::put(|| fs::rename(beside.path(), &folder))?;
        // From here on nothing is taken away behind it.
        drop(beside.keep());
        Ok(())
    };
    put()
        .with_context(|| doing(folder))
        .map_err(CliError::failed)
}

/// A new folder beside the one that a recording is to be. Registered: a run that is stopped takes it away.
fn begin(folder: &Path) -> io::Result<TempDir> {
    let parent = above(folder).unwrap_or(Path::new("."));
    cleanup::begin(|| {
        let mut folders = tempfile::Builder::new();
        folders.prefix(".rolecall-").tempdir_in(parent)
    })
}

fn doing(folder: &Path) -> String {
    format!("cannot write the recording {}", Quoted::path(folder))
}

/// Writes a file that is this account's alone.
fn private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Reads a recording.
pub(super) fn read(folder: &Path) -> Result<Recording, CliError> {
    let mut left = LARGEST;
    Recording::read(|name| {
        let bytes = content::read(&folder.join(name), Bound::OTHER)?;
        left = left.checked_sub(bytes.len()).ok_or_else(|| {
            CliError::input(anyhow!(
                "the recording {} is larger than {} MiB, which no scan is",
                Quoted::path(folder),
                LARGEST / 1024 / 1024
            ))
        })?;
        Ok(bytes)
    })
}

impl From<RecordingError> for CliError {
    fn from(problem: RecordingError) -> Self {
        Self::input(problem)
    }
}

fn above(folder: &Path) -> Option<&Path> {
    folder
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty())
}
