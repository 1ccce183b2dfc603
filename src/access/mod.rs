//! Who holds what, and how: the tenant's answers read as grants.
//!
//! [`read`] turns a snapshot into [`Access`]: every user and application in it
//! with the grants it really holds, each with the path that gives it (direct,
//! through a group, eligible, scoped, consented or only requested). It knows no
//! guide and passes no judgement; `assess` does.

mod applications;
mod collected;
mod defender;
mod directory_roles;
mod groups;
mod index;
mod membership;
mod model;
mod nesting;
mod read;
mod resolve;
#[cfg(test)]
mod tests;

pub use model::{Access, Grant, Held, Holder, HolderKind, Scope, SightingRef, Unresolved, Via};
pub use read::read;
