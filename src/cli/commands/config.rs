//! `rolecall config show`: every option with its value, and where that came from.

use crate::cli::arguments::ShownArguments;
use crate::cli::configuration::{self, File, Setting};
use crate::cli::contradictions::{self, Outweighed};
use crate::cli::error::CliError;
use crate::cli::{command_line, files};
use crate::document::escape::terminal_line;
use clap::{Arg, Command};
use std::ffi::OsString;
use std::fmt::Write;

/// A line of the list.
#[derive(Clone, PartialEq, Eq)]
struct Line {
    value: String,
    from: String,
}

/// The settings of one command, as they would count.
struct Counted {
    settings: Vec<Setting>,
    outweighed: Vec<Outweighed>,
    /// The reason for which the command would not be run.
    refused: Option<String>,
}

/// Prints the file that is used, and a line for each option; an option that differs between commands has one for each.
/// `flags` are those of the command line, which every command has.
pub(in crate::cli) fn run(shown: &ShownArguments, flags: &[Setting]) -> Result<(), CliError> {
    let mut root = command_line::command();
    root.build();
    let place = configuration::find(shown.config.as_deref(), shown.no_config)?;
    let file = place.map(|place| File::read(&place, &root)).transpose()?;
    let mut rows: Vec<(String, Line)> = Vec::new();
    let commands = configuration::commands(&root);
    let mut of_commands = Vec::new();
    for name in &commands {
        let settings = configuration::settings(&root, name, (flags, file.as_ref()))?;
        of_commands.push((*name, counted(settings)));
    }
    for long in longs(&root, &commands) {
        let lines = of_commands.iter().filter_map(|(name, counted)| {
            let options = configuration::options(&root, name);
            let arg = options
                .into_iter()
                .find(|arg| arg.get_long() == Some(long))?;
            Some((*name, line(arg, counted)))
        });
        let lines: Vec<(&str, Line)> = lines.collect();
        let same = lines
            .iter()
            .all(|(_, line)| Some(line) == lines.first().map(|(_, first)| first));
        match lines.first() {
            Some((_, line)) if same => rows.push((long.to_owned(), line.clone())),
            _ => rows.extend(
                lines
                    .into_iter()
                    .map(|(name, line)| (format!("[{name}] {long}"), line)),
            ),
        }
    }
    let refused = of_commands.iter();
    let refused = refused.filter_map(|(name, one)| Some((*name, one.refused.as_deref()?)));
    let refused: Vec<(&str, &str)> = refused.collect();
    files::print(text(file.as_ref(), &rows, &refused).as_bytes())
}

/// Weighs settings against each other. Where two are refused, all of them are shown as they are.
fn counted(mut settings: Vec<Setting>) -> Counted {
    let given = settings.clone();
    match contradictions::weigh(&mut settings) {
        Ok(outweighed) => Counted {
            settings,
            outweighed,
            refused: None,
        },
        Err(error) => Counted {
            settings: given,
            outweighed: Vec::new(),
            refused: Some(error.to_string()),
        },
    }
}

/// The options of all commands, each once, by name.
fn longs<'a>(root: &'a Command, commands: &[&str]) -> Vec<&'a str> {
    let all = commands
        .iter()
        .flat_map(|name| configuration::options(root, name));
    let mut longs: Vec<&str> = all.filter_map(Arg::get_long).collect();
    longs.sort_unstable();
    longs.dedup();
    longs
}

fn line(arg: &Arg, counted: &Counted) -> Line {
    let shown = |values: &[OsString]| {
        let values: Vec<_> = values.iter().map(|value| value.to_string_lossy()).collect();
        terminal_line(&values.join(", "))
    };
    let id = arg.get_id().as_str();
    if let Some(setting) = counted.settings.iter().find(|setting| setting.id == id) {
        return Line {
            value: shown(&setting.values),
            from: terminal_line(&setting.source.to_string()),
        };
    }
    let defaults: Vec<OsString> = arg
        .get_default_values()
        .iter()
        .map(OsString::from)
        .collect();
    let (value, from) = match defaults.as_slice() {
        [] if arg.get_action().takes_values() => ("-".to_owned(), "not set"),
        [] => ("false".to_owned(), "default"),
        all => (shown(all), "default"),
    };
    let mut outweighed = counted.outweighed.iter();
    let from = match outweighed.find(|one| one.setting.id == id) {
        Some(Outweighed { setting, by }) => {
            let (source, by) = (&setting.source, by.replace('_', "-"));
            terminal_line(&format!("{from}; {source} is not used beside {by}"))
        }
        None => from.to_owned(),
    };
    Line { value, from }
}

fn text(file: Option<&File>, rows: &[(String, Line)], refused: &[(&str, &str)]) -> String {
    let mut text = match file {
        Some(file) => format!("Configuration file: {}\n\n", file.name),
        None => "No configuration file\n\n".to_owned(),
    };
    let width = |of: fn(&(String, Line)) -> &str, least: usize| {
        let widths = rows.iter().map(|row| of(row).chars().count());
        widths
            .filter(|width| *width < 40)
            .max()
            .unwrap_or(0)
            .max(least)
    };
    let (first, second) = (width(|row| &row.0, 6), width(|row| &row.1.value, 5));
    let _ = writeln!(text, "{:<first$}  {:<second$}  from", "option", "value");
    for (option, Line { value, from }) in rows {
        let _ = writeln!(text, "{option:<first$}  {value:<second$}  {from}");
    }
    if !refused.is_empty() {
        text.push_str("\nRefused\n");
    }
    for (name, why) in refused {
        let _ = writeln!(text, "  {name}: {}", terminal_line(why));
    }
    text.push_str(
        "\nA flag on the command line comes before a variable, and that before the file.\n",
    );
    text
}
