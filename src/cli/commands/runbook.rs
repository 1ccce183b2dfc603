//! `rolecall runbook`: a guide and a snapshot in, the steps that a person takes out.

use crate::cli::arguments::RunbookArguments;
use crate::cli::atomic_file::{self, AtomicFile};
use crate::cli::error::CliError;
use crate::cli::new_file::Readers;
use crate::cli::{files, formats, inputs, templates};
use crate::runbook::{Form, Inputs, Kind, Needed, RunbookError, render, write};
use crate::scan::plan;
use anyhow::anyhow;
use std::io::Write as _;

/// Writes a runbook. It changes nothing, and asks nobody: it is made from a file.
pub(in crate::cli) fn run(arguments: &RunbookArguments) -> Result<(), CliError> {
    if arguments.since.is_some() && arguments.kind != Kind::Review {
        return Err(CliError::input(anyhow!(
            "--since belongs to --kind review, which says what has changed"
        )));
    }
    let own = templates::read(arguments.templates.template_dir.as_deref())?;
    let cloud = arguments.cloud.cloud;
    let mut asked = inputs::asked(&arguments.guide, Some(&arguments.judge))?;
    let since = arguments
        .since
        .as_deref()
        .map(|path| inputs::snapshot("--since", path))
        .transpose()?;
    let seen = inputs::seen(&mut asked, &arguments.judge, &arguments.seen)?;
    let plan = plan(asked.scan());
    let needed = plan.permissions().iter().map(|one| (one.name, one.id));
    let needed: Vec<Needed<'_>> = needed.collect();
    let mut written = Vec::new();
    for (at, guide) in asked.guides.iter().enumerate() {
        let inputs = inputs::of_runbook((&asked, at), seen.as_ref(), &arguments.judge, cloud);
        let Some(inputs) = inputs else { continue };
        let inputs = Inputs {
            since: since.as_ref(),
            needed: &needed,
            ..inputs
        };
        let runbook = write(arguments.kind, inputs).map_err(problem)?;
        for form in formats::once(&arguments.format.formats) {
            let bytes = render(&runbook, form, &own).map_err(problem)?;
            written.push((guide.id.as_str(), form, bytes));
        }
        if arguments.kind == Kind::Auditor {
            // The auditor's application reads for all guides.
            break;
        }
    }
    deliver(arguments, &written)
}

/// Prints or writes one runbook, or those of several guides and formats into a folder.
fn deliver(
    arguments: &RunbookArguments,
    written: &[(&str, Form, Vec<u8>)],
) -> Result<(), CliError> {
    let output = arguments.output.output.as_deref();
    if let [(_, _, bytes)] = written {
        return files::deliver(output, bytes);
    }
    let Some(folder) = output.filter(|path| !files::is_standard_output(path)) else {
        return Err(CliError::input(anyhow!(
            "there is a runbook for each guide and format, {} in all; name a folder for them with --output",
            written.len()
        )));
    };
    files::no_file_name(folder, "--output", Form::ALL.map(Form::extension))?;
    files::folder(folder)?;
    let mut drafts = Vec::new();
    for (guide, form, bytes) in written {
        let (kind, end) = (arguments.kind.as_str(), form.extension());
        let path = folder.join(format!("{guide}-{kind}.{end}"));
        let mut draft = AtomicFile::new(&path, Readers::Umask)?;
        let done = draft.write_all(bytes);
        draft.check(done)?;
        drafts.push(draft);
    }
    atomic_file::finish(drafts)
}

/// A template of the user, or a snapshot that is lacking, is the user's to mend; anything else is ours.
fn problem(problem: RunbookError) -> CliError {
    if problem.is_callers() {
        CliError::input(problem)
    } else {
        CliError::failed(problem)
    }
}
