//! What Microsoft's names mean: facts, loaded from the data in `catalog/`.
//!
//! The code knows no permission by name; it asks here. This room imports
//! nothing of ours but the id types, touches no file (the data is embedded) and
//! passes its values on to `guide`, `access`, `assess` and whoever shows them.

mod action;
mod api;
#[expect(
    clippy::module_inception,
    reason = "the room is named after what it holds"
)]
mod catalog;
mod cloud;
mod cmdlets;
mod company;
mod controls;
mod coverage;
mod credentials;
mod defender;
mod directory_role;
mod entitlement;
mod file;
mod fill;
mod fill_licences;
mod guest_access;
mod key;
mod licence;
mod load;
mod place;
mod risk;
mod subject;
mod task;
mod task_name;
mod tasks;
#[cfg(test)]
mod tests;

pub use api::{ApiPermission, ApiResource};
pub use catalog::{Catalog, RoleInDefender};
pub use cloud::{Cloud, NoSuchCloud};
pub use cmdlets::{Cmdlet, Cmdlets};
pub use controls::{Control, Controls, Lifetimes};
pub use coverage::{Basis, Cover};
pub use credentials::CredentialLimits;
pub use defender::{ClassicPermission, DefenderLevel, Expansion, UnifiedPermission};
pub use directory_role::DirectoryRole;
pub use entitlement::{Entitlement, PermissionType};
pub use guest_access::{GuestAccess, GuestControl, HoldsPortals, MetBy, Portal, Reaches, Suite};
pub use licence::{
    Capability, LicenceState, Licences, Pairing, Permissions, Product, ServicePlanFact,
};
pub use load::CatalogProblem;
pub use place::Place;
pub use risk::{Risk, RiskLevel};
pub use subject::{Check, Circumstance, Subject};
pub use task::Task;
pub use task_name::TaskName;
pub use tasks::Tasks;
