//! The arguments of every command: what it tells, and where its configuration is. The comments here are their help.

use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// The times for colours, as `--color` names them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Color {
    /// On a terminal, unless NO_COLOR is set; everywhere where CLICOLOR_FORCE is
    #[default]
    Auto,
    /// In a pipe and a file of standard output too
    Always,
    /// Nowhere
    Never,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Options of every command")]
pub(in crate::cli) struct ShownArguments {
    /// Tell nothing but errors, and that --fail-on lowered the exit code: no progress, no warnings, no table of an audit
    #[arg(short, long, global = true)]
    pub(in crate::cli) quiet: bool,
    /// Tell on standard error what is done: a line for each request and section, and the configuration in use
    #[arg(short, long, global = true)]
    pub(in crate::cli) verbose: bool,
    /// Colours in the terminal
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t = Color::Auto)]
    pub(in crate::cli) color: Color,
    /// Take options from this file instead of the rolecall.toml in the working directory or above it
    /// (- reads standard input)
    #[arg(long, global = true, value_name = "FILE")]
    pub(in crate::cli) config: Option<PathBuf>,
    /// Take options from no configuration file
    #[arg(long, global = true)]
    pub(in crate::cli) no_config: bool,
}
