//! `rolecall guide`: the guides that are built in, what a guide asks, and what is to be said of a guide's file.

mod show;

use crate::catalog::Catalog;
use crate::cli::arguments::{GuideCommand, GuideCommandArguments};
use crate::cli::content::Bound;
use crate::cli::error::CliError;
use crate::cli::{files, guides, input};
use crate::guide::built_in;
use crate::guide::format2::model::Guide;
use crate::guide::format2::{Library, convert, lint, schema};
use std::fmt::Write;
use std::path::Path;

/// Lists guides, or shows, checks or converts them.
pub(in crate::cli) fn run(arguments: &GuideCommandArguments) -> Result<(), CliError> {
    let catalog = guides::catalog()?;
    let text = match &arguments.command {
        GuideCommand::List => list(&catalog)?,
        GuideCommand::Show { id } => {
            let named = std::slice::from_ref(id);
            let guides = guides::named(&catalog, ("ID|FILE", named))?;
            guides.iter().map(show::text).collect()
        }
        GuideCommand::Lint { files } => lints(&catalog, files)?,
        GuideCommand::Convert { file } => converted(&catalog, file)?,
        GuideCommand::Schema => schema_text()?,
    };
    files::print(text.as_bytes())
}

fn list(catalog: &Catalog) -> Result<String, CliError> {
    let mut text = String::new();
    for built_in in built_in() {
        let library = Library {
            catalog,
            guides: &[],
        };
        let guide =
            Guide::parse(built_in.file, built_in.text, &library).map_err(CliError::failed)?;
        let _ = writeln!(
            text,
            "{:<14} {:<12} {}",
            guide.id.as_str(),
            guide.edition.id.to_string(),
            guide.title
        );
    }
    Ok(text)
}

/// The lints of guide files, a line each.
fn lints(catalog: &Catalog, files: &[String]) -> Result<String, CliError> {
    let guides = guides::named(catalog, ("FILE", files))?;
    let mut text = String::new();
    for file in files {
        let read = guides::text("FILE", file)?;
        let library = Library {
            catalog,
            guides: &guides,
        };
        let lints = lint(&read.file, &read.text, &library).map_err(CliError::input)?;
        for lint in lints {
            let _ = writeln!(text, "{}:{}:{}: {lint}", read.file, lint.line, lint.column);
        }
    }
    Ok(text)
}

fn converted(catalog: &Catalog, path: &Path) -> Result<String, CliError> {
    let text = input::read_text("FILE", path, Bound::GUIDE)?;
    convert(&input::name(path), &text, catalog).map_err(CliError::input)
}

fn schema_text() -> Result<String, CliError> {
    let mut text = serde_json::to_string_pretty(&schema()).map_err(CliError::failed)?;
    text.push('\n');
    Ok(text)
}
