//! The JSON Schema of a guide, made of the types that read one.

use super::file::GuideFile;
use schemars::transform::RecursiveTransform;
use schemars::{Schema, generate::SchemaSettings};
use serde_json::Value;

/// The address at which the schema is published.
const ID: &str = "https://rolecall.example/guide.v2.schema.json";

/// The schema's description of itself.
const DESCRIPTION: &str = "TOML read as JSON; a TOML date is a string YYYY-MM-DD. \
    What a schema cannot say (names that exist, ids used once, cites within the text) is checked \
    when a guide is loaded.";

/// The JSON Schema (2020-12) of format 2.
pub fn schema() -> Value {
    let settings = SchemaSettings::draft2020_12().with_transform(RecursiveTransform(without_null));
    let mut schema = settings
        .into_generator()
        .into_root_schema_for::<GuideFile>();
    schema.insert("$id".to_owned(), ID.into());
    schema.insert("title".to_owned(), "rolecall guide, format 2".into());
    schema.insert("description".to_owned(), DESCRIPTION.into());
    schema.to_value()
}

/// Removes the `null` type of a key that may be left out: TOML has no null.
fn without_null(schema: &mut Schema) {
    let is_null = |value: &Value| {
        let named = value.as_str().or_else(|| value.get("type")?.as_str());
        named == Some("null")
    };
    for key in ["anyOf", "type", "enum"] {
        let Some(Value::Array(list)) = schema.get_mut(key) else {
            continue;
        };
        list.retain(|value| !is_null(value) && !value.is_null());
        if list.len() != 1 || key == "enum" {
            continue;
        }
        let Some(only) = list.pop() else { continue };
        schema.remove(key);
        match only {
            Value::Object(inner) => {
                for (key, value) in inner {
                    schema.insert(key, value);
                }
            }
            other => {
                schema.insert(key.to_owned(), other);
            }
        }
    }
}
