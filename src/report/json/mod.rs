//! The assessment for programs: a document of its own, with a schema name and version.
//!
//! The structs in `v1.rs` are the wire format. They change by adding fields;
//! anything else is a new version beside it.

mod v1;
pub(super) mod writer;

pub use v1::{SCHEMA, SCHEMA_VERSION};

use super::ReportProblem;
use crate::assess::Assessment;
use crate::catalog::Controls;

/// Writes the JSON report.
pub(super) fn render(
    assessment: &Assessment,
    controls: &Controls,
) -> Result<Vec<u8>, ReportProblem> {
    Ok(writer::write(&v1::Document::new(assessment, controls))?)
}
