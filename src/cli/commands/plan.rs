//! `rolecall plan`: what a scan would ask, and with which permissions.

use crate::cli::arguments::PlanArguments;
use crate::cli::exit::Exit;
use crate::cli::problem::Problem;
use crate::cli::{files, inputs};
use crate::scan::plan;
use std::fmt::Write;

/// Prints the requests of a scan by round trip, then the auditor's least permissions.
pub(in crate::cli) fn run(arguments: &PlanArguments) -> Result<Exit, Problem> {
    let asked = inputs::asked(&arguments.guide)?;
    let plan = plan(&asked.guide, &asked.parameters, &asked.catalog);
    let mut text = String::new();
    let _ = writeln!(text, "Requests of a scan for {} (GET only):", asked.guide.id);
    let _ = write!(text, "{plan}");
    files::print(text.as_bytes())?;
    Ok(Exit::Ready)
}
