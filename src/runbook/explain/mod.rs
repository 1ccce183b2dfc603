//! One finding, requirement or entitlement explained: what it is, what it allows,
//! what covers it, why the guides ask for it, and how it is granted and revoked.
//!
//! ```text
//! id ─► find ─► Subject ─► identity, effects, cover, defender, asked, seen ─┐
//!                   └────► grant, revoke ─► actions, step ──────────────────┴─► Explanation ─► show
//! ```
//!
//! All adopted guides are read, each in its own context: two may have the same id,
//! and ask for the same thing. Nothing about how something is given or taken is
//! written here: that is what the actions say, for this tenant where a snapshot is
//! given, with blanks in angle brackets where none is.

mod alternatives;
mod asked;
mod closing;
mod compose;
mod condition;
mod contexts;
mod cover;
mod declared;
mod defender;
mod effects;
mod find;
mod grant;
mod holder;
mod identity;
mod model;
mod names;
mod needed;
mod object;
mod proposals;
mod revoke;
mod right;
mod seen;
mod show;
mod steps;
mod subject;
#[cfg(test)]
pub(super) mod tests;
mod typed;
mod written;

pub use compose::explain;
pub use model::{Explanation, Line, Section};
pub use show::show;
