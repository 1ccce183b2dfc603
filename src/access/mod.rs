//! The holders of access and their grants, read from the tenant's answers.
//!
//! [`read`] turns a snapshot into [`Access`]: every user and application in it
//! with the grants it really holds, each with the path that gives it (direct,
//! through a group, eligible, scoped, consented or only requested). Items that
//! could not be read as a grant stand beside them, and so do contradictions between
//! answers. It knows no guide and passes no judgement; `assess` does.

mod api_holders;
mod applications;
mod assignments;
mod bound;
mod collected;
mod contradiction;
mod credentials_and_owners;
mod defender;
mod directory_roles;
mod groups;
mod holding;
mod index;
mod membership;
mod model;
mod nesting;
mod owned;
mod owned_object;
mod published;
mod read;
mod resolve;
mod role_schedules;
mod sighting;
#[cfg(test)]
mod tests;
mod unresolved;
mod via;

pub use bound::Bound;
pub use contradiction::{Against, Contradiction};
pub use holding::{CredentialKind, Half, Holding, HoldingKind, OwnerKind, Ownership};
pub use model::{Access, Grant, Held, Holder, HolderKind, Lack, Scope};
pub use read::read;
pub use sighting::SightingRef;
pub use unresolved::{Could, Unresolved};
pub use via::Via;
