//! Takes away what a run that is stopped must not leave behind: files that are not in their place yet, new folders
//! without content.
//!
//! Files come and go under one lock. Whoever stops the program takes the lock,
//! takes away what is left, and never gives the lock back: nothing is half
//! written, half put in its place, or begun afterwards.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

static LEFTOVERS: Mutex<Leftovers> = Mutex::new(Leftovers {
    drafts: BTreeSet::new(),
    folders: Vec::new(),
    put: false,
});

/// Everything that has been begun.
struct Leftovers {
    /// Files, and folders with all that is in them.
    drafts: BTreeSet<PathBuf>,
    /// New folders, each before those that are in it.
    folders: Vec<PathBuf>,
    /// True if anything was put in its place.
    put: bool,
}

fn lock() -> MutexGuard<'static, Leftovers> {
    // A panic elsewhere leaves the list as it was.
    LEFTOVERS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Begins a file or folder that will be put in its place, or taken away by its owner, later.
pub(super) fn begin<T: AsRef<Path>>(make: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
    let mut cleanup = lock();
    let begun = make()?;
    cleanup.drafts.insert(begun.as_ref().to_owned());
    Ok(begun)
}

/// Puts what was begun in its place. All of it is, or, when the program is stopped before, nothing.
pub(super) fn put<E>(put: impl FnOnce() -> Result<(), E>) -> Result<(), E> {
    let mut cleanup = lock();
    let done = put();
    if done.is_ok() {
        cleanup.put = true;
        cleanup.folders.clear();
    }
    done
}

/// Makes a folder and those above it that are not there.
pub(super) fn folder(path: &Path) -> io::Result<()> {
    let mut cleanup = lock();
    let missing = path
        .ancestors()
        .filter(|folder| !folder.as_os_str().is_empty());
    let missing: Vec<PathBuf> = missing
        .take_while(|folder| !folder.exists())
        .map(Path::to_owned)
        .collect();
    cleanup.folders.extend(missing.into_iter().rev());
    fs::create_dir_all(path)
}

/// Takes away everything that was begun, and lets nothing else begin. Whether anything had been put in its place.
pub(super) fn take_away() -> bool {
    let cleanup = lock();
    for draft in &cleanup.drafts {
        // What was put in its place, or taken away already, is not there any more.
        let _ = match fs::symlink_metadata(draft) {
            Ok(there) if there.is_dir() => fs::remove_dir_all(draft),
            Ok(_) => fs::remove_file(draft),
            Err(_) => continue,
        };
    }
    for folder in cleanup.folders.iter().rev() {
        // A folder that holds something stays.
        let _ = fs::remove_dir(folder);
    }
    let put = cleanup.put;
    // The program ends: whoever waits for the lock waits until then.
    std::mem::forget(cleanup);
    put
}
