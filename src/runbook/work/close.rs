//! What closes a gap: from what the guide asks and what was seen of it.

use super::{Piece, Work};
use crate::access::Holder;
use crate::assess::{Finding, Note, NoteKind, Verdict};
use crate::catalog::{Entitlement, PermissionType};
use crate::guide::{Ask, PrincipalKind, Requirement};
use crate::runbook::change::directory_role::Role;
use crate::runbook::party::Party;
use crate::runbook::world::World;
use crate::snapshot::State;

/// The pieces that close a requirement for a party. `finding` is what was seen of it; without one, nothing was.
///
/// Empty where nothing is to be done: it is satisfied, or neither asked nor held.
pub(in crate::runbook) fn close<'a>(
    world: &World<'a>,
    requirement: &Requirement,
    party: &Party<'a>,
    finding: Option<&Finding>,
) -> Vec<Piece<'a>> {
    let closes = finding.map(|finding| finding.id.clone());
    if let (Some(finding), Some(why)) = (finding, world.unproven(party.principal))
        && finding.verdict != Verdict::Manual
        && finding.verdict != Verdict::Satisfied
    {
        // Nothing is given to somebody who may not be the vendor.
        return vec![Piece {
            party: None,
            work: Work::Settle(format!("Settle who is meant: {why}.")),
            closes: Some(finding.id.clone()),
        }];
    }
    let api = finding.and_then(super::api);
    let (api, alone) = match api {
        Some((piece, alone)) => (Some(piece), alone),
        None => (None, false),
    };
    if alone {
        return api.into_iter().collect();
    }
    let works = match finding {
        None => missing(world, requirement, party),
        Some(finding) => match finding.verdict {
            Verdict::Missing => missing(world, requirement, party),
            Verdict::Partial => partial(world, requirement, party),
            Verdict::Satisfied if ends_soon(finding) => renewed(world, requirement, party),
            Verdict::Satisfied => reconsidered(world, requirement, party, finding),
            Verdict::Unknown => return unknown(world, finding),
            Verdict::Manual if finding.attested.is_none() && world.is_decided(requirement) => {
                manual(requirement)
            }
            _ => Vec::new(),
        },
    };
    let works = works.into_iter().map(|work| Piece {
        party: Some(party.clone()),
        work,
        closes: closes.clone(),
    });
    api.into_iter().chain(works).collect()
}

/// What a concern about something that is satisfied calls for.
fn reconsidered(
    world: &World<'_>,
    requirement: &Requirement,
    party: &Party<'_>,
    finding: &Finding,
) -> Vec<Work> {
    let concern = |note: &&Note| note.kind == NoteKind::Concern;
    match finding.notes.iter().find(concern) {
        None => Vec::new(),
        Some(_) if requirement.ask == Ask::ClientSecret => renewed(world, requirement, party),
        Some(note) => vec![Work::Settle(format!(
            "Decide with the vendor about {}: {}.",
            party.who, note.text
        ))],
    }
}

fn ends_soon(finding: &Finding) -> bool {
    finding
        .notes
        .iter()
        .any(|note| note.kind == NoteKind::Expiry)
}

/// What could not be told: more is seen with more permissions, or the reader settles it.
pub(in crate::runbook) fn unknown<'a>(world: &World<'_>, finding: &Finding) -> Vec<Piece<'a>> {
    let closes = Some(finding.id.clone());
    let piece = |work| Piece {
        party: None,
        work,
        closes: closes.clone(),
    };
    let failed = finding
        .evidence
        .iter()
        .any(|evidence| evidence.state == State::Failed && evidence.url.is_some());
    let had = world.snapshot().is_some_and(|snapshot| {
        let permissions = &snapshot.observer.permissions;
        finding.needs.iter().any(|need| permissions.contains(need))
    });
    if had {
        return vec![piece(Work::Settle(format!(
            "Look in the portal: {}. What would answer it was refused although the auditor holds the permission, so a \
             further permission does not help.",
            finding.reason
        )))];
    }
    if finding.needs.is_empty() || failed {
        let what = if failed {
            "Audit again: an answer was cut short or failed, and nothing is concluded from it."
                .to_owned()
        } else {
            format!("Settle what could not be told: {}.", finding.reason)
        };
        return vec![piece(Work::Settle(what))];
    }
    // Any one of several permissions answers a request, and the first is the least.
    let first = finding.needs.iter().take(1);
    first
        .map(|need| piece(Work::LetSee(need.clone())))
        .collect()
}

fn manual(requirement: &Requirement) -> Vec<Work> {
    vec![Work::ByHand(
        requirement.by_hand(),
        requirement.title.clone(),
    )]
}

fn missing(world: &World<'_>, requirement: &Requirement, party: &Party<'_>) -> Vec<Work> {
    match &requirement.ask {
        Ask::GuestAccount => vec![Work::Invite],
        Ask::ApplicationPresent => match party.principal.kind {
            PrincipalKind::EnterpriseApplication => vec![Work::Consent],
            _ => vec![Work::Register],
        },
        Ask::SingleTenant if party.holder.is_none() => Vec::new(),
        Ask::SingleTenant => vec![Work::Restrict],
        Ask::ClientSecret => vec![Work::MakeSecret],
        Ask::Hold(entitlement) => hold(world, party, entitlement),
        Ask::Attest => manual(requirement),
    }
}

fn partial(world: &World<'_>, requirement: &Requirement, party: &Party<'_>) -> Vec<Work> {
    match &requirement.ask {
        Ask::GuestAccount => account(world, party),
        Ask::ApplicationPresent => application(world, party),
        _ => missing(world, requirement, party),
    }
}

/// What an account lacks of being as the guide asks.
fn account(world: &World<'_>, party: &Party<'_>) -> Vec<Work> {
    let Some(user) = party.holder.and_then(|holder| world.user(holder)) else {
        return Vec::new();
    };
    let is = |value: &Option<String>, word: &str| {
        value
            .as_deref()
            .is_some_and(|value| value.eq_ignore_ascii_case(word))
    };
    let mut works = Vec::new();
    if user.user_type.is_some() && !is(&user.user_type, "Guest") {
        works.push(Work::TurnIntoGuest);
    }
    if is(&user.external_user_state, "PendingAcceptance") {
        works.push(Work::InviteAgain);
    }
    if user.account_enabled == Some(false) {
        works.push(Work::StartAccount);
    }
    works
}

fn application(world: &World<'_>, party: &Party<'_>) -> Vec<Work> {
    let principal = party
        .holder
        .and_then(|holder| world.service_principal(holder));
    match principal {
        None => vec![Work::MakePrincipal],
        Some(principal) if principal.account_enabled == Some(false) => vec![Work::StartApplication],
        Some(_) => vec![Work::Settle(
            "Microsoft has disabled the application. Ask Microsoft's support why before anything else.".to_owned(),
        )],
    }
}

/// What ends soon is renewed.
fn renewed(world: &World<'_>, requirement: &Requirement, party: &Party<'_>) -> Vec<Work> {
    match &requirement.ask {
        Ask::ClientSecret => {
            let mut works = vec![Work::MakeSecret];
            works.extend(
                party
                    .holder
                    .map(|holder| secrets(world, holder))
                    .unwrap_or_default(),
            );
            works
        }
        Ask::Hold(Entitlement::DirectoryRole(id)) => vec![Work::ExtendRole(role(world, *id))],
        _ => vec![Work::Settle(
            "Decide with the vendor whether it is still needed, and renew it or let it end."
                .to_owned(),
        )],
    }
}

/// The client secrets that are there. Old ones go once the vendor uses the new one.
pub(super) fn secrets(world: &World<'_>, holder: &Holder) -> Vec<Work> {
    let mut works = Vec::new();
    let registration = world
        .registration(holder)
        .map(|app| &app.password_credentials);
    let principal = world
        .service_principal(holder)
        .map(|sp| &sp.password_credentials);
    for (on_principal, secrets) in [(false, registration), (true, principal)] {
        for secret in secrets.into_iter().flatten() {
            let name = secret.display_name.clone().unwrap_or_default();
            let end = secret
                .end_date_time
                .map_or_else(|| name.clone(), |end| format!("{name} until {end}"));
            works.extend(
                secret
                    .key_id
                    .map(|id| Work::DeleteSecret(on_principal, id, end.trim().to_owned())),
            );
        }
    }
    works
}

/// A directory role over the whole directory.
pub(super) fn role(world: &World<'_>, id: crate::ids::RoleTemplateId) -> Role {
    let name = world.catalog().directory_role(id);
    Role {
        id,
        name: name.map_or_else(|| id.to_string(), |role| role.name.clone()),
        scope: "/".to_owned(),
        ends: None,
        assignment: None,
    }
}

/// What gives an entitlement.
pub(in crate::runbook) fn hold(
    world: &World<'_>,
    party: &Party<'_>,
    entitlement: &Entitlement,
) -> Vec<Work> {
    match entitlement {
        Entitlement::DirectoryRole(id) => vec![Work::AssignRole(role(world, *id))],
        Entitlement::ApiPermission {
            resource,
            kind,
            value,
        } => permission(world, party, (*resource, *kind), value),
        Entitlement::DefenderClassic { .. } | Entitlement::DefenderUnified(_) => {
            let ids: Vec<String> = world
                .catalog()
                .parts(entitlement)
                .into_iter()
                .filter_map(|part| match part {
                    Entitlement::DefenderUnified(id) => Some(id),
                    _ => None,
                })
                .collect();
            if ids.is_empty() {
                Vec::new()
            } else {
                vec![Work::Defend(ids)]
            }
        }
        Entitlement::DefenderAction(_) => Vec::new(),
    }
}

fn permission(
    world: &World<'_>,
    party: &Party<'_>,
    (api, kind): (crate::ids::AppId, PermissionType),
    value: &str,
) -> Vec<Work> {
    let Some(permission) = world.permission(api, kind, value) else {
        return vec![Work::Settle(format!(
            "This tenant's API does not offer {value}. Ask the vendor what to grant instead."
        ))];
    };
    let access = match kind {
        PermissionType::Application => "Role",
        PermissionType::Delegated => "Scope",
    };
    let mut works = Vec::new();
    // Only the tenant that an application is registered in can change what it asks for.
    if party.principal.kind == PrincipalKind::CustomApplication
        && !asks(world, party, api, &permission)
    {
        works.push(Work::Ask(api, permission.clone(), access));
    }
    works.push(match kind {
        PermissionType::Application => Work::Grant(api, permission),
        PermissionType::Delegated => Work::Delegate(api, permission.value),
    });
    works
}

/// Whether a registration asks for a permission already.
fn asks(
    world: &World<'_>,
    party: &Party<'_>,
    api: crate::ids::AppId,
    permission: &crate::runbook::change::permission::Permission,
) -> bool {
    let registration = party.holder.and_then(|holder| world.registration(holder));
    let apis = registration.map(|app| app.required_resource_access.as_slice());
    apis.unwrap_or_default()
        .iter()
        .filter(|asked| asked.resource_app_id == api)
        .flat_map(|asked| &asked.resource_access)
        .any(|access| access.id == permission.id)
}
