//! Changes to the JSON of a snapshot that nobody planned for.

use proptest::prelude::*;
use serde_json::{Value, json};

/// One change at a place that the numbers lead to.
#[derive(Clone, Debug)]
pub struct Change {
    steps: Vec<u16>,
    with: With,
}

#[derive(Clone, Debug)]
enum With {
    Value(Value),
    Nothing,
    Twice,
    NeighboursValue(u16),
}

impl Change {
    pub fn any() -> impl Strategy<Value = Self> {
        let text = prop_oneof![
            Just(String::new()),
            Just("/".to_owned()),
            Just("/administrativeUnits/".to_owned()),
            Just("00000000-0000-0000-0000-000000000000".to_owned()),
            Just("9999-12-31T23:59:59Z".to_owned()),
            Just("-009999-01-02T00:00:00Z".to_owned()),
            Just("microsoft.xdr/*".to_owned()),
            Just("*".to_owned()),
            Just("#EXT#@".to_owned()),
            Just("İ#EXT#@ſ".to_owned()),
            Just("x".repeat(500)),
            "\\PC{0,12}",
        ];
        let with = prop_oneof![
            text.prop_map(|text| With::Value(json!(text))),
            Just(With::Value(Value::Null)),
            Just(With::Value(json!([]))),
            any::<bool>().prop_map(|yes| With::Value(json!(yes))),
            Just(With::Nothing),
            Just(With::Twice),
            any::<u16>().prop_map(With::NeighboursValue),
        ];
        (prop::collection::vec(any::<u16>(), 3..10), with)
            .prop_map(|(steps, with)| Self { steps, with })
    }

    /// Goes down the steps as far as they lead, and changes what is there.
    pub fn apply(&self, value: &mut Value) {
        // Most of a snapshot are its sections: begin there more often than not.
        let start = if self.steps[0].is_multiple_of(8) {
            value
        } else {
            &mut value["sections"]
        };
        down(start, &self.steps, &self.with);
    }
}

fn down(value: &mut Value, steps: &[u16], with: &With) {
    let [step, rest @ ..] = steps else { return };
    let step = usize::from(*step);
    match value {
        Value::Array(items) if !items.is_empty() => {
            let at = step % items.len();
            if !rest.is_empty() && !leaf(&items[at]) {
                return down(&mut items[at], rest, with);
            }
            match with {
                With::Nothing => drop(items.remove(at)),
                With::Twice => items.push(items[at].clone()),
                With::Value(new) => items[at] = new.clone(),
                With::NeighboursValue(other) => {
                    items[at] = items[usize::from(*other) % items.len()].clone();
                }
            }
        }
        Value::Object(fields) if !fields.is_empty() => {
            let keys: Vec<String> = fields.keys().cloned().collect();
            let key = &keys[step % keys.len()];
            if !rest.is_empty() && !leaf(&fields[key]) {
                return down(&mut fields[key], rest, with);
            }
            match with {
                With::Nothing => drop(fields.remove(key)),
                With::Twice => {}
                With::Value(new) => fields[key] = new.clone(),
                With::NeighboursValue(other) => {
                    let neighbour = fields[&keys[usize::from(*other) % keys.len()]].clone();
                    fields[key] = neighbour;
                }
            }
        }
        _ => {}
    }
}

fn leaf(value: &Value) -> bool {
    match value {
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        _ => true,
    }
}
