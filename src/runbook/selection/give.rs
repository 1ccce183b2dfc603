//! Gives a right: by the act that does it, else by hand.

use crate::actions::{
    Action, AssignDirectoryRole, ChangeByHand, ConsentToApplication, CreateClientSecret, Decide,
    DoByHand, GrantApplicationPermission, InviteGuest, Permission, RegisterApplication,
    RequestPermission, RestrictToOneTenant, Role,
};
use crate::assess::CandidateKind;
use crate::catalog::{Entitlement, PermissionType, TaskName};
use crate::document::within;
use crate::guide::format2::kinds::Audience;
use crate::guide::format2::model::{self, Requirement, RightKind, Shown};
use crate::ids::{AppId, RoleTemplateId};
use crate::runbook::context::RunbookContext;
use crate::runbook::entitlements::entitlement;
use crate::runbook::target::{PrincipalTarget, is_member};
use crate::runbook::wanted::WantedRight;
use crate::snapshot::Application;

/// The actions that give a right of a requirement to whoever is to hold it. `target` is that user or application.
pub(in crate::runbook) fn give(
    context: &RunbookContext<'_>,
    requirement: &Requirement,
    right: &WantedRight<'_>,
    target: Option<&PrincipalTarget<'_>>,
) -> Vec<Action> {
    if right.kind.shown() == Shown::ByAttestation {
        return vec![look(context, requirement)];
    }
    let by_act = target.and_then(|target| by_act(context, right, target));
    by_act.unwrap_or_else(|| vec![by_hand(context, requirement, right, false)])
}

/// The actions that give a right; none where there is no act that does.
fn by_act(
    context: &RunbookContext<'_>,
    right: &WantedRight<'_>,
    target: &PrincipalTarget<'_>,
) -> Option<Vec<Action>> {
    let of_application = target.principal.kind != CandidateKind::GuestUser;
    match right.kind {
        RightKind::Present => present(target).map(|act| vec![act]),
        RightKind::Audience(Audience::ThisTenant) => {
            let there = target.holder.is_some();
            // What is registered anew is for this tenant alone.
            Some(
                there
                    .then(|| RestrictToOneTenant.into())
                    .into_iter()
                    .collect(),
            )
        }
        RightKind::Secret { max_days } if of_application => {
            let long_enough = max_days.is_none_or(|days| days >= CreateClientSecret::DAYS);
            long_enough.then(|| vec![CreateClientSecret.into()])
        }
        RightKind::ApiPermission { .. } if !of_application => None,
        kind => {
            let actions = hold(context, target, &entitlement(context.catalog(), kind)?);
            (!actions.is_empty()).then_some(actions)
        }
    }
}

/// The act that brings a principal in. An account that is no guest is made by hand, and so is one without an address.
pub(super) fn present(target: &PrincipalTarget<'_>) -> Option<Action> {
    match target.principal.kind {
        CandidateKind::EnterpriseApplication => Some(ConsentToApplication.into()),
        CandidateKind::CustomApplication => Some(RegisterApplication.into()),
        CandidateKind::GuestUser => {
            // Nobody can be invited whose address is not known.
            let invited = target.principal.address.is_some();
            let invited = invited && !is_member(target.principal);
            invited.then(|| InviteGuest.into())
        }
    }
}

/// A right that there is no act for, given or taken away by a person.
pub(in crate::runbook) fn by_hand(
    context: &RunbookContext<'_>,
    requirement: &Requirement,
    right: &WantedRight<'_>,
    off: bool,
) -> Action {
    let judged = &context.judged;
    let itself = matches!(right.kind, RightKind::Present);
    ChangeByHand {
        off,
        right: (!itself).then(|| judged.words_of(right.kind)),
        holder: within(&judged.title_of(right)),
        place: judged.places(requirement),
    }
    .into()
}

/// Has a person look at what no API shows.
pub(in crate::runbook) fn look(context: &RunbookContext<'_>, requirement: &Requirement) -> Action {
    let task = match &requirement.need {
        model::Need::Attest(attestation) => attestation.task,
        _ => None,
    };
    DoByHand {
        task: task.unwrap_or(TaskName::LookYourself),
        title: context.judged.title(requirement),
    }
    .into()
}

pub(super) fn decide(text: impl Into<String>) -> Action {
    Decide { text: text.into() }.into()
}

/// A directory role over the whole directory.
pub(super) fn role(context: &RunbookContext<'_>, id: RoleTemplateId) -> Role {
    let name = context.catalog().directory_role(id);
    Role {
        id,
        name: name.map_or_else(|| id.to_string(), |role| role.name.clone()),
        scope: "/".to_owned(),
        ends: None,
        assignment: None,
    }
}

/// The actions that give an entitlement.
pub(in crate::runbook) fn hold(
    context: &RunbookContext<'_>,
    target: &PrincipalTarget<'_>,
    entitlement: &Entitlement,
) -> Vec<Action> {
    match entitlement {
        Entitlement::DirectoryRole(id) => vec![AssignDirectoryRole(role(context, *id)).into()],
        Entitlement::ApiPermission {
            resource,
            kind,
            value,
        } => permission(context, target, (*resource, *kind), value),
        Entitlement::DefenderClassic { .. } | Entitlement::DefenderUnified(_) => {
            let ids: Vec<String> = context
                .catalog()
                .parts(entitlement)
                .into_iter()
                .filter_map(|part| match part {
                    Entitlement::DefenderUnified(id) => Some(id),
                    _ => None,
                })
                .collect();
            context.index.give_defender(ids).into_iter().collect()
        }
        Entitlement::DefenderAction(_) => Vec::new(),
    }
}

fn permission(
    context: &RunbookContext<'_>,
    target: &PrincipalTarget<'_>,
    (api, kind): (AppId, PermissionType),
    value: &str,
) -> Vec<Action> {
    let Some(permission) = context.index.permission(api, kind, value) else {
        let looked = context.snapshot().is_some_and(|snapshot| {
            let offered = snapshot.sections.resources.whole();
            offered.is_ok()
        });
        return vec![decide(if looked {
            format!(
                "This tenant's API does not offer {value}. Ask the vendor what to grant instead."
            )
        } else {
            format!(
                "The id of {value} is not known here. Look for it among the permissions of the API in the tenant; \
                 where it is not offered, ask the vendor what to grant instead."
            )
        })];
    };
    let mut actions = Vec::new();
    // Only the tenant that an application is registered in can change what it asks for.
    if target.principal.kind == CandidateKind::CustomApplication
        && !asks(context, target, api, &permission)
    {
        let of_api = (api, context.index.api(api).title);
        actions.push(RequestPermission::on(of_api, permission.clone(), kind).into());
    }
    actions.push(match kind {
        PermissionType::Application => {
            let api = context.index.api(api);
            GrantApplicationPermission { api, permission }.into()
        }
        PermissionType::Delegated => context.consent(target, api, permission.value).into(),
    });
    actions
}

/// True where a registration asks for a permission already, or may: what is asked for is written as a whole list,
/// and one that was not seen whole would be cut short by that.
fn asks(
    context: &RunbookContext<'_>,
    target: &PrincipalTarget<'_>,
    api: AppId,
    permission: &Permission,
) -> bool {
    let registration = target
        .holder
        .and_then(|holder| context.index.registration(holder));
    registration.is_some_and(|app| registration_asks(app, api, permission) != Some(false))
}

/// True where a registration asks for a permission; `None` where not all that it asks for was seen.
pub(in crate::runbook) fn registration_asks(
    registration: &Application,
    api: AppId,
    permission: &Permission,
) -> Option<bool> {
    let apis = registration.required_resource_access.whole()?;
    let mut found = false;
    for asked in apis {
        let own = asked.resource_app_id.copied()? == api;
        for access in asked.resource_access.whole()? {
            access.kind.get()?;
            found |= own && access.id.copied()? == permission.id;
        }
    }
    Some(found)
}
