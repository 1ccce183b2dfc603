//! The binary: everything happens in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    match rolecall::cli::read(std::env::args_os()) {
        Ok(arguments) => rolecall::cli::run(arguments).into(),
        Err(code) => code,
    }
}
