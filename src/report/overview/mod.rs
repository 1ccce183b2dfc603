//! Several guides in one tenant at a glance: the answer of each, whom they share, and what nobody asks for.
//!
//! The formats for people show this overview, and JSON holds it with every assessment. The other formats have the
//! findings of all guides in one file.

mod model;
mod shared;
mod table;

pub(super) use model::Overview;
pub use model::SCHEMA;

use super::model::Report;
use super::{ReportError, Settings, json_text};
use crate::document::policy;
use minijinja::context;
use minijinja::value::{Serde, Value, merge_maps};
use std::io::Write;

pub(super) use table::write as table;

/// The place where the schema is published.
const ID: &str = "https://rolecall.example/overview.v1.schema.json";

/// Everything that the schema says of itself.
const DESCRIPTION: &str = "What `rolecall check -f json` writes for several guides. Every key is always there; a value \
    that there is not is null. A version changes by adding keys; anything else is a new version.";

/// The JSON Schema (2020-12) of the overview, made of the types that are written.
pub fn schema() -> serde_json::Value {
    super::json::schema_of::<Overview<'_>>(ID, "rolecall overview, version 1", DESCRIPTION)
}

/// Writes the overview as JSON.
pub(super) fn json(
    reports: &[Report<'_>],
    _: &Settings,
    out: &mut dyn Write,
) -> Result<(), ReportError> {
    match Overview::of(reports) {
        Some(overview) => json_text::write(out, &overview),
        None => Ok(()),
    }
}

/// Writes the overview as Markdown.
pub(super) fn markdown(
    reports: &[Report<'_>],
    settings: &Settings,
    out: &mut dyn Write,
) -> Result<(), ReportError> {
    let Some(overview) = Overview::of(reports) else {
        return Ok(());
    };
    let templates = &settings.templates;
    templates.write("overview.md", page(&overview), overview.length(), out)?;
    Ok(())
}

/// Writes the overview as one HTML file.
pub(super) fn html(
    reports: &[Report<'_>],
    settings: &Settings,
    out: &mut dyn Write,
) -> Result<(), ReportError> {
    let Some(overview) = Overview::of(reports) else {
        return Ok(());
    };
    let templates = &settings.templates;
    let style_sheet = templates.text("report.css");
    let own = context! {
        style_sheet => Value::from_safe_string(style_sheet.to_owned()),
        policy => Value::from_safe_string(policy(style_sheet, &[])),
    };
    let context = merge_maps([own, page(&overview)]);
    templates.write("overview.html", context, overview.length(), out)?;
    Ok(())
}

/// The values of the overview's templates.
fn page(overview: &Overview<'_>) -> Value {
    let counts = overview.head.guides.iter().map(|guide| &guide.counts);
    let counts: Vec<_> = counts.collect();
    merge_maps([
        super::page::functions(&counts),
        context! { overview => Value::from(Serde(&overview.head)) },
    ])
}
