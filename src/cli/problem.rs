//! Why a command ended early, and with which exit code.

use super::exit::Exit;
use std::fmt;

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
        write!(f, "{:#}", self.error)
    }
}
