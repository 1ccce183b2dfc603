//! The target that is to hold it: the guide's principal, as it is in this tenant, or anybody where the guide asks nobody.

use super::subject::Subject;
use crate::actions::{Handle, Target, Text};
use crate::catalog::Entitlement;
use crate::guide::{OptionRef, Principal, PrincipalKind, Requirement, Tier};
use crate::runbook::compose::{applies, options};
use crate::runbook::judged::Judged;
use crate::runbook::target::{TargetPrincipal, kind};

/// The requirement that decides who is to hold it: under the options in play, and the strongest.
///
/// None for an action of Defender: a guide asks for permissions, and the action may give more of them.
pub(super) fn deciding<'a>(judged: &Judged<'a>, subject: &Subject<'a>) -> Option<&'a Requirement> {
    if matches!(subject.entitlement, Some(Entitlement::DefenderAction(_))) {
        return None;
    }
    let taken = options(judged);
    subject
        .requirements
        .iter()
        .copied()
        .min_by_key(|one| (!applies(&one.options, &taken), one.tier))
}

/// The principal that a requirement is about: the finding's, else that of an option in play, else of its first.
pub(super) fn principal<'a>(
    judged: &Judged<'a>,
    requirement: &'a Requirement,
) -> Option<&'a Principal> {
    let guide = judged.guide;
    let found = judged.finding(requirement);
    let found = found.map(|finding| &finding.principal);
    let taken = options(judged);
    let of_option = |option: &OptionRef| guide.principal(&guide.option(option)?.principal);
    let in_play = requirement.options.iter().find(|id| taken.contains(*id));
    let by_option = || in_play.or(requirement.options.first()).and_then(of_option);
    found
        .or(requirement.principal.as_ref())
        .and_then(|id| guide.principal(id))
        .or_else(by_option)
}

/// A principal for what the guide asks of nobody.
pub(super) fn nobody_of_the_guide(entitlement: &Entitlement) -> Principal {
    let application = matches!(entitlement, Entitlement::ApiPermission { .. });
    let (kind, title) = if application {
        (PrincipalKind::EnterpriseApplication, "the application")
    } else {
        (PrincipalKind::GuestUser, "the principal")
    };
    Principal::of_no_guide("anybody", kind, title)
}

/// Anybody: the reader fills in whom.
pub(super) fn anybody(principal: &Principal) -> TargetPrincipal<'_> {
    let (key, means) = if principal.kind == PrincipalKind::GuestUser {
        (
            "principal-id",
            "the object id of the user, group or service principal",
        )
    } else {
        (
            "service-principal-id",
            "the object id of the application's service principal (Enterprise applications, Object ID)",
        )
    };
    let app_id = Text::placeholder("application-id", "the application (client) id");
    let object = Handle::placeholder(key, means);
    let target = Target {
        principal: principal.id.to_string(),
        name: principal.title.clone(),
        ..Target::new(kind(principal), &principal.title, object, app_id)
    };
    TargetPrincipal {
        principal,
        holder: None,
        target,
    }
}

/// True for a requirement that the guide says is not needed.
pub(super) fn unneeded(requirement: &Requirement) -> bool {
    requirement.tier == Tier::NotRequired
}
