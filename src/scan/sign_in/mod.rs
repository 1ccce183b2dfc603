//! Getting a token for Graph, and reading its claims.
//!
//! ```text
//! method ─► credential (Azure's library; our transport below it) ─► session: token and observer
//! ```
//!
//! Tokens and secrets live in memory only, in types that do not print. Azure's
//! own library signs in; an access token may also be given. Messages of the
//! library or the identity service are replaced by our own sentences, by
//! error code.

mod assertion;
mod authority;
mod certificate;
mod claims;
mod credential;
mod device_code;
mod method;
mod refusal;
mod session;
mod token;
mod transport;

pub(crate) use session::{Renewal, Session, begin};

pub use certificate::Certificate;
pub use device_code::{DevicePrompt, ShowPrompt};
pub use method::SignIn;
pub use refusal::Refusal;

#[cfg(test)]
mod assertion_tests;
#[cfg(test)]
mod authority_tests;
#[cfg(test)]
mod machine_tests;
#[cfg(test)]
mod tests;
