//! A text with parameters in braces.

use super::ids::{ParameterId, Reference};
use super::text::{TextError, reads_as_text};
use std::str::FromStr;

/// A text with parameters in braces: `{organisation-id}@soc.expel.io`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Template {
    text: String,
    parameters: Vec<Reference<ParameterId>>,
}

impl Template {
    /// The text as the guide has it, with the braces.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// A text without parameters; braces in it have no meaning.
    pub const fn literal(text: String) -> Self {
        Self {
            text,
            parameters: Vec::new(),
        }
    }

    /// The parameters in it, in order.
    pub fn parameters(&self) -> &[Reference<ParameterId>] {
        &self.parameters
    }
}

impl FromStr for Template {
    type Err = TextError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let unfit = TextError {
            expected: "a text that is not empty, with parameters as {id}",
        };
        let mut parameters = Vec::new();
        let mut rest = text;
        while let Some(open) = rest.find(['{', '}']) {
            let inside = rest.get(open..).and_then(|at| at.strip_prefix('{'));
            let (id, after) = inside.and_then(|at| at.split_once('}')).ok_or(unfit)?;
            parameters.push(id.parse().map_err(|_| unfit)?);
            rest = after;
        }
        if text.is_empty() {
            return Err(unfit);
        }
        Ok(Self {
            text: text.to_owned(),
            parameters,
        })
    }
}

reads_as_text! { Template, "template",
{
    "type": "string",
    "description": "text with {parameter} in it",
    "pattern": r"^([^{}]|\{[A-Za-z0-9._:-]+\})+$"
} }
