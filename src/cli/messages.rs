//! Messages on standard error.

use super::error::CliError;
use super::exit::Exit;
use std::fmt::Display;
use std::io::Write;

/// Tells why a command ended early, and gives the code to end with.
pub(super) fn end(error: &CliError) -> Exit {
    write(format_args!("rolecall: {error}"));
    match error {
        CliError::Said(exit, _) => *exit,
        CliError::ReaderGone => Exit::ReaderGone,
    }
}

/// Tells of something that keeps nothing from working.
pub(super) fn warn(text: impl Display) {
    write(format_args!("rolecall: warning: {text}"));
}

/// Tells of progress.
pub(super) fn note(text: impl Display) {
    write(format_args!("rolecall: {text}"));
}

fn write(text: impl Display) {
    // Nothing sensible is left to do when standard error is closed.
    let _ = writeln!(std::io::stderr(), "{text}");
}
