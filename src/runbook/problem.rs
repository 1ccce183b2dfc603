//! Why a runbook cannot be written.

use super::Kind;
use crate::catalog::CatalogProblem;
use crate::document::TemplateProblem;
use thiserror::Error;

/// Why a runbook cannot be written.
#[derive(Debug, Error)]
pub enum RunbookProblem {
    /// The kind is about what a tenant holds, and no snapshot says what that is.
    #[error(
        "a runbook of kind {kind} is made from a snapshot; give one with --snapshot FILE, or --demo"
    )]
    NoSnapshot {
        /// The kind.
        kind: Kind,
    },
    /// The catalog cannot be read.
    #[error("{0}; please report this as a bug of rolecall")]
    Catalog(#[from] CatalogProblem),
    /// A template is broken.
    #[error(transparent)]
    Template(#[from] TemplateProblem),
}

impl From<minijinja::Error> for RunbookProblem {
    fn from(error: minijinja::Error) -> Self {
        TemplateProblem::from(error).into()
    }
}
