//! Takes evidence away from a snapshot, as refusals and failures do.

use proptest::prelude::*;
use rolecall::snapshot::SectionName;
use serde_json::{Value, json};

/// What happens to a section.
#[derive(Clone, Debug)]
pub enum Blow {
    /// It was never asked for.
    NotAsked,
    /// It is not whole: its state, and which of its items were seen all the same (bit by bit).
    Cut { state: &'static str, seen: u64 },
}

impl Blow {
    pub fn any() -> impl Strategy<Value = Self> {
        let state = prop::sample::select(vec!["failed", "denied", "not-licensed"]);
        let seen = prop_oneof![Just(0), Just(u64::MAX), any::<u64>()];
        prop_oneof![
            Just(Self::NotAsked),
            (state, seen).prop_map(|(state, seen)| Self::Cut { state, seen }),
        ]
    }
}

/// The snapshot with each section hit, in the order of [`SectionName::ALL`].
pub fn weakened(json: &Value, blows: &[Option<Blow>]) -> Value {
    let mut json = json.clone();
    for (name, blow) in SectionName::ALL.iter().zip(blows) {
        let section = &mut json["snapshot"]["sections"][name.as_str()];
        match blow {
            None => {}
            Some(Blow::NotAsked) => {
                *section = json!({"state": "not-asked", "problem": {"message": "nobody asked"}});
            }
            Some(Blow::Cut { state, seen }) => {
                section["state"] = json!(state);
                section["problem"] = json!({"message": "the answer broke off"});
                let mut at = 0_u32;
                if let Some(items) = section.get_mut("items").and_then(Value::as_array_mut) {
                    items.retain(|_| {
                        at += 1;
                        seen.rotate_left(at) & 1 == 1
                    });
                }
            }
        }
    }
    json
}

/// The snapshot with the items of every section in another order.
pub fn shuffled(json: &Value, seed: u64) -> Value {
    let mut json = json.clone();
    let mut state = seed | 1;
    for name in SectionName::ALL {
        let section = &mut json["snapshot"]["sections"][name.as_str()];
        let Some(items) = section.get_mut("items").and_then(Value::as_array_mut) else {
            continue;
        };
        for last in (1..items.len()).rev() {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let other = usize::try_from(state >> 33).unwrap() % (last + 1);
            items.swap(last, other);
        }
    }
    json
}
