//! Links on the way to an output: followed only where nobody else could have put them.
//!
//! Anybody who may write into a folder can put a link there that leads a report over
//! another file. The kernel's `protected_symlinks` guards against that in
//! folders like `/tmp`; this does in every folder that belongs to somebody else,
//! or that everybody may write to.

use crate::quote::Quoted;
use anyhow::anyhow;
use std::fs::Metadata;
use std::path::{Path, PathBuf};

/// The place where a path leads, through every link on its way; the path as it is where nothing is yet.
#[cfg(not(unix))]
pub(super) fn followed(path: &Path) -> anyhow::Result<PathBuf> {
    Ok(path.canonicalize().unwrap_or_else(|_| path.to_owned()))
}

/// The place where a path leads, through every link on its way; the path as it is where nothing is yet.
#[cfg(unix)]
pub(super) fn followed(path: &Path) -> anyhow::Result<PathBuf> {
    use std::ffi::OsString;
    use std::path::Component;
    /// As many as Linux follows.
    const MOST: usize = 40;

    let parts = |path: &Path| -> Vec<OsString> {
        let parts = path.components().rev();
        parts.map(|part| part.as_os_str().to_owned()).collect()
    };
    let mut place = PathBuf::new();
    let mut left = parts(path);
    let mut links = 0;
    while let Some(part) = left.pop() {
        match Path::new(&part).components().next() {
            Some(Component::Normal(_)) => {}
            Some(Component::ParentDir) if can_go_up(&place) => {
                place.pop();
                continue;
            }
            Some(Component::CurDir) | None => continue,
            // The root begins anew, and what is above a relative path stays above it.
            Some(_) => {
                place.push(&part);
                continue;
            }
        }
        let next = place.join(&part);
        let is_link = next
            .symlink_metadata()
            .is_ok_and(|there| there.is_symlink());
        if !is_link {
            place = next;
        } else if place.starts_with("/proc") {
            // The kernel's own links lead to what has no path, such as a pipe.
            return Ok(left.iter().rev().fold(next, |path, part| path.join(part)));
        } else {
            links += 1;
            if links > MOST {
                return Err(anyhow!("its links lead in a circle; check the path"));
            }
            trusted(&place, &next)?;
            left.extend(parts(&next.read_link()?));
        }
    }
    if place.as_os_str().is_empty() && !path.as_os_str().is_empty() {
        place.push(".");
    }
    Ok(place)
}

/// True if the last part can be taken off: there is one, and it is a folder's own name.
#[cfg(unix)]
fn can_go_up(place: &Path) -> bool {
    place.file_name().is_some()
}

/// The superuser.
#[cfg(unix)]
const ROOT: u32 = 0;

/// The bit of a mode that lets everybody write.
#[cfg(unix)]
const ANYBODY_WRITES: u32 = 0o002;

/// Refuses a link in a folder into which somebody else could have put it.
#[cfg(unix)]
fn trusted(folder: &Path, link: &Path) -> anyhow::Result<()> {
    use std::os::unix::fs::MetadataExt;

    let here = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    let folder = here.metadata()?;
    let ours = folder.uid() == ROOT || Some(folder.uid()) == own_id();
    if ours && folder.mode() & ANYBODY_WRITES == 0 {
        return Ok(());
    }
    let whose = if ours {
        "everybody may write to"
    } else {
        "belongs to somebody else"
    };
    Err(anyhow!(
        "{} is a link in a folder that {whose}, and is not followed; give the path that it leads to",
        Quoted::path(link)
    ))
}

/// True for what belongs neither to this account nor to the superuser.
#[cfg(unix)]
pub(super) fn is_somebody_elses(there: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    there.uid() != ROOT && Some(there.uid()) != own_id()
}

/// Elsewhere the folder says who may write.
#[cfg(not(unix))]
pub(super) fn is_somebody_elses(_: &Metadata) -> bool {
    false
}

/// The owner of the files that this program makes; where it can make none, the owner of its process.
#[cfg(unix)]
fn own_id() -> Option<u32> {
    use std::os::unix::fs::MetadataExt;
    let made = tempfile::tempfile().and_then(|file| file.metadata());
    let own = made.or_else(|_| Path::new("/proc/self").metadata());
    own.map(|own| own.uid()).ok()
}
