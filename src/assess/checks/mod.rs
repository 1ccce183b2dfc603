//! The checks: one file per kind of ask.
//!
//! A file holds what satisfies the ask, what proves its absence, what closes the gap, and the sentence that says what
//! is asked. A new kind of ask is a file here and a line in [`of`].

mod application;
mod attestation;
mod audience;
mod conditions;
mod credential;
mod doubts;
mod entitlement;
mod federated;
mod guest_account;
mod not_read;

use super::context::Context;
use super::lifetime::CredentialKind;
use super::outcome::Outcome;
use super::principals::Candidate;
use super::remedy::Remedy;
use crate::assess::target::TargetPrincipal;
use crate::catalog::{Entitlement, Subject};
use crate::guide::format2::kinds::Audience;
use crate::guide::format2::model::RightKind;
use crate::guide::{Ask, PrincipalKind, Requirement, Tier};

pub(super) use entitlement::drift;
pub use guest_account::is_refused_by_cross_tenant_access;

/// Everything that is asked, by its title, and the principal that it is asked of.
pub(super) struct Asking<'a> {
    pub context: &'a Context<'a>,
    pub title: &'a str,
    pub principal: &'a TargetPrincipal,
}

/// One kind of ask.
pub(super) trait Check {
    /// The subject of its findings, by which controls are looked up.
    fn subject(&self) -> Subject;

    /// The sentence that says what is asked.
    fn expected(&self, asking: &Asking<'_>) -> String;

    /// The outcome that does not depend on who is there.
    fn without_candidates(&self) -> Option<Outcome> {
        None
    }

    /// The outcome for somebody who is there.
    fn judge(&self, asking: &Asking<'_>, candidate: &Candidate<'_>) -> Outcome;

    /// Everything that closes a gap, beside what brings the principal into the tenant where nobody is there.
    fn closes(&self, _asking: &Asking<'_>, _candidate: Option<&Candidate<'_>>) -> Vec<Remedy> {
        Vec::new()
    }

    /// The outcome over all candidates, weighed by what the ask depends on beside them.
    fn settle(&self, _asking: &Asking<'_>, outcome: Outcome) -> Outcome {
        outcome
    }
}

/// The check of a requirement.
pub(super) fn of(requirement: &Requirement) -> Box<dyn Check + '_> {
    match &requirement.ask {
        Ask::GuestAccount => Box::new(guest_account::GuestAccount),
        Ask::ApplicationPresent => Box::new(application::Application),
        Ask::SingleTenant => Box::new(audience::Serves(Audience::ThisTenant)),
        Ask::ClientSecret => Box::new(credential::Credential {
            kind: CredentialKind::Secret,
            max_days: None,
        }),
        Ask::Hold(asked) if requirement.tier == Tier::NotRequired => {
            Box::new(entitlement::NotRequired(asked))
        }
        Ask::Hold(asked) => Box::new(entitlement::Held(asked)),
        Ask::Attest => Box::new(attestation::Attestation),
    }
}

/// The check of a right of a user or an application. `entitlement` is what it names, where that can be held.
pub(super) fn of_right<'a>(
    right: &'a RightKind,
    entitlement: Option<&'a Entitlement>,
    principal: &TargetPrincipal,
) -> Box<dyn Check + 'a> {
    if let Some(asked) = entitlement {
        return Box::new(entitlement::Held(asked));
    }
    match right {
        RightKind::Present if principal.kind == PrincipalKind::GuestUser => {
            Box::new(guest_account::GuestAccount)
        }
        RightKind::Present => Box::new(application::Application),
        RightKind::Audience(audience) => Box::new(audience::Serves(*audience)),
        RightKind::Secret { max_days } => Box::new(credential::Credential {
            kind: CredentialKind::Secret,
            max_days: *max_days,
        }),
        RightKind::Certificate { max_days } => Box::new(credential::Credential {
            kind: CredentialKind::Certificate,
            max_days: *max_days,
        }),
        RightKind::Federated { issuer, subject } => Box::new(federated::Federated {
            issuer: issuer.as_str(),
            subject: subject.as_str(),
        }),
        RightKind::Setting { .. } | RightKind::ExchangeRoleGroup(_) => {
            Box::new(attestation::Attestation)
        }
        other => Box::new(not_read::NotRead(other.to_string())),
    }
}
