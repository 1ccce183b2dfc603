//! The entries of a configuration file, and what is wrong with one by line.

use super::inside;
use super::options::{configurable, is_option};
use super::rules::{self, Files};
use super::value::checked;
use crate::cli::arguments::Pair;
use crate::quote::{Quoted, told};
use clap::{Arg, Command};
use std::any::TypeId;
use std::ffi::OsString;
use std::path::Path;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Parts of the names of secrets.
const SECRET: [&str; 5] = ["secret", "password", "token", "certificate", "credential"];

/// One option of a file.
#[derive(Debug)]
pub(super) struct Entry {
    /// The command that it is for; every command where it is absent.
    pub(super) command: Option<String>,
    pub(super) long: String,
    pub(super) values: Vec<String>,
    pub(super) line: usize,
}

/// The reader of one text.
pub(super) struct Reader<'a> {
    pub(super) root: &'a Command,
    pub(super) text: &'a str,
    /// The folder of a file that nobody named.
    pub(super) found_in: Option<&'a Path>,
}

/// A fault with its line.
pub(super) struct Fault {
    pub(super) line: usize,
    pub(super) what: String,
}

impl Reader<'_> {
    /// The entries of the text, in its order, or the first fault.
    pub(super) fn entries(&self) -> Result<Vec<Entry>, Fault> {
        let table = DeTable::parse(self.text).map_err(|error| Fault {
            line: line(self.text, error.span().map_or(0, |span| span.start)),
            what: told(error.message()),
        })?;
        let mut entries = Vec::new();
        for (key, value) in table.get_ref() {
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
        let is_table = matches!(value.get_ref(), DeValue::Table(_));
        self.known(command, long, is_table).map_err(fault)?;
        if is_table && !self.takes_pairs(command, long) {
            return Err(fault(format!(
                "{long} is no table, which a command has, and an option of names with values"
            )));
        }
        let values = values(long, value.get_ref()).ok_or_else(|| {
            fault(format!(
                "{long} is neither a text, a number, true or false, nor a list or table of them"
            ))
        })?;
        self.taken(command, long, &values).map_err(fault)?;
        self.placed(long, &values).map_err(fault)?;
        Ok(Entry {
            command: command.map(|command| command.get_name().to_owned()),
            long: long.to_owned(),
            values,
            line,
        })
    }

    /// True for an option of `NAME=VALUE`, which a table can give.
    fn takes_pairs(&self, command: Option<&Command>, long: &str) -> bool {
        let mut args = self.options(command).into_iter();
        let arg = args.find(|arg| arg.get_long() == Some(long));
        arg.is_some_and(|arg| arg.get_value_parser().type_id() == TypeId::of::<Pair>())
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
    fn known(&self, command: Option<&Command>, long: &str, is_table: bool) -> Result<(), String> {
        let options = self.options(command).into_iter();
        let options: Vec<&str> = options.filter_map(Arg::get_long).collect();
        if options.contains(&long) {
            return self.allowed(command, long);
        }
        if SECRET.iter().any(|part| long.to_lowercase().contains(part)) {
            return Err(format!(
                "{:?} looks like a secret, and secrets never come from a configuration file; set a variable, such as \
                 AZURE_CLIENT_SECRET",
                Quoted::new(long)
            ));
        }
        let of = command.map_or_else(String::new, |command| format!(" of {}", command.get_name()));
        let or_command = if is_table && command.is_none() {
            " and no command"
        } else {
            ""
        };
        let hint = self.near(&options, long, !or_command.is_empty());
        let hint = hint.map_or_else(
            || "`rolecall config show --no-config` lists them".to_owned(),
            |near| format!("did you mean {near}?"),
        );
        Err(format!(
            "there is no option{or_command} {:?}{of}; {hint}",
            Quoted::new(long)
        ))
    }

    /// The name that is nearest to one that is not known: of a command, where it may be one, or of an option.
    fn near(&self, options: &[&str], long: &str, may_be_command: bool) -> Option<String> {
        let is_near = |one: &str| strsim::osa_distance(one, long) <= 2;
        let mut commands = configurable(self.root).map(Command::get_name);
        let command = commands.find(|name| may_be_command && is_near(name));
        let option = || options.iter().filter(|one| is_near(one)).min();
        let command = command.map(|name| format!("[{name}]"));
        command.or_else(|| option().map(|near| format!("{near:?}")))
    }

    /// Refuses an option that this file cannot give, or not at this place.
    fn allowed(&self, command: Option<&Command>, long: &str) -> Result<(), String> {
        let rule = rules::of(long);
        match rule.files {
            Files::None => Err(format!(
                "{long} does not come from a configuration file, which may be somebody else's: it says where \
                 credentials come from or go to; give --{long} or a variable"
            )),
            Files::Named(why) if self.found_in.is_some() => Err(format!(
                "{long} does not come from a configuration file that was found, which may be somebody else's: {why}; \
                 give --{long} or a variable, or name the file with --config"
            )),
            _ if rule.is_of_a_command && command.is_none() => Err(format!(
                "{long} means something else for each command; write it under one, such as [audit]"
            )),
            _ => Ok(()),
        }
    }

    /// Refuses a path that would be written to outside of the folder of a file that was found.
    fn placed(&self, long: &str, values: &[String]) -> Result<(), String> {
        let Some(folder) = self.found_in.filter(|_| rules::of(long).is_written) else {
            return Ok(());
        };
        let mut paths = values.iter().filter(|value| *value != "-");
        let wrong = paths.find_map(|value| inside::below(folder, value).err());
        wrong.map_or(Ok(()), |wrong| {
            Err(format!(
                "{long} of a configuration file that was found stays below its folder, and {wrong}; give --{long} or a \
                 variable, or name the file with --config"
            ))
        })
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
