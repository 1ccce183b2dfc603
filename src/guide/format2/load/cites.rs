//! Cites: the source, and the line in it.

use super::context::Context;
use crate::guide::error::Faults;
use crate::guide::format2::file::CiteEntry;
use crate::guide::format2::model::Cite;
use crate::guide::format2::read::{Maybe, Needed, Placed};

/// A place in a source.
pub(crate) fn cite(
    entry: &Placed<CiteEntry>,
    context: &Context<'_>,
    faults: &mut Faults,
) -> Option<Cite> {
    let source = source(entry, context, faults);
    let heading = entry.heading.get()?;
    let heading = heading.entries.iter();
    let cite = Cite {
        source: source?,
        heading: heading.map(|text| text.as_str().to_owned()).collect(),
        line: entry.line.as_ref().map(|line| line.0),
    };
    Some(cite)
}

/// A place that must be given.
pub(crate) fn needed(
    entry: &Needed<CiteEntry>,
    context: &Context<'_>,
    faults: &mut Faults,
) -> Option<Cite> {
    cite(entry.get()?, context, faults)
}

/// A place that may be given.
pub(crate) fn maybe(
    entry: &Maybe<CiteEntry>,
    context: &Context<'_>,
    faults: &mut Faults,
) -> Option<Cite> {
    cite(entry.as_ref()?, context, faults)
}

fn source(
    entry: &Placed<CiteEntry>,
    context: &Context<'_>,
    faults: &mut Faults,
) -> Option<crate::guide::format2::ids::SourceId> {
    let id = if let Some(given) = entry.source() {
        context
            .sources
            .check(given, "source", faults)
            .then(|| given.value.clone())?
    } else {
        let mut all = context.sources.iter();
        let first = all.next()?;
        if all.next().is_some() {
            let all: Vec<&str> = context.sources.iter().map(|id| id.as_str()).collect();
            faults.add_with_help(
                entry.span.clone(),
                "the guide has several sources, and this cite does not say which it is in",
                format!("write in, with one of: {}", all.join(", ")),
            );
            return None;
        }
        first.clone()
    };
    if let Some(line) = &entry.line {
        match context.lines.get(&id).copied().flatten() {
            None => faults.add_with_help(
                line.span.clone(),
                format!(
                    "a line, but the text of the source {:?} is not held",
                    id.as_str()
                ),
                "leave line out, or give the source its sha256 and lines",
            ),
            Some(lines) if line.0 > lines => faults.add_with_help(
                line.span.clone(),
                format!("the text has no line {}", line.0),
                format!(
                    "the source {:?} says that it has {lines} lines",
                    id.as_str()
                ),
            ),
            Some(_) => {}
        }
    }
    Some(id)
}
