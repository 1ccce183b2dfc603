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

impl RunbookProblem {
    /// Whether the caller can mend it.
    pub fn is_callers(&self) -> bool {
        match self {
            Self::NoSnapshot { .. } => true,
            Self::Catalog(_) => false,
            Self::Template(problem) => problem.is_callers(),
        }
    }
}
