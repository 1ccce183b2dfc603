//! Templates of the user, read from a folder.

use super::files;
use super::problem::Problem;
use crate::document::Templates;
use anyhow::anyhow;
use std::collections::BTreeMap;
use std::path::Path;

/// The templates in a folder, each of which takes the place of the built-in one with its name.
///
/// Files whose names begin with a dot are left alone; any other must be a template, so that a slip in a name
/// is not a template that nobody uses.
pub(super) fn read(folder: Option<&Path>) -> Result<Templates, Problem> {
    let Some(folder) = folder else {
        return Ok(Templates::default());
    };
    let mut own = BTreeMap::new();
    for path in files::list(folder)? {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with('.') {
            continue;
        }
        let bytes = files::read(&path)?;
        let text = String::from_utf8(bytes)
            .map_err(|_| Problem::input(anyhow!("{} is not UTF-8 text", path.display())))?;
        own.insert(path, text);
    }
    Templates::with(own).map_err(Problem::input)
}
