//! The requests of a scan: the endpoints of the table of sections with values in them.
//!
//! [`Values`] is what a phase knows; [`batches`] gives the requests that this makes possible, section
//! by section. No URL comes about anywhere else, and every one is a GET.

mod batch;
mod encode;
mod get;
mod values;

pub(crate) use batch::{Batch, batch, batches};
pub(crate) use get::{Get, render};
pub(crate) use values::{Value, ValueSet, Values};

#[cfg(test)]
mod tests;
