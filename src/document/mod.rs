//! The means of making every document that people read: templates, the escapes of
//! each format, the guide's own prose, and the policy that a page carries.
//!
//! `report` and `runbook` fill templates with values; what those values hold is
//! theirs. Everything that a tenant says is hostile text. Each format escapes it
//! in its own way (`escape/`), in one place that no caller can forget: the
//! formatter of the templates. Values only: no file, clock or environment.

mod effort;
mod error;
pub(crate) mod escape;
mod own;
mod policy;
pub(crate) mod prose;
mod sentence;
mod templates;
mod wrap;

pub use error::TemplateError;
pub(crate) use escape::visible;
pub(crate) use policy::policy;
pub(crate) use sentence::within;
pub use templates::Templates;
pub(crate) use wrap::wrap;
