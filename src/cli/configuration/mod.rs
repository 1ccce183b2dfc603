//! The values of options: those of flags, then those of variables, then those of the configuration file.

mod entries;
mod file;
mod find;
mod inside;
mod options;
mod rules;
mod setting;
mod value;
mod variables;

use super::error::CliError;
use anyhow::anyhow;
use clap::parser::ValueSource;
use clap::{ArgMatches, Command};
pub(super) use file::File;
pub(super) use find::find;
pub(super) use options::{commands, options};
pub(super) use setting::{Setting, Settings, Source};
pub use variables::of_option as variables_of;
pub(super) use variables::{any as any_variable, unknown as unknown_variables};

/// The settings for a command: its flags, and what variables and the file give besides, held against what the option
/// takes.
pub(super) fn settings(
    root: &Command,
    name: &str,
    (flags, file): (&[Setting], Option<&File>),
) -> Result<Vec<Setting>, CliError> {
    let mut settings = Vec::new();
    for arg in options(root, name) {
        let flag = flags.iter().find(|flag| *arg.get_id() == *flag.id);
        if let Some(flag) = flag {
            settings.push(flag.clone());
            continue;
        }
        let of_variable = variables::setting(arg, name);
        let of_variable = of_variable.map_err(|why| CliError::input(anyhow!(why)))?;
        let setting = of_variable.or_else(|| file.and_then(|file| file.setting(arg, name)));
        if let Some(mut setting) = setting {
            let checked = value::checked(arg, setting.values);
            setting.values = checked.map_err(|why| {
                let source = &setting.source;
                CliError::input(anyhow!("{source}: {why}"))
            })?;
            settings.push(setting);
        }
    }
    Ok(settings)
}

/// The options of a command that stand on its command line.
pub(super) fn flags(root: &Command, name: &str, matches: &ArgMatches) -> Vec<Setting> {
    let options = options(root, name).into_iter();
    let flags = options.filter(|arg| is_flag(matches, arg.get_id().as_str()));
    let flags = flags.filter_map(|arg| {
        let id = arg.get_id().to_string();
        let long = arg.get_long()?.to_owned();
        let values = matches.get_raw(&id)?.map(ToOwned::to_owned).collect();
        Some(Setting {
            id,
            source: Source::Flag(long.clone()),
            long,
            values,
        })
    });
    flags.collect()
}

/// True for an option that stands on the command line. One that a command does not have does not.
pub(super) fn is_flag(matches: &ArgMatches, id: &str) -> bool {
    let has = matches.try_contains_id(id).unwrap_or(false);
    has && matches.value_source(id) == Some(ValueSource::CommandLine)
}
