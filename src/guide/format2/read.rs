//! Reads a TOML value into the types of a guide's file, and goes on after a fault.
//!
//! A table that lacks a key, or has a wrong value under one, is read all the same:
//! what is wrong is noted and the rest is kept, so that one round can report
//! everything. A guide is made of what was read only when nothing was noted.

use crate::guide::error::Faults;
use crate::guide::nearest::{did_you_mean, nearest};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::{Deref, Range};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A value of the file, with its place.
pub(crate) type Value<'i> = Spanned<DeValue<'i>>;

/// Something that a value of the file can be read as.
pub(crate) trait Read: Sized {
    /// Reads the value; what keeps it from being read is noted.
    fn read(value: &Value<'_>, faults: &mut Faults) -> Option<Self>;
}

/// Something that was read, with the bytes of the file that it came from.
#[derive(Clone, Debug)]
pub(crate) struct Placed<T> {
    pub(crate) value: T,
    pub(crate) span: Range<usize>,
}

impl<T> Deref for Placed<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: Read> Placed<T> {
    /// Reads the value and keeps its place.
    pub(crate) fn read(value: &Value<'_>, faults: &mut Faults) -> Option<Self> {
        Some(Self {
            value: T::read(value, faults)?,
            span: value.span(),
        })
    }
}

/// The value of a key that a table must have; empty when a fault was noted for it.
#[derive(Clone, Debug)]
pub(crate) struct Needed<T>(Option<Placed<T>>);

impl<T> Needed<T> {
    /// The value, where it could be read.
    pub(crate) const fn get(&self) -> Option<&Placed<T>> {
        self.0.as_ref()
    }

    /// A copy of the value, where it could be read.
    pub(crate) fn value(&self) -> Option<T>
    where
        T: Clone,
    {
        self.get().map(|placed| placed.value.clone())
    }
}

/// The value of a key that a table may have.
pub(crate) type Maybe<T> = Option<Placed<T>>;

impl<T: Read> Read for Box<T> {
    fn read(value: &Value<'_>, faults: &mut Faults) -> Option<Self> {
        T::read(value, faults).map(Self::new)
    }
}

impl Read for bool {
    fn read(value: &Value<'_>, faults: &mut Faults) -> Option<Self> {
        let read = value.get_ref().as_bool();
        if read.is_none() {
            wrong_kind(value, "true or false", faults);
        }
        read
    }
}

/// The value of a key, as a table declares it.
pub(crate) trait Field: Sized {
    /// Reads the value under the key.
    fn take(found: Option<&Value<'_>>, key: &str, table: &Table<'_, '_>, f: &mut Faults) -> Self;

    /// Returns `true` if there is a value.
    fn is_there(&self) -> bool;
}

impl<T: Read> Field for Needed<T> {
    fn take(found: Option<&Value<'_>>, key: &str, table: &Table<'_, '_>, f: &mut Faults) -> Self {
        if found.is_none() {
            f.add_with_help(
                table.span.clone(),
                format!("{} needs the key {key:?}", table.called),
                "write it; docs/guide-format.md says what it means",
            );
        }
        Self(found.and_then(|value| Placed::read(value, f)))
    }

    fn is_there(&self) -> bool {
        self.0.is_some()
    }
}

impl<T: Read> Field for Maybe<T> {
    fn take(found: Option<&Value<'_>>, _: &str, _: &Table<'_, '_>, f: &mut Faults) -> Self {
        found.and_then(|value| Placed::read(value, f))
    }

    fn is_there(&self) -> bool {
        self.is_some()
    }
}

/// A table that is being read.
pub(crate) struct Table<'t, 'i> {
    called: &'static str,
    span: Range<usize>,
    values: BTreeMap<String, &'t Value<'i>>,
    unread: bool,
}

impl<'t, 'i> Table<'t, 'i> {
    /// Opens a table with these keys. A key that it does not have is noted, and read as the one that
    /// was probably meant, so that nothing is reported twice.
    pub(crate) fn open(
        value: &'t Value<'i>,
        called: &'static str,
        keys: &[&'static str],
        faults: &mut Faults,
    ) -> Option<Self> {
        let table = as_table(value, called, faults)?;
        let keys: Vec<Cow<'static, str>> = keys.iter().map(|key| key_of(key)).collect();
        let keys: Vec<&str> = keys.iter().map(AsRef::as_ref).collect();
        let mut values: BTreeMap<String, &Value<'i>> = BTreeMap::new();
        let mut unknown = Vec::new();
        for (key, value) in table {
            let name = key.get_ref().as_ref();
            if keys.contains(&name) {
                values.insert(name.to_owned(), value);
            } else {
                unknown.push((key, value));
            }
        }
        for (key, value) in unknown {
            let given = key.get_ref().as_ref();
            faults.add_with_help(
                key.span(),
                format!("{called} has no key {:?}", shown(given)),
                did_you_mean(given, &keys),
            );
            if let Some(meant) = nearest(given, keys.iter().copied()) {
                values.entry(meant.to_owned()).or_insert(value);
            }
        }
        Some(Self {
            called,
            span: value.span(),
            values,
            unread: false,
        })
    }

    /// The value of a field, whose key is its name with `-` for `_`.
    pub(crate) fn field<F: Field>(&mut self, name: &'static str, faults: &mut Faults) -> F {
        let key = key_of(name);
        let found = self.values.get(key.as_ref()).copied();
        let field = F::take(found, &key, self, faults);
        self.unread |= found.is_some() && !field.is_there();
        field
    }

    /// Returns `true` if a key's value could not be read.
    pub(crate) const fn unread(&self) -> bool {
        self.unread
    }
}

/// The value as a table.
pub(crate) fn as_table<'t, 'i>(
    value: &'t Value<'i>,
    called: &str,
    faults: &mut Faults,
) -> Option<&'t DeTable<'i>> {
    let DeValue::Table(table) = value.get_ref() else {
        wrong_kind(value, &format!("a table, {called}"), faults);
        return None;
    };
    Some(table)
}

/// The key of a field.
fn key_of(field: &'static str) -> Cow<'static, str> {
    let name = field.strip_prefix("r#").unwrap_or(field);
    if name.contains('_') {
        name.replace('_', "-").into()
    } else {
        name.into()
    }
}

/// The variant that a table is, by the keys in it; each variant has keys of its own.
pub(crate) fn variant_by_key(
    value: &Value<'_>,
    called: &str,
    variants: &[&[&'static str]],
    faults: &mut Faults,
) -> Option<usize> {
    let table = as_table(value, called, faults)?;
    let mut found: Vec<(usize, &Spanned<_>)> = Vec::new();
    for (index, keys) in variants.iter().enumerate() {
        let given = table
            .keys()
            .find(|key| keys.contains(&key.get_ref().as_ref()));
        found.extend(given.map(|key| (index, key)));
    }
    found.sort_by_key(|(_, key)| key.span().start);
    let all: Vec<&str> = variants
        .iter()
        .filter_map(|keys| keys.first().copied())
        .collect();
    match found.as_slice() {
        [(only, _)] => Some(*only),
        [] => {
            // A key that was probably meant is reported by the variant that it leads to.
            let meant = table
                .keys()
                .find_map(|key| nearest(key.get_ref(), all.iter().copied()));
            if let Some(meant) = meant {
                return variants.iter().position(|keys| keys.contains(&meant));
            }
            faults.add_with_help(
                value.span(),
                format!("{called} does not say what it is"),
                format!("write one of: {}", all.join(", ")),
            );
            None
        }
        [_, (_, second), ..] => {
            faults.add_with_help(
                second.span(),
                format!(
                    "{called} is one thing, and {:?} makes it another",
                    second.get_ref()
                ),
                format!("write only one of: {}", all.join(", ")),
            );
            None
        }
    }
}

/// The variant that a table is, by the word under a key.
pub(crate) fn variant_by_word(
    value: &Value<'_>,
    called: &str,
    key: &str,
    variants: &[&[&'static str]],
    faults: &mut Faults,
) -> Option<usize> {
    let table = as_table(value, called, faults)?;
    let Some(given) = table.get(key) else {
        faults.add_with_help(
            value.span(),
            format!("{called} needs the key {key:?}"),
            "write it; docs/guide-format.md says what it means",
        );
        return None;
    };
    let words: Vec<&'static str> = variants
        .iter()
        .flat_map(|words| words.iter().copied())
        .collect();
    let word = read_word(given, &words, faults)?;
    variants.iter().position(|words| words.contains(&word))
}

/// One of these words.
pub(crate) fn read_word<'w>(
    value: &Value<'_>,
    words: &[&'w str],
    faults: &mut Faults,
) -> Option<&'w str> {
    let Some(given) = value.get_ref().as_str() else {
        wrong_kind(
            value,
            &format!("one of the words {}", words.join(", ")),
            faults,
        );
        return None;
    };
    let known = words.iter().copied().find(|word| *word == given);
    if known.is_none() {
        faults.add_with_help(
            value.span(),
            format!("{:?} is not known here", shown(given)),
            did_you_mean(given, words),
        );
    }
    known
}

/// Notes a value of the wrong kind.
pub(crate) fn wrong_kind(value: &Value<'_>, expected: &str, faults: &mut Faults) {
    let given = match value.get_ref() {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date or time",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    };
    faults.add_with_help(
        value.span(),
        format!("{given} cannot stand here"),
        format!("write {expected}"),
    );
}

/// The most characters of the file that a message repeats.
const SHOWN: usize = 80;

/// The beginning of a text, for a message.
pub(crate) fn shown(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()).into(),
        None => text.into(),
    }
}

/// A schema that is another type's, in its place.
macro_rules! schema_of_inner {
    ($($wrapper:ident),+) => {$(
        impl<T: JsonSchema> JsonSchema for $wrapper<T> {
            fn inline_schema() -> bool {
                T::inline_schema()
            }

            fn schema_name() -> Cow<'static, str> {
                T::schema_name()
            }

            fn schema_id() -> Cow<'static, str> {
                T::schema_id()
            }

            fn json_schema(generator: &mut SchemaGenerator) -> Schema {
                T::json_schema(generator)
            }
        }
    )+};
}

schema_of_inner!(Placed, Needed);
