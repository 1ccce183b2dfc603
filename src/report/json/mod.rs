//! The assessment for programs: a document of its own, with a schema name and version.
//!
//! The structs in `v1.rs` are the wire format. They change by adding fields;
//! anything else is a new version beside it.

mod v1;
pub(super) mod writer;

pub use v1::{SCHEMA, SCHEMA_VERSION};

use super::ReportProblem;
use super::view::Known;
use crate::assess::Assessment;
use std::io::Write;

/// Writes the JSON report.
pub(super) fn write(
    assessment: &Assessment,
    known: &Known<'_>,
    out: &mut dyn Write,
) -> Result<(), ReportProblem> {
    writer::write(out, &v1::Document::new(assessment, known))
}
