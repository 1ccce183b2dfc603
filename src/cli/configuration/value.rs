//! A value held against what an option takes.

use crate::cli::clap_error::bounded;
use clap::{Arg, ArgAction, Command};
use std::ffi::OsString;

/// The words for yes and for no, as a variable may have them.
const YES: [&str; 5] = ["true", "yes", "on", "1", "y"];
const NO: [&str; 5] = ["false", "no", "off", "0", "n"];

/// The values as clap reads them, or what is wrong with one, in words.
///
/// clap reads them again with the command line, and there a default that is wrong would be the program's own mistake.
pub(super) fn checked(arg: &Arg, values: Vec<OsString>) -> Result<Vec<OsString>, String> {
    let long = arg.get_long().unwrap_or_default().to_owned();
    if !arg.get_action().takes_values() {
        return flag(&long, &values).map(|on| vec![OsString::from(on.to_string())]);
    }
    let is_repeatable = matches!(arg.get_action(), ArgAction::Append);
    if !is_repeatable && values.len() != 1 {
        return Err(format!("--{long} takes one value"));
    }
    if values.is_empty() && !arg.get_default_values().is_empty() {
        return Err(format!("--{long} takes at least one value"));
    }
    let alone = Arg::new("value")
        .long(long.clone())
        .action(ArgAction::Append)
        .value_names(arg.get_value_names().unwrap_or_default().to_vec())
        .value_parser(arg.get_value_parser().clone());
    let command = Command::new("rolecall")
        .no_binary_name(true)
        .disable_help_flag(true);
    let arguments = values.iter().map(|value| {
        let mut whole = OsString::from(format!("--{long}="));
        whole.push(value);
        whole
    });
    match command.arg(alone).try_get_matches_from(arguments) {
        Ok(_) => Ok(values),
        Err(error) => Err(words(&bounded(error).to_string())),
    }
}

/// True or false, of a flag.
pub(super) fn flag(long: &str, values: &[OsString]) -> Result<bool, String> {
    let text = match values {
        [one] => one.to_string_lossy().to_lowercase(),
        _ => String::new(),
    };
    match text.trim() {
        yes if YES.contains(&yes) => Ok(true),
        no if NO.contains(&no) => Ok(false),
        _ => Err(format!(
            "--{long} is switched on or off; give true or false"
        )),
    }
}

/// clap's message without its frame, on one line.
fn words(message: &str) -> String {
    let message = message.trim_start_matches("error: ");
    let message = message
        .split("\n\nFor more information")
        .next()
        .unwrap_or_default();
    let parts = message.split("\n\n").map(|part| {
        let words = part.split_whitespace();
        words.collect::<Vec<_>>().join(" ")
    });
    parts.collect::<Vec<_>>().join("; ")
}
