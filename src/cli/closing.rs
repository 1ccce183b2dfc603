//! The end of an audit: what was written, and the command that comes next.

use super::arguments::{GuideArguments, JudgeArguments, Pair, PhaseArgument};
use super::reports::{SNAPSHOT_FILE, stems};
use crate::assess::{Assessment, Readiness, Verdict};
use crate::document::escape::terminal_line;
use crate::guide::DEFAULT_GUIDE;
use crate::guide::Tier;
use crate::report::Format;
use crate::snapshot::State;
use std::fmt::Write;
use std::path::Path;
use std::sync::Arc;

/// Everything that an audit ends with.
pub(super) struct Closing<'a> {
    pub(super) folder: &'a Path,
    pub(super) formats: &'a [Format],
    pub(super) assessments: &'a [Arc<Assessment>],
    pub(super) guide: &'a GuideArguments,
    pub(super) judge: &'a JudgeArguments,
    /// The configuration file that options came from.
    pub(super) configured: Option<&'a str>,
}

impl Closing<'_> {
    /// The lines for the terminal.
    pub(super) fn text(&self) -> String {
        let mut text = "\n".to_owned();
        let ends: Vec<&str> = self
            .formats
            .iter()
            .map(|format| format.extension())
            .collect();
        let guides = self.assessments.iter().map(|one| one.guide.id.as_str());
        let stems = stems(guides).join(", ");
        let folder = terminal_line(&self.folder.to_string_lossy());
        let _ = writeln!(
            text,
            "Written   {folder}: {stems} ({}); {SNAPSHOT_FILE}",
            ends.join(", ")
        );
        if let Some(file) = self.configured {
            let file = terminal_line(file);
            let _ = writeln!(
                text,
                "Options   some come from {file}; rolecall config show lists them"
            );
        }
        let _ = writeln!(text, "Next      {}", self.next());
        text
    }

    /// The command that comes next, by the answer.
    fn next(&self) -> String {
        let answers = self.assessments.iter().map(|one| one.readiness);
        match Readiness::worst(answers) {
            Some(Readiness::Ready) => self.runbook("review"),
            Some(Readiness::Undetermined) if self.is_denied() => {
                format!("rolecall plan{}", self.guides())
            }
            Some(Readiness::Undetermined) => match self.unknown() {
                Some(id) => self.about_the_snapshot(&format!("explain {}", quoted(id))),
                None => self.runbook("remediate"),
            },
            _ => self.runbook("remediate"),
        }
    }

    /// True if the service refused a section, so that permissions are what lacks.
    fn is_denied(&self) -> bool {
        let sections = self.assessments.iter().flat_map(|one| &one.ledger);
        sections
            .into_iter()
            .any(|section| section.state == State::Denied)
    }

    /// The first required finding that could not be told.
    fn unknown(&self) -> Option<&str> {
        let findings = self.assessments.iter().flat_map(|one| &one.findings);
        let open = |verdict| matches!(verdict, Verdict::Unknown | Verdict::Manual);
        let mut findings = findings.filter(|one| one.is_open() && open(one.verdict));
        let first = findings.find(|one| one.tier == Some(Tier::Required));
        first.map(|finding| finding.id.as_str())
    }

    fn runbook(&self, kind: &str) -> String {
        let output = match self.assessments {
            [_] => format!("{kind}.md"),
            _ => kind.to_owned(),
        };
        let command = self.about_the_snapshot(&format!("runbook --kind {kind}"));
        format!("{command} -o {output}")
    }

    /// A command that reads the snapshot that was written, with the guides and decisions of this audit.
    fn about_the_snapshot(&self, command: &str) -> String {
        let snapshot = self.folder.join(SNAPSHOT_FILE);
        let snapshot = quoted(&snapshot.to_string_lossy());
        let (guides, decisions) = (self.guides(), self.decisions());
        format!("rolecall {command} --snapshot {snapshot}{guides}{decisions}")
    }

    fn guides(&self) -> String {
        let mut text = String::new();
        if self.guide.guide != [DEFAULT_GUIDE] {
            for guide in &self.guide.guide {
                let _ = write!(text, " --guide {}", quoted(guide));
            }
        }
        pairs(&mut text, "--param", &self.guide.param);
        for installer in &self.guide.installer {
            let _ = write!(text, " --installer {}", quoted(installer));
        }
        text
    }

    fn decisions(&self) -> String {
        let mut text = String::new();
        pairs(&mut text, "--choose", &self.judge.choose);
        pairs(&mut text, "--fact", &self.judge.fact);
        if self.judge.phase == PhaseArgument::Onboarding {
            text.push_str(" --phase onboarding");
        }
        if let Some(as_of) = self.judge.as_of {
            let _ = write!(text, " --as-of {as_of}");
        }
        if let Some(attest) = &self.judge.attest {
            let _ = write!(text, " --attest {}", quoted(&attest.to_string_lossy()));
        }
        text
    }
}

fn pairs(text: &mut String, flag: &str, pairs: &[Pair]) {
    for Pair { key, value } in pairs {
        let _ = write!(text, " {flag} {}", quoted(&format!("{key}={value}")));
    }
}

/// A text as one word of a shell.
fn quoted(text: &str) -> String {
    let text = terminal_line(text);
    let plain = |c: char| c.is_alphanumeric() || "_-./:=@,+%".contains(c);
    if !text.is_empty() && text.chars().all(plain) {
        text
    } else if cfg!(windows) {
        format!("\"{}\"", text.replace('"', "\\\""))
    } else {
        format!("'{}'", text.replace('\'', "'\\''"))
    }
}
