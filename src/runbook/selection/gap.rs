//! Closes a gap: from what the guide asks and what was seen of it.

use super::credentials::secrets;
use super::planned::plan;
use crate::actions::{
    Action, AssignDirectoryRole, ConsentToApplication, CreateClientSecret, Decide, DoByHand,
    ExtendRole, GrantApplicationPermission, InviteGuest, Permission, Planned, RegisterApplication,
    RequestPermission, RestrictToOneTenant, Role,
};
use crate::advice;
use crate::assess::{Clarify, Establish, Finding, Note, NoteKind, Observe, Remedy, Verdict};
use crate::catalog::{Entitlement, PermissionType};
use crate::document::within;
use crate::guide::{Ask, PrincipalKind, Requirement};
use crate::runbook::context::RunbookContext;
use crate::runbook::target::TargetPrincipal;
use crate::snapshot::Application;

/// The actions that close a requirement for a target. `finding` is what was seen of it; without one, nothing was.
///
/// Empty where nothing is to be done: it is satisfied, or neither asked nor held.
pub(in crate::runbook) fn close(
    context: &RunbookContext<'_>,
    requirement: &Requirement,
    target: &TargetPrincipal<'_>,
    finding: Option<&Finding>,
) -> Vec<Planned> {
    let api = finding.and_then(super::api);
    let (api, alone) = match api {
        Some((planned, alone)) => (Some(planned), alone),
        None => (None, false),
    };
    if alone {
        return api.into_iter().collect();
    }
    let actions = match finding {
        None => missing(context, requirement, target),
        Some(finding) => match finding.verdict {
            Verdict::Missing | Verdict::Partial | Verdict::Unknown => {
                let remedies = remedies(context, requirement, target, finding);
                return api.into_iter().chain(remedies).collect();
            }
            Verdict::Satisfied if ends_soon(finding) => renewed(context, requirement, target),
            Verdict::Satisfied => reconsidered(context, requirement, target, finding),
            Verdict::Manual
                if finding.attested.is_none() && context.judged.is_decided(requirement) =>
            {
                manual(requirement)
            }
            _ => Vec::new(),
        },
    };
    let rest = plan(actions, Some(target), finding);
    api.into_iter().chain(rest).collect()
}

/// The actions that a concern about something that is satisfied calls for.
fn reconsidered(
    context: &RunbookContext<'_>,
    requirement: &Requirement,
    target: &TargetPrincipal<'_>,
    finding: &Finding,
) -> Vec<Action> {
    let concern = |note: &&Note| note.kind == NoteKind::Concern;
    match finding.notes.iter().find(concern) {
        None => Vec::new(),
        Some(_) if requirement.ask == Ask::ClientSecret => renewed(context, requirement, target),
        Some(note) => vec![decide(format!(
            "Decide with the vendor about {}: {}.",
            target.target.who, note.text
        ))],
    }
}

/// The actions that the remedies of a finding come to. As long as it is not settled who is meant, nothing else is done: nobody
/// is given anything who may not be the vendor.
fn remedies(
    context: &RunbookContext<'_>,
    requirement: &Requirement,
    target: &TargetPrincipal<'_>,
    finding: &Finding,
) -> Vec<Planned> {
    let settles = |remedy: &&Remedy| matches!(remedy, Remedy::Clarify(one) if !matches!(one, Clarify::FreeAddress { .. }));
    let unsettled = finding.remedies.iter().any(|remedy| settles(&remedy));
    let taken = finding
        .remedies
        .iter()
        .filter(|remedy| !unsettled || settles(remedy));
    let actions = taken.flat_map(|remedy| of_remedy(context, requirement, target, finding, remedy));
    let planned = actions.flat_map(|action| {
        // Only what changes something of the target's is about it.
        let about = !matches!(action, Action::LetAuditorSee(_) | Action::Decide(_));
        plan([action], Some(target).filter(|_| about), Some(finding))
    });
    planned.collect()
}

fn of_remedy(
    context: &RunbookContext<'_>,
    requirement: &Requirement,
    target: &TargetPrincipal<'_>,
    finding: &Finding,
    remedy: &Remedy,
) -> Vec<Action> {
    match remedy {
        Remedy::Establish(establish) => {
            match (&requirement.ask, established(context, target, *establish)) {
                // Whoever is to hold something comes in by the requirement that asks for that.
                (Ask::GuestAccount | Ask::ApplicationPresent | Ask::SingleTenant, Some(work)) => {
                    vec![work]
                }
                (Ask::GuestAccount | Ask::ApplicationPresent | Ask::SingleTenant, None) => {
                    by_hand(context, finding, remedy).into_iter().collect()
                }
                _ => Vec::new(),
            }
        }
        Remedy::Give(_) => match &requirement.ask {
            Ask::Hold(entitlement) => hold(context, target, entitlement),
            _ => vec![CreateClientSecret.into()],
        },
        Remedy::Attest => manual(requirement),
        remedy => by_hand(context, finding, remedy).into_iter().collect(),
    }
}

/// The change that brings a principal in or puts it right; none where a person has to look at what was not seen.
fn established(
    context: &RunbookContext<'_>,
    target: &TargetPrincipal<'_>,
    establish: Establish,
) -> Option<Action> {
    let user = target.holder.and_then(|holder| context.index.user(holder));
    let principal = target
        .holder
        .and_then(|holder| context.index.service_principal(holder));
    let seen = match establish {
        Establish::ConvertToGuest => user.is_some_and(|user| user.user_type.is_given()),
        Establish::AllowSignIn => {
            user.is_some_and(|user| user.account_enabled.is_given())
                || principal.is_some_and(|sp| sp.account_enabled.is_given())
        }
        _ => true,
    };
    advice::act(establish, user.is_some()).filter(|_| seen)
}

/// The actions of a person that are no change of one object, in the words of the remedy.
fn by_hand(context: &RunbookContext<'_>, finding: &Finding, remedy: &Remedy) -> Option<Action> {
    let who = within(&finding.principal_title);
    match remedy {
        // Any one of several permissions answers a request, and the first is the least.
        Remedy::Observe(Observe::Permission { any_of, .. }) => {
            context.index.let_see(any_of.first()?)
        }
        remedy => Some(decide(advice::sentence(
            remedy,
            std::slice::from_ref(remedy),
            &who,
            &finding.title,
        ))),
    }
}

/// The actions for what could not be told of anything but a requirement: more is seen, or the reader settles it.
pub(in crate::runbook) fn unknown<'e>(
    context: &RunbookContext<'_>,
    finding: &Finding,
    remedies: impl Iterator<Item = &'e Remedy>,
) -> Vec<Planned> {
    let actions = remedies.filter_map(|remedy| by_hand(context, finding, remedy));
    plan(actions, None, Some(finding))
}

fn decide(text: impl Into<String>) -> Action {
    Decide { text: text.into() }.into()
}

fn ends_soon(finding: &Finding) -> bool {
    finding
        .notes
        .iter()
        .any(|note| note.kind == NoteKind::Expiry)
}

fn manual(requirement: &Requirement) -> Vec<Action> {
    let task = requirement.by_hand();
    let title = requirement.title.clone();
    vec![DoByHand { task, title }.into()]
}

fn missing(
    context: &RunbookContext<'_>,
    requirement: &Requirement,
    target: &TargetPrincipal<'_>,
) -> Vec<Action> {
    match &requirement.ask {
        Ask::GuestAccount => vec![InviteGuest.into()],
        Ask::ApplicationPresent => match target.principal.kind {
            PrincipalKind::EnterpriseApplication => vec![ConsentToApplication.into()],
            _ => vec![RegisterApplication.into()],
        },
        Ask::SingleTenant if target.holder.is_none() => Vec::new(),
        Ask::SingleTenant => vec![RestrictToOneTenant.into()],
        Ask::ClientSecret => vec![CreateClientSecret.into()],
        Ask::Hold(entitlement) => hold(context, target, entitlement),
        Ask::Attest => manual(requirement),
    }
}

/// The actions that renew what ends soon.
fn renewed(
    context: &RunbookContext<'_>,
    requirement: &Requirement,
    target: &TargetPrincipal<'_>,
) -> Vec<Action> {
    match &requirement.ask {
        Ask::ClientSecret => {
            let mut actions = vec![CreateClientSecret.into()];
            actions.extend(
                target
                    .holder
                    .map(|holder| secrets(&context.index, holder))
                    .unwrap_or_default(),
            );
            actions
        }
        Ask::Hold(Entitlement::DirectoryRole(id)) => vec![ExtendRole(role(context, *id)).into()],
        _ => vec![decide(
            "Decide with the vendor whether it is still needed, and renew it or let it end.",
        )],
    }
}

/// A directory role over the whole directory.
fn role(context: &RunbookContext<'_>, id: crate::ids::RoleTemplateId) -> Role {
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
    target: &TargetPrincipal<'_>,
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
    target: &TargetPrincipal<'_>,
    (api, kind): (crate::ids::AppId, PermissionType),
    value: &str,
) -> Vec<Action> {
    let Some(permission) = context.index.permission(api, kind, value) else {
        return vec![decide(format!(
            "This tenant's API does not offer {value}. Ask the vendor what to grant instead."
        ))];
    };
    let mut actions = Vec::new();
    // Only the tenant that an application is registered in can change what it asks for.
    if target.principal.kind == PrincipalKind::CustomApplication
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
    target: &TargetPrincipal<'_>,
    api: crate::ids::AppId,
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
    api: crate::ids::AppId,
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
