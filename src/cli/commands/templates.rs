//! `rolecall templates export`: the built-in templates, to change and to give back.

use crate::cli::arguments::TemplatesCommand;
use crate::cli::files;
use crate::cli::problem::Problem;
use crate::document::Templates;
use anyhow::anyhow;
use std::path::Path;

/// Runs `rolecall templates`.
pub(in crate::cli) fn run(command: &TemplatesCommand) -> Result<(), Problem> {
    let TemplatesCommand::Export { folder } = command;
    export(folder)
}

/// Writes the built-in templates. A file that is there already may be somebody's work: it is not touched.
fn export(folder: &Path) -> Result<(), Problem> {
    files::no_dash(folder, "DIR")?;
    files::folder(folder)?;
    let taken = Templates::built_in()
        .map(|(name, _)| folder.join(name))
        .find(|path| path.exists());
    if let Some(path) = taken {
        let error = anyhow!("{} is there already; give an empty folder", path.display());
        return Err(Problem::input(error));
    }
    for (name, text) in Templates::built_in() {
        files::write(&folder.join(name), text.as_bytes())?;
    }
    Ok(())
}
