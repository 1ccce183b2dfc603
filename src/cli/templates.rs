//! Templates of the user, read from a folder: plain files that lie in it, few and short.

use super::content::{self, Bound};
use super::error::CliError;
use super::files;
use crate::document::Templates;
use crate::quote::Quoted;
use anyhow::anyhow;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The most files in a folder of templates: there are not half as many to replace.
const FILES: usize = 64;
/// The longest of them, in bytes: a style sheet can hold a picture and a font.
const LONGEST: u64 = 2 * 1024 * 1024;

/// The templates in a folder, each of which takes the place of the built-in one with its name.
///
/// Files whose names begin with a dot are left alone; any other must be a template, so that a slip in a name
/// is not a template that nobody uses. Nothing but a plain file is opened, and no link that leads out of the
/// folder: a folder of somebody else's may not make a report hold another file of this machine, or wait for ever.
pub(super) fn read(folder: Option<&Path>) -> Result<Templates, CliError> {
    let Some(folder) = folder else {
        return Ok(Templates::default());
    };
    let mut own = BTreeMap::new();
    for path in files::list(folder)? {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with('.') {
            continue;
        }
        if own.len() >= FILES {
            let folder = Quoted::path(folder);
            return Err(CliError::input(anyhow!(
                "the folder {folder} has more than {FILES} files, which are no templates; give the folder of templates alone"
            )));
        }
        is_plain(folder, &path)?;
        let bytes = content::read(&path, Bound::OTHER)?;
        let text = String::from_utf8(bytes)
            .map_err(|_| CliError::input(anyhow!("{} is not UTF-8 text", Quoted::path(&path))))?;
        own.insert(path, text);
    }
    Templates::with(own).map_err(CliError::input)
}

/// Refuses what is no plain file of the folder, before it is opened: a named pipe would not let go.
fn is_plain(folder: &Path, path: &Path) -> Result<(), CliError> {
    let refuse = |why: &str| {
        let path = Quoted::path(path);
        Err(CliError::input(anyhow!("template {path}: {why}")))
    };
    // Where a link leads, as far as it does.
    let (Ok(folder), Ok(real)) = (folder.canonicalize(), path.canonicalize()) else {
        return refuse("it is a link that leads nowhere; put the file itself there");
    };
    if !real.starts_with(&folder) {
        return refuse("it is a link that leads out of the folder; put the file itself there");
    }
    match fs::symlink_metadata(&real) {
        Ok(there) if there.is_file() && there.len() > LONGEST => refuse(&format!(
            "it is longer than {} MiB, which no template is",
            LONGEST / 1024 / 1024
        )),
        Ok(there) if there.is_file() => Ok(()),
        Ok(there) if there.is_dir() => refuse("it is a folder; a template is a plain file"),
        _ => refuse("it is no plain file, such as a template is"),
    }
}
