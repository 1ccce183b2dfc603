//! The reasons why a runbook cannot be written.

use super::Kind;
use crate::catalog::CatalogError;
use crate::document::TemplateError;
use crate::ids::TenantId;
use crate::quote::Quoted;
use thiserror::Error;

/// The reason why a runbook cannot be written.
#[derive(Debug, Error)]
pub enum RunbookError {
    /// The kind is about what a tenant holds, and no snapshot says what that is.
    #[error(
        "a runbook of kind {kind} is made from a snapshot; give one with --snapshot FILE, or --demo"
    )]
    NoSnapshot {
        /// The kind.
        kind: Kind,
    },
    /// The earlier snapshot is of another tenant.
    #[error(
        "the earlier snapshot is of tenant {then}, and this one is of {seen}; they cannot be compared"
    )]
    OtherTenant {
        /// The tenant that the runbook is for.
        seen: TenantId,
        /// The tenant of the earlier snapshot.
        then: TenantId,
    },
    /// Nothing to explain has this id or name.
    #[error(
        "nothing is called {given:?}: it is not in the list of {date}{}",
        meant(near)
    )]
    NothingCalled {
        /// The id or name that was asked for.
        given: Quoted,
        /// The date of the list of published names.
        date: &'static str,
        /// Ids that may have been meant, the nearest first.
        near: Vec<Quoted>,
    },
    /// More things have the name than are explained at once.
    #[error("{given:?} is the name of {} things; choose one of them: {}", ids.len(), Quoted::list(ids.iter().map(String::as_str)))]
    ManyCalled {
        /// The id or name that was asked for.
        given: Quoted,
        /// The id of each.
        ids: Vec<String>,
    },
    /// The id is that of a finding about one tenant.
    #[error(
        "{given:?} is the id of a finding about one tenant; give its snapshot with --snapshot FILE, or --demo"
    )]
    OfOneTenant {
        /// The id or name that was asked for.
        given: Quoted,
    },
    /// The catalog cannot be read.
    #[error("{0}; please report this as a bug of rolecall")]
    Catalog(#[from] CatalogError),
    /// A template is broken.
    #[error(transparent)]
    Template(#[from] TemplateError),
}

fn meant(near: &[Quoted]) -> String {
    if near.is_empty() {
        return "; give the id of a finding or of a requirement, or the name of a role or permission"
            .to_owned();
    }
    let quoted: Vec<String> = near.iter().map(|id| format!("{id:?}")).collect();
    format!("; did you mean {}?", quoted.join(" or "))
}

impl RunbookError {
    /// True for what the caller can mend.
    pub fn is_callers(&self) -> bool {
        match self {
            Self::NoSnapshot { .. }
            | Self::OtherTenant { .. }
            | Self::NothingCalled { .. }
            | Self::ManyCalled { .. }
            | Self::OfOneTenant { .. } => true,
            Self::Catalog(_) => false,
            Self::Template(problem) => problem.is_callers(),
        }
    }
}
