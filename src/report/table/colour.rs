//! ANSI colours, where they are welcome. Signs and words say the same without them.

use crate::assess::{Readiness, Verdict};

const RESET: &str = "\u{1b}[0m";
const BOLD: &str = "\u{1b}[1m";
const GREEN: &str = "\u{1b}[32m";
const YELLOW: &str = "\u{1b}[33m";
const RED: &str = "\u{1b}[31m";
const MAGENTA: &str = "\u{1b}[35m";
const CYAN: &str = "\u{1b}[36m";
const GREY: &str = "\u{1b}[90m";

/// Colours text, or leaves it.
#[derive(Clone, Copy)]
pub(in crate::report) struct Paint {
    on: bool,
}

impl Paint {
    pub(in crate::report) const fn new(on: bool) -> Self {
        Self { on }
    }

    pub(in crate::report) fn bold(self, text: &str) -> String {
        self.with(BOLD, text)
    }

    pub(in crate::report) fn readiness(self, answer: Readiness, text: &str) -> String {
        let colour = match answer {
            Readiness::Ready => GREEN,
            Readiness::ReadyWithFindings => YELLOW,
            Readiness::NotReady => RED,
            Readiness::Undetermined => CYAN,
        };
        self.bold(&self.with(colour, text))
    }

    /// Colours the verdict that a line of the table begins with. Only our own words stand there.
    pub(in crate::report) fn line(self, line: &str) -> String {
        if !self.on {
            return line.to_owned();
        }
        for verdict in Verdict::ALL {
            let label = label(verdict);
            if let Some(rest) = line.strip_prefix(&label) {
                return format!("{}{rest}", self.with(colour(verdict), &label));
            }
        }
        line.to_owned()
    }

    fn with(self, code: &str, text: &str) -> String {
        if self.on {
            format!("{code}{text}{RESET}")
        } else {
            text.to_owned()
        }
    }
}

/// A verdict with its sign.
pub(in crate::report) fn label(verdict: Verdict) -> String {
    format!("{} {verdict}", verdict.sign())
}

const fn colour(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Satisfied => GREEN,
        Verdict::Partial => YELLOW,
        Verdict::Missing => RED,
        Verdict::Excess => MAGENTA,
        Verdict::Unknown => CYAN,
        Verdict::Manual => BOLD,
        Verdict::Absent | Verdict::Noted => GREY,
    }
}
