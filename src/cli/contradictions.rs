//! Options that contradict each other.

use super::arguments::Auth;
use super::configuration::{Setting, Source, is_flag};
use super::error::CliError;
use anyhow::anyhow;
use clap::error::{Error, ErrorKind};
use clap::{ArgMatches, Command};
use std::cmp::Ordering;

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

/// Each option with those that it cannot be combined with.
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
    let pair = pairs().find(|(one, other)| {
        let both = is_flag(matches, one) && is_flag(matches, other);
        both && !(*one == "auth" && takes_a_token(matches))
    });
    match pair {
        Some((one, other)) => {
            let [one, other] = [one, other].map(|id| format!("--{}", id.replace('_', "-")));
            let message = format!("{one} and {other} contradict each other; give one of them");
            Err(command.error(ErrorKind::ArgumentConflict, message))
        }
        None => Ok(()),
    }
}

/// The nearness of a setting to the command line: what is nearer outweighs what it contradicts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    File,
    Variable,
    Flag,
}

/// A setting that is not used, with the option that outweighs it.
pub(super) struct Outweighed {
    pub(super) setting: Setting,
    pub(super) by: &'static str,
}

/// Takes out the settings that a nearer one contradicts, and refuses two that are equally near.
///
/// The variables of Azure's own tools contradict nothing: they are there for other programs too.
pub(super) fn weigh(settings: &mut Vec<Setting>) -> Result<Vec<Outweighed>, CliError> {
    let mut outweighed = Vec::new();
    for (one, other) in pairs() {
        let levels = [one, other].map(|id| level(settings, id));
        let [Some(of_one), Some(of_other)] = levels else {
            continue;
        };
        if one == "auth" && token_is_taken(settings) {
            continue;
        }
        let (lighter, by) = match of_one.cmp(&of_other) {
            Ordering::Less => (one, other),
            Ordering::Greater => (other, one),
            Ordering::Equal if of_one == Level::Flag => continue,
            Ordering::Equal => {
                let told = [one, other].map(|id| {
                    let setting = settings.iter().find(|setting| setting.id == id);
                    setting.map(Setting::told).unwrap_or_default()
                });
                return Err(CliError::input(anyhow!(
                    "{} contradict each other; give one of them",
                    told.join(" and ")
                )));
            }
        };
        let out = settings.extract_if(.., |setting| setting.id == lighter);
        outweighed.extend(out.map(|setting| Outweighed { setting, by }));
    }
    Ok(outweighed)
}

fn level(settings: &[Setting], id: &str) -> Option<Level> {
    let setting = settings
        .iter()
        .find(|setting| setting.id == id && setting.is_on())?;
    match setting.source {
        Source::File { .. } => Some(Level::File),
        Source::Variable(_) => Some(Level::Variable),
        Source::Flag(_) => Some(Level::Flag),
        Source::Azure(_) => None,
    }
}

fn pairs() -> impl Iterator<Item = (&'static str, &'static str)> {
    let pairs = APART.into_iter();
    pairs.flat_map(|(one, others)| others.iter().map(move |other| (one, *other)))
}

/// True if the way to sign in is one that a token file is for.
fn takes_a_token(matches: &ArgMatches) -> bool {
    let way = matches.try_get_one::<Auth>("auth").ok().flatten();
    way.is_none_or(|way| matches!(way, Auth::Auto | Auth::Token))
}

/// The same, of settings.
fn token_is_taken(settings: &[Setting]) -> bool {
    let setting = settings.iter().find(|setting| setting.id == "auth");
    let mut ways = setting.into_iter().flat_map(|setting| &setting.values);
    ways.all(|way| way == "auto" || way == "token")
}
