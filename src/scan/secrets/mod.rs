//! Secrets are taken out of everything that comes from a host, by their value.
//!
//! ```text
//! sign-in: what is sent as a secret, what comes as a token ─► Redactor (learns)
//! Graph: headers and body of every answer ─► Redactor (cleans) ─► everything else
//! ```
//!
//! A host can repeat the request in an error, a name, a link or a header. The
//! [`Redactor`] stands where answers come in, so that no recording, snapshot,
//! report, message or line of progress has to think of it: none of them ever
//! holds anything of a host that did not pass through it. A secret is found as
//! it is, and percent-encoded, base64-encoded, in hexadecimal, with escapes of
//! JSON or HTML, and in any nesting of those escapes.

mod flatten;
mod forms;
mod redactor;

pub(super) use redactor::Redactor;

#[cfg(test)]
mod tests;
