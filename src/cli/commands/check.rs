//! `rolecall check`: a snapshot in, reports out.

use crate::assess::Assessment;
use crate::cli::arguments::CheckArguments;
use crate::cli::error::CliError;
use crate::cli::exit::Answer;
use crate::cli::terminal::Screen;
use crate::cli::{atomic_file, files, formats, inputs, reports, step_summary, templates};
use crate::report::{Format, Settings};
use anyhow::anyhow;
use std::path::Path;
use std::sync::Arc;

/// Judges a saved snapshot and prints or writes a report, or several.
pub(in crate::cli) fn run(
    arguments: &CheckArguments,
    screen: Screen,
    answer: &mut Answer,
) -> Result<(), CliError> {
    let formats = formats::once(&arguments.format.formats);
    formats::fit(&formats, arguments.summary)?;
    let output = arguments.output.output.as_deref();
    let output = output.filter(|path| !files::is_standard_output(path));
    formats::place(&formats, output)?;
    let settings = Settings {
        appendix: arguments.report.appendix,
        csv_bom: arguments.report.csv_bom,
        summary: arguments.summary,
        templates: templates::read(arguments.report.templates.template_dir.as_deref())?,
        ..Settings::default()
    };
    let mut asked = inputs::asked(&arguments.guide, Some(&arguments.judge))?;
    let snapshot = inputs::given(&arguments.seen)?.ok_or_else(|| {
        CliError::input(anyhow!(
            "check judges a snapshot; give one with --snapshot FILE (- is standard input), or --demo"
        ))
    })?;
    inputs::of_snapshot(&mut asked, &snapshot)?;
    let assessments = inputs::assess(&asked, &arguments.judge, &snapshot)?;
    answer.is(&assessments, &arguments.answer.fail_on);
    let assessments: Vec<_> = assessments.into_iter().map(Arc::new).collect();
    match (output, formats.as_slice()) {
        (Some(path), [format]) => {
            reports::draft(path, &assessments, *format, &settings)?.finish()?;
        }
        (Some(folder), _) => write(folder, &assessments, &formats, &settings)?,
        (None, _) => {
            let style = screen.style(arguments.answer.all);
            print(
                &assessments,
                &formats,
                &Settings {
                    style,
                    ..settings.clone()
                },
            )?;
        }
    }
    step_summary::add(&assessments, &settings, screen);
    Ok(())
}

/// Writes the reports of each guide, and the overview of several, into a folder.
fn write(
    folder: &Path,
    assessments: &[Arc<Assessment>],
    formats: &[Format],
    settings: &Settings,
) -> Result<(), CliError> {
    files::folder(folder)?;
    atomic_file::finish(reports::drafts(folder, assessments, formats, settings)?)
}

/// Prints a report, whole or not at all: a template may be found broken in the middle.
fn print(
    assessments: &[Arc<Assessment>],
    formats: &[Format],
    settings: &Settings,
) -> Result<(), CliError> {
    let format = formats.first().copied().unwrap_or(Format::Table);
    files::print(&reports::printed(assessments, format, settings)?)
}
