//! Texts with a form of their own: ids, days, addresses, templates.

use super::read::{Read, Value, shown, wrong_kind};
use crate::guide::error::Faults;
use jiff::civil::Date;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use std::borrow::Cow;
use std::str::FromStr;
use thiserror::Error;
use toml::de::DeValue;
use uuid::Uuid;

/// The error for a text that is not of the form that its key needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the text is not {expected}")]
pub struct TextError {
    /// The expected form.
    pub expected: &'static str,
}

/// Declares a text type with its form, its words for a message, and its schema.
macro_rules! text_type {
    ($(
        $(#[$meta:meta])*
        $name:ident, $schema:literal, $fits:expr, $expected:literal, $json:tt;
    )+) => {$(
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub struct $name(String);

        impl $name {
            /// The text itself.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::guide::format2::text::TextError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                let fits: fn(&str) -> bool = $fits;
                if fits(text) {
                    Ok(Self(text.to_owned()))
                } else {
                    Err($crate::guide::format2::text::TextError { expected: $expected })
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        $crate::guide::format2::text::reads_as_text! { $name, $schema, $json }
    )+};
}

/// Reads a type from a text, and gives it a schema that types of one form share.
macro_rules! reads_as_text {
    ($name:ty, $schema:literal, $json:tt) => {
        impl $crate::guide::format2::read::Read for $name {
            fn read(
                value: &$crate::guide::format2::read::Value<'_>,
                faults: &mut $crate::guide::error::Faults,
            ) -> Option<Self> {
                $crate::guide::format2::text::read_text(value, faults)
            }
        }

        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                $schema.into()
            }

            fn schema_id() -> std::borrow::Cow<'static, str> {
                concat!("rolecall::guide::", $schema).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!($json)
            }
        }
    };
}

pub(crate) use {reads_as_text, text_type};

text_type! {
    /// A text that is not empty.
    Text, "text", |text| !text.is_empty(), "a text that is not empty",
        { "type": "string", "minLength": 1 };
    /// The address of a page.
    PageUrl, "url", |text| text.starts_with("https://"), "the whole address of a page, from https:// on",
        { "type": "string", "pattern": "^https://" };
    /// A SHA-256 in lower-case hexadecimal.
    Sha256, "sha256", |text| text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')),
        "64 digits of lower-case hexadecimal, as `sha256sum` prints them",
        { "type": "string", "pattern": "^[0-9a-f]{64}$" };
}

/// Reads a type from a text.
pub(crate) fn read_text<T: FromStr<Err = TextError>>(
    value: &Value<'_>,
    faults: &mut Faults,
) -> Option<T> {
    let Some(text) = value.get_ref().as_str() else {
        wrong_kind(value, "a text in quotes", faults);
        return None;
    };
    match text.parse() {
        Ok(read) => Some(read),
        Err(error) => {
            unfit(value, text, error, faults);
            None
        }
    }
}

fn unfit(value: &Value<'_>, text: &str, error: TextError, faults: &mut Faults) {
    let what = if text.is_empty() {
        "this text is empty".to_owned()
    } else {
        format!("{:?} cannot stand here", shown(text))
    };
    faults.add_with_help(value.span(), what, format!("write {}", error.expected));
}

/// A GUID.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Guid(pub(crate) Uuid);

impl FromStr for Guid {
    type Err = TextError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let expected = "a GUID such as 00000003-0000-0000-c000-000000000000";
        let hyphenated = text.len() == 36;
        let parsed = Uuid::parse_str(text).ok().filter(|_| hyphenated);
        parsed.map(Self).ok_or(TextError { expected })
    }
}

reads_as_text! { Guid, "guid",
{ "type": "string", "pattern": "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$" } }

/// A day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Day(pub(crate) Date);

/// The form of a day, in words.
const DAY: &str = "a date alone, such as 2026-11-23";

impl FromStr for Day {
    type Err = TextError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let alone = text.len() == 10;
        let parsed = text.parse().ok().filter(|_| alone);
        parsed.map(Self).ok_or(TextError { expected: DAY })
    }
}

impl Read for Day {
    fn read(value: &Value<'_>, faults: &mut Faults) -> Option<Self> {
        match value.get_ref() {
            DeValue::String(_) => read_text(value, faults),
            DeValue::Datetime(given) => {
                let text = given.to_string();
                let read = text.parse().ok();
                if read.is_none() {
                    unfit(value, &text, TextError { expected: DAY }, faults);
                }
                read
            }
            _ => {
                wrong_kind(value, DAY, faults);
                None
            }
        }
    }
}

impl JsonSchema for Day {
    fn schema_name() -> Cow<'static, str> {
        "date".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$" })
    }
}

/// A whole number from 1 on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Count(pub(crate) u32);

impl Read for Count {
    fn read(value: &Value<'_>, faults: &mut Faults) -> Option<Self> {
        let expected = "a whole number, 1 or more";
        let Some(given) = value.get_ref().as_integer() else {
            wrong_kind(value, expected, faults);
            return None;
        };
        let read = u32::from_str_radix(given.as_str(), given.radix());
        let read = read.ok().filter(|number| *number > 0);
        if read.is_none() {
            unfit(value, given.as_str(), TextError { expected }, faults);
        }
        read.map(Self)
    }
}

impl JsonSchema for Count {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "count".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "integer", "minimum": 1 })
    }
}

/// The word `true`, which is the only value that its key has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct True;

impl Read for True {
    fn read(value: &Value<'_>, faults: &mut Faults) -> Option<Self> {
        let read = bool::read(value, faults)?;
        if !read {
            faults.add_with_help(
                value.span(),
                "false cannot stand here",
                "write true, or leave the key out",
            );
        }
        read.then_some(Self)
    }
}

impl JsonSchema for True {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "true".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "const": true })
    }
}
