//! The answers of a tenant, saved.
//!
//! A snapshot is a value: it can be written, read, diffed and replayed. It
//! holds no secret, no token and no secret's hint. `scan` makes it; `access`
//! reads it. This module knows nothing of guides, of the network or of files:
//! [`file`] turns bytes into a snapshot and back.

mod bounds;
mod file;
mod model;
mod moment;
mod objects;
mod section;
mod sections;
#[cfg(test)]
mod tests;

pub(crate) use bounds::{parts, texts};
pub use file::{SCHEMA, SCHEMA_VERSION, SnapshotError, read, write, write_to};
pub(crate) use model::one_or_more_sought;
pub use model::{Observer, ObserverKind, Snapshot, Sought, SoughtValue};
pub use moment::{Moment, NoMoment};
pub use objects::*;
pub use section::{Head, Problem, Request, Section, Seen, State, TOO_MANY, Unread};
pub(crate) use sections::for_each_section;
#[cfg(test)]
pub(crate) use sections::lookup;
pub use sections::{
    Bound, Endpoint, Feature, Informs, NeededFor, Phase, Row, SectionName, Sections, Shows, Subject,
};
