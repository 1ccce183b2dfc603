//! The command line, read.

use super::arguments::Arguments;
use super::exit::{Answer, Exit};
use clap::Parser;
use std::ffi::OsString;
use std::io::ErrorKind;
use std::process::ExitCode;

/// Reads arguments; help, the version or a mistake is printed, and the code to end with given.
pub fn read(arguments: impl IntoIterator<Item = OsString>) -> Result<Arguments, ExitCode> {
    Arguments::try_parse_from(arguments).map_err(|error| {
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
