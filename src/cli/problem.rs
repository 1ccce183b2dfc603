//! Why a command ended early, and with which exit code.

use super::exit::Exit;
use crate::guide::GuideProblem;
use crate::quote::{Quoted, told, within};
use std::fmt;

/// The longest message, in characters: a guide can have many mistakes, each drawn.
const LONGEST: usize = 32_000;

/// An error on its way to the user.
#[derive(Debug)]
pub(super) struct Problem {
    exit: Exit,
    error: anyhow::Error,
}

impl Problem {
    /// The command line or an input file is wrong: the user can mend it.
    pub(super) fn input(error: impl Into<anyhow::Error>) -> Self {
        Self {
            exit: Exit::Usage,
            error: error.into(),
        }
    }

    /// The tool could not do its work.
    pub(super) fn failed(error: impl Into<anyhow::Error>) -> Self {
        Self {
            exit: Exit::Failed,
            error: error.into(),
        }
    }

    /// With which code to end.
    pub(super) fn exit(&self) -> Exit {
        if self.closed_pipe() {
            Exit::Ready
        } else {
            self.exit
        }
    }

    /// Whether the reader of the output went away, which is no error.
    pub(super) fn closed_pipe(&self) -> bool {
        self.error.chain().any(|cause| {
            cause
                .downcast_ref::<std::io::Error>()
                .is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
        })
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let causes = || {
            let causes = self.error.chain().map(|one| told(&one.to_string()));
            causes.collect::<Vec<_>>().join(": ")
        };
        let guide = self.error.downcast_ref::<GuideProblem>();
        let text = guide.map_or_else(causes, drawn);
        // A message may quote a file or a path, and those can hold anything of any length.
        f.write_str(&within(&text, LONGEST))
    }
}

/// Each fault with its place, the line of the file and a caret.
fn drawn(guide: &GuideProblem) -> String {
    let faults = match guide.faults.len() {
        1 => "1 mistake".to_owned(),
        many => format!("{many} mistakes"),
    };
    format!(
        "the guide {} has {faults}\n\n{}",
        Quoted::new(&guide.file),
        guide.render()
    )
}
