//! The shape of `when`.

use crate::guide::error::Faults;
use crate::guide::format2::ids::TruthRef;
use crate::guide::format2::list::Many;
use crate::guide::format2::read::{Needed, Placed, Read, Value};
use crate::guide::format2::shape::{table, table_by_key};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use std::borrow::Cow;
use toml::de::DeValue;

table! {
    /// Every one of these.
    struct AllEntry = "a condition" {
        /// The conditions.
        all: Needed<Many<WhenEntry, 1>>,
    }
}

table! {
    /// One or more of these.
    struct AnyEntry = "a condition" {
        /// The conditions.
        any: Needed<Many<WhenEntry, 1>>,
    }
}

table! {
    /// Not this.
    struct NotEntry = "a condition" {
        /// The condition.
        not: Needed<Box<WhenEntry>>,
    }
}

table_by_key! {
    /// Conditions that are put together.
    enum TreeEntry = "a condition" {
        "all" => All(AllEntry),
        "any" => Any(AnyEntry),
        "not" => Not(NotEntry),
    }
}

/// A condition: a name, or a tree of them.
#[derive(Clone, Debug)]
pub(crate) enum WhenEntry {
    Truth(Placed<TruthRef>),
    Tree(TreeEntry),
}

impl Read for WhenEntry {
    fn read(value: &Value<'_>, faults: &mut Faults) -> Option<Self> {
        if matches!(value.get_ref(), DeValue::Table(_)) {
            TreeEntry::read(value, faults).map(Self::Tree)
        } else {
            Placed::read(value, faults).map(Self::Truth)
        }
    }
}

impl JsonSchema for WhenEntry {
    fn schema_name() -> Cow<'static, str> {
        "when".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let truth = generator.subschema_for::<TruthRef>();
        let tree = generator.subschema_for::<TreeEntry>();
        json_schema!({ "anyOf": [truth, tree] })
    }
}
