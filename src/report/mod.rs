//! An assessment, written for people and for machines.
//!
//! [`render`] takes an [`Assessment`](crate::assess::Assessment) and a
//! [`Format`] and gives bytes. Every format shows the same findings under the
//! same ids in the same order. The same input gives the same bytes: this room
//! reads no clock, no locale, no file and no environment, and it prints
//! nothing; `cli` writes the bytes where they belong.
//!
//! Everything that a tenant says is hostile text. Each format escapes it in
//! its own way (`escape/`), in one place that no caller can forget: the
//! formatter of the templates, the cell of the table, the field of the CSV.

mod csv;
mod escape;
mod format;
mod html;
mod json;
mod markdown;
mod problem;
mod prose;
mod render;
mod style;
mod table;
mod templates;
mod view;

pub use csv::COLUMNS as CSV_COLUMNS;
pub(crate) use escape::visible;
pub use format::Format;
pub use json::{SCHEMA as JSON_SCHEMA, SCHEMA_VERSION as JSON_SCHEMA_VERSION};
pub use problem::ReportProblem;
pub use render::render;
pub use style::Style;
