//! The reasons for which a command ends early, and the exit code of each.

use super::exit::Exit;
use super::os_error;
use crate::guide::GuideError;
use crate::quote::{Quoted, told, within};
use std::fmt;
use std::io;

/// The longest message, in characters: a guide can have many mistakes, each drawn.
const LONGEST: usize = 32_000;

/// The reasons for which a command ends early.
#[derive(Debug)]
pub(super) enum CliError {
    /// An error on its way to the user, with the code to end with.
    Said(Exit, anyhow::Error),
    /// Whoever read the output went away, which is no error.
    ReaderGone,
}

impl CliError {
    /// The command line or an input file is wrong: the user can mend it.
    pub(super) fn input(error: impl Into<anyhow::Error>) -> Self {
        Self::Said(Exit::Usage, error.into())
    }

    /// The tool could not do its work.
    pub(super) fn failed(error: impl Into<anyhow::Error>) -> Self {
        Self::Said(Exit::Failed, error.into())
    }

    /// The result of a write to the user's output. A connection that breaks is not this: only
    /// what writes output may ask.
    pub(super) fn of_output(error: io::Error, doing: String) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self::ReaderGone;
        }
        Self::failed(os_error::worded(error.into()).context(doing))
    }
}

impl fmt::Display for CliError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self::Said(_, error) = self else {
            return f.write_str("the reader of the output went away");
        };
        let causes = || {
            let causes = error.chain().map(|one| told(&one.to_string()));
            causes.collect::<Vec<_>>().join(": ")
        };
        let guide = error.downcast_ref::<GuideError>();
        let text = guide.map_or_else(causes, drawn);
        // A message may quote a file or a path, and those can hold anything of any length.
        f.write_str(&within(&text, LONGEST))
    }
}

/// Each fault with its place, the line of the file and a caret.
fn drawn(guide: &GuideError) -> String {
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
