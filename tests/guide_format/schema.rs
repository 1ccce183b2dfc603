//! The published schema, the specification's schema, the loader and the specification's own checker
//! take and refuse the same guides.
//!
//! `guide-mutations.json` has 600 changes of the ten guides, with what the specification's schema and its
//! checker say of each. It was made once; see `tests/fixtures/README.md`.

use super::fixture::{TEXTS, file, parse};
use jsonschema::Validator;
use rolecall::guide::format2::schema;
use serde::Deserialize;
use serde_json::Value;
use std::fmt::Write as _;

const PUBLISHED: &str = "schemas/guide.v2.schema.json";

fn validator(schema: &Value) -> Validator {
    let options = jsonschema::options().should_validate_formats(true);
    options.build(schema).unwrap()
}

fn published() -> String {
    let mut text = serde_json::to_string_pretty(&schema()).unwrap();
    text.push('\n');
    text
}

#[test]
fn the_published_schema_is_current() {
    let path = format!("{}/{PUBLISHED}", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("ROLECALL_RENEW").is_some() {
        std::fs::write(&path, published()).unwrap();
    }
    assert!(
        file(PUBLISHED) == published(),
        "{PUBLISHED} is not current; renew it with ROLECALL_RENEW=1 cargo test --test guide_format"
    );
}

/// A change of a guide: a value is set at a place, or removed from it.
#[derive(Debug, Deserialize)]
struct Mutation {
    guide: String,
    kind: String,
    at: Vec<Step>,
    set: Option<Value>,
    /// The verdict of the specification's schema.
    schema: bool,
    /// The verdict of the specification's checker, meaning included.
    accepted: bool,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Step {
    Index(usize),
    Key(String),
}

impl Mutation {
    fn apply(&self, guide: &mut Value) {
        let (last, path) = self.at.split_last().unwrap();
        let parent = path.iter().fold(guide, |value, step| match step {
            Step::Index(index) => &mut value[index],
            Step::Key(key) => &mut value[key],
        });
        match (last, &self.set) {
            (Step::Key(key), Some(value)) => parent[key] = value.clone(),
            (Step::Key(key), None) => {
                parent.as_object_mut().unwrap().remove(key).unwrap();
            }
            (Step::Index(index), Some(value)) => {
                let items = parent.as_array_mut().unwrap();
                if *index == items.len() {
                    items.push(value.clone());
                } else {
                    items[*index] = value.clone();
                }
            }
            (Step::Index(index), None) => {
                parent.as_array_mut().unwrap().remove(*index);
            }
        }
    }
}

/// A guide as JSON, with its dates as texts.
fn as_json(text: &str) -> Value {
    fn convert(value: toml::Value) -> Value {
        match value {
            toml::Value::Datetime(date) => date.to_string().into(),
            toml::Value::Array(items) => items.into_iter().map(convert).collect(),
            toml::Value::Table(table) => {
                let entries = table.into_iter().map(|(key, value)| (key, convert(value)));
                Value::Object(entries.collect())
            }
            other => serde_json::to_value(other).unwrap(),
        }
    }
    convert(toml::Value::Table(text.parse().unwrap()))
}

fn mutations() -> Vec<Mutation> {
    serde_json::from_str(&file("tests/fixtures/guide-mutations.json")).unwrap()
}

#[test]
fn both_schemas_and_the_loader_agree() {
    let ours = validator(&schema());
    let specified: Value =
        serde_json::from_str(&file("tests/fixtures/schemas/guide.v2.specification.json")).unwrap();
    let specified = validator(&specified);
    let mut wrong = String::new();
    let mut refused = 0;
    for (index, mutation) in mutations().iter().enumerate() {
        let mut guide = as_json(&TEXTS[&mutation.guide]);
        mutation.apply(&mut guide);
        let text = toml::to_string(&guide).unwrap();
        let loaded = parse(&text);
        let verdicts = [
            (
                "the specification's schema",
                specified.is_valid(&guide),
                mutation.schema,
            ),
            (
                "the published schema",
                ours.is_valid(&guide),
                mutation.schema,
            ),
            ("the loader", loaded.is_ok(), mutation.accepted),
        ];
        refused += usize::from(loaded.is_err());
        for (who, given, expected) in verdicts {
            if given != expected {
                let said = loaded
                    .as_ref()
                    .err()
                    .map(ToString::to_string)
                    .unwrap_or_default();
                writeln!(wrong, "{index} {who}: {given}, of {mutation:?}\n    {said}").unwrap();
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(refused > 300, "only {refused} were refused");
}

#[test]
fn there_are_enough_of_either_kind() {
    let all = mutations();
    for kind in ["shape", "meaning"] {
        assert!(all.iter().filter(|mutation| mutation.kind == kind).count() >= 300);
    }
    assert!(all.iter().filter(|mutation| mutation.accepted).count() >= 100);
    assert!(
        all.iter()
            .filter(|mutation| mutation.schema && !mutation.accepted)
            .count()
            >= 100
    );
}

#[test]
fn both_schemas_take_the_ten_guides() {
    let ours = validator(&schema());
    for (id, text) in TEXTS.iter() {
        assert!(ours.is_valid(&as_json(text)), "{id}");
    }
}
