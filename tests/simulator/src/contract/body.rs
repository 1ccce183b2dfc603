//! The body of a write against the type that Microsoft gives it.

use super::Finding;
use super::metadata::{Version, element};
use jiff::Timestamp;
use serde_json::{Map, Value};

/// What is wrong with a value of a type; `at` is where it stands in the body.
pub fn check(version: &Version, kind: &str, value: &Value, at: &str) -> Vec<Finding> {
    let mut found = Vec::new();
    Body {
        version,
        found: &mut found,
    }
    .value(kind, value, at);
    found
}

struct Body<'b> {
    version: &'b Version,
    found: &'b mut Vec<Finding>,
}

impl Body<'_> {
    fn wrong(&mut self, at: &str, kind: &str) {
        let message = format!("Cannot convert the value of '{at}' to the expected type '{kind}'.");
        self.found.push(Finding {
            code: "Request_BadRequest",
            ..Finding::bad("write_value", message)
        });
    }

    fn value(&mut self, kind: &str, value: &Value, at: &str) {
        if value.is_null() {
            return;
        }
        if kind.starts_with('[') {
            let Some(items) = value.as_array() else {
                return self.wrong(at, kind);
            };
            for (index, item) in items.iter().enumerate() {
                self.value(element(kind), item, &format!("{at}[{index}]"));
            }
            return;
        }
        if let Some(fits) = primitive(kind, value) {
            if !fits {
                self.wrong(at, kind);
            }
        } else if self.version.is_enum(kind) {
            self.member(kind, value, at);
        } else if !self.version.is_opaque(kind) {
            match value.as_object() {
                Some(object) => self.object(kind, object, at),
                None => self.wrong(at, kind),
            }
        }
    }

    /// Members of an enumeration are read without regard to case: the reference itself mixes it.
    fn member(&mut self, kind: &str, value: &Value, at: &str) {
        let known = self.version.members(kind);
        let fits = value.as_str().is_some_and(|text| {
            known.is_none_or(|known| known.iter().any(|name| name.eq_ignore_ascii_case(text)))
        });
        if !fits {
            self.wrong(at, kind);
        }
    }

    fn object(&mut self, kind: &str, object: &Map<String, Value>, at: &str) {
        for (name, value) in object {
            let place = if at.is_empty() {
                name.clone()
            } else {
                format!("{at}/{name}")
            };
            if name == "@odata.type" {
                self.cast(kind, value, &place);
            } else if let Some(relation) = name.strip_suffix("@odata.bind") {
                self.bound(kind, relation, value, &place);
            } else if let Some(found) = self.exactly(kind, name) {
                self.value(&found, value, &place);
            } else {
                self.unknown(kind, name);
            }
        }
    }

    /// The type of a property: names in bodies are spelled as Microsoft does.
    fn exactly(&self, kind: &str, name: &str) -> Option<String> {
        let found = self.version.member(kind, name)?;
        (found.name == name).then_some(found.kind)
    }

    fn unknown(&mut self, kind: &str, name: &str) {
        let message = format!(
            "The property '{name}' does not exist on type 'microsoft.graph.{kind}'. Make sure to only use property names that are defined by the type."
        );
        self.found.push(Finding::bad("write_property", message));
    }

    fn cast(&mut self, kind: &str, value: &Value, at: &str) {
        let named = value
            .as_str()
            .and_then(|text| text.strip_prefix("#microsoft.graph."));
        if !named.is_some_and(|named| self.version.is_a(named, kind)) {
            self.wrong(at, kind);
        }
    }

    fn bound(&mut self, kind: &str, relation: &str, value: &Value, at: &str) {
        let known = self.version.member(kind, relation);
        if !known.is_some_and(|found| found.relation && found.name == relation) {
            return self.unknown(kind, relation);
        }
        let links = match value {
            Value::Array(items) => items.iter().all(Value::is_string),
            other => other.is_string(),
        };
        if !links {
            self.wrong(at, "link");
        }
    }
}

/// Whether a value is one of a primitive type; `None` when the type is not primitive.
fn primitive(kind: &str, value: &Value) -> Option<bool> {
    let text = value.as_str();
    Some(match kind {
        "string" => text.is_some(),
        "guid" => text.is_some_and(|text| uuid::Uuid::parse_str(text).is_ok()),
        "bool" => value.is_boolean(),
        "int" => value.is_i64(),
        "float" => value.is_number(),
        "datetime" => text.is_some_and(|text| text.parse::<Timestamp>().is_ok()),
        "date" => text.is_some_and(|text| text.parse::<jiff::civil::Date>().is_ok()),
        "time" => text.is_some_and(|text| text.parse::<jiff::civil::Time>().is_ok()),
        "duration" => text.is_some_and(|text| text.parse::<jiff::Span>().is_ok()),
        "binary" => text.is_some_and(is_base64),
        _ => return None,
    })
}

fn is_base64(text: &str) -> bool {
    use base64::Engine;
    use base64::engine::general_purpose::{STANDARD, URL_SAFE};
    STANDARD.decode(text).is_ok() || URL_SAFE.decode(text).is_ok()
}
