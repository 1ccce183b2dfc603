//! What closes a gap: from what the guide asks and what was seen of it.

use super::{Piece, Work};
use crate::access::Holder;
use crate::assess::{Admit, Exit, Finding, Note, NoteKind, See, Settle, Verdict};
use crate::catalog::{Entitlement, PermissionType};
use crate::document::within;
use crate::guide::{Ask, PrincipalKind, Requirement};
use crate::runbook::change::directory_role::Role;
use crate::runbook::change::permission::Permission;
use crate::runbook::party::Party;
use crate::runbook::world::World;
use crate::snapshot::Application;

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
            Verdict::Missing | Verdict::Partial | Verdict::Unknown => {
                let pieces = exits(world, requirement, party, finding);
                return api.into_iter().chain(pieces).collect();
            }
            Verdict::Satisfied if ends_soon(finding) => renewed(world, requirement, party),
            Verdict::Satisfied => reconsidered(world, requirement, party, finding),
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

/// What the exits of a finding come to. As long as it is not settled who is meant, nothing else is done: nobody
/// is given anything who may not be the vendor.
fn exits<'a>(
    world: &World<'a>,
    requirement: &Requirement,
    party: &Party<'a>,
    finding: &Finding,
) -> Vec<Piece<'a>> {
    let settles = |exit: &&Exit| matches!(exit, Exit::Settle(settle) if !matches!(settle, Settle::FreeAddress { .. }));
    let unsettled = finding.exits.iter().any(|exit| settles(&exit));
    let taken = finding
        .exits
        .iter()
        .filter(|exit| !unsettled || settles(exit));
    taken
        .flat_map(|exit| of_exit(world, requirement, party, finding, exit))
        .map(|work| Piece {
            party: changes(&work).then(|| party.clone()),
            work,
            closes: Some(finding.id.clone()),
        })
        .collect()
}

/// Whether it changes something of the party's.
const fn changes(work: &Work) -> bool {
    !matches!(work, Work::LetSee(_) | Work::Settle(_))
}

fn of_exit(
    world: &World<'_>,
    requirement: &Requirement,
    party: &Party<'_>,
    finding: &Finding,
    exit: &Exit,
) -> Vec<Work> {
    match exit {
        Exit::Admit(admit) => match (&requirement.ask, admitted(world, party, *admit)) {
            // Whoever is to hold something comes in by the requirement that asks for that.
            (Ask::GuestAccount | Ask::ApplicationPresent | Ask::SingleTenant, Some(work)) => {
                vec![work]
            }
            (Ask::GuestAccount | Ask::ApplicationPresent | Ask::SingleTenant, None) => {
                by_hand(finding, exit)
            }
            _ => Vec::new(),
        },
        Exit::Give(_) => match &requirement.ask {
            Ask::Hold(entitlement) => hold(world, party, entitlement),
            _ => vec![Work::MakeSecret],
        },
        Exit::Attest => manual(requirement),
        exit => by_hand(finding, exit),
    }
}

/// The change that brings a principal in or puts it right; none where a person has to look at what was not seen.
fn admitted(world: &World<'_>, party: &Party<'_>, admit: Admit) -> Option<Work> {
    let user = party.holder.and_then(|holder| world.user(holder));
    let principal = party
        .holder
        .and_then(|holder| world.service_principal(holder));
    Some(match admit {
        Admit::Invite => Work::Invite,
        Admit::Accept => Work::InviteAgain,
        Admit::TurnIntoGuest if user?.user_type.is_given() => Work::TurnIntoGuest,
        Admit::AllowSignIn if user.is_some_and(|user| user.account_enabled.is_given()) => {
            Work::StartAccount
        }
        Admit::AllowSignIn if principal.is_some_and(|sp| sp.account_enabled.is_given()) => {
            Work::StartApplication
        }
        Admit::Consent => Work::Consent,
        Admit::Register => Work::Register,
        Admit::MakePrincipal => Work::MakePrincipal,
        Admit::RestrictAudience => Work::Restrict,
        Admit::ShowRedemption
        | Admit::RedeemAnew
        | Admit::TurnIntoGuest
        | Admit::AllowSignIn
        | Admit::LetIn => {
            return None;
        }
    })
}

/// What a person does that is no change of one object, in the words of the exit.
fn by_hand(finding: &Finding, exit: &Exit) -> Vec<Work> {
    match exit {
        // Any one of several permissions answers a request, and the first is the least.
        Exit::See(See::Permission { any_of, .. }) => any_of
            .first()
            .cloned()
            .map(Work::LetSee)
            .into_iter()
            .collect(),
        exit => vec![Work::Settle(
            exit.sentence(&within(&finding.principal_title), &finding.title),
        )],
    }
}

/// What could not be told of anything but a requirement: more is seen, or the reader settles it.
pub(in crate::runbook) fn unknown<'a, 'e>(
    finding: &Finding,
    exits: impl Iterator<Item = &'e Exit>,
) -> Vec<Piece<'a>> {
    let works = exits.flat_map(|exit| by_hand(finding, exit));
    works
        .map(|work| Piece {
            party: None,
            work,
            closes: Some(finding.id.clone()),
        })
        .collect()
}

fn ends_soon(finding: &Finding) -> bool {
    finding
        .notes
        .iter()
        .any(|note| note.kind == NoteKind::Expiry)
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
        for secret in secrets.into_iter().flat_map(|listed| listed.sightings()) {
            let name = secret.display_name.cloned().unwrap_or_default();
            let end = secret.end_date_time.get();
            let end = end.map_or_else(|| name.clone(), |end| format!("{name} until {end}"));
            let id = secret.key_id.copied();
            works.extend(id.map(|id| Work::DeleteSecret(on_principal, id, end.trim().to_owned())));
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

/// Whether a registration asks for a permission already, or may: what is asked for is written as a whole list,
/// and one that was not seen whole would be cut short by that.
fn asks(
    world: &World<'_>,
    party: &Party<'_>,
    api: crate::ids::AppId,
    permission: &Permission,
) -> bool {
    let registration = party.holder.and_then(|holder| world.registration(holder));
    registration.is_some_and(|app| registration_asks(app, api, permission) != Some(false))
}

/// Whether a registration asks for a permission; `None` where not all that it asks for was seen.
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
