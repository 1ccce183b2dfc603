//! Loads a guide's text: a [`Guide`], or every fault in it.

mod catalog;
mod choices;
mod cites;
mod conditions;
mod context;
mod head;
mod kinds;
mod known;
mod library;
mod lookups;
mod principal_facts;
mod principals;
mod refused;
mod requirements;
mod rights;
mod steps;

use super::file::GuideFile;
use super::model::Guide;
use super::names::Names;
use super::read::Read;
use crate::guide::GuideError;
use crate::guide::error::Faults;
use context::Context;
pub(crate) use context::needed;
pub(crate) use head::unfit;
pub use library::Library;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A guide together with its file, whose places a lint points at.
#[derive(Debug)]
pub(crate) struct Loaded<'a> {
    pub(crate) guide: Guide,
    pub(crate) file: GuideFile,
    pub(crate) built_in: Names<'a>,
}

impl Guide {
    /// Reads a guide. `file_name` is what messages call the file; nothing is opened.
    ///
    /// A text that is no TOML is refused at once. Otherwise one round reports
    /// everything: unknown and missing keys, values of the wrong kind, names that
    /// do not exist, and what does not go together.
    pub fn parse(file_name: &str, text: &str, library: &Library<'_>) -> Result<Self, GuideError> {
        load(file_name, text, library).map(|loaded| loaded.guide)
    }
}

/// Reads a guide and keeps its file.
pub(crate) fn load<'a>(
    file_name: &str,
    text: &str,
    library: &Library<'a>,
) -> Result<Loaded<'a>, GuideError> {
    let mut faults = Faults::default();
    let built_in = Names::of(library.catalog);
    let loaded = read(text, &mut faults).and_then(|file| {
        let guide = resolve(&file, &built_in, library, &mut faults)?;
        Some((guide, file))
    });
    match loaded {
        Some((guide, file)) if faults.is_empty() => Ok(Loaded {
            guide,
            file,
            built_in,
        }),
        _ => Err(faults.into_problem(file_name, text)),
    }
}

/// Reads the file's shape, or notes everything that keeps it from being read.
fn read(text: &str, faults: &mut Faults) -> Option<GuideFile> {
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        // A parser's message can run over lines; a fault is one fragment.
        let message = error.message().lines().collect::<Vec<_>>().join(", ");
        faults.add(error.span().unwrap_or_default(), message);
    }
    if !errors.is_empty() {
        return None;
    }
    // For a guide in another format every further fault would be a consequence of the first.
    if let Some(format) = table.get_ref().get("format")
        && format.get_ref().as_integer().is_some()
    {
        super::file::FormatNumber::read(format, faults)?;
    }
    let span = table.span();
    let value = Spanned::new(span, DeValue::Table(table.into_inner()));
    GuideFile::read(&value, faults)
}

/// Resolves every part; a guide comes of it when every part can be resolved.
fn resolve(
    file: &GuideFile,
    built_in: &Names<'_>,
    library: &Library<'_>,
    faults: &mut Faults,
) -> Option<Guide> {
    let (declared_names, names) = catalog::names(file, built_in, faults);
    let context = Context::gather(file, names, library, faults);
    let sources = head::sources(file, faults);
    let relations = head::relations(file, &context, faults);
    let parameters = head::parameters(file, faults);
    let facts = head::facts(file, &context, faults);
    let principals = principals::principals(file, &context, faults);
    let choices = choices::choices(file, &context, faults);
    let requirements = requirements::requirements(file, &context, faults);
    let steps = steps::steps(file, &context, &requirements, faults);
    let handovers = steps::handovers(file, &context, faults);
    let notices = steps::notices(file, &context, faults);
    if !faults.is_empty() {
        return None;
    }
    Some(Guide {
        id: file.id.value()?,
        title: head::text(&file.title)?,
        vendor: head::text(&file.vendor)?,
        product: head::text(&file.product)?,
        edition: head::edition(file)?,
        sources,
        relations,
        parameters,
        facts,
        principals,
        choices,
        requirements: requirements.into_iter().flatten().collect(),
        steps,
        handovers,
        notices,
        names: declared_names,
    })
}
