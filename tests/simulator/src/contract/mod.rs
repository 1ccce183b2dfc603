//! Microsoft's metadata, and whether a request keeps to it.
//!
//! `tests/fixtures/contract/graph.json` holds the paths, types, properties and
//! documented filter operators that rolecall's reads need. A path that
//! Microsoft has and the fixture has not is an error here too: add it there,
//! and an answer in `rows.rs`.

mod body;
mod check;
mod expand;
mod filter;
mod metadata;
mod path;
mod write;

pub use check::{Checked, check};
pub use metadata::{Metadata, Version};
pub use path::{Kind, Resolved, Target, resolve};
pub use write::{check_read, check_write, written};

/// What is wrong with a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Whether the service refuses, or answers with something else than was meant.
    pub refused: bool,
    /// A short name of the rule.
    pub rule: &'static str,
    /// The service's words, where known.
    pub message: String,
    /// The status that the service answers with.
    pub status: u16,
    /// The error code that the service answers with.
    pub code: &'static str,
}

impl Finding {
    pub fn bad(rule: &'static str, message: impl Into<String>) -> Self {
        Self {
            refused: true,
            rule,
            message: message.into(),
            status: 400,
            code: "BadRequest",
        }
    }

    fn unsupported(rule: &'static str, message: impl Into<String>) -> Self {
        Self {
            code: "Request_UnsupportedQuery",
            ..Self::bad(rule, message)
        }
    }

    fn remark(rule: &'static str, message: impl Into<String>) -> Self {
        Self {
            refused: false,
            ..Self::bad(rule, message)
        }
    }
}
