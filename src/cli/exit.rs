//! The one list of exit codes. `docs/exit-codes.md` is checked against it.

use super::configuration::Source;
use super::fail_on::FailOn;
use crate::assess::{Assessment, Readiness};
use std::process::ExitCode;

/// The ends of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Ready; or a command that makes no judgement did its work.
    Ready,
    /// The tool failed: it could not sign in, reach the tenant or write a file.
    Failed,
    /// The command line or an input file is wrong.
    Usage,
    /// A required item is missing or partial.
    NotReady,
    /// Everything required is there; something remains to look at.
    ReadyWithFindings,
    /// Something that matters could not be seen.
    Undetermined,
    /// The reader of a pipe went away before anything was judged.
    ReaderGone,
}

impl Exit {
    /// Every way to end.
    pub const ALL: [Self; 7] = [
        Self::Ready,
        Self::Failed,
        Self::Usage,
        Self::NotReady,
        Self::ReadyWithFindings,
        Self::Undetermined,
        Self::ReaderGone,
    ];

    /// The process's exit code.
    pub const fn code(self) -> u8 {
        match self {
            Self::Ready => 0,
            Self::Failed => 1,
            Self::Usage => 2,
            Self::NotReady => 10,
            Self::ReadyWithFindings => 11,
            Self::Undetermined => 12,
            Self::ReaderGone => 141,
        }
    }

    /// Everything that the code means, as the help and the documentation say it.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Ready => {
                "ready, or the command makes no judgement and did its work, or nothing of --fail-on holds"
            }
            Self::Failed => {
                "rolecall failed: sign-in, network, or a file that could not be written"
            }
            Self::Usage => "the command line or an input file is wrong",
            Self::NotReady => {
                "not ready: something required lacks or forbidden is held, or a needed guide is not ready"
            }
            Self::ReadyWithFindings => {
                "ready with findings: a recommended gap, an excess or an expiry warning remains"
            }
            Self::Undetermined => {
                "undetermined: a required item, or whether there is excess, could not be seen"
            }
            Self::ReaderGone => {
                "the reader of a pipe went away and nothing was judged; otherwise the code is the judgement's"
            }
        }
    }
}

impl From<Readiness> for Exit {
    fn from(readiness: Readiness) -> Self {
        match readiness {
            Readiness::Ready => Self::Ready,
            Readiness::ReadyWithFindings => Self::ReadyWithFindings,
            Readiness::NotReady => Self::NotReady,
            Readiness::Undetermined => Self::Undetermined,
        }
    }
}

/// The judgement of a run, once there is one.
///
/// Nothing that happens to the output afterwards changes it, unless the output could not be
/// written: then the run failed, and says so.
#[derive(Debug, Default)]
pub(super) struct Answer {
    /// The exit that the run comes to.
    exit: Option<Exit>,
    /// The exit of the judgement, and the conditions of which none holds.
    lowered: Option<(Exit, Vec<FailOn>)>,
}

impl Answer {
    /// Keeps the worst that assessments come to; where conditions are named and none holds, it ends like a ready one.
    pub(super) fn is(&mut self, assessments: &[Assessment], conditions: &[FailOn]) {
        let worst = Readiness::worst(assessments.iter().map(|one| one.readiness));
        let worst = worst.map(Exit::from);
        let counts = conditions.is_empty() || conditions.iter().any(|one| one.holds(assessments));
        if counts {
            self.exit = worst;
        } else {
            self.exit = Some(Exit::Ready);
            let lowered = worst.filter(|worst| *worst != Exit::Ready);
            self.lowered = lowered.map(|worst| (worst, conditions.to_vec()));
        }
    }

    /// The message on a code that conditions lowered, with the place that they came from unless it is a flag.
    pub(super) fn lowered(&self, source: Option<&Source>) -> Option<String> {
        let (judged, conditions) = self.lowered.as_ref()?;
        let names: Vec<String> = conditions.iter().map(ToString::to_string).collect();
        let source = source.map_or_else(String::new, |source| format!(" ({source})"));
        Some(format!(
            "exit code {} instead of {}: --fail-on{source} names {}",
            Exit::Ready.code(),
            judged.code(),
            names.join(", ")
        ))
    }

    /// The code of a run that did its work.
    pub(super) fn done(self) -> Exit {
        self.exit.unwrap_or(Exit::Ready)
    }

    /// The code of a run whose output nobody reads to its end.
    pub(super) fn unread(self) -> Exit {
        self.exit.unwrap_or(Exit::ReaderGone)
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}
