//! Paths that a found file has written to: they stay below its folder.

use crate::quote::Quoted;
use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};

/// Refuses a path that leads out of a folder, by its parts or by a link, or to anything hidden in it, such as `.git`.
pub(super) fn below(folder: &Path, value: &str) -> Result<(), String> {
    let path = Path::new(value);
    let parts = path.components();
    let stays = |part| matches!(part, Component::Normal(_) | Component::CurDir);
    let why = if !parts.clone().all(stays) {
        Some("leads out of it")
    } else if parts.clone().any(|part| is_hidden(part.as_os_str())) {
        Some("is hidden in it")
    } else {
        by_links(folder, path)
    };
    match why {
        None => Ok(()),
        Some(why) => Err(format!("{:?} {why}", Quoted::new(value))),
    }
}

/// The fault of the place that a path of the folder leads to, if it has one.
fn by_links(folder: &Path, path: &Path) -> Option<&'static str> {
    let folder = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    let out = Some("leads out of it by a link");
    let Ok(folder) = folder.canonicalize() else {
        return out;
    };
    let Some(place) = place(&folder.join(path)) else {
        return out;
    };
    let Ok(rest) = place.strip_prefix(&folder) else {
        return out;
    };
    if rest.components().any(|part| is_hidden(part.as_os_str())) {
        return Some("leads to what is hidden in it");
    }
    // The files that are written into a folder could be links that are there already.
    let Ok(there) = place.read_dir() else {
        return None;
    };
    let leads_out = there.flatten().any(|entry| {
        let is_link = entry.file_type().is_ok_and(|kind| kind.is_symlink());
        let real = || entry.path().canonicalize();
        is_link && real().map_or(true, |real| !real.starts_with(&folder))
    });
    leads_out.then_some("holds a link that leads out of it")
}

/// The place of a path with its links followed, of which the last parts need not be there yet. None for a link that leads
/// nowhere.
fn place(path: &Path) -> Option<PathBuf> {
    for there in path.ancestors() {
        if there.symlink_metadata().is_ok() {
            let real = there.canonicalize().ok()?;
            let rest = path.strip_prefix(there).ok()?;
            return Some(real.join(rest));
        }
    }
    None
}

/// True for a name that begins with a dot.
fn is_hidden(part: &OsStr) -> bool {
    let name = part.to_string_lossy();
    name.starts_with('.') && name != "."
}
