//! Getting a token for Graph, and reading who it lets look.
//!
//! ```text
//! way ─► credential (Azure's library; our transport below it) ─► session: token, who looks
//! ```
//!
//! Tokens and secrets live in memory only, in types that do not print. Azure's
//! own library does the signing in; a token may also be handed over. What the
//! library or the identity service says is turned into our own sentences, by
//! error code.

mod assertion;
mod authority;
mod certificate;
mod claims;
mod credential;
mod device_code;
mod refusal;
mod session;
mod token;
mod transport;
mod way;

pub(crate) use session::{Renewal, Session, begin};

pub use certificate::Certificate;
pub use device_code::{DevicePrompt, ShowPrompt};
pub use refusal::Refusal;
pub use way::SignIn;

#[cfg(test)]
mod assertion_tests;
#[cfg(test)]
mod authority_tests;
#[cfg(test)]
mod machine_tests;
#[cfg(test)]
mod tests;
