//! `rolecall explain`: an id or a name in, what it means and how it is granted and revoked out.

use crate::catalog::Cloud;
use crate::cli::arguments::ExplainArguments;
use crate::cli::error::CliError;
use crate::cli::{clock, files, inputs, terminal};
use crate::runbook::{Inputs, explain, show};

/// Explains one thing, and passes no judgement.
pub(in crate::cli) fn run(arguments: &ExplainArguments) -> Result<(), CliError> {
    let cloud: Cloud = arguments.cloud.parse().map_err(CliError::input)?;
    let mut asked = inputs::asked(&arguments.guide)?;
    let choose = inputs::chosen(&asked, &arguments.judge)?;
    let seen = inputs::seen(
        &mut asked,
        (&arguments.guide, &arguments.judge),
        (arguments.snapshot.as_deref(), arguments.demo),
    )?;
    let as_of = match &seen {
        Some((_, assessment)) => assessment.as_of,
        None => arguments.judge.as_of.unwrap_or_else(clock::now),
    };
    let inputs = Inputs {
        guide: &asked.guide,
        parameters: &asked.parameters,
        catalog: &asked.catalog,
        seen: seen
            .as_ref()
            .map(|(snapshot, assessment)| (snapshot, assessment)),
        choose: &choose,
        as_of,
        cloud,
        since: None,
        needed: &[],
    };
    let explanations = explain(&arguments.id, inputs).map_err(|problem| {
        if problem.is_callers() {
            CliError::input(problem)
        } else {
            CliError::failed(problem)
        }
    })?;
    let text = show(&explanations, terminal::style().width);
    files::print(text.as_bytes())
}
