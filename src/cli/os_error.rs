//! Errors of the operating system in words.

use anyhow::anyhow;
use std::io::{self, ErrorKind};

/// An operating system's error in words that say what to do.
pub(super) fn worded(error: anyhow::Error) -> anyhow::Error {
    match error.downcast_ref::<io::Error>() {
        Some(io) => in_words(io),
        None => error,
    }
}

pub(super) fn in_words(error: &io::Error) -> anyhow::Error {
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
