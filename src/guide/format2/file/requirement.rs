//! The shape of requirements.

use super::{CiteEntry, RightEntry, WhenEntry};
use crate::guide::error::Faults;
use crate::guide::format2::ids::{RequirementId, TaskWord};
use crate::guide::format2::kinds::Tier;
use crate::guide::format2::list::Many;
use crate::guide::format2::read::{Maybe, Needed, Placed, Read, Value};
use crate::guide::format2::shape::table;
use crate::guide::format2::text::{Day, Text, True};
use schemars::{JsonSchema, Schema};
use serde_json::json;
use toml::de::DeValue;

/// A right, or a list of rights that are all held.
#[derive(Clone, Debug, JsonSchema)]
#[schemars(untagged, rename = "rights")]
pub(crate) enum RightsEntry {
    One(Box<Placed<RightEntry>>),
    List(Many<RightEntry, 1>),
}

impl Read for RightsEntry {
    fn read(value: &Value<'_>, faults: &mut Faults) -> Option<Self> {
        if matches!(value.get_ref(), DeValue::Array(_)) {
            Many::read(value, faults).map(Self::List)
        } else {
            let one = Placed::read(value, faults)?;
            Some(Self::One(Box::new(one)))
        }
    }
}

impl RightsEntry {
    /// The rights that could be read.
    pub(crate) fn rights(&self) -> &[Placed<RightEntry>] {
        match self {
            Self::One(right) => std::slice::from_ref(right),
            Self::List(list) => &list.entries,
        }
    }
}

table! {
    /// A requirement.
    #[schemars(rename = "requirement", transform = rules)]
    struct RequirementEntry = "a [[requirement]]" {
        /// Its id.
        id: Needed<RequirementId>,
        /// A few words.
        title: Maybe<Text>,
        /// The tier: how strongly the guide asks for it.
        tier: Needed<Tier>,
        /// Its condition.
        when: Maybe<WhenEntry>,
        /// A right, or a list of rights that are all held.
        hold: Maybe<RightsEntry>,
        /// Two alternatives or more.
        any_of: Maybe<Many<RightsEntry, 2>>,
        /// Exactly one alternative is held.
        only_one: Maybe<True>,
        /// A statement about something that no right describes.
        attest: Maybe<Text>,
        /// The task that a person does for it.
        task: Maybe<TaskWord>,
        /// The reason that the article gives.
        reason: Needed<Text>,
        /// The effect of its absence.
        effect: Needed<Text>,
        /// A remark from a source other than the article.
        remark: Maybe<Text>,
        /// The interpretation of the wording.
        interpretation: Maybe<Text>,
        /// The day from which it no longer applies.
        until: Maybe<Day>,
        /// The requirement that replaces it.
        replaced_by: Maybe<RequirementId>,
        /// The places in the article that ask for it.
        cites: Needed<Many<CiteEntry, 1>>,
    }
}

/// The rules for keys that go together: exactly one need, and the keys that belong to each.
fn rules(schema: &mut Schema) {
    schema.insert(
        "oneOf".to_owned(),
        json!([{ "required": ["hold"] }, { "required": ["any-of"] }, { "required": ["attest"] }]),
    );
    let refusal = json!({
        "if": {
            "properties": { "tier": { "enum": ["not-required", "forbidden"] } },
            "required": ["tier"]
        },
        "then": { "required": ["hold"], "properties": { "until": false } }
    });
    let task = json!({
        "if": { "required": ["attest"] },
        "then": true,
        "else": { "properties": { "task": false } }
    });
    let alternatives = json!({
        "if": { "required": ["any-of"] },
        "then": { "required": ["title"] },
        "else": { "properties": { "only-one": false } }
    });
    schema.insert("allOf".to_owned(), json!([refusal, task, alternatives]));
    schema.insert(
        "dependentRequired".to_owned(),
        json!({ "replaced-by": ["until"] }),
    );
}
