//! `rolecall check`: a snapshot in, one report out.

use crate::cli::arguments::CheckArguments;
use crate::cli::error::CliError;
use crate::cli::exit::Answer;
use crate::cli::{files, inputs, reports, templates, terminal};
use crate::report::{Format, Settings, Style};
use anyhow::anyhow;
use std::sync::Arc;

/// Judges a saved snapshot and prints or writes one report.
pub(in crate::cli) fn run(arguments: &CheckArguments, answer: &mut Answer) -> Result<(), CliError> {
    if arguments.summary && arguments.format != Format::Markdown {
        return Err(CliError::input(anyhow!(
            "--summary is a form of markdown; add --format markdown"
        )));
    }
    let own = templates::read(arguments.report.template_dir.as_deref())?;
    let mut asked = inputs::asked(&arguments.guide, Some(&arguments.judge))?;
    let snapshot = inputs::given(&arguments.seen)?.ok_or_else(|| {
        CliError::input(anyhow!(
            "check judges a snapshot; give one with --snapshot FILE (- is standard input), or --demo"
        ))
    })?;
    inputs::of_snapshot(&mut asked, &snapshot)?;
    let assessments = inputs::assess(&asked, &arguments.judge, &snapshot)?;
    answer.is(&assessments);
    let assessments: Vec<_> = assessments.into_iter().map(Arc::new).collect();
    let file = arguments.output.as_deref();
    let file = file.filter(|path| !files::is_standard_output(path));
    let style = if file.is_some() {
        Style::default()
    } else {
        terminal::style()
    };
    let settings = Settings {
        style,
        csv_bom: arguments.report.csv_bom,
        summary: arguments.summary,
        templates: own,
    };
    if let Some(path) = file {
        reports::draft(path, &assessments, arguments.format, &settings)?.finish()
    } else {
        // Whole or not at all: a template may be found broken in the middle.
        files::print(&reports::printed(
            &assessments,
            arguments.format,
            &settings,
        )?)
    }
}
