//! Progress of a scan on standard error: one line on a terminal, or lines in a log.

use super::messages;
use super::terminal::{Screen, Shown};
use crate::scan::{Event, Preflight, Progress, Traffic};
use crate::snapshot::{ObserverKind, SectionName};
use std::fmt::Write as _;
use std::io::Write;
use std::sync::Mutex;
use std::time::Duration;

/// The progress of a scan as a person sees it.
pub(super) struct Line {
    shown: Shown,
    standing: Mutex<Standing>,
    traffic: Mutex<Traffic>,
}

/// The progress of a scan.
#[derive(Default)]
struct Standing {
    sent: usize,
    answered: usize,
    /// Requests that will be tried again.
    waits: Vec<Wait>,
}

struct Wait {
    section: SectionName,
    lasts: Duration,
    throttled: bool,
}

impl Line {
    pub(super) fn new(screen: Screen) -> Self {
        Self {
            shown: screen.shown,
            standing: Mutex::new(Standing::default()),
            traffic: Mutex::new(Traffic::default()),
        }
    }

    /// Everything that the scan cost the service.
    pub(super) fn traffic(&self) -> Traffic {
        self.traffic.lock().map(|sums| *sums).unwrap_or_default()
    }

    /// Takes the line away again.
    pub(super) fn clear(&self) {
        if self.shown == Shown::Line {
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
        match self.shown {
            Shown::Nothing => {}
            Shown::Line => self.on_the_line(what),
            Shown::Steps | Shown::Everything => {
                if let Some(text) = step(what, self.shown == Shown::Everything) {
                    messages::note(text);
                }
            }
        }
    }
}

impl Line {
    /// Shows an event on the line that is written over.
    fn on_the_line(&self, what: Event<'_>) {
        if let Event::Preflight(preflight) = what {
            draw("");
            // Progress that cannot be shown is no reason to stop.
            let _ = std::io::stderr().write_all(forecast(preflight).as_bytes());
            return;
        }
        let Ok(mut standing) = self.standing.lock() else {
            return;
        };
        if let Some(text) = standing.after(what) {
            draw(&text);
        }
    }
}

/// The line of a log for an event. Requests by themselves are told of only where everything is.
fn step(what: Event<'_>, everything: bool) -> Option<String> {
    Some(match what {
        Event::SignedIn => "signed in".to_owned(),
        Event::Preflight(preflight) => forecast(preflight).trim_end().to_owned(),
        Event::Sent { section } if everything => format!("{section}: request sent"),
        Event::Answered { section, status } if everything => {
            format!("{section}: answered with {status}")
        }
        Event::Sent { .. } | Event::Answered { .. } => return None,
        Event::Waiting {
            section,
            wait,
            throttled,
        } => {
            let why = if throttled {
                "the service asked to"
            } else {
                "an error; trying again"
            };
            format!("{section}: waits {} s ({why})", wait.as_secs().max(1))
        }
        Event::GaveUp { section } => format!("{section}: a request was given up"),
        Event::Done {
            section,
            state,
            items,
        } => format!("{section}: {}, {items} items", state.words()),
        Event::Finished(sums) => format!("the scan made {} requests", sums.requests),
    })
}

impl Standing {
    /// The line after an event: what just happened, and what is waited for meanwhile.
    fn after(&mut self, what: Event<'_>) -> Option<String> {
        let mut text = match what {
            Event::SignedIn => "signed in".to_owned(),
            Event::Sent { section } => {
                self.sent += 1;
                self.waits_no_longer(section);
                format!(
                    "{} of {} answers; asking for {section}",
                    self.answered, self.sent
                )
            }
            Event::Answered { section, .. } => {
                self.answered += 1;
                format!("{} of {} answers; read {section}", self.answered, self.sent)
            }
            Event::Waiting {
                section,
                wait,
                throttled,
            } => {
                self.waits.push(Wait {
                    section,
                    lasts: wait,
                    throttled,
                });
                format!("{} of {} answers", self.answered, self.sent)
            }
            Event::GaveUp { section } => {
                self.waits_no_longer(section);
                format!(
                    "{} of {} answers; gave {section} up",
                    self.answered, self.sent
                )
            }
            Event::Done { section, state, .. } => format!("{section}: {}", state.words()),
            Event::Preflight(_) | Event::Finished(_) => return None,
        };
        if let Some(longest) = self.waits.iter().max_by_key(|one| one.lasts) {
            let why = if longest.throttled {
                "the service asked to"
            } else {
                "an error; trying again"
            };
            let seconds = longest.lasts.as_secs().max(1);
            let _ = write!(text, "; {} waits {seconds} s ({why})", longest.section);
            if self.waits.len() > 1 {
                let _ = write!(text, ", and {} more", self.waits.len() - 1);
            }
        }
        Some(text)
    }
}

impl Standing {
    /// A request of a section is sent again, or given up.
    fn waits_no_longer(&mut self, section: SectionName) {
        if let Some(at) = self.waits.iter().position(|one| one.section == section) {
            self.waits.remove(at);
        }
    }
}

/// Everything that the token will be able to see, in lines.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::snapshot::State;

    fn waiting(section: SectionName, seconds: u64, throttled: bool) -> Event<'static> {
        Event::Waiting {
            section,
            wait: Duration::from_secs(seconds),
            throttled,
        }
    }

    #[test]
    fn what_is_waited_for_stays_on_the_line_whatever_else_happens() {
        let mut standing = Standing::default();
        let mut after = |what| standing.after(what).unwrap_or_default();
        let (users, groups) = (SectionName::Users, SectionName::UserGroups);
        after(Event::Sent { section: groups });
        let says = "user-groups waits 30 s (the service asked to)";
        assert!(after(waiting(groups, 30, true)).ends_with(says));
        for other in [
            Event::Sent { section: users },
            Event::Answered {
                section: users,
                status: 200,
            },
            Event::Done {
                section: users,
                state: State::Collected,
                items: 1,
            },
        ] {
            let line = after(other);
            assert!(line.ends_with(says), "{line}");
        }
        let line = after(waiting(users, 2, false));
        assert!(
            line.ends_with("(the service asked to), and 1 more"),
            "{line}"
        );
        let line = after(Event::Sent { section: groups });
        assert!(
            line.ends_with("users waits 2 s (an error; trying again)"),
            "{line}"
        );
        let line = after(Event::Sent { section: users });
        assert!(!line.contains("wait"), "{line}");
        after(waiting(groups, 30, true));
        let line = after(Event::GaveUp { section: groups });
        assert_eq!(line, "1 of 4 answers; gave user-groups up");
    }
}
