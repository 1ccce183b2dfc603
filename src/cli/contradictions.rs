//! Options that contradict each other.

use super::arguments::Auth;
use clap::error::{Error, ErrorKind};
use clap::parser::ValueSource;
use clap::{ArgMatches, Command};

/// The options of a scan that ask a tenant.
const ASKS: [&str; 10] = [
    "auth",
    "tenant",
    "client_id",
    "access_token_file",
    "record",
    "cloud",
    "authority_host",
    "graph_host",
    "ca_file",
    "in_flight",
];

/// Each option with those that cannot stand beside it.
const APART: [(&str, &[&str]); 8] = [
    ("demo", &["snapshot", "replay"]),
    ("snapshot", &["replay"]),
    ("demo", &ASKS),
    ("snapshot", &ASKS),
    ("replay", &ASKS),
    ("auth", &["access_token_file"]),
    ("quiet", &["verbose"]),
    ("config", &["no_config"]),
];

/// Refuses a command line on which two options contradict each other.
pub(super) fn refuse(command: &mut Command, matches: &ArgMatches) -> Result<(), Error> {
    if let Some((name, below)) = matches.subcommand()
        && let Some(command) = command.find_subcommand_mut(name)
    {
        return refuse(command, below);
    }
    match found(matches) {
        Some((one, other)) => {
            let [one, other] = [one, other].map(|id| shown(command, id));
            let message = format!("{one} and {other} contradict each other; give one of them");
            Err(command.error(ErrorKind::ArgumentConflict, message))
        }
        None => Ok(()),
    }
}

/// The first two options of the command line that contradict each other.
fn found(matches: &ArgMatches) -> Option<(&'static str, &'static str)> {
    let is_given = |id: &&str| {
        // An option that a command does not have is not given.
        let has = matches.try_contains_id(id).unwrap_or(false);
        has && matches.value_source(id) == Some(ValueSource::CommandLine)
    };
    let pairs = APART.iter();
    let mut pairs = pairs.flat_map(|(one, others)| others.iter().map(|other| (*one, *other)));
    pairs.find(|(one, other)| {
        let both = is_given(one) && is_given(other);
        both && !(*one == "auth" && takes_a_token(matches))
    })
}

/// True if the way to sign in is one that a token file is for.
fn takes_a_token(matches: &ArgMatches) -> bool {
    let way = matches.get_one::<Auth>("auth");
    way.is_some_and(|way| matches!(way, Auth::Auto | Auth::Token))
}

/// An option as it stands on the command line.
fn shown(command: &Command, id: &str) -> String {
    let of_id = command.get_arguments().find(|arg| arg.get_id() == id);
    let long = of_id.and_then(|arg| arg.get_long()).unwrap_or(id);
    format!("--{long}")
}
