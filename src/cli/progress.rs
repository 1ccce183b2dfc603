//! Progress of a scan: one line on a terminal's standard error, and nothing anywhere else.

use super::terminal;
use crate::scan::{Event, Progress};
use std::io::Write;
use std::sync::Mutex;

/// A line that is written over.
pub(super) struct Line {
    shown: bool,
    counts: Mutex<Counts>,
}

#[derive(Default)]
struct Counts {
    sent: usize,
    answered: usize,
}

impl Line {
    pub(super) fn new() -> Self {
        Self {
            shown: terminal::shows_progress(),
            counts: Mutex::new(Counts::default()),
        }
    }

    /// Takes the line away again.
    pub(super) fn clear(&self) {
        if self.shown {
            draw("");
        }
    }
}

impl Progress for Line {
    fn note(&self, what: Event) {
        if !self.shown {
            return;
        }
        let Ok(mut counts) = self.counts.lock() else {
            return;
        };
        let text = match what {
            Event::SignedIn => "signed in".to_owned(),
            Event::Sent { section } => {
                counts.sent += 1;
                format!(
                    "{} of {} answers; asking for {section}",
                    counts.answered, counts.sent
                )
            }
            Event::Answered { section, .. } => {
                counts.answered += 1;
                format!(
                    "{} of {} answers; read {section}",
                    counts.answered, counts.sent
                )
            }
            Event::Waiting {
                section,
                wait,
                throttled,
            } => {
                let why = if throttled {
                    "the service asked to wait"
                } else {
                    "an error; trying again"
                };
                format!("{section}: {why}, {} s", wait.as_secs().max(1))
            }
            Event::Done { section, state, .. } => format!("{section}: {}", state.words()),
        };
        draw(&text);
    }
}

/// Back to the start of the line, the text, and the rest of the line cleared.
fn draw(text: &str) {
    let mut err = std::io::stderr().lock();
    // Progress that cannot be shown is no reason to stop.
    let _ = write!(err, "\r{text}\x1b[K");
    let _ = err.flush();
}
