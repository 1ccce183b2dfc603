//! `rolecall.toml`: the options that it gives, and what is wrong with it by line.

use super::options::{configurable, is_option};
use super::setting::{Setting, Source};
use super::value::checked;
use crate::cli::error::CliError;
use crate::cli::input;
use crate::quote::{Quoted, told};
use anyhow::anyhow;
use clap::{Arg, Command};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The largest file, in bytes.
const LARGEST: usize = 1024 * 1024;

/// Options whose meaning or values depend on the command.
const OF_A_COMMAND: [&str; 2] = ["output", "format"];

/// Options that a file cannot give, since a file may be somebody else's: where a credential comes from, where it is sent
/// to, and whom to trust.
const OF_TRUST: [&str; 4] = [
    "access-token-file",
    "authority-host",
    "graph-host",
    "ca-file",
];

/// Parts of the names of secrets.
const SECRET: [&str; 5] = ["secret", "password", "token", "certificate", "credential"];

/// The configuration file.
#[derive(Debug)]
pub(in crate::cli) struct File {
    /// The name that messages give it.
    pub(in crate::cli) name: String,
    /// The folder that its relative paths begin at.
    folder: PathBuf,
    entries: Vec<Entry>,
}

/// One option of the file.
#[derive(Debug)]
struct Entry {
    /// The command that it is for; every command where it is absent.
    command: Option<String>,
    long: String,
    values: Vec<String>,
    line: usize,
}

impl File {
    /// Reads a file, for the commands and options that there are.
    pub(in crate::cli) fn read(path: &Path, root: &Command) -> Result<Self, CliError> {
        let name = input::name(path);
        let text = input::read_text("--config", path)?;
        if text.len() > LARGEST {
            return Err(CliError::input(anyhow!(
                "{name} is longer than 1 MiB, which no configuration is"
            )));
        }
        let table = DeTable::parse(&text).map_err(|error| {
            let line = line(&text, error.span().map_or(0, |span| span.start));
            CliError::input(anyhow!("{name}, line {line}: {}", told(error.message())))
        })?;
        let reader = Reader { root, text: &text };
        let entries = reader.entries(table.get_ref()).map_err(|fault| {
            CliError::input(anyhow!("{name}, line {}: {}", fault.line, fault.what))
        })?;
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
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

/// The reader of one text.
struct Reader<'a> {
    root: &'a Command,
    text: &'a str,
}

/// A fault with its line.
struct Fault {
    line: usize,
    what: String,
}

impl Reader<'_> {
    fn entries(&self, table: &DeTable<'_>) -> Result<Vec<Entry>, Fault> {
        let mut entries = Vec::new();
        for (key, value) in table {
            let command =
                configurable(self.root).find(|command| command.get_name() == key.get_ref());
            match (command, value.get_ref()) {
                (Some(command), DeValue::Table(options)) => {
                    for (key, value) in options {
                        entries.push(self.entry(Some(command), key, value)?);
                    }
                }
                _ => entries.push(self.entry(None, key, value)?),
            }
        }
        Ok(entries)
    }

    fn entry(
        &self,
        command: Option<&Command>,
        key: &Spanned<std::borrow::Cow<'_, str>>,
        value: &Spanned<DeValue<'_>>,
    ) -> Result<Entry, Fault> {
        let line = line(self.text, key.span().start);
        let long = key.get_ref().as_ref();
        let fault = |what| Fault { line, what };
        self.known(command, long).map_err(fault)?;
        let values = values(long, value.get_ref()).ok_or_else(|| {
            fault(format!(
                "{long} is neither a text, a number, true or false, nor a list or table of them"
            ))
        })?;
        self.taken(command, long, &values).map_err(fault)?;
        Ok(Entry {
            command: command.map(|command| command.get_name().to_owned()),
            long: long.to_owned(),
            values,
            line,
        })
    }

    /// Refuses a value that no command takes, whichever is run.
    fn taken(
        &self,
        command: Option<&Command>,
        long: &str,
        values: &[String],
    ) -> Result<(), String> {
        let mut args = self.options(command).into_iter();
        let arg = args.find(|arg| arg.get_long() == Some(long));
        let values = values.iter().map(OsString::from).collect();
        arg.map_or(Ok(()), |arg| checked(arg, values).map(drop))
    }

    /// Refuses what is no option, or none that a file can give.
    fn known(&self, command: Option<&Command>, long: &str) -> Result<(), String> {
        if OF_TRUST.contains(&long) {
            return Err(format!(
                "{long} does not come from a configuration file, which may be somebody else's: it says where \
                 credentials come from or go to; give --{long} or a variable"
            ));
        }
        let options = self.options(command).into_iter();
        let options: Vec<&str> = options.filter_map(Arg::get_long).collect();
        if options.contains(&long) {
            let both = command.is_none() && OF_A_COMMAND.contains(&long);
            return if both {
                Err(format!(
                    "{long} means something else for each command; write it under one, such as [audit]"
                ))
            } else {
                Ok(())
            };
        }
        if SECRET.iter().any(|part| long.to_lowercase().contains(part)) {
            return Err(format!(
                "{:?} looks like a secret, and secrets never come from a configuration file; set a variable, such as \
                 AZURE_CLIENT_SECRET",
                Quoted::new(long)
            ));
        }
        let of = command.map_or_else(String::new, |command| format!(" of {}", command.get_name()));
        let near = options
            .iter()
            .filter(|one| strsim::osa_distance(one, long) <= 2)
            .min();
        let hint = near.map_or_else(
            || "docs/configuration.md lists them".to_owned(),
            |near| format!("did you mean {near:?}?"),
        );
        Err(format!(
            "there is no option {:?}{of}; {hint}",
            Quoted::new(long)
        ))
    }

    /// The options that a table of the file may have.
    fn options<'a>(&'a self, command: Option<&'a Command>) -> Vec<&'a Arg> {
        let args: Vec<&Arg> = if let Some(command) = command {
            command.get_arguments().collect()
        } else {
            let below = configurable(self.root).flat_map(Command::get_arguments);
            below.chain(self.root.get_arguments()).collect()
        };
        args.into_iter().filter(|arg| is_option(arg)).collect()
    }
}

/// The texts of a value. A table gives `NAME=VALUE`, and of a list each.
fn values(long: &str, value: &DeValue<'_>) -> Option<Vec<String>> {
    match value {
        DeValue::Array(all) => {
            let all = all.iter().map(|one| text(long, one.get_ref()));
            all.collect()
        }
        DeValue::Table(pairs) => {
            let mut all = Vec::new();
            for (name, value) in pairs {
                if matches!(value.get_ref(), DeValue::Table(_)) {
                    return None;
                }
                for value in values(long, value.get_ref())? {
                    all.push(format!("{}={value}", name.get_ref()));
                }
            }
            Some(all)
        }
        one => text(long, one).map(|one| vec![one]),
    }
}

fn text(long: &str, value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Integer(number) if number.radix() == 10 => Some(number.as_str().to_owned()),
        // A question of a guide is answered by yes or no.
        DeValue::Boolean(answer) if long == "fact" => {
            Some(if *answer { "yes" } else { "no" }.to_owned())
        }
        DeValue::Boolean(on) => Some(on.to_string()),
        DeValue::Datetime(when) => Some(when.to_string()),
        _ => None,
    }
}

/// The number of the line that a place of a text is in.
fn line(text: &str, at: usize) -> usize {
    text.get(..at).unwrap_or_default().matches('\n').count() + 1
}
