//! The values of options that no flag gives: those of variables, then those of the configuration file.

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
use clap::Command;
pub(super) use file::File;
pub(super) use find::find;
pub(super) use options::{commands, options};
pub(super) use setting::{Setting, Settings, Source};
pub use variables::of_option as variables_of;
pub(super) use variables::{any as any_variable, unknown as unknown_variables};

/// The settings for a command, each held against what the option takes.
pub(super) fn settings(
    root: &Command,
    name: &str,
    file: Option<&File>,
) -> Result<Vec<Setting>, CliError> {
    let mut settings = Vec::new();
    for arg in options(root, name) {
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
