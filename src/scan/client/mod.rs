//! The read-only client of Microsoft Graph.
//!
//! ```text
//! Graph: pages, retries, bounds ─► Door ─┬─► Wire: the network, with the token
//!                                        └─► a recording (`scan::record`)
//! ```
//!
//! It can GET and nothing else: no type here takes a method. It follows pages
//! on its own host only, retries what may pass, bounds what a server can make
//! it take, per request and over the whole scan, and turns every refusal into a
//! [`Failure`] in our own words. Secrets are taken out of an answer before
//! anything else sees it. What it reads goes to the collectors.

mod allowance;
mod attempt;
mod bounded;
mod door;
mod failure;
mod graph;
mod http;
mod link;
mod pace;
mod paces;
mod page;
mod retry;
mod tokens;
mod traffic;
mod tries;
mod trouble;
mod wire;

pub(crate) use door::{Body, Call, Came, Door, Heard, Reply, Stage};
pub(crate) use failure::{Failure, Kind};
pub(crate) use graph::{Answer, Graph};
pub(crate) use http::Trust;
pub(crate) use page::Item;
pub(crate) use tokens::{Renew, Tokens};
pub(crate) use trouble::Trouble;
pub(crate) use wire::Wire;

#[cfg(test)]
mod tests;
#[cfg(test)]
mod wire_tests;
