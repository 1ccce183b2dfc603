//! The options that a configuration can give.

use clap::{Arg, Command};

/// The options that say where the configuration is, and are no part of it.
const ABOUT_ITSELF: [&str; 2] = ["config", "no-config"];

/// The options of a command that have a long name: its own, and those of every command.
pub(in crate::cli) fn options<'a>(root: &'a Command, name: &str) -> Vec<&'a Arg> {
    let own = root.find_subcommand(name);
    let own = own.into_iter().flat_map(Command::get_arguments);
    let own = own.filter(|arg| !arg.is_global_set());
    let every = root.get_arguments().filter(|arg| arg.is_global_set());
    let all = own.chain(every);
    all.filter(|arg| is_option(arg)).collect()
}

/// True for an option that has a variable.
pub(super) fn has_variable(arg: &Arg) -> bool {
    let long = arg.get_long().unwrap_or_default();
    !long.is_empty() && !["help", "version"].contains(&long)
}

/// True for an option that a configuration can give.
pub(super) fn is_option(arg: &Arg) -> bool {
    has_variable(arg) && !ABOUT_ITSELF.contains(&arg.get_long().unwrap_or_default())
}

/// The commands that have options of their own, by name. A configuration is read for these alone.
pub(super) fn configurable(root: &Command) -> impl Iterator<Item = &Command> {
    let is_own = |arg: &Arg| is_option(arg) && !arg.is_global_set();
    let commands = root.get_subcommands();
    commands.filter(move |command| command.get_arguments().any(is_own))
}

/// The names of the commands that a configuration is for.
pub(in crate::cli) fn commands(root: &Command) -> Vec<&str> {
    configurable(root).map(Command::get_name).collect()
}
