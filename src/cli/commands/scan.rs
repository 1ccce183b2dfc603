//! `rolecall scan`: a tenant in, a snapshot out.

use crate::cli::arguments::ScanArguments;
use crate::cli::exit::Exit;
use crate::cli::problem::Problem;
use crate::cli::{files, inputs, tenant};
use crate::snapshot::{self, SectionName, Snapshot, State};
use std::fmt::Write;

/// Reads a tenant into a snapshot file and says what could not be read.
pub(in crate::cli) fn run(arguments: &ScanArguments) -> Result<Exit, Problem> {
    let asked = inputs::asked(&arguments.guide)?;
    let scan = tenant::prepare(&arguments.tenant)?;
    files::writable(&arguments.output)?;
    let snapshot = tenant::scan(&asked, scan)?;
    let bytes = snapshot::write(&snapshot).map_err(Problem::failed)?;
    files::write(&arguments.output, &bytes)?;
    files::print(summary(&snapshot).as_bytes())?;
    Ok(Exit::Ready)
}

/// One line per section: what became of it, and what is in the way. Nothing of the tenant's text.
fn summary(snapshot: &Snapshot) -> String {
    let mut text = String::new();
    for &name in SectionName::ALL {
        let head = snapshot.sections.head(name);
        let _ = write!(
            text,
            "{:<26} {:<13} {:>5} items",
            name.as_str(),
            head.state.words(),
            head.items
        );
        if let Some(problem) = head.problem.filter(|_| head.state != State::Collected) {
            let _ = write!(text, "  {}", problem.message);
        }
        text.push('\n');
    }
    text
}
