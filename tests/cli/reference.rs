//! The page on the commands, the completions and the manual pages: all of them are made of the same declaration.

use crate::place::Place;
use clap::builder::PossibleValue;
use clap::{Arg, Command};
use std::fmt::Write;
use std::fs;
use std::path::Path;

const HEAD: &str = "\
# Commands

Every command and option, with its variable ([configuration.md](configuration.md)). This page is
made of the declaration that the help is made of: `ROLECALL_RENEW=1 cargo test --test cli reference`
writes it.
";

/// A text for a cell of a table.
fn cell(text: &str) -> String {
    let text = text.replace('|', "\\|").replace('\n', " ");
    text.replace('<', "&lt;").replace('*', "\\*")
}

fn code(text: &str) -> String {
    format!("`{}`", text.replace('|', "\\|"))
}

/// An argument as it is written.
fn written(arg: &Arg) -> String {
    let names = arg.get_value_names().unwrap_or_default();
    let value = names.first().map(|name| format!("<{name}>"));
    let takes = arg.get_action().takes_values();
    let Some(long) = arg.get_long() else {
        return code(&value.unwrap_or_default());
    };
    let value = value.filter(|_| takes).map(|value| format!(" {value}"));
    let long = code(&format!("--{long}{}", value.unwrap_or_default()));
    match arg.get_short() {
        Some(short) => format!("{}, {long}", code(&format!("-{short}"))),
        None => long,
    }
}

fn values(arg: &Arg) -> Vec<PossibleValue> {
    if arg.get_action().takes_values() {
        arg.get_possible_values()
    } else {
        Vec::new()
    }
}

fn row(command: &Command, arg: &Arg) -> String {
    let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
    let mut text = cell(&help);
    for (number, value) in values(arg).iter().enumerate() {
        let mark = if number == 0 { ". One of:" } else { "," };
        let _ = write!(text, "{mark} {}", code(value.get_name()));
        if let Some(help) = value.get_help() {
            let _ = write!(text, " ({})", cell(&help.to_string()));
        }
    }
    let variable = arg.get_long();
    let variable = variable.map(|long| rolecall::cli::variables_of(command.get_name(), long));
    let defaults = arg.get_default_values();
    if arg.get_action().takes_values() && !defaults.is_empty() {
        let defaults: Vec<String> = defaults
            .iter()
            .map(|one| code(&one.to_string_lossy()))
            .collect();
        let _ = write!(text, ". Without it: {}", defaults.join(", "));
    }
    let variables = variable.map_or_else(String::new, |(own, azure)| {
        let azure = azure.map_or_else(String::new, |name| format!(", {}", code(name)));
        format!("{}{azure}", code(&own))
    });
    format!("| {} | {text} | {variables} |\n", written(arg))
}

fn section(page: &mut String, command: &Command, path: &str) {
    let about = command
        .get_about()
        .map(ToString::to_string)
        .unwrap_or_default();
    let usage = command.clone().render_usage().to_string();
    let usage = usage.trim_start_matches("Usage: ").trim();
    let _ = write!(page, "\n## {path}\n\n{about}.\n\n```text\n{usage}\n```\n");
    let all = command.get_arguments();
    let all: Vec<&Arg> = all
        .filter(|arg| !arg.is_hide_set() && !["help", "version"].contains(&arg.get_id().as_str()))
        .collect();
    let (shared, own): (Vec<&Arg>, Vec<&Arg>) = all
        .into_iter()
        .partition(|arg| arg.get_help_heading().is_some());
    table(page, command, own);
    let mut headings: Vec<&str> = shared
        .iter()
        .filter_map(|arg| arg.get_help_heading())
        .collect();
    headings.dedup();
    headings.retain(|heading| *heading != EVERY);
    if !headings.is_empty() {
        let links = headings
            .iter()
            .map(|heading| format!("[{heading}](#{})", anchor(heading)));
        let links: Vec<String> = links.collect();
        let _ = write!(
            page,
            "\nOptions of several commands: {}.\n",
            links.join(", ")
        );
    }
    for below in shown(command) {
        section(page, below, &format!("{path} {}", below.get_name()));
    }
}

/// The heading of the options that every command has.
const EVERY: &str = "Options of every command";

/// The options that stand under a heading of the help, each heading once.
fn shared(page: &mut String, root: &Command) {
    let commands = || shown(root).chain([root]).flat_map(Command::get_arguments);
    let mut headings: Vec<&str> = Vec::new();
    for heading in commands().filter_map(Arg::get_help_heading) {
        if !headings.contains(&heading) {
            headings.push(heading);
        }
    }
    for heading in headings {
        let _ = write!(page, "\n## {heading}\n");
        let mut args: Vec<&Arg> = Vec::new();
        for arg in commands().filter(|arg| arg.get_help_heading() == Some(heading)) {
            if !args.iter().any(|other| other.get_id() == arg.get_id()) {
                args.push(arg);
            }
        }
        table(page, root, args);
    }
}

fn table(page: &mut String, command: &Command, args: Vec<&Arg>) {
    if !args.is_empty() {
        page.push_str("\n| argument | meaning | variable |\n| --- | --- | --- |\n");
        page.extend(args.into_iter().map(|arg| row(command, arg)));
    }
}

/// The place of a heading in the page.
fn anchor(heading: &str) -> String {
    let text = heading.to_lowercase().replace(' ', "-");
    text.chars()
        .filter(|c| c.is_alphanumeric() || *c == '-')
        .collect()
}

/// The commands below another, but for the help.
fn shown(command: &Command) -> impl Iterator<Item = &Command> {
    let all = command.get_subcommands();
    all.filter(|command| command.get_name() != "help" && !command.is_hide_set())
}

#[test]
fn the_page_on_the_commands_is_what_the_program_has() {
    let mut command = rolecall::cli::command().term_width(100);
    command.build();
    let mut page = HEAD.to_owned();
    section(&mut page, &command, "rolecall");
    shared(&mut page, &command);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/commands.md");
    if std::env::var_os("ROLECALL_RENEW").is_some() {
        fs::write(&path, &page).unwrap();
    }
    let written = fs::read_to_string(path).unwrap();
    assert!(
        written == page,
        "docs/commands.md is old; ROLECALL_RENEW=1 writes it"
    );
}

#[test]
fn every_shell_has_a_script_that_knows_commands_options_and_values() {
    let place = Place::new();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let ran = place.run(&["completions", shell]);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{shell}");
        for word in ["audit", "warn-days", "completions"] {
            assert!(ran.out.contains(word), "no {word} for {shell}");
        }
        // Those of Elvish and PowerShell complete no values.
        let has_values = !["elvish", "powershell"].contains(&shell);
        assert_eq!(ran.out.contains("gcc-high"), has_values, "{shell}");
    }
    place.refuses(
        &["completions", "tcsh"],
        2,
        &["tcsh", "bash, elvish, fish, powershell, zsh"],
    );
    place.refuses(&["completions"], 2, &["<SHELL>"]);
}

/// The script is read and asked by the shell itself, where there is one.
#[cfg(unix)]
#[test]
fn bash_completes_with_its_script() {
    let place = Place::new();
    place.put("script", place.run(&["completions", "bash"]).out);
    let ask = "source ./script; COMP_WORDS=(rolecall audit --clo); COMP_CWORD=2; _rolecall rolecall --clo audit; echo ${COMPREPLY[@]}";
    let Ok(done) = std::process::Command::new("bash")
        .args(["--norc", "-c", ask])
        .current_dir(place.path(""))
        .output()
    else {
        return;
    };
    let (out, err) = (
        String::from_utf8_lossy(&done.stdout),
        String::from_utf8_lossy(&done.stderr),
    );
    assert_eq!((out.trim(), err.trim()), ("--cloud", ""));
}

#[test]
fn every_command_has_a_manual_page() {
    let place = Place::new();
    let ran = place.run(&["manual", "man/man1"]);
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, "", ""));
    let mut wanted = vec!["man".to_owned(), "man/man1".to_owned()];
    let mut left = vec![("rolecall".to_owned(), rolecall::cli::command())];
    while let Some((name, command)) = left.pop() {
        let below = shown(&command);
        left.extend(below.map(|below| (format!("{name}-{}", below.get_name()), below.clone())));
        wanted.push(format!("man/man1/{name}.1"));
    }
    wanted.sort();
    assert_eq!(place.files(), wanted);
    assert!(wanted.len() > 15, "{wanted:?}");
    let page = place.read("man/man1/rolecall-audit.1");
    for part in [
        ".TH rolecall-audit 1",
        ".SH NAME",
        "warn\\-days",
        "gcc\\-high",
    ] {
        assert!(page.contains(part), "no {part} in {page}");
    }
    place.refuses(&["manual", "-"], 2, &["is a folder", "./-"]);
}
