//! Removal of secrets, by their value, from everything that comes from a host.
//!
//! ```text
//! sign-in: sent secrets, received tokens ─► Redactor (learns)
//! Graph: headers and body of every answer ─► Redactor (cleans) ─► everything else
//! ```
//!
//! A host can repeat the request in an error, a name, a link or a header. The
//! [`Redactor`] is applied where answers are read, so that recordings, snapshots,
//! reports, messages and progress need no redaction of their own: they never
//! hold any text of a host that did not pass through it. A secret is found in plain
//! text, percent-encoded, base64-encoded, in hexadecimal, with escapes of
//! JSON or HTML, and in any nesting of those escapes.

mod flatten;
mod forms;
mod redactor;

pub(super) use redactor::Redactor;

#[cfg(test)]
mod tests;
