//! `rolecall config show`: every option with its value, and where that came from.

use crate::cli::arguments::ShownArguments;
use crate::cli::configuration::{self, File, Setting};
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

/// Prints the file that is used, and a line for each option; an option that differs between commands has one for each.
pub(in crate::cli) fn run(shown: &ShownArguments) -> Result<(), CliError> {
    let mut root = command_line::command();
    root.build();
    let place = configuration::find(shown.config.as_deref(), shown.no_config)?;
    let file = place.map(|place| File::read(&place, &root)).transpose()?;
    let mut rows: Vec<(String, Line)> = Vec::new();
    let commands = configuration::commands(&root);
    let mut of_commands = Vec::new();
    for name in &commands {
        let settings = configuration::settings(&root, name, file.as_ref())?;
        of_commands.push((*name, settings));
    }
    for long in longs(&root, &commands) {
        let lines = of_commands.iter().filter_map(|(name, settings)| {
            let options = configuration::options(&root, name);
            let arg = options
                .into_iter()
                .find(|arg| arg.get_long() == Some(long))?;
            Some((*name, line(arg, settings)))
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
    files::print(text(file.as_ref(), &rows).as_bytes())
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

fn line(arg: &Arg, settings: &[Setting]) -> Line {
    let shown = |values: &[OsString]| {
        let values: Vec<_> = values.iter().map(|value| value.to_string_lossy()).collect();
        terminal_line(&values.join(", "))
    };
    let setting = settings
        .iter()
        .find(|setting| setting.id == arg.get_id().as_str());
    if let Some(setting) = setting {
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
    Line {
        value,
        from: from.to_owned(),
    }
}

fn text(file: Option<&File>, rows: &[(String, Line)]) -> String {
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
    text.push_str(
        "\nA flag on the command line comes before a variable, and that before the file.\n",
    );
    text
}
