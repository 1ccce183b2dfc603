//! The command line, read: what is wrong with it is said without repeating it whole.

use super::arguments::Arguments;
use super::contradictions;
use super::exit::{Answer, Exit};
use crate::quote::Quoted;
use clap::error::{ContextKind, ContextValue, Error};
use clap::{Command, CommandFactory, FromArgMatches};
use std::ffi::OsString;
use std::io::ErrorKind;
use std::process::ExitCode;

/// Reads arguments; help, the version or a mistake is printed, and the code to end with given.
pub fn read(arguments: impl IntoIterator<Item = OsString>) -> Result<Arguments, ExitCode> {
    parse(arguments).map_err(|error| {
        let error = bounded(error);
        let printed = error.print();
        let gone = printed.is_err_and(|error| error.kind() == ErrorKind::BrokenPipe);
        let exit = if error.use_stderr() {
            Exit::Usage
        } else if gone {
            Answer::default().unread()
        } else {
            Answer::default().done()
        };
        exit.into()
    })
}

/// The commands with their options and their help.
pub fn command() -> Command {
    Arguments::command()
}

fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Arguments, Error> {
    let mut command = command();
    let matches = command.try_get_matches_from_mut(arguments)?;
    contradictions::refuse(&mut command, &matches)?;
    Arguments::from_arg_matches(&matches)
}

/// The error with every value of the command line cut to what a message repeats.
fn bounded(mut error: Error) -> Error {
    let cut = |text: &String| Quoted::new(text).to_string();
    let values: Vec<(ContextKind, ContextValue)> = error
        .context()
        .filter_map(|(kind, value)| {
            let value = match value {
                ContextValue::String(text) => ContextValue::String(cut(text)),
                ContextValue::Strings(texts) => {
                    ContextValue::Strings(texts.iter().map(cut).collect())
                }
                _ => return None,
            };
            Some((kind, value))
        })
        // What it offers instead is ours, and may be long.
        .filter(|(kind, _)| {
            matches!(
                kind,
                ContextKind::InvalidArg
                    | ContextKind::InvalidValue
                    | ContextKind::InvalidSubcommand
                    | ContextKind::PriorArg
                    | ContextKind::TrailingArg
            )
        })
        .collect();
    for (kind, value) in values {
        error.insert(kind, value);
    }
    error
}
