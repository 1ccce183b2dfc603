//! The schema's name and version, and the schemas of values that are written as text or numbers.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use std::borrow::Cow;

/// The name of the schema, in every document.
pub const SCHEMA: &str = "rolecall/assessment";
/// The version of the schema that this build writes.
pub const SCHEMA_VERSION: u32 = 2;

/// The schema's own name.
pub(super) fn name(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "const": SCHEMA })
}

/// The schema's version.
pub(super) fn version(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "const": SCHEMA_VERSION })
}

/// Declares schemas of values that are written as text or numbers.
macro_rules! plain {
    ($($(#[doc = $doc:literal])+ $name:ident $schema:tt)+) => {$(
        $(#[doc = $doc])+
        pub(in crate::report) struct $name;

        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!($schema)
            }
        }
    )+};
}

plain! {
    /// A moment in UTC.
    Time {
        "type": "string",
        "format": "date-time",
        "pattern": "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$",
        "description": "ISO 8601, UTC."
    }
    /// A day.
    Day { "type": "string", "pattern": "^\\d{4}-\\d\\d-\\d\\d$" }
    /// An id of Microsoft's, in lower case.
    Guid {
        "type": "string",
        "pattern": "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"
    }
    /// A SHA-256 in hexadecimal.
    Sha256 { "type": "string", "pattern": "^[0-9a-f]{64}$" }
    /// A status of HTTP.
    HttpStatus { "type": "integer", "minimum": 100, "maximum": 599 }
}
