//! The reasons why a report cannot be written.

use crate::catalog::CatalogError;
use crate::document::TemplateError;
use std::io;
use thiserror::Error;

/// The reason why a report cannot be written. None is a fault of the tenant.
#[derive(Debug, Error)]
pub enum ReportError {
    /// A template is broken, or asks for a value that there is not.
    #[error(transparent)]
    Template(#[from] TemplateError),
    /// The caller's writer refused.
    #[error(transparent)]
    Output(io::Error),
    /// The controls cannot be read.
    #[error("{0}; please report this as a bug of rolecall")]
    Controls(#[from] CatalogError),
    /// The XML writer refused.
    #[error("writing XML: {0}; please report this as a bug of rolecall")]
    Xml(io::Error),
    /// The CSV writer refused.
    #[error("writing CSV: {0}; please report this as a bug of rolecall")]
    Csv(#[from] csv::Error),
    /// The JSON writer refused.
    #[error("writing JSON: {0}; please report this as a bug of rolecall")]
    Json(#[from] serde_json::Error),
}
