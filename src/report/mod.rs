//! An assessment, written for people and for machines.
//!
//! [`write`] takes an [`Assessment`](crate::assess::Assessment) and a
//! [`Format`] and writes bytes into a writer of the caller's. `model` is the one
//! report that every format is made from, and `format` is the one list of them.
//! Every format shows the same findings under the
//! same ids in the same order. The same input gives the same bytes: this module
//! reads no clock, no locale, no file and no environment, and it prints
//! nothing; `cli` writes the bytes where they belong.
//!
//! Everything that a tenant says is hostile text. Each format escapes it in
//! its own way (`document::escape`), in one place that no caller can forget: the
//! formatter of the templates, the cell of the table, the field of the CSV.

mod advice;
mod csv;
mod error;
mod format;
mod html;
mod json;
mod json_text;
mod junit;
mod markdown;
mod model;
mod ocsf;
mod output;
mod overview;
mod page;
mod render;
mod sarif;
mod settings;
mod style;
mod table;
mod words;

pub use csv::COLUMNS as CSV_COLUMNS;
pub use error::ReportError;
pub use format::Format;
pub use json::schema as json_schema;
pub use model::{SCHEMA as JSON_SCHEMA, SCHEMA_VERSION as JSON_SCHEMA_VERSION};
pub use overview::{SCHEMA as OVERVIEW_SCHEMA, schema as overview_schema};
pub use render::{render, render_with, write, write_all};
pub use settings::Settings;
pub use style::{Layout, Style};
