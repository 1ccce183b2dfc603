//! Credentials, assignments and ownerships that may be too much.

use super::context::Context;
use super::coverage::Gap;
use super::principals::Candidate;
use super::words;
use crate::access::{CredentialKind, Half, Holding, HoldingKind};
use crate::snapshot::SectionName;

/// Something that a candidate holds besides roles and permissions, as far as it may be too much.
pub(super) struct Unasked<'c> {
    pub(super) holding: &'c Holding,
    /// Everything that the answer leaves out, without which it cannot be told whether it is still held, or which it is.
    pub(super) lacks: Option<&'static str>,
}

impl Unasked<'_> {
    /// True for a credential of the registration: a guide may ask for one of its kind.
    pub(super) const fn is_of_registration(&self) -> bool {
        matches!(
            self.holding.what,
            HoldingKind::Credential {
                on: Half::Registration,
                ..
            }
        )
    }
}

/// Everything that a candidate holds besides roles and permissions, and that may be too much: what has ended is not,
/// and a secret of the registration is weighed with all of its kind.
pub(super) fn unasked<'c>(context: &Context<'_>, candidate: &Candidate<'c>) -> Vec<Unasked<'c>> {
    let foreign = is_foreign(context, candidate);
    let held = candidate.holder.holdings.iter();
    let running = held.filter(|one| one.ends.goes_on(context.options.as_of) != Some(false));
    running
        .filter(|one| match &one.what {
            HoldingKind::Credential { kind, on, .. } => match on {
                Half::Registration => *kind == CredentialKind::Certificate,
                // Credentials of an application of this tenant may stand on either half: their check weighs both.
                Half::ServicePrincipal => foreign != Some(false),
            },
            HoldingKind::Federated { .. }
            | HoldingKind::Assignment { .. }
            | HoldingKind::OwnedBy { .. }
            | HoldingKind::GroupOwner { .. }
            | HoldingKind::ApplicationOwner { .. } => true,
        })
        .map(|holding| Unasked {
            holding,
            lacks: lacks(context, holding, foreign),
        })
        .collect()
}

/// Everything that an answer leaves out of something that is held.
fn lacks(context: &Context<'_>, one: &Holding, foreign: Option<bool>) -> Option<&'static str> {
    let endless = one.ends.goes_on(context.options.as_of).is_none();
    match &one.what {
        HoldingKind::Credential { id: None, .. }
        | HoldingKind::Federated { id: None, .. }
        | HoldingKind::OwnedBy { owner: None, .. } => Some("does not give its id"),
        HoldingKind::Credential { .. } if endless => Some("does not give its end"),
        HoldingKind::Credential {
            on: Half::ServicePrincipal,
            ..
        } if foreign.is_none() => {
            Some("does not say in which tenant the application is registered")
        }
        HoldingKind::Assignment { resource: None, .. } => Some("does not say to which application"),
        HoldingKind::GroupOwner { group: None, .. } => Some("does not say of which group"),
        HoldingKind::ApplicationOwner { object: None, .. } => {
            Some("does not say of which application")
        }
        HoldingKind::GroupOwner { .. } if endless => Some("does not say until when"),
        _ => None,
    }
}

/// True for another tenant's application; none where the answer does not tell.
fn is_foreign(context: &Context<'_>, candidate: &Candidate<'_>) -> Option<bool> {
    let (principal, registration) = candidate.halves(context);
    if registration.is_some() {
        return Some(false);
    }
    let here = context.snapshot.tenant_id()?;
    Some(principal?.app_owner_organization_id.copied()? != here)
}

/// Everything that the answers leave out, so that there may be more of it.
pub(super) fn gaps(context: &Context<'_>, candidate: &Candidate<'_>) -> Vec<Gap> {
    let (principal, registration) = candidate.halves(context);
    let who = words::holder(candidate);
    let mut lacks = Vec::new();
    if let Some(registration) = registration {
        let on = SectionName::Applications;
        if registration.key_credentials.whole().is_none() {
            lacks.push((on, "does not list its certificates"));
        }
        // Its owners and its outside identities are asked for by that id.
        if !registration.id.is_given() {
            lacks.push((on, "does not give the id of its registration"));
        }
    }
    if let Some(principal) = principal.filter(|_| is_foreign(context, candidate) != Some(false)) {
        let on = SectionName::ServicePrincipals;
        if principal.password_credentials.whole().is_none() {
            lacks.push((on, "does not list its client secrets"));
        }
        if principal.key_credentials.whole().is_none() {
            lacks.push((on, "does not list its certificates"));
        }
    }
    let lacks = lacks.into_iter();
    lacks
        .map(|(section, lacks)| context.coverage.lack(section, lacks, &who))
        .collect()
}
