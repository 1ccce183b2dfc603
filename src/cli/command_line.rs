//! The command line, read with what variables and the configuration file give: what is wrong with it is said without
//! repeating it whole.

use super::arguments::{Arguments, Command as Commands};
use super::clap_error::bounded;
use super::configuration::{self, File, Setting, Settings};
use super::contradictions;
use super::error::CliError;
use super::exit::{Answer, Exit};
use super::messages;
use clap::error::Error;
use clap::{Arg, ArgMatches, Command, CommandFactory, FromArgMatches};
use std::ffi::OsString;
use std::io::ErrorKind;
use std::path::PathBuf;
use std::process::ExitCode;

/// The reasons for which no arguments come of it.
enum Stop {
    /// Help, the version, or a mistake on the command line.
    Clap(Box<Error>),
    /// A mistake in a variable or the configuration file.
    Said(CliError),
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Clap(Box::new(error))
    }
}

impl From<CliError> for Stop {
    fn from(error: CliError) -> Self {
        Self::Said(error)
    }
}

/// Reads arguments; help, the version or a mistake is printed, and the code to end with given.
pub fn read(arguments: impl IntoIterator<Item = OsString>) -> Result<Arguments, ExitCode> {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    parse(&arguments).map_err(|stop| match stop {
        Stop::Clap(error) => printed(&bounded(*error)).into(),
        Stop::Said(error) => messages::end(&error).into(),
    })
}

/// Prints what clap says.
fn printed(error: &Error) -> Exit {
    let printed = error.print();
    let gone = printed.is_err_and(|error| error.kind() == ErrorKind::BrokenPipe);
    if error.use_stderr() {
        Exit::Usage
    } else if gone {
        Answer::default().unread()
    } else {
        Answer::default().done()
    }
}

/// The commands with their options and their help.
pub fn command() -> Command {
    let command = Arguments::command().mut_args(|arg| documented("", arg));
    command.mut_subcommands(|command| {
        let name = command.get_name().to_owned();
        command.mut_args(|arg| documented(&name, arg))
    })
}

/// An option of a command with its variables in the long help.
fn documented(command: &str, arg: Arg) -> Arg {
    let (Some(long), Some(help)) = (arg.get_long(), arg.get_help()) else {
        return arg;
    };
    let (own, azure) = configuration::variables_of(command, long);
    let azure = azure.map_or_else(String::new, |name| format!(", {name}"));
    let help = format!("{help}\n\n[env: {own}{azure}]");
    arg.long_help(help)
}

/// The same with no option that must be given: a variable or a file may give it.
fn lenient() -> Command {
    let command = command().mut_args(|arg| arg.required(false));
    command.mut_subcommands(|command| {
        command.mut_args(|arg| {
            let is_option = arg.get_long().is_some();
            if is_option { arg.required(false) } else { arg }
        })
    })
}

fn parse(arguments: &[OsString]) -> Result<Arguments, Stop> {
    let flags = lenient().try_get_matches_from(arguments).or_else(|error| {
        // The strict one has the usage as it is.
        command().try_get_matches_from(arguments).and(Err(error))
    })?;
    // Built, so that a usage has the program's name.
    let mut root = command();
    root.build();
    contradictions::refuse(&mut root, &flags)?;
    let Some((name, below)) = flags.subcommand() else {
        return Ok(strict(command(), arguments)?);
    };
    let is_configurable = configuration::commands(&root).contains(&name);
    if !is_configurable {
        // It works where a configuration is broken.
        let mut read = strict(command(), arguments)?;
        if let Commands::Config { .. } = read.command {
            read.settings.used = configuration::flags(&root, name, below);
            read.settings.unknown = configuration::unknown_variables(&root);
        }
        return Ok(read);
    }
    let file = file(&flags, &root)?;
    let of_flags = configuration::flags(&root, name, below);
    let mut settings = configuration::settings(&root, name, (&of_flags, file.as_ref()))?;
    contradictions::weigh(&mut settings)?;
    let mut read = strict(with(command(), name, &settings), arguments)?;
    read.settings = Settings {
        used: settings,
        has_file: file.is_some(),
        has_variables: configuration::any_variable(),
        unknown: configuration::unknown_variables(&root),
    };
    Ok(read)
}

fn strict(mut command: Command, arguments: &[OsString]) -> Result<Arguments, Error> {
    let matches = command.try_get_matches_from_mut(arguments)?;
    Arguments::from_arg_matches(&matches)
}

/// The configuration file that the flags or variables name, or that is found.
pub(super) fn file(flags: &ArgMatches, root: &Command) -> Result<Option<File>, CliError> {
    let named = flags.get_one::<PathBuf>("config");
    let place = configuration::find(named.map(PathBuf::as_path), flags.get_flag("no_config"))?;
    place.map(|place| File::read(&place, root)).transpose()
}

/// A command whose options have settings for their defaults, unless a flag gives them.
fn with(mut command: Command, name: &str, settings: &[Setting]) -> Command {
    for setting in settings.iter().filter(|setting| !setting.is_flag()) {
        let set = |arg: Arg| arg.default_values(setting.values.clone()).required(false);
        let of_every = command
            .get_arguments()
            .any(|arg| *arg.get_id() == *setting.id);
        let id = setting.id.clone();
        command = if of_every {
            command.mut_arg(id, set)
        } else {
            command.mut_subcommand(name, |command| command.mut_arg(id, set))
        };
    }
    command
}
