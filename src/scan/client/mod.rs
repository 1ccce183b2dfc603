//! The read-only client of Microsoft Graph.
//!
//! It can GET and nothing else: no type here takes a method. It follows pages
//! on its own host only, retries what may pass, bounds what a server can make
//! it take, and turns every refusal into a [`Failure`] in our own words. What
//! it reads goes to the collectors.

mod attempt;
mod failure;
mod graph;
mod http;
mod link;
mod pace;
mod page;
mod retry;
mod tries;

pub(crate) use failure::{Failure, Kind};
pub(crate) use graph::{Answer, Graph};
pub(crate) use http::{Trust, connection_trouble};

#[cfg(test)]
pub(crate) use page::Item;

#[cfg(test)]
mod tests;
#[cfg(test)]
mod wire_tests;
