//! `rolecall explain`: an id or a name in, what it means and how it is granted and revoked out.

use crate::cli::arguments::ExplainArguments;
use crate::cli::error::CliError;
use crate::cli::terminal::Screen;
use crate::cli::{files, inputs};
use crate::runbook::{explain, show};

/// Explains one thing, and passes no judgement.
pub(in crate::cli) fn run(arguments: &ExplainArguments, screen: Screen) -> Result<(), CliError> {
    let mut asked = inputs::asked(&arguments.guide, Some(&arguments.judge))?;
    let seen = inputs::seen(&mut asked, &arguments.judge, &arguments.seen)?;
    let judge = &arguments.judge;
    let inputs = inputs::of_runbook((&asked, 0), seen.as_ref(), judge, arguments.cloud.cloud);
    let Some(inputs) = inputs else {
        return Ok(());
    };
    let explanations = explain(&arguments.id, inputs).map_err(|problem| {
        if problem.is_callers() {
            CliError::input(problem)
        } else {
            CliError::failed(problem)
        }
    })?;
    let text = show(&explanations, screen.width());
    files::print(text.as_bytes())
}
