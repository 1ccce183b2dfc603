//! Why a report cannot be written.

use thiserror::Error;

/// Why a report cannot be written. Each is a fault of rolecall and not of the tenant.
#[derive(Debug, Error)]
pub enum ReportProblem {
    /// A template is broken, or asks for a value that there is not.
    #[error("template {name}, line {line}: {message}; please report this as a bug of rolecall")]
    Template {
        /// The template's name.
        name: String,
        /// The line, counted from 1; 0 when it is not known.
        line: usize,
        /// What is wrong there.
        message: String,
    },
    /// The CSV writer refused.
    #[error("writing CSV: {0}; please report this as a bug of rolecall")]
    Csv(#[from] csv::Error),
    /// The JSON writer refused.
    #[error("writing JSON: {0}; please report this as a bug of rolecall")]
    Json(#[from] serde_json::Error),
}

impl From<minijinja::Error> for ReportProblem {
    fn from(error: minijinja::Error) -> Self {
        Self::Template {
            name: error.name().unwrap_or("(unnamed)").to_owned(),
            line: error.line().unwrap_or(0),
            message: error.to_string(),
        }
    }
}
