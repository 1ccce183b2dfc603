//! The read-only client of Microsoft Graph.
//!
//! ```text
//! Graph: pages, retries, bounds ─► Transport ─┬─► Network: the network, with the token
//!                                        └─► a recording (`scan::record`)
//! ```
//!
//! It can GET and nothing else: no type here takes a method. It follows pages
//! on its own host only, retries what may pass, bounds what a server can make
//! it take, per request and over the whole scan, and turns every refusal into a
//! [`Failure`] in our own words. Secrets are taken out of an answer before
//! anything else sees it. What it reads goes to the collectors.

mod attempts;
mod failure;
mod graph;
mod http_date;
mod network;
mod pacing;
mod pages;
mod totals;
mod transport;

pub(crate) use failure::{Failure, Kind};
pub(crate) use graph::{Answer, Graph};
pub(crate) use network::{Network, Renew, Tokens, Trust};
pub(crate) use pages::Item;
pub(crate) use transport::{
    Body, Call, GiveUp, Reply, ResponseKind, ResponseMeta, Transport, TransportError,
};

#[cfg(test)]
mod bounded_tests;
#[cfg(test)]
mod network_tests;
#[cfg(test)]
mod pacing_tests;
#[cfg(test)]
mod tests;
