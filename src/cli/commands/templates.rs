//! `rolecall templates export`: the built-in templates, to change and to give back.

use crate::cli::arguments::TemplatesCommand;
use crate::cli::atomic_file::{self, AtomicFile};
use crate::cli::error::CliError;
use crate::cli::files;
use crate::cli::new_file::Readers;
use crate::document::Templates;
use crate::quote::Quoted;
use anyhow::anyhow;
use std::io::Write;
use std::path::Path;

/// Runs `rolecall templates`.
pub(in crate::cli) fn run(command: &TemplatesCommand) -> Result<(), CliError> {
    let TemplatesCommand::Export { folder } = command;
    export(folder)
}

/// Writes the built-in templates. A file that is there already may be somebody's work: it is not touched.
fn export(folder: &Path) -> Result<(), CliError> {
    files::no_dash(folder, "DIR")?;
    files::folder(folder)?;
    let taken = Templates::built_in()
        .map(|(name, _)| folder.join(name))
        .find(|path| path.exists());
    if let Some(path) = taken {
        let error = anyhow!(
            "{} is there already; give an empty folder",
            Quoted::path(&path)
        );
        return Err(CliError::input(error));
    }
    let drafts = Templates::built_in().map(|(name, text)| {
        let mut draft = AtomicFile::new(&folder.join(name), Readers::Umask)?;
        let written = draft.write_all(text.as_bytes());
        draft.check(written)?;
        Ok(draft)
    });
    atomic_file::finish(drafts.collect::<Result<_, CliError>>()?)
}
