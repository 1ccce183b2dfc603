//! The meaning of Microsoft's names: facts, loaded from the data in `catalog/`.
//!
//! The code knows no permission by name; it asks here. This module imports
//! nothing of ours but what every module may use, and touches no file: the data is embedded.
//! Each file of data is read by `serde` straight into the types of the module
//! that is named after it; `tests/consistency/` checks that the files agree. The
//! published lists are rows of text, read when a name in them is first asked for;
//! `docs/catalog.md` says how they are renewed.

mod api;
mod api_facts;
mod azure_roles;
#[expect(
    clippy::module_inception,
    reason = "the module is named after what it holds"
)]
mod catalog;
mod cloud;
mod cmdlets;
mod company_names;
mod controls;
mod covers;
mod credential_limits;
mod defender;
mod defender_actions;
mod directory_roles;
mod entitlement;
mod entitlement_names;
mod finding_subject;
mod graph;
mod guest_access;
mod licences;
mod load;
mod lookup;
mod published;
mod rating_rules;
mod ratings;
mod risk;
mod task_name;
mod tasks;
#[cfg(test)]
mod tests;

pub use api::{ApiPermission, ApiResource};
pub use azure_roles::{ActionExtent, AzureRole};
pub use catalog::Catalog;
pub use cloud::{Cloud, NoSuchCloud};
pub use cmdlets::{Cmdlet, Cmdlets};
pub use controls::{Check, Circumstance, Control, Controls, Lifetimes};
pub use covers::{Basis, Cover};
pub use credential_limits::CredentialLimits;
pub use defender::{
    ClassicPermission, DefenderLevel, Expansion, RoleInDefender, UnifiedPermission,
};
pub use directory_roles::{DirectoryRole, RoleState};
pub use entitlement::{Entitlement, PermissionType};
pub use finding_subject::Subject;
pub use graph::MICROSOFT_GRAPH;
pub use guest_access::{GuestAccess, GuestControl, HoldsPortals, MetBy, Portal, Reaches, Suite};
pub use licences::{Capability, LicenceState, Licences, Pairing, Product, ServicePlanFact};
pub use load::CatalogError;
pub use published::PublishedList;
pub use rating_rules::HoldingClass;
pub use risk::{NoSuchLevel, RatingSource, Risk, RiskLevel};
pub use task_name::TaskName;
pub use tasks::{Task, Tasks};
