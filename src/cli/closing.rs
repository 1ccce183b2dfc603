//! The end of an audit: what was written, and the command that comes next.

use super::arguments::{ATTEST_MAX_AGE, GuideArguments, JudgeArguments, PHASE, Pair, WARN_DAYS};
use super::configuration::Settings;
use super::input::DASH;
use super::reports::{SNAPSHOT_FILE, stems};
use crate::assess::{Assessment, Readiness, Verdict};
use crate::document::escape::terminal_line;
use crate::guide::DEFAULT_GUIDE;
use crate::guide::Tier;
use crate::report::Format;
use crate::snapshot::State;
use clap::ValueEnum;
use clap::builder::PossibleValue;
use std::fmt::Write;
use std::path::Path;
use std::sync::Arc;

/// Names for files in place of standard input, which the next command would wait for.
const GUIDE_FILE: &str = "GUIDE.toml";
const ATTEST_FILE: &str = "ATTESTATIONS.toml";

/// Everything that an audit ends with.
pub(super) struct Closing<'a> {
    pub(super) folder: &'a Path,
    pub(super) formats: &'a [Format],
    pub(super) assessments: &'a [Arc<Assessment>],
    pub(super) guide: &'a GuideArguments,
    pub(super) judge: &'a JudgeArguments,
    /// The options that variables and the configuration file gave.
    pub(super) configured: &'a Settings,
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
        if let Some(file) = self.configured.file() {
            let file = terminal_line(file);
            let _ = writeln!(
                text,
                "Options   some come from {file}; rolecall config show lists them"
            );
        }
        let next = self.next();
        let _ = writeln!(text, "Next      {next}");
        if let Some(file) = self.of_standard_input(&next) {
            let _ = writeln!(text, "          once what standard input held is in {file}");
        }
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
        let format = if self.is_configured() {
            " --format markdown"
        } else {
            ""
        };
        let command = self.about_the_snapshot(&format!("runbook --kind {kind}{format}"));
        format!("{command} -o {output}")
    }

    /// A command that reads the snapshot that was written, with the guides and decisions of this audit.
    fn about_the_snapshot(&self, command: &str) -> String {
        let snapshot = self.folder.join(SNAPSHOT_FILE);
        let snapshot = quoted(&snapshot.to_string_lossy());
        let (guides, decisions) = (self.guides(), self.decisions());
        format!("rolecall {command} --snapshot {snapshot}{guides}{decisions}")
    }

    /// True if what is not given on the command line may be something else than the default.
    fn is_configured(&self) -> bool {
        self.configured.has_file || self.configured.has_variables
    }

    /// The options on the guides. A file may tell the next command something else than it told this one, so that none is
    /// read then.
    fn guides(&self) -> String {
        let mut text = String::new();
        if self.configured.has_file {
            text.push_str(" --no-config");
        }
        if self.is_configured() || self.guide.guide != [DEFAULT_GUIDE] {
            for guide in &self.guide.guide {
                let guide = if guide == DASH { GUIDE_FILE } else { guide };
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
        let judge = self.judge;
        let mut text = String::new();
        pairs(&mut text, "--choose", &judge.choose);
        pairs(&mut text, "--fact", &judge.fact);
        if self.is_configured() || judge.phase != PHASE {
            let phase = judge.phase.to_possible_value();
            let phase = phase.as_ref().map_or("", PossibleValue::get_name);
            let _ = write!(text, " --phase {phase}");
        }
        if let Some(as_of) = judge.as_of {
            let _ = write!(text, " --as-of {as_of}");
        }
        if let Some(attest) = &judge.attest {
            let attest = attest.to_string_lossy();
            let attest = if attest == DASH { ATTEST_FILE } else { &attest };
            let _ = write!(text, " --attest {}", quoted(attest));
        }
        let days = [
            ("attest-max-age", judge.attest_max_age, ATTEST_MAX_AGE),
            ("warn-days", judge.warn_days, WARN_DAYS),
        ];
        for (option, days, default) in days {
            if self.is_configured() || days != default {
                let _ = write!(text, " --{option} {days}");
            }
        }
        text
    }

    /// The file of the next command that is to hold what standard input held.
    fn of_standard_input(&self, next: &str) -> Option<&'static str> {
        let guide = self.guide.guide.iter().any(|guide| guide == DASH);
        let attest = self.judge.attest.as_ref();
        let attest = attest.is_some_and(|attest| attest.as_os_str() == DASH);
        let named = [(guide, GUIDE_FILE), (attest, ATTEST_FILE)];
        let mut named = named.into_iter().filter(|(is_read, _)| *is_read);
        let (_, file) = named.next()?;
        next.contains(file).then_some(file)
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
