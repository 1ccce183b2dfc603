//! Every request that a scan can make: one table, in round trips.
//!
//! [`table`] lists the endpoints with their options, their permissions and why
//! they are asked. `plan` shows them as templates; the collectors fill them in
//! through [`build`], one typed function per endpoint. No URL exists anywhere
//! else, and every one is a GET.

mod columns;
mod encode;
mod endpoint;
mod permissions;

pub(crate) mod build;
pub(crate) mod table;

pub(crate) use crate::catalog::GraphVersion as Version;
pub(crate) use endpoint::{Bound, Endpoint, Get, Value};

#[cfg(test)]
mod tests;
