//! The edge: arguments, files, progress and exit codes.
//!
//! The only module that prints, asks, reads the clock or the environment, and
//! ends the program. Everything it decides is a value of another module.

#![expect(
    clippy::disallowed_methods,
    reason = "this module is where files, clock and environment are met"
)]

mod arguments;
mod atomic_file;
mod attest;
mod clap_error;
mod cleanup;
mod clock;
mod closing;
mod command_line;
mod commands;
mod configuration;
mod content;
mod contradictions;
mod environment;
mod error;
mod exit;
mod fail_on;
mod files;
mod formats;
mod guides;
mod input;
mod inputs;
mod interrupt;
mod links;
mod messages;
mod new_file;
mod os_error;
mod progress;
mod recording;
mod reports;
mod reports_folder;
mod run;
mod sign_in;
mod step_summary;
mod templates;
mod tenant;
mod terminal;

pub use arguments::Arguments;
pub use command_line::{command, read};
pub use configuration::variables_of;
pub use exit::Exit;
pub use run::run;
