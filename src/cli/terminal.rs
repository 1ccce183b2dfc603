//! Everything that is known about the terminal, and what is to be shown there.

use super::arguments::{Color, ShownArguments};
use super::environment::set;
use super::messages;
use crate::report::{Layout, Style};
use std::fmt::Display;
use std::io::IsTerminal;

/// The part of a run that a person sees as it happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    /// Errors alone.
    Nothing,
    /// One line that is written over.
    Line,
    /// The steps of a scan, a line each.
    Steps,
    /// Every request too, and what a run was configured with.
    Everything,
}

/// The terminal, as flags and environment have it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Screen {
    colour: bool,
    width: Option<u16>,
    quiet: bool,
    pub(super) shown: Shown,
}

impl Screen {
    pub(super) fn new(arguments: &ShownArguments) -> Self {
        let terminal = std::io::stdout().is_terminal();
        Self {
            colour: match arguments.color {
                Color::Always => true,
                Color::Never => false,
                Color::Auto => colour(terminal),
            },
            width: if terminal { width() } else { None },
            quiet: arguments.quiet,
            shown: shown(arguments),
        }
    }

    /// The columns of standard output, where it has any.
    pub(super) fn width(self) -> Option<u16> {
        self.width
    }

    /// The style of a table for standard output, with every finding or the open ones.
    pub(super) fn style(self, all: bool) -> Style {
        Style {
            colour: self.colour,
            width: self.width,
            layout: if all {
                Layout::Everything
            } else {
                Layout::Open
            },
            ..Style::default()
        }
    }

    /// True if nothing but errors and results is to be told.
    pub(super) fn is_quiet(self) -> bool {
        self.quiet
    }

    /// Warns of something that keeps nothing from working.
    pub(super) fn warn(self, text: impl Display) {
        if !self.quiet {
            messages::warn(text);
        }
    }

    /// Tells of a detail, to who wants them.
    pub(super) fn detail(self, text: impl Display) {
        if self.shown == Shown::Everything {
            messages::note(text);
        }
    }
}

/// Colours where nobody said: on a terminal that has them, unless `NO_COLOR` is set, and wherever `CLICOLOR_FORCE` is.
fn colour(terminal: bool) -> bool {
    let forced = set("CLICOLOR_FORCE").is_some_and(|value| value != "0");
    let dumb = set("TERM").is_some_and(|value| value == "dumb");
    set("NO_COLOR").is_none() && (forced || (terminal && !dumb))
}

/// Progress: a line on a terminal; where a pipeline keeps a log, lines in it.
fn shown(arguments: &ShownArguments) -> Shown {
    let pipelines = ["CI", "TF_BUILD"];
    let is_on = |name: &&str| set(name).is_some_and(|value| value != "false" && value != "0");
    if arguments.quiet {
        Shown::Nothing
    } else if arguments.verbose {
        Shown::Everything
    } else if has_line() {
        Shown::Line
    } else if pipelines.iter().any(is_on) {
        Shown::Steps
    } else {
        Shown::Nothing
    }
}

/// True if there may be a line that is written over: standard error is a terminal.
pub(super) fn has_line() -> bool {
    std::io::stderr().is_terminal()
}

fn width() -> Option<u16> {
    terminal_size::terminal_size().map(|(terminal_size::Width(columns), _)| columns)
}
