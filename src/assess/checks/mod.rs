//! The checks: one file per kind of ask.
//!
//! A file holds what satisfies the ask, what proves its absence, what closes the gap, and the sentence that says what
//! is asked. A new kind of ask is a file here and a line in [`of_right`].

mod application;
mod attestation;
mod audience;
mod check;
mod conditions;
mod credential;
mod doubts;
mod entitlement;
mod federated;
mod guest_account;
mod member_account;
mod member_of;
mod not_read;
mod redirect_uri;
mod service_plan;

use crate::access::CredentialKind;
use crate::assess::candidate::CandidateKind;
use crate::assess::target::TargetPrincipal;
use crate::catalog::Entitlement;
use crate::guide::format2::kinds::AccountType;
use crate::guide::format2::model::RightKind;

pub(super) use check::{Asking, Check};
pub(super) use entitlement::drift;
pub(super) use federated::may_be as may_be_federated;
pub use guest_account::is_refused_by_cross_tenant_access;

/// True for a right that a check answers, or that a person attests to; false for what this version does not read.
pub(super) const fn is_read(right: &RightKind) -> bool {
    match right {
        RightKind::Present
        | RightKind::ApiPermission { .. }
        | RightKind::DirectoryRole(_)
        | RightKind::Defender { .. }
        | RightKind::Secret { .. }
        | RightKind::Certificate { .. }
        | RightKind::Federated { .. }
        | RightKind::Audience(_)
        | RightKind::RedirectUri { .. }
        | RightKind::MemberOf(_)
        | RightKind::ServicePlan(_)
        | RightKind::Setting { .. }
        | RightKind::ExchangeRoleGroup(_) => true,
        RightKind::AzureRole { .. }
        | RightKind::AzureActions { .. }
        | RightKind::ExchangeRole(_) => false,
    }
}

/// The check of a right that a guide refuses.
pub(super) fn of_refused_right<'a>(
    right: &'a RightKind,
    entitlement: Option<&'a Entitlement>,
    principal: &TargetPrincipal,
) -> Box<dyn Check + 'a> {
    match entitlement {
        Some(refused) => Box::new(entitlement::NotRequired(refused)),
        None => of_right(right, None, principal),
    }
}

/// The check of a right of the tenant, of whoever installs, or of a principal of a kind that is not looked for.
pub(super) fn of_nobodys_right(right: &RightKind) -> Box<dyn Check + '_> {
    match right {
        RightKind::ServicePlan(name) => Box::new(service_plan::ServicePlan(name)),
        RightKind::Setting { .. } | RightKind::ExchangeRoleGroup(_) => {
            Box::new(attestation::Attestation)
        }
        other => Box::new(not_read::NotRead(other.to_string())),
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
    if !is_read(right) {
        return Box::new(not_read::NotRead(right.to_string()));
    }
    match right {
        RightKind::Present if principal.kind == CandidateKind::GuestUser => {
            match principal.account {
                AccountType::Guest => Box::new(guest_account::GuestAccount(AccountType::Guest)),
                account => Box::new(member_account::MemberAccount(account)),
            }
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
        RightKind::RedirectUri { uri, platform } => Box::new(redirect_uri::RedirectUri {
            uri: uri.as_str(),
            platform: *platform,
        }),
        RightKind::MemberOf(group) => Box::new(member_of::MemberOf(group)),
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
