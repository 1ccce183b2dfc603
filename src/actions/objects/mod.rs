//! Objects of a tenant that acts change: how each is found, and the requests on it that several acts share.

pub(super) mod account;
pub(super) mod application;
pub(super) mod consent;
pub(super) mod credential;
pub(super) mod defender_role;
pub(super) mod directory_role;
pub(super) mod group;
pub(super) mod handle;
pub(super) mod permission;
pub(super) mod pim_group;
