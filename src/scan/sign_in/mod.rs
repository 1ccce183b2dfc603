//! Getting a token for Graph, and reading who it lets look.
//!
//! Tokens and secrets live in memory only, in types that do not print. Azure's
//! own library does the signing in; a token may also be handed over. What the
//! library or the identity service says is turned into our own sentences, by
//! error code.

mod claims;
mod client_secret;
mod refusal;
mod token;
mod transport;
mod way;

pub(crate) use way::begin;

pub use refusal::Refusal;
pub use way::SignIn;

#[cfg(test)]
mod authority_tests;
#[cfg(test)]
mod tests;
