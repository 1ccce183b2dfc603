//! The report for programs: [`Report`] itself, and its JSON Schema.

use super::model::{Report, SCHEMA_VERSION};
use super::{ReportError, Settings, json_text};
use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema};
use serde_json::Value;
use std::io::Write;

/// The place where the schema is published.
const ID: &str = "https://rolecall.example/assessment.v2.schema.json";

/// Everything that the schema says of itself.
const DESCRIPTION: &str = "What `rolecall check -f json` writes. Every key is always there; a value that there is \
    not is null. A version changes by adding keys; anything else is a new version.";

/// The JSON Schema (2020-12) of the report, made of the types that are written.
pub fn schema() -> Value {
    let title = format!("rolecall assessment, version {SCHEMA_VERSION}");
    schema_of::<Report<'_>>(ID, &title, DESCRIPTION)
}

/// The JSON Schema (2020-12) of a document that this module writes.
pub(super) fn schema_of<T: JsonSchema>(id: &str, title: &str, description: &str) -> Value {
    let settings = SchemaSettings::draft2020_12()
        .for_serialize()
        .with_transform(RecursiveTransform(closed));
    let mut schema = settings.into_generator().into_root_schema_for::<T>();
    schema.insert("$id".to_owned(), id.into());
    schema.insert("title".to_owned(), title.into());
    schema.insert("description".to_owned(), description.into());
    schema.to_value()
}

/// Allows an object no key that it does not name.
fn closed(schema: &mut Schema) {
    if schema.get("properties").is_some() {
        schema.insert("additionalProperties".to_owned(), false.into());
    }
}

/// Writes the JSON report.
pub(super) fn write(
    report: &Report<'_>,
    _: &Settings,
    out: &mut dyn Write,
) -> Result<(), ReportError> {
    json_text::write(out, report)
}
