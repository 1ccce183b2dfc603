//! A file that is being written and takes its place when it is whole.

use super::files::{beside, folder_missing, followed, worded};
use super::leftovers;
use super::problem::Problem;
use anyhow::anyhow;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// A file to be. Dropped before [`Draft::finish`], it leaves everything as it was.
///
/// What is there and is no plain file (`/dev/stdout`, a named pipe) is written
/// to, never replaced. A link is followed, so that it stays a link.
pub(super) struct Draft {
    path: PathBuf,
    place: Place,
}

enum Place {
    /// In the same folder, until it takes the other's place.
    Beside {
        draft: NamedTempFile,
        target: PathBuf,
    },
    /// What cannot be replaced.
    There(fs::File),
}

impl Draft {
    /// Begins a file.
    pub(super) fn new(path: &Path) -> Result<Self, Problem> {
        Ok(Self {
            path: path.to_owned(),
            place: open(path).map_err(|error| cannot(path, error))?,
        })
    }

    /// Turns what became of a write into words for the user.
    pub(super) fn check<T>(&self, written: io::Result<T>) -> Result<T, Problem> {
        written.map_err(|error| cannot(&self.path, error.into()))
    }

    /// Puts the file in its place: a reader sees the old content or the new.
    pub(super) fn finish(self) -> Result<(), Problem> {
        finish(vec![self])
    }

    /// Makes sure that what was written is on the disk.
    fn settle(&mut self) -> io::Result<()> {
        match &mut self.place {
            Place::Beside { draft, .. } => draft.as_file().sync_all(),
            Place::There(file) => file.flush(),
        }
    }

    fn put(self) -> Result<(), Problem> {
        let Place::Beside { draft, target } = self.place else {
            return Ok(());
        };
        let put = draft.persist(target);
        put.map(drop)
            .map_err(|error| cannot(&self.path, error.error.into()))
    }
}

impl Write for Draft {
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
pub(super) fn finish(drafts: Vec<Draft>) -> Result<(), Problem> {
    let mut settled = Vec::with_capacity(drafts.len());
    for mut draft in drafts {
        let on_disk = draft.settle();
        draft.check(on_disk)?;
        settled.push(draft);
    }
    leftovers::put(|| settled.into_iter().try_for_each(Draft::put))
}

fn open(path: &Path) -> anyhow::Result<Place> {
    let target = followed(path);
    match fs::metadata(&target) {
        Ok(there) if there.is_dir() => return Err(anyhow!("it is a folder; give a file")),
        Ok(there) if !there.is_file() => {
            let file = fs::OpenOptions::new().write(true).open(&target)?;
            return Ok(Place::There(file));
        }
        _ => {}
    }
    if let Some(error) = folder_missing(&target) {
        return Err(error);
    }
    let draft = beside(&target)?;
    Ok(Place::Beside { draft, target })
}

fn cannot(path: &Path, error: anyhow::Error) -> Problem {
    Problem::failed(worded(error).context(format!("cannot write {}", path.display())))
}
