//! A vendor's guide as data: format 2.
//!
//! A guide is a TOML file. [`file`] is its shape, which `read` reads and of which
//! the JSON Schema is made; `model` is what it means; `load` goes from one to the
//! other and reports everything that is wrong, with its place. Nothing here opens
//! a file.

#![expect(
    clippy::ref_option,
    reason = "the field of a key that may be left out is handed on as it stands in its table"
)]

pub(crate) mod called;
mod convert;
mod file;
pub mod ids;
pub mod kinds;
mod lint;
mod list;
mod load;
pub mod model;
mod names;
mod read;
mod schema;
mod shape;
mod template;
mod text;
mod values;

pub use convert::convert;
pub use lint::{Lint, LintRule, lint};
pub use load::Library;
pub(crate) use load::unfit;
pub use names::{KnownApi, Names};
pub use schema::schema;
pub use template::Template;
pub use text::{PageUrl, Sha256, Text, TextError};
pub use values::ParameterValues;
