//! `rolecall completions`: the script with which a shell completes the command line.

use crate::cli::error::CliError;
use crate::cli::{command_line, files};
use clap_complete::Shell;

/// Prints the script of a shell, made of the same declaration as the help.
pub(in crate::cli) fn run(shell: Shell) -> Result<(), CliError> {
    let mut command = command_line::command();
    let name = command.get_name().to_owned();
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command, name, &mut script);
    files::print(&script)
}
