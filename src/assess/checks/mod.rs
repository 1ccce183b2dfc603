//! The checks: one file per kind of ask.
//!
//! A file holds what satisfies the ask, what proves its absence, what closes the gap, and the sentence that says what
//! is asked. A new kind of ask is a file here and a line in [`of`].

mod application;
mod attestation;
mod audience;
mod client_secret;
mod conditions;
mod doubts;
mod entitlement;
mod guest_account;

use super::context::Context;
use super::outcome::Outcome;
use super::principals::Candidate;
use super::remedy::Remedy;
use crate::catalog::Subject;
use crate::guide::{Ask, Principal, Requirement, Tier};

pub(super) use entitlement::{drift, gives, wrong_type};
pub use guest_account::is_refused_by_cross_tenant_access;

/// A requirement, and the principal that it is asked of.
pub(super) struct Asking<'a> {
    pub context: &'a Context<'a>,
    pub requirement: &'a Requirement,
    pub principal: &'a Principal,
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

    /// What closes a gap, beside what brings the principal into the tenant where nobody is there.
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
        Ask::SingleTenant => Box::new(audience::SingleTenant),
        Ask::ClientSecret => Box::new(client_secret::ClientSecret),
        Ask::Hold(asked) if requirement.tier == Tier::NotRequired => {
            Box::new(entitlement::NotRequired(asked))
        }
        Ask::Hold(asked) => Box::new(entitlement::Held(asked)),
        Ask::Attest => Box::new(attestation::Attestation),
    }
}
