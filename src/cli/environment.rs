//! Environment variables.

use std::ffi::OsString;

/// The value of a variable, unless it is empty.
pub(super) fn set(name: &str) -> Option<OsString> {
    std::env::var_os(name).filter(|value| !value.is_empty())
}

/// The names of the variables that are set and begin so, sorted.
pub(super) fn beginning_with(prefix: &str) -> Vec<String> {
    let all = std::env::vars_os().filter(|(_, value)| !value.is_empty());
    let names = all.filter_map(|(name, _)| name.into_string().ok());
    let mut names: Vec<String> = names.filter(|name| name.starts_with(prefix)).collect();
    names.sort();
    names
}
