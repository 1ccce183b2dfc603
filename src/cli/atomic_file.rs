//! A file that is being written and takes its place when it is whole.

use super::cleanup;
use super::error::CliError;
use super::links::followed;
use super::new_file::{Readers, beside, folder_missing};
use super::os_error::worded;
use crate::quote::Quoted;
use anyhow::anyhow;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// A file to be. Dropped before [`AtomicFile::finish`], it leaves everything as it was.
///
/// What is there and is no plain file (a device, a named pipe) is written to,
/// never replaced. A link is followed, so that it stays a link. A file that is
/// there keeps its mode.
pub(super) struct AtomicFile {
    path: PathBuf,
    place: Place,
}

enum Place {
    /// In the same folder, until it takes the other's place.
    Beside {
        draft: NamedTempFile,
        target: PathBuf,
        mode: Option<fs::Permissions>,
    },
    /// A place that cannot be replaced.
    There(fs::File),
}

impl AtomicFile {
    /// Begins a file, which such readers may read if it is new.
    pub(super) fn new(path: &Path, readers: Readers) -> Result<Self, CliError> {
        Ok(Self {
            path: path.to_owned(),
            place: open(path, readers).map_err(|error| cannot(path, error))?,
        })
    }

    /// Turns what became of a write into words for the user.
    pub(super) fn check<T>(&self, written: io::Result<T>) -> Result<T, CliError> {
        written.map_err(|error| CliError::of_output(error, doing(&self.path)))
    }

    /// Puts the file in its place: a reader sees the old content or the new.
    pub(super) fn finish(self) -> Result<(), CliError> {
        finish(vec![self])
    }

    /// Makes sure that what was written is on the disk.
    fn settle(&mut self) -> io::Result<()> {
        match &mut self.place {
            Place::Beside { draft, mode, .. } => {
                if let Some(mode) = mode.take() {
                    draft.as_file().set_permissions(mode)?;
                }
                draft.as_file().sync_all()
            }
            Place::There(file) => file.flush(),
        }
    }

    fn put(self) -> Result<(), CliError> {
        let Place::Beside { draft, target, .. } = self.place else {
            return Ok(());
        };
        let put = draft.persist(target);
        put.map(drop)
            .map_err(|error| cannot(&self.path, error.error.into()))
    }
}

impl Write for AtomicFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.place {
            Place::Beside { draft, .. } => draft.write(bytes),
            Place::There(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.place {
            Place::Beside { draft, .. } => draft.flush(),
            Place::There(file) => file.flush(),
        }
    }
}

/// Puts files in their places: a run that is stopped has put all of them, or none.
pub(super) fn finish(drafts: Vec<AtomicFile>) -> Result<(), CliError> {
    let mut settled = Vec::with_capacity(drafts.len());
    for mut draft in drafts {
        let on_disk = draft.settle();
        draft.check(on_disk)?;
        settled.push(draft);
    }
    cleanup::put(|| settled.into_iter().try_for_each(AtomicFile::put))
}

fn open(path: &Path, readers: Readers) -> anyhow::Result<Place> {
    let target = followed(path)?;
    let there = fs::metadata(&target).ok();
    match &there {
        Some(there) if there.is_dir() => return Err(anyhow!("it is a folder; give a file")),
        Some(there) if !there.is_file() => {
            let file = fs::OpenOptions::new().write(true).open(&target)?;
            return Ok(Place::There(file));
        }
        _ => {}
    }
    if let Some(error) = folder_missing(&target) {
        return Err(error);
    }
    // Nobody reads a draft who may not read what it replaces.
    let readers = if there.is_some() {
        Readers::Owner
    } else {
        readers
    };
    let draft = beside(&target, readers)?;
    let mode = match there {
        Some(there) => kept(&there, &target, &draft)?,
        None => None,
    };
    Ok(Place::Beside {
        draft,
        target,
        mode,
    })
}

/// The mode of a file that is there, unless somebody else put it into a folder that everybody
/// may write to: what they may read is not theirs to say.
#[cfg(unix)]
fn kept(
    there: &fs::Metadata,
    target: &Path,
    draft: &NamedTempFile,
) -> io::Result<Option<fs::Permissions>> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    let folder = target.parent().filter(|one| !one.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new(".")).metadata()?;
    let foreign = there.uid() != draft.as_file().metadata()?.uid();
    if foreign && folder.mode() & 0o002 != 0 {
        return Ok(None);
    }
    Ok(Some(fs::Permissions::from_mode(there.mode() & 0o777)))
}

/// Elsewhere the folder says who may read.
#[cfg(not(unix))]
fn kept(_: &fs::Metadata, _: &Path, _: &NamedTempFile) -> io::Result<Option<fs::Permissions>> {
    Ok(None)
}

fn cannot(path: &Path, error: anyhow::Error) -> CliError {
    CliError::failed(worded(error).context(doing(path)))
}

fn doing(path: &Path) -> String {
    format!("cannot write {}", Quoted::path(path))
}
