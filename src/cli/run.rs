//! From arguments to an exit code.

use super::arguments::{Arguments, Command, ConfigCommand};
use super::commands;
use super::error::CliError;
use super::exit::{Answer, Exit};
use super::terminal::Screen;
use super::{input, interrupt, messages, tenant};
use crate::quote::Quoted;

/// Runs one command. Its result goes to standard output; an error is one message on standard error.
///
/// A signal, or the end of its time, ends it at any moment, and then nothing that was begun stays. When this
/// returns the program must end: the work that was stopped is not waited for.
pub fn run(arguments: Arguments) -> Exit {
    interrupt::run(tenant::most_time(&arguments.command), || work(arguments))
}

fn work(arguments: Arguments) -> Exit {
    let mut answer = Answer::default();
    let screen = Screen::new(&arguments.shown);
    let settings = arguments.settings.clone();
    if let Some(file) = settings.file() {
        screen.detail(format_args!("options come from {}", Quoted::new(file)));
    }
    for unknown in &settings.unknown {
        screen.warn(unknown);
    }
    let done = input::check(&arguments.command).and_then(|()| match arguments.command {
        Command::Audit(arguments) => {
            commands::audit::run(&arguments, (screen, &settings), &mut answer)
        }
        Command::Scan(arguments) => commands::scan::run(&arguments, screen),
        Command::Check(arguments) => commands::check::run(&arguments, screen, &mut answer),
        Command::Plan(arguments) => commands::plan::run(&arguments),
        Command::Runbook(arguments) => commands::runbook::run(&arguments),
        Command::Explain(arguments) => commands::explain::run(&arguments, screen),
        Command::Guide(arguments) => commands::guide::run(&arguments),
        Command::Templates { command } => commands::templates::run(&command),
        Command::Config {
            command: ConfigCommand::Show,
        } => commands::config::run(&arguments.shown, &settings.used),
        Command::Completions { shell } => commands::completions::run(shell),
        Command::Manual { folder } => commands::manual::run(&folder),
    });
    if !matches!(done, Err(CliError::Said(..)))
        && let Some(lowered) = answer.lowered(settings.source("fail-on"))
    {
        // Whoever wants errors alone is told too: somebody else's file may have lowered it.
        messages::note(lowered);
    }
    match done {
        Ok(()) => answer.done(),
        Err(CliError::ReaderGone) => answer.unread(),
        Err(said @ CliError::Said(..)) => messages::end(&said),
    }
}
