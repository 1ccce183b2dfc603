//! A body as JSON of which parts are known only when the script runs.

use super::is_small;
use crate::actions::operation::{Body, Part, Text};

const UNIT: &str = "  ";

/// A body as JSON, laid out over lines.
pub(super) fn write_json(body: &Body, depth: usize, out: &mut Text) {
    let push = |out: &mut Text, text: &str| *out = std::mem::take(out).and(text);
    let (inner, outer) = (UNIT.repeat(depth + 1), UNIT.repeat(depth));
    match body {
        Body::Flag(flag) => push(out, if *flag { "true" } else { "false" }),
        Body::Text(text) | Body::Base64(text) => {
            push(out, "\"");
            for part in &text.parts {
                let part = match part {
                    Part::Known(text) => Part::Known(escaped(text)),
                    other => other.clone(),
                };
                *out = std::mem::take(out).and(Text { parts: vec![part] });
            }
            push(out, "\"");
        }
        Body::List(list) if list.is_empty() => push(out, "[]"),
        Body::List(list) => {
            push(out, "[\n");
            for (index, one) in list.iter().enumerate() {
                push(out, &inner);
                write_json(one, depth + 1, out);
                push(out, if index + 1 < list.len() { ",\n" } else { "\n" });
            }
            push(out, &format!("{outer}]"));
        }
        Body::Object(fields) if is_small(body) => {
            push(out, "{ ");
            for (index, (key, value)) in fields.iter().enumerate() {
                push(out, &format!("\"{key}\": "));
                write_json(value, depth, out);
                push(out, if index + 1 < fields.len() { ", " } else { " }" });
            }
        }
        Body::Object(fields) => {
            push(out, "{\n");
            for (index, (key, value)) in fields.iter().enumerate() {
                push(out, &format!("{inner}\"{key}\": "));
                write_json(value, depth + 1, out);
                push(
                    out,
                    if index + 1 < fields.len() {
                        ",\n"
                    } else {
                        "\n"
                    },
                );
            }
            push(out, &format!("{outer}}}"));
        }
    }
}

/// A text as it stands between the quotes of a JSON string.
fn escaped(text: &str) -> String {
    let quoted = serde_json::Value::from(text).to_string();
    quoted
        .get(1..quoted.len().saturating_sub(1))
        .unwrap_or_default()
        .to_owned()
}
