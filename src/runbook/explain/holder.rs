//! The target that is to hold it: the guide's principal, as it is in this tenant, or anybody where the guide asks nobody.

use super::subject::Subject;
use crate::actions::{Handle, Target, Text};
use crate::catalog::Entitlement;
use crate::guide::{Principal, PrincipalKind, Requirement, Tier};
use crate::runbook::compose::options;
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
    let in_play = |one: &Requirement| {
        one.options.is_empty() || one.options.iter().any(|option| taken.contains(option))
    };
    subject
        .requirements
        .iter()
        .copied()
        .min_by_key(|one| (!in_play(one), one.tier))
}

/// The principal that a requirement is about: the finding's, else that of an option in play, else of its first.
pub(super) fn principal<'a>(
    judged: &Judged<'a>,
    requirement: &'a Requirement,
) -> Option<&'a Principal> {
    let guide = judged.guide;
    let found = judged
        .finding(requirement)
        .map(|finding| finding.principal.as_str());
    let taken = options(judged);
    let of_option = |id: &String| {
        let (choice, option) = id.split_once('/')?;
        guide.principal(&guide.choice(choice)?.option(option)?.principal)
    };
    let in_play = requirement.options.iter().find(|id| taken.contains(*id));
    let by_option = || in_play.or(requirement.options.first()).and_then(of_option);
    found
        .or(requirement.principal.as_deref())
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
    Principal {
        id: "anybody".to_owned(),
        kind,
        title: title.to_owned(),
        choice: String::new(),
        address: None,
        name: None,
        app_id: None,
        home_tenant: None,
        publishers: Vec::new(),
    }
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
        principal: principal.id.clone(),
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
