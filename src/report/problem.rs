//! Why a report cannot be written.

use crate::catalog::CatalogProblem;
use thiserror::Error;

/// Why a report cannot be written. None is a fault of the tenant.
#[derive(Debug, Error)]
pub enum ReportProblem {
    /// A template is broken, or asks for a value that there is not.
    #[error("template {name}, line {line}: {message}")]
    Template {
        /// The template's name.
        name: String,
        /// The line, counted from 1; 0 when it is not known.
        line: usize,
        /// What is wrong there.
        message: String,
    },
    /// A template of the caller has a name that no report asks for.
    #[error("there is no template {name:?}; there are: {known}")]
    NoSuchTemplate {
        /// The name.
        name: String,
        /// The names that there are.
        known: String,
    },
    /// The controls cannot be read.
    #[error("{0}; please report this as a bug of rolecall")]
    Controls(#[from] CatalogProblem),
    /// The XML writer refused.
    #[error("writing XML: {0}; please report this as a bug of rolecall")]
    Xml(#[from] std::io::Error),
    /// The CSV writer refused.
    #[error("writing CSV: {0}; please report this as a bug of rolecall")]
    Csv(#[from] csv::Error),
    /// The JSON writer refused.
    #[error("writing JSON: {0}; please report this as a bug of rolecall")]
    Json(#[from] serde_json::Error),
}

impl From<minijinja::Error> for ReportProblem {
    fn from(error: minijinja::Error) -> Self {
        let error = innermost(&error);
        Self::Template {
            name: error.name().unwrap_or("(unnamed)").to_owned(),
            line: error.line().unwrap_or(0),
            message: message(error),
        }
    }
}

/// The error in the template that it is in, not in those that include it.
fn innermost(error: &minijinja::Error) -> &minijinja::Error {
    let mut deepest = error;
    let mut next = std::error::Error::source(error);
    while let Some(cause) = next {
        if let Some(cause) = cause.downcast_ref::<minijinja::Error>()
            && cause.name().is_some()
        {
            deepest = cause;
        }
        next = cause.source();
    }
    deepest
}

/// What is wrong, without the place, which stands before it.
fn message(error: &minijinja::Error) -> String {
    match error.detail() {
        Some(detail) => format!("{}: {detail}", error.kind()),
        None => error.kind().to_string(),
    }
}
