//! Text of which parts are known only when it is used.

use std::fmt::Display;

/// A part of an address, a filter or a body.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Known when the runbook is written. It may hold what a tenant says: hostile text.
    Known(String),
    /// For the person to fill in.
    Placeholder(Placeholder),
    /// A property of what an earlier read or write of the same step found.
    Found {
        /// The name that it was remembered under.
        name: &'static str,
        /// The property: `id`, `appId`.
        property: &'static str,
    },
    /// The value of the loop that it stands in.
    Item(&'static str),
}

/// A value that only the person has: written as `<application-id>`, and listed at the top of a runbook.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Placeholder {
    /// Its key, in kebab-case: `application-id`.
    pub key: &'static str,
    /// What belongs there, and where it comes from.
    pub means: String,
}

/// A text made of parts.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Text {
    /// The parts, in order.
    pub parts: Vec<Part>,
}

impl Text {
    /// A text that is known.
    pub fn known(text: impl Display) -> Self {
        Self {
            parts: vec![Part::Known(text.to_string())],
        }
    }

    /// A property of what was found under a name.
    pub fn found(name: &'static str, property: &'static str) -> Self {
        Self {
            parts: vec![Part::Found { name, property }],
        }
    }

    /// The value of a loop.
    pub fn item(name: &'static str) -> Self {
        Self {
            parts: vec![Part::Item(name)],
        }
    }

    /// For the person to fill in.
    pub fn placeholder(key: &'static str, means: impl Into<String>) -> Self {
        let means = means.into();
        Self {
            parts: vec![Part::Placeholder(Placeholder { key, means })],
        }
    }

    /// The text with more behind it.
    #[must_use]
    pub fn and(mut self, more: impl Into<Self>) -> Self {
        for part in more.into().parts {
            match (self.parts.last_mut(), part) {
                (Some(Part::Known(text)), Part::Known(more)) => text.push_str(&more),
                (_, part) => self.parts.push(part),
            }
        }
        self
    }

    /// The text as a string of an `OData` filter: a quote in a known part is doubled.
    pub(crate) fn quoted(&self) -> Self {
        let parts = self.parts.iter().map(|part| match part {
            Part::Known(text) => Part::Known(text.replace('\'', "''")),
            other => other.clone(),
        });
        let inner = Self {
            parts: parts.collect(),
        };
        Self::known("'").and(inner).and("'")
    }

    /// The text as one segment of an address: what is known in it cannot lead to another address.
    pub(crate) fn as_segment(&self) -> Self {
        let parts = self.parts.iter().map(|part| match part {
            Part::Known(text) => Part::Known(segment(text)),
            other => other.clone(),
        });
        Self {
            parts: parts.collect(),
        }
    }

    /// The text where all of it is known.
    pub fn as_known(&self) -> Option<&str> {
        match self.parts.as_slice() {
            [] => Some(""),
            [Part::Known(text)] => Some(text),
            _ => None,
        }
    }

    /// The placeholders in it.
    pub fn placeholders(&self) -> impl Iterator<Item = &Placeholder> {
        self.parts.iter().filter_map(|part| match part {
            Part::Placeholder(one) => Some(one),
            _ => None,
        })
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self::known(text)
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self::known(text)
    }
}

/// Whether a text may stand in an address and in a query as it is: what Graph's ids are made of.
pub(crate) fn is_plain_id(text: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '~');
    !text.is_empty() && text.len() <= 256 && text.chars().all(plain)
}

fn segment(text: &str) -> String {
    text.bytes()
        .map(|byte| {
            let plain = byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'~');
            if plain {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect()
}
