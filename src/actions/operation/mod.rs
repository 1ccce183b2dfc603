//! Operations on a tenant, in no language yet.
//!
//! ```text
//! change ─► operations ─┬─► script/powershell   what a person runs
//!                       ├─► script/azure_cli
//!                       └─► requests            what tests send to a simulated tenant
//! ```
//!
//! An operation reads before it writes, so that a script made of operations can
//! be run twice: what is there already is not made again, and what is gone is
//! not taken away again.

mod request;
mod text;

pub use crate::graph_version::GraphVersion as Version;
pub use request::{Body, Method, Path, Read, Request};
pub(super) use text::is_plain_id;
pub use text::{Part, Placeholder, Text};

/// One thing that a script does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Operation {
    /// Reads, and remembers what was found.
    Find(Read),
    /// Ends the script with a message unless something was found.
    Need {
        /// The name it was to be remembered under.
        name: &'static str,
        /// The thing that is lacking, as a sentence without an end.
        lacking: &'static str,
    },
    /// Ends the script, without an error, unless something was found: then there is nothing left to do.
    Only {
        /// The name it was to be remembered under.
        name: &'static str,
    },
    /// Writes once.
    Write {
        /// The condition.
        when: When,
        /// The request.
        request: Request,
        /// The name that the answer is remembered under, with the properties to remember.
        keep: Option<(&'static str, Vec<&'static str>)>,
    },
    /// Tells a value that a later step asks for.
    Tell {
        /// The name it was remembered under.
        name: &'static str,
        /// The property.
        property: &'static str,
        /// The placeholder that it fills.
        fills: &'static str,
    },
    /// Writes once for each thing that was found; `Found` with its name is the one at hand.
    Each {
        /// The name it was remembered under.
        name: &'static str,
        /// The request.
        request: Request,
    },
    /// Does the same for each of several values.
    Loop {
        /// The name of the value.
        name: &'static str,
        /// The values, each with what it is for a reader (hostile text).
        items: Vec<(String, String)>,
        /// The operations on each.
        body: Vec<Self>,
    },
}

/// The condition for a write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// Always: the request leaves the same behind however often it is sent.
    Always,
    /// Unless something was found.
    Unless(&'static str),
    /// For something that was found.
    If(&'static str),
}

impl Operation {
    /// Writes unless something is there.
    pub(crate) const fn unless(name: &'static str, request: Request) -> Self {
        Self::Write {
            when: When::Unless(name),
            request,
            keep: None,
        }
    }

    /// Writes if something is there.
    pub(crate) const fn if_found(name: &'static str, request: Request) -> Self {
        Self::Write {
            when: When::If(name),
            request,
            keep: None,
        }
    }

    /// Writes whatever is there.
    pub(crate) const fn always(request: Request) -> Self {
        Self::Write {
            when: When::Always,
            request,
            keep: None,
        }
    }

    /// Writes unless something is there, and remembers what it made under the same name.
    pub(crate) fn keeping(
        name: &'static str,
        properties: &[&'static str],
        request: Request,
    ) -> Self {
        Self::Write {
            when: When::Unless(name),
            request,
            keep: Some((name, properties.to_vec())),
        }
    }

    /// The requests in it that change something.
    pub fn requests(&self) -> Vec<&Request> {
        match self {
            Self::Find(_) | Self::Need { .. } | Self::Only { .. } | Self::Tell { .. } => Vec::new(),
            Self::Write { request, .. } | Self::Each { request, .. } => vec![request],
            Self::Loop { body, .. } => body.iter().flat_map(Self::requests).collect(),
        }
    }

    /// The reads in it.
    pub fn reads(&self) -> Vec<&Read> {
        match self {
            Self::Find(read) => vec![read],
            Self::Loop { body, .. } => body.iter().flat_map(Self::reads).collect(),
            _ => Vec::new(),
        }
    }
}
