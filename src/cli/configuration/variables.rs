//! The environment variables of options.

use super::options::{configurable, has_variable};
use super::rules;
use super::setting::{Setting, Source};
use crate::cli::environment::{beginning_with, set};
use crate::quote::Quoted;
use clap::{Arg, ArgAction, Command};
use std::collections::BTreeSet;
use std::ffi::OsString;

/// The beginning of the name of every variable of rolecall's own.
const PREFIX: &str = "ROLECALL_";

/// Options with the variables of Azure's own tools, which are taken where rolecall's own are not set.
const AZURE: [(&str, &str); 3] = [
    ("tenant", "AZURE_TENANT_ID"),
    ("client-id", "AZURE_CLIENT_ID"),
    ("authority-host", "AZURE_AUTHORITY_HOST"),
];

/// Variables that are no option's: the secret one, and those of the tests.
const OTHERS: [&str; 3] = [
    "ROLECALL_ACCESS_TOKEN",
    "ROLECALL_EVERY_FIELD",
    "ROLECALL_RENEW",
];

/// The most variables that are warned of.
const MOST: usize = 10;

/// The variables of a command's option by its long name, the first before the second.
pub fn of_option(command: &str, long: &str) -> (String, Option<&'static str>) {
    let own = if rules::of(long).is_of_a_command {
        name(&format!("{command}-{long}"))
    } else {
        name(long)
    };
    let azure = AZURE.into_iter().find(|(option, _)| *option == long);
    (own, azure.map(|(_, name)| name))
}

fn name(long: &str) -> String {
    format!("{PREFIX}{}", long.to_uppercase().replace('-', "_"))
}

/// The value that variables give an option of a command. One that is set and empty is as good as not set.
pub(super) fn setting(arg: &Arg, command: &str) -> Result<Option<Setting>, String> {
    let Some(long) = arg.get_long() else {
        return Ok(None);
    };
    let (own, azure) = of_option(command, long);
    let of_own = set(&own).map(|value| (Source::Variable(own), value));
    let of_azure = || azure.and_then(|name| Some((Source::Azure(name), set(name)?)));
    let Some((source, value)) = of_own.or_else(of_azure) else {
        return Ok(None);
    };
    let values = parts(arg, value).map_err(|why| format!("{source}: {why}"))?;
    Ok((!values.is_empty()).then(|| Setting {
        id: arg.get_id().to_string(),
        long: long.to_owned(),
        values,
        source,
    }))
}

/// The values of an option that is repeatable: one per line, or between commas where the flag takes them so.
fn parts(arg: &Arg, value: OsString) -> Result<Vec<OsString>, &'static str> {
    let text = value.to_str();
    let text = text.filter(|_| matches!(arg.get_action(), ArgAction::Append));
    let Some(text) = text else {
        return Ok(vec![value]);
    };
    let mut parts = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        match arg.get_value_delimiter() {
            Some(comma) => parts.extend(line.split(comma).map(str::trim)),
            None => parts.push(line.trim()),
        }
    }
    if parts.contains(&"") {
        return Err(
            "a part between its commas is empty; give a value there, or leave the comma out",
        );
    }
    Ok(parts.into_iter().map(OsString::from).collect())
}

/// True if any variable is set that an option could come from.
pub(in crate::cli) fn any() -> bool {
    !beginning_with(PREFIX).is_empty()
}

/// Warnings of variables that look like those of options, and are none.
pub(in crate::cli) fn unknown(root: &Command) -> Vec<String> {
    let mut known: BTreeSet<String> = OTHERS.into_iter().map(str::to_owned).collect();
    let mut of_a_command: Vec<(String, String)> = Vec::new();
    for command in configurable(root).chain([root]) {
        let args = command.get_arguments().filter(|arg| has_variable(arg));
        for long in args.filter_map(Arg::get_long) {
            let (own, _) = of_option(command.get_name(), long);
            if rules::of(long).is_of_a_command {
                of_a_command.push((name(long), own.clone()));
            }
            known.insert(own);
        }
    }
    let set = beginning_with(PREFIX).into_iter();
    let unknown = set.filter(|name| !known.contains(name)).take(MOST);
    let told = unknown.map(|name| {
        let meant = of_a_command.iter().filter(|(plain, _)| *plain == name);
        let mut meant: Vec<&str> = meant.map(|(_, own)| own.as_str()).collect();
        meant.sort_unstable();
        let near = || {
            let near = known
                .iter()
                .map(|one| (strsim::osa_distance(one, &name), one));
            near.filter(|(distance, _)| *distance <= 2).min()
        };
        if meant.is_empty()
            && let Some((_, near)) = near()
        {
            meant.push(near);
        }
        let hint = match meant.as_slice() {
            [] => String::new(),
            [one] => format!("; did you mean {one}?"),
            [several @ .., last] => format!("; did you mean {} or {last}?", several.join(", ")),
        };
        format!("no option takes the variable {}{hint}", Quoted::new(&name))
    });
    told.collect()
}
