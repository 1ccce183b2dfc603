//! Lists in a guide's file.

use super::read::{Maybe, Placed, Read, Value, wrong_kind};
use crate::guide::error::Faults;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use std::borrow::Cow;
use std::ops::Deref;
use toml::de::DeValue;

/// A list of at least `MIN` entries.
#[derive(Clone, Debug)]
pub(crate) struct Many<T, const MIN: usize = 0> {
    /// The entries that could be read.
    pub(crate) entries: Vec<Placed<T>>,
    /// True if every entry could be read.
    pub(crate) whole: bool,
}

/// A list of at least `MIN` entries, none of which is there twice.
#[derive(Clone, Debug)]
pub(crate) struct Distinct<T, const MIN: usize = 1>(Many<T, MIN>);

impl<T, const MIN: usize> Deref for Distinct<T, MIN> {
    type Target = Many<T, MIN>;

    fn deref(&self) -> &Many<T, MIN> {
        &self.0
    }
}

/// The entries of a list that may be left out.
pub(crate) fn entries<T, const MIN: usize>(list: &Maybe<Many<T, MIN>>) -> &[Placed<T>] {
    list.as_ref().map_or(&[], |list| &list.entries)
}

/// The entries of a list that may be left out, none of which is there twice.
pub(crate) fn distinct_entries<T, const MIN: usize>(
    list: &Maybe<Distinct<T, MIN>>,
) -> &[Placed<T>] {
    list.as_ref().map_or(&[], |list| &list.entries)
}

impl<T: Read, const MIN: usize> Read for Many<T, MIN> {
    fn read(value: &Value<'_>, faults: &mut Faults) -> Option<Self> {
        let DeValue::Array(items) = value.get_ref() else {
            wrong_kind(value, "a list", faults);
            return None;
        };
        if items.len() < MIN {
            let what = match items.len() {
                0 => "this list is empty".to_owned(),
                given => format!("this list has {given} of the {MIN} entries that it needs"),
            };
            faults.add_with_help(value.span(), what, format!("write {MIN} or more"));
        }
        let read: Vec<Placed<T>> = items
            .iter()
            .filter_map(|item| Placed::read(item, faults))
            .collect();
        Some(Self {
            whole: read.len() == items.len(),
            entries: read,
        })
    }
}

impl<T: Read + PartialEq, const MIN: usize> Read for Distinct<T, MIN> {
    fn read(value: &Value<'_>, faults: &mut Faults) -> Option<Self> {
        let list = Many::<T, MIN>::read(value, faults)?;
        for (index, entry) in list.entries.iter().enumerate() {
            let before = list.entries.iter().take(index);
            if before.into_iter().any(|other| other.value == entry.value) {
                faults.add_with_help(
                    entry.span.clone(),
                    "this entry stands in the list already",
                    "name it once",
                );
            }
        }
        Some(Self(list))
    }
}

impl<T: JsonSchema, const MIN: usize> JsonSchema for Many<T, MIN> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("list-of-{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let items = generator.subschema_for::<T>();
        let mut schema = json_schema!({ "type": "array", "items": items });
        if MIN > 0 {
            schema.insert("minItems".to_owned(), MIN.into());
        }
        schema
    }
}

impl<T: JsonSchema, const MIN: usize> JsonSchema for Distinct<T, MIN> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        Many::<T, MIN>::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut schema = Many::<T, MIN>::json_schema(generator);
        schema.insert("uniqueItems".to_owned(), true.into());
        schema
    }
}
