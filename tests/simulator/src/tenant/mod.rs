//! The tenant: a store of JSON objects as Graph would show them, and the verbs that fill it.
//!
//! Verbs are named after what a person does in the portal. Those that make a
//! thing return its id or a handle that tweaks it; ids are made of names, so a
//! tenant built twice is the same. The store stays mutable while it is served.

mod apps;
mod auditor;
mod credentials;
mod crowd;
mod defender;
mod deletion;
mod edges;
mod fillers;
mod foreign;
mod licences;
mod policies;
mod principals;
mod resources;
mod roles;
mod store;

pub use apps::App;
pub use crowd::Crowd;
pub use fillers::Fillers;
pub use policies::list_all;
pub use principals::Account;
pub use store::{Set, Tenant};
