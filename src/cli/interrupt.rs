//! Ends a run early: when somebody asks for it, at any moment, or when its time is over.
//!
//! The work is done by a thread of its own. This one only waits, so that it
//! hears a signal while the other judges, writes, reads a slow disk or waits
//! for a name to be resolved.

use super::exit::Exit;
use super::{cleanup, terminal};
use std::io::Write;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;
use tokio::sync::oneshot;
use tokio::time::{Instant, sleep_until};

/// The most of the program's stack that the work may need, as the main thread has it.
const STACK: usize = 8 * 1024 * 1024;

/// The time that the last message may take.
const PATIENCE: Duration = Duration::from_secs(1);

/// The event that ended the wait.
enum Ended {
    Done,
    Signal,
    Time,
}

/// Does the work, unless it is stopped before it is done.
pub(super) fn run(budget: Option<Duration>, work: impl FnOnce() -> Exit + Send + 'static) -> Exit {
    let begun = Instant::now();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let Ok(runtime) = runtime else {
        // Without a runtime nothing can be waited for: the work is done all the same.
        return work();
    };
    let (done, is_done) = oneshot::channel();
    // Listened to before the work begins: nothing may be left behind from then on.
    let waiting = runtime.block_on(async { Signals::new() });
    let worker = thread::Builder::new().stack_size(STACK).spawn(move || {
        let exit = work();
        // Nobody waits any more where the program is being stopped.
        let _ = done.send(());
        exit
    });
    let Ok(worker) = worker else {
        return failed("cannot start a thread");
    };
    let ended = runtime.block_on(async {
        let time = async {
            match budget {
                Some(budget) => sleep_until(begun + budget).await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            biased;
            () = waiting.any() => Ended::Signal,
            _ = is_done => Ended::Done,
            () = time => Ended::Time,
        }
    });
    match ended {
        Ended::Done => worker
            .join()
            .unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
        Ended::Signal => stopped("interrupted"),
        Ended::Time => {
            let seconds = budget.map_or(0, |budget| budget.as_secs());
            stopped(&format!(
                "the time ran out ({seconds} s; --budget gives more)"
            ))
        }
    }
}

/// Takes away what was begun, and says what became of the rest.
fn stopped(why: &str) -> Exit {
    let rest = if cleanup::take_away() {
        "what was finished before is in its place"
    } else {
        "nothing was written"
    };
    failed(&format!("{why}; {rest}"))
}

fn failed(message: &str) -> Exit {
    let line = if terminal::has_line() { "\r\x1b[K" } else { "" };
    let text = format!("{line}rolecall: {message}\n");
    let (said, is_said) = mpsc::channel();
    // By another thread: whoever reads standard error may have stopped to.
    thread::spawn(move || {
        let mut err = std::io::stderr().lock();
        // Nothing sensible is left to do when standard error is closed too.
        let _ = err.write_all(text.as_bytes());
        let _ = said.send(());
        // The program ends: no line of progress may follow.
        std::mem::forget(err);
    });
    let _ = is_said.recv_timeout(PATIENCE);
    Exit::Failed
}

/// The signals that ask a program to end.
#[cfg(unix)]
struct Signals(Vec<tokio::signal::unix::Signal>);

#[cfg(unix)]
impl Signals {
    fn new() -> Self {
        use tokio::signal::unix::{SignalKind, signal};
        let kinds = [
            SignalKind::interrupt(),
            SignalKind::terminate(),
            SignalKind::hangup(),
        ];
        let heard = kinds
            .into_iter()
            .filter(|kind| *kind != SignalKind::hangup() || !hangup_is_ignored());
        Self(heard.filter_map(|kind| signal(kind).ok()).collect())
    }

    /// Waits for any of them.
    async fn any(mut self) {
        let all = self.0.iter_mut().map(|signal| Box::pin(signal.recv()));
        let all: Vec<_> = all.collect();
        if all.is_empty() {
            return std::future::pending().await;
        }
        futures_util::future::select_all(all).await;
    }
}

/// True if whoever started the program wants it to outlive the terminal (`nohup`). Linux alone tells.
#[cfg(unix)]
fn hangup_is_ignored() -> bool {
    const HANGUP: u64 = 1;
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let mask = ignored.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    mask.is_some_and(|mask| mask & HANGUP != 0)
}

/// Ctrl-C, which is all that can be heard here.
#[cfg(not(unix))]
struct Signals;

#[cfg(not(unix))]
impl Signals {
    fn new() -> Self {
        Self
    }

    async fn any(self) {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending().await
        }
    }
}
