//! The environment variables of options.

use super::setting::{Setting, Source};
use clap::{Arg, ArgAction};
use std::ffi::OsString;

/// The beginning of the name of every variable of rolecall's own.
const PREFIX: &str = "ROLECALL_";

/// Options with the variables of Azure's own tools, which are taken where rolecall's own are not set.
const AZURE: [(&str, &str); 3] = [
    ("tenant", "AZURE_TENANT_ID"),
    ("client-id", "AZURE_CLIENT_ID"),
    ("authority-host", "AZURE_AUTHORITY_HOST"),
];

/// The variables of an option by its long name, the first before the second.
pub fn of_option(long: &str) -> (String, Option<&'static str>) {
    let own = format!("{PREFIX}{}", long.to_uppercase().replace('-', "_"));
    let azure = AZURE.into_iter().find(|(option, _)| *option == long);
    (own, azure.map(|(_, name)| name))
}

/// The value that variables give an option. One that is set and empty is as good as not set.
pub(super) fn setting(arg: &Arg) -> Option<Setting> {
    let long = arg.get_long()?;
    let (own, azure) = of_option(long);
    let of_own = set(&own).map(|value| (Source::Variable(own), value));
    let (source, value) = of_own.or_else(|| {
        let name = azure?;
        set(name).map(|value| (Source::Azure(name), value))
    })?;
    Some(Setting {
        id: arg.get_id().to_string(),
        long: long.to_owned(),
        values: parts(arg, value),
        source,
    })
}

/// The names of the variables of rolecall's own that are set.
pub(in crate::cli) fn own() -> Vec<String> {
    let all = std::env::vars_os().filter(|(_, value)| !value.is_empty());
    let names = all.filter_map(|(name, _)| name.into_string().ok());
    let mut own: Vec<String> = names.filter(|name| name.starts_with(PREFIX)).collect();
    own.sort();
    own
}

/// The value of a variable, unless it is empty.
pub(super) fn set(name: &str) -> Option<OsString> {
    std::env::var_os(name).filter(|value| !value.is_empty())
}

/// The values of an option that is repeatable: one per line, or between commas where the flag takes them so.
fn parts(arg: &Arg, value: OsString) -> Vec<OsString> {
    let text = value.to_str();
    let text = text.filter(|_| matches!(arg.get_action(), ArgAction::Append));
    let Some(text) = text else {
        return vec![value];
    };
    let ends = |c: char| c == '\n' || Some(c) == arg.get_value_delimiter();
    let parts = text
        .split(ends)
        .map(str::trim)
        .filter(|part| !part.is_empty());
    parts.map(OsString::from).collect()
}
