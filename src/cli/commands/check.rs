//! `rolecall check`: a snapshot in, one report out.

use crate::cli::arguments::CheckArguments;
use crate::cli::exit::Exit;
use crate::cli::problem::Problem;
use crate::cli::{files, inputs, terminal};
use crate::report::{Style, render};

/// Judges a saved snapshot and prints or writes one report.
pub(in crate::cli) fn run(arguments: &CheckArguments) -> Result<Exit, Problem> {
    let mut asked = inputs::asked(&arguments.guide)?;
    let snapshot = inputs::snapshot(&arguments.snapshot)?;
    inputs::of_snapshot(&mut asked, &arguments.guide, &snapshot)?;
    let assessment = inputs::assess(&asked, &arguments.judge, &snapshot)?;
    let style = if arguments.output.is_some() {
        Style::default()
    } else {
        terminal::style()
    };
    let bytes = render(&assessment, arguments.format, &style).map_err(Problem::failed)?;
    match &arguments.output {
        Some(path) => files::write(path, &bytes)?,
        None => files::print(&bytes)?,
    }
    Ok(Exit::from(assessment.readiness))
}
