//! The inputs that the command line names: files, or `-` for standard input, which only one of them can be.

use super::arguments::{
    Auth, Command, GuideArguments, GuideCommand, JudgeArguments, SnapshotArguments, TenantArguments,
};
use super::content::{self, Bound};
use super::error::CliError;
use crate::quote::Quoted;
use anyhow::anyhow;
use std::borrow::Cow;
use std::ffi::OsStr;
use std::path::Path;
use std::sync::OnceLock;

/// The text that stands for standard input, and for standard output.
pub(super) const DASH: &str = "-";

/// An input with the name that it has on the command line.
type Named<'a> = (&'static str, Option<&'a OsStr>);

/// Standard input, once it was read: what for, and what it held.
static READ: OnceLock<(&'static str, Vec<u8>)> = OnceLock::new();

/// True if a path is `-`. A file of that name is `./-`.
pub(super) fn is_dash(path: &Path) -> bool {
    path.as_os_str() == DASH
}

/// An input by the name that messages give it.
pub(super) fn name(path: &Path) -> String {
    if is_dash(path) {
        "standard input".to_owned()
    } else {
        Quoted::path(path).to_string()
    }
}

/// Reads an input whole. `flag` is its name on the command line.
pub(super) fn read(
    flag: &'static str,
    path: &Path,
    bound: Bound,
) -> Result<Cow<'static, [u8]>, CliError> {
    if !is_dash(path) {
        return content::read(path, bound).map(Cow::Owned);
    }
    if READ.get().is_none() {
        // Nobody else reads it meanwhile: one command runs, and it reads one input after another.
        let _ = READ.set((flag, content::read_standard_input(bound)?));
    }
    match READ.get() {
        Some((by, bytes)) if *by == flag => Ok(Cow::Borrowed(bytes)),
        Some((by, _)) => Err(twice(by, flag)),
        None => Err(CliError::failed(anyhow!("cannot read standard input"))),
    }
}

/// The same as text.
pub(super) fn read_text(flag: &'static str, path: &Path, bound: Bound) -> Result<String, CliError> {
    String::from_utf8(read(flag, path, bound)?.into_owned())
        .map_err(|_| CliError::input(anyhow!("{} is not UTF-8 text", name(path))))
}

/// Refuses a command line that wants standard input more than once, before anything is read.
pub(super) fn check(command: &Command) -> Result<(), CliError> {
    let dashes: Vec<&'static str> = inputs(command)
        .into_iter()
        .filter(|(_, path)| *path == Some(OsStr::new(DASH)))
        .map(|(flag, _)| flag)
        .collect();
    match dashes.as_slice() {
        [one, other, ..] => Err(twice(one, other)),
        _ => Ok(()),
    }
}

fn twice(one: &str, other: &str) -> CliError {
    CliError::input(anyhow!(
        "standard input can be read only once, and {one} and {other} both say -; give a file for one of them"
    ))
}

/// Every input that a command reads.
fn inputs(command: &Command) -> Vec<Named<'_>> {
    match command {
        Command::Audit(audit) => {
            let scans = !audit.seen.is_given();
            let mut inputs = vec![snapshot(&audit.seen)];
            inputs.extend(guides(&audit.guide));
            inputs.push(judge(&audit.judge));
            inputs.extend(scans.then(|| tenant(&audit.tenant)).into_iter().flatten());
            inputs
        }
        Command::Scan(scan) => {
            let mut inputs: Vec<Named<'_>> = guides(&scan.guide).collect();
            inputs.extend(tenant(&scan.tenant));
            inputs
        }
        Command::Check(check) => guides(&check.guide)
            .chain([snapshot(&check.seen), judge(&check.judge)])
            .collect(),
        Command::Plan(plan) => guides(&plan.guide).collect(),
        Command::Runbook(runbook) => guides(&runbook.guide)
            .chain([
                snapshot(&runbook.seen),
                of_path("--since", runbook.since.as_deref()),
                judge(&runbook.judge),
            ])
            .collect(),
        Command::Explain(explain) => guides(&explain.guide)
            .chain([snapshot(&explain.seen), judge(&explain.judge)])
            .collect(),
        Command::Guide(of) => of_guide_command(&of.command),
        Command::Templates { .. }
        | Command::Config { .. }
        | Command::Completions { .. }
        | Command::Manual { .. } => Vec::new(),
    }
}

fn of_guide_command(command: &GuideCommand) -> Vec<Named<'_>> {
    match command {
        GuideCommand::Show { id } => vec![("ID|FILE", Some(OsStr::new(id)))],
        GuideCommand::Lint { files } => {
            let files = files.iter();
            files.map(|file| ("FILE", Some(OsStr::new(file)))).collect()
        }
        GuideCommand::Convert { file } => vec![of_path("FILE", Some(file))],
        GuideCommand::List | GuideCommand::Schema => Vec::new(),
    }
}

fn of_path<'a>(flag: &'static str, path: Option<&'a Path>) -> Named<'a> {
    (flag, path.map(Path::as_os_str))
}

fn snapshot(arguments: &SnapshotArguments) -> Named<'_> {
    of_path("--snapshot", arguments.snapshot.as_deref())
}

fn guides(arguments: &GuideArguments) -> impl Iterator<Item = Named<'_>> {
    let guides = arguments.guide.iter();
    guides.map(|guide| ("--guide", Some(OsStr::new(guide))))
}

fn judge(arguments: &JudgeArguments) -> Named<'_> {
    ("--attest", arguments.attest.as_deref().map(Path::as_os_str))
}

/// Everything that a scan reads. A replay asks nobody, and another way to sign in takes no token.
fn tenant(arguments: &TenantArguments) -> Vec<Named<'_>> {
    if arguments.replay.is_some() {
        return Vec::new();
    }
    let token = matches!(arguments.auth, Auth::Auto | Auth::Token);
    let token = arguments.access_token_file.as_deref().filter(|_| token);
    let trust = arguments.ca_file.as_deref().map(Path::as_os_str);
    vec![("--access-token-file", token), ("--ca-file", trust)]
}
