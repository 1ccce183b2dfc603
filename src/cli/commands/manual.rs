//! `rolecall manual`: the manual pages, one for each command.

use crate::cli::atomic_file::{self, AtomicFile};
use crate::cli::error::CliError;
use crate::cli::new_file::Readers;
use crate::cli::{command_line, files};
use clap::Command;
use clap_mangen::Man;
use std::io::Write;
use std::path::Path;

/// Writes the pages into a folder, over those that are there.
pub(in crate::cli) fn run(folder: &Path) -> Result<(), CliError> {
    files::no_dash(folder, "DIR")?;
    files::folder(folder)?;
    let mut command = command_line::command().disable_help_subcommand(true);
    // Gives each command its full name, such as `rolecall-guide-show`.
    command.build();
    let mut drafts = Vec::new();
    pages(&command, folder, &mut drafts)?;
    atomic_file::finish(drafts)
}

fn pages(command: &Command, folder: &Path, drafts: &mut Vec<AtomicFile>) -> Result<(), CliError> {
    let page = Man::new(command.clone());
    let mut text = Vec::new();
    page.render(&mut text).map_err(CliError::failed)?;
    let mut draft = AtomicFile::new(&folder.join(page.get_filename()), Readers::Umask)?;
    let written = draft.write_all(&text);
    draft.check(written)?;
    drafts.push(draft);
    let below = command.get_subcommands();
    below
        .filter(|command| !command.is_hide_set())
        .try_for_each(|command| pages(command, folder, drafts))
}
