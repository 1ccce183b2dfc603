//! Progress of a scan: one line on a terminal's standard error, and nothing anywhere else.

use super::terminal;
use crate::scan::{Event, Preflight, Progress, Traffic};
use crate::snapshot::ObserverKind;
use std::fmt::Write as _;
use std::io::Write;
use std::sync::Mutex;

/// A line that is written over.
pub(super) struct Line {
    shown: bool,
    counts: Mutex<Counts>,
    traffic: Mutex<Traffic>,
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
            traffic: Mutex::new(Traffic::default()),
        }
    }

    /// What the scan cost the service.
    pub(super) fn traffic(&self) -> Traffic {
        self.traffic.lock().map(|sums| *sums).unwrap_or_default()
    }

    /// Takes the line away again.
    pub(super) fn clear(&self) {
        if self.shown {
            draw("");
        }
    }
}

impl Progress for Line {
    fn note(&self, what: Event<'_>) {
        if let Event::Finished(sums) = what
            && let Ok(mut traffic) = self.traffic.lock()
        {
            *traffic = sums;
        }
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
            Event::Preflight(preflight) => {
                draw("");
                let _ = std::io::stderr().write_all(forecast(preflight).as_bytes());
                return;
            }
            Event::Finished(_) => return,
            Event::Done { section, state, .. } => format!("{section}: {}", state.words()),
        };
        draw(&text);
    }
}

/// What the token will be able to see, in lines.
fn forecast(preflight: &Preflight) -> String {
    let who = match preflight.kind {
        ObserverKind::Unknown => {
            return "the token cannot be read; what it opens shows as the scan goes\n".to_owned();
        }
        ObserverKind::Application => "the application",
        ObserverKind::Person => "the person",
    };
    let open = preflight.open().count();
    let mut text = format!(
        "by its token, {who} will see {open} of {} sections\n",
        preflight.sections.len()
    );
    for outlook in preflight.closed() {
        let _ = writeln!(
            text,
            "  {} lacks {}",
            outlook.section,
            outlook.lacks.join(", ")
        );
    }
    if preflight.kind == ObserverKind::Person {
        text.push_str("  the person's own roles count too: they may open less, or refuse\n");
    }
    if preflight.as_the_person {
        text.push_str(
            "  the token may do what its person may in the directory, so more may open\n",
        );
    }
    text
}

/// Back to the start of the line, the text, and the rest of the line cleared.
fn draw(text: &str) {
    let mut err = std::io::stderr().lock();
    // Progress that cannot be shown is no reason to stop.
    let _ = write!(err, "\r{text}\x1b[K");
    let _ = err.flush();
}
