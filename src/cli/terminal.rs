//! Everything that is known about the terminal.

use crate::report::Style;
use std::io::IsTerminal;

/// The style of a table for standard output: colours on a terminal only, and not with `NO_COLOR`.
pub(super) fn style() -> Style {
    let terminal = std::io::stdout().is_terminal();
    let plain = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let dumb = std::env::var_os("TERM").is_some_and(|value| value == "dumb");
    Style {
        colour: terminal && !plain("NO_COLOR") && !dumb,
        width: if terminal { width() } else { None },
        brief: false,
    }
}

/// True if long work may show progress: on a terminal's standard error, and only there.
pub(super) fn shows_progress() -> bool {
    std::io::stderr().is_terminal()
}

fn width() -> Option<u16> {
    terminal_size::terminal_size().map(|(terminal_size::Width(columns), _)| columns)
}
