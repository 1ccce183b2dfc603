//! The objects of a tenant, reduced to the properties that rolecall selects.
//!
//! Names, types and nullability are Microsoft Graph's own (v1.0 metadata;
//! Unified RBAC is beta), so a snapshot reads as the evidence it is. A property
//! is a [`Field`] or a [`Listed`], so that absent, null and empty stay distinct, and
//! a misfit does not affect its neighbours.
//! Objects about one principal carry no fields of rolecall: the request behind
//! them names the principal.

mod applications;
mod conditional_access;
mod field;
mod object;
mod permissions;
mod principals;
mod roles;
mod settings;
mod tenant;

pub use applications::*;
pub use conditional_access::*;
pub use field::{Field, Listed, Misfit, Words};
pub use permissions::*;
pub use principals::*;
pub use roles::*;
pub use settings::*;
pub use tenant::*;
