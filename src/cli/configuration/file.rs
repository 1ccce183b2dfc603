//! `rolecall.toml`: the options that it gives to each command.

use super::entries::{Entry, Reader};
use super::find::Place;
use super::setting::{Setting, Source};
use crate::cli::content::Bound;
use crate::cli::error::CliError;
use crate::cli::input;
use anyhow::anyhow;
use clap::{Arg, Command};
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// The configuration file.
#[derive(Debug)]
pub(in crate::cli) struct File {
    /// The name that messages give it.
    pub(in crate::cli) name: String,
    /// The folder that its relative paths begin at.
    folder: PathBuf,
    entries: Vec<Entry>,
}

impl File {
    /// Reads a file, for the commands and options that there are.
    pub(in crate::cli) fn read(place: &Place, root: &Command) -> Result<Self, CliError> {
        let path = place.path();
        let name = input::name(path);
        let text = input::read_text("--config", path, Bound::CONFIGURATION)?;
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        let reader = Reader {
            root,
            text: &text,
            found_in: matches!(place, Place::Found(_)).then_some(folder.as_path()),
        };
        let entries = reader.entries().map_err(|fault| {
            CliError::input(anyhow!("{name}, line {}: {}", fault.line, fault.what))
        })?;
        Ok(Self {
            name,
            folder,
            entries,
        })
    }

    /// The value that the file gives an option of a command.
    pub(super) fn setting(&self, arg: &Arg, command: &str) -> Option<Setting> {
        let long = arg.get_long()?;
        let entries = || self.entries.iter().filter(|entry| entry.long == long);
        let own = entries().find(|entry| entry.command.as_deref() == Some(command));
        let entry = own.or_else(|| entries().find(|entry| entry.command.is_none()))?;
        let values = entry.values.iter().map(|value| self.placed(arg, value));
        Some(Setting {
            id: arg.get_id().to_string(),
            long: long.to_owned(),
            values: values.collect(),
            source: Source::File {
                name: self.name.clone(),
                line: entry.line,
            },
        })
    }

    /// A path of the file begins at the file's folder.
    fn placed(&self, arg: &Arg, value: &str) -> OsString {
        let is_path = arg.get_value_parser().type_id() == std::any::TypeId::of::<PathBuf>();
        let is_guide = arg.get_long() == Some("guide") && value.to_lowercase().ends_with(".toml");
        if (is_path || is_guide) && value != "-" {
            self.folder.join(value).into_os_string()
        } else {
            value.into()
        }
    }
}
