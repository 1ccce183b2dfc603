//! One finding, requirement or entitlement explained: what it is, what it allows,
//! what covers it, why the guide asks for it, and how it is granted and revoked.
//!
//! ```text
//! id ─► find ─► Subject ─► identity, cover, defender, asked, seen ─┐
//!                   └────► grant, revoke ─► work, change, step ────┴─► Explanation ─► show
//! ```
//!
//! Nothing about how something is given or taken is written here: that is what
//! `work` and `change` say, for this tenant where a snapshot is given, with
//! blanks in angle brackets where none is.

mod asked;
mod compose;
mod cover;
mod defender;
mod find;
mod grant;
mod holder;
mod identity;
mod model;
mod names;
mod revoke;
mod seen;
mod show;
mod steps;
mod subject;
#[cfg(test)]
mod tests;
mod wrap;

pub use compose::explain;
pub use model::{Explanation, Line, Section};
pub use show::show;
