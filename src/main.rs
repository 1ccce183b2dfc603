//! The binary: everything happens in the library.

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    rolecall::cli::run(rolecall::cli::Arguments::parse()).into()
}
