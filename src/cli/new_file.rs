//! A new file beside its place: its readers, and its folder.

use super::cleanup;
use crate::quote::Quoted;
use anyhow::anyhow;
use std::fs;
use std::io;
use std::path::Path;
use tempfile::NamedTempFile;

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
