//! Pieces that belong together become one change: the fewest that a person has to make.

use super::{Piece, Work};
use crate::catalog::TaskName;
use crate::ids::{AppId, ObjectId, PermissionId};
use crate::runbook::change::credential::On;
use crate::runbook::change::directory_role::Role;
use crate::runbook::change::group::Member;
use crate::runbook::change::permission::{Api, Consent, Permission, Requested};
use crate::runbook::change::{
    Change, account, application, auditor, credential, defender, directory_role, group, listed,
    permission,
};
use crate::runbook::world::{Party, World};
use jiff::ToSpan;
use std::collections::{BTreeMap, BTreeSet};

/// A change, and the findings that it closes.
pub(in crate::runbook) struct Merged {
    /// What kind of work it is, which gives its place and its id.
    pub(in crate::runbook) kind: u8,
    /// The guide's principal that it is about.
    pub(in crate::runbook) principal: Option<String>,
    /// The change.
    pub(in crate::runbook) change: Change,
    /// Ids of findings, sorted.
    pub(in crate::runbook) closes: BTreeSet<String>,
}

/// What pieces must share to be one change. The order is the order of a runbook.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    kind: u8,
    who: Option<String>,
    apart: String,
}

/// Merges pieces into changes, in the order in which they are made.
pub(in crate::runbook) fn merge<'a>(world: &World<'a>, pieces: Vec<Piece<'a>>) -> Vec<Merged> {
    let mut groups: BTreeMap<Key, Vec<Piece<'a>>> = BTreeMap::new();
    for piece in pieces {
        groups.entry(key(&piece)).or_default().push(piece);
    }
    let mut merged = Vec::new();
    for (key, pieces) in groups {
        let closes: BTreeSet<String> = pieces.iter().filter_map(|one| one.closes.clone()).collect();
        let party = pieces.iter().find_map(|one| one.party.clone());
        let mut works: Vec<Work> = pieces.into_iter().map(|one| one.work).collect();
        works.sort();
        works.dedup();
        let principal = party.as_ref().map(|party| party.principal.id.clone());
        for change in changes(world, party.as_ref(), &works) {
            merged.push(Merged {
                kind: key.kind,
                principal: principal.clone(),
                change,
                closes: closes.clone(),
            });
        }
    }
    merged
}

fn key(piece: &Piece<'_>) -> Key {
    let who = piece.party.as_ref().map(|party| party.who.clone());
    let apart = match &piece.work {
        Work::Grant(api, _) | Work::Delegate(api, _) | Work::Revoke(api, _) => api.to_string(),
        Work::RevokeOfNothing(api, ..) => api.to_string(),
        Work::Undelegate(_, _, grant, ..) => grant.clone(),
        Work::Settle(text) => text.clone(),
        Work::ByHand(task, text) => format!("{}{text}", task.as_str()),
        Work::Shrink { role, .. } => role.0.clone(),
        Work::Unassign(assignment, ..) => assignment.clone(),
        Work::DeleteSecret(on, ..) | Work::DeleteCertificates(on, _) => on.to_string(),
        _ => String::new(),
    };
    // Whoever looks again does so last, and what may lock others out comes after all else.
    let kind = rank(&piece.work);
    let by_hand = matches!(piece.work, Work::Settle(_) | Work::LetSee(_));
    Key {
        kind,
        who: who.filter(|_| !by_hand),
        apart,
    }
}

/// The place of a kind of work: the order of [`Work`], with what asks for no change of the tenant around it.
pub(in crate::runbook) fn rank(work: &Work) -> u8 {
    match work {
        Work::LetSee(_) => 0,
        Work::Settle(_) => 1,
        Work::StopAccount => 2,
        Work::StopApplication => 3,
        Work::Invite => 10,
        Work::InviteAgain => 11,
        Work::StartAccount => 12,
        Work::TurnIntoGuest => 13,
        Work::Consent => 14,
        Work::Register => 15,
        Work::MakePrincipal => 16,
        Work::StartApplication => 17,
        Work::Restrict => 18,
        Work::Ask(..) | Work::AskNot(..) => 19,
        Work::Grant(..) => 20,
        Work::Delegate(..) => 21,
        Work::AssignRole(_) => 22,
        Work::ExtendRole(_) => 23,
        Work::Defend(_) => 24,
        Work::MakeSecret => 25,
        Work::ByHand(TaskName::FillVendorForm, _) => 26,
        Work::Shrink { .. } => 30,
        Work::Unassign(..) => 31,
        Work::RemoveRole(_) => 32,
        Work::RemoveEligibility(_) => 33,
        Work::LeaveGroup(..) => 34,
        Work::LeaveEligibleGroup(..) => 35,
        Work::RevokeAppRole(..) => 36,
        Work::Revoke(..) | Work::RevokeOfNothing(..) => 37,
        Work::Undelegate(..) => 38,
        Work::DeleteSecret(..) => 39,
        Work::DeleteCertificates(..) => 40,
        Work::DeleteFederated(..) => 41,
        Work::DeletePrincipal => 42,
        Work::DeleteRegistration(_) => 43,
        Work::DeleteAccount => 44,
        Work::ByHand(TaskName::ActivateUnifiedRbac, _) => 60,
        Work::ByHand(..) => 50,
    }
}

fn changes(world: &World<'_>, party: Option<&Party<'_>>, works: &[Work]) -> Vec<Change> {
    let Some(first) = works.first() else {
        return Vec::new();
    };
    match (first, party) {
        (Work::LetSee(_), _) => let_see(world, works).into_iter().collect(),
        (Work::Settle(text), _) => vec![Change::new(TaskName::AuditAgain, text.as_str())],
        (Work::ByHand(task, title), party) => vec![by_hand(world, *task, title, party)],
        (_, Some(party)) => of_party(world, party, first, works),
        (_, None) => Vec::new(),
    }
}

fn by_hand(world: &World<'_>, task: TaskName, title: &str, party: Option<&Party<'_>>) -> Change {
    let who = party.map(|party| party.who.clone()).unwrap_or_default();
    let mut change = Change::new(task, title)
        .word("principal", &who)
        .word("name", &world.guide().product)
        .word("group", "the group that holds the vendor's role")
        .word("role", "the vendor's role");
    change.before = "";
    change.after = "";
    change
}

fn let_see(world: &World<'_>, works: &[Work]) -> Option<Change> {
    let graph = world.graph()?;
    let names: Vec<&String> = works
        .iter()
        .filter_map(|work| match work {
            Work::LetSee(name) => Some(name),
            _ => None,
        })
        .collect();
    let kind = crate::catalog::PermissionType::Application;
    let permissions: Vec<Permission> = names
        .iter()
        .filter_map(|name| world.permission(graph.app_id, kind, name))
        .collect();
    let observer = &world.snapshot()?.observer;
    match observer.app_id {
        Some(app) if observer.kind == crate::snapshot::ObserverKind::Application => {
            Some(auditor::let_see(app, &graph, &permissions))
        }
        _ => {
            let names: Vec<String> = names.into_iter().cloned().collect();
            Some(Change::new(
                TaskName::AuditAgain,
                format!(
                    "Audit again as an application that holds {}: who looked was a person, whose sign-in does not carry it",
                    listed(&names)
                ),
            ))
        }
    }
}

fn of_party(world: &World<'_>, party: &Party<'_>, first: &Work, works: &[Work]) -> Vec<Change> {
    let (who, object) = (party.who.as_str(), &party.object);
    let member = if party.principal.kind == crate::guide::PrincipalKind::GuestUser {
        Member::User
    } else {
        Member::ServicePrincipal
    };
    let address = party
        .principal
        .address
        .as_ref()
        .and_then(|id| world.inputs.parameters.get(id))
        .unwrap_or_default();
    let one = match first {
        Work::StopAccount => account::set_enabled(who, object, false),
        Work::StartAccount => account::set_enabled(who, object, true),
        Work::StopApplication => application::set_enabled(who, object, false),
        Work::StartApplication => application::set_enabled(who, object, true),
        Work::Invite => account::invite(who, address, &world.redirect()),
        Work::InviteAgain => account::invite_again(who, address, &world.redirect()),
        Work::TurnIntoGuest => account::turn_into_guest(who, object),
        Work::Consent => application::consent(who, &party.app_id, &consent_page(world, party)),
        Work::Register => application::register(who, &world.application_name(party)),
        Work::MakePrincipal => application::make_principal(who, &party.app_id),
        Work::Restrict => {
            let before = party.holder.and_then(|holder| world.registration(holder));
            let before = before.and_then(|app| app.sign_in_audience.as_deref());
            application::restrict(who, &party.registration, before)
        }
        Work::Ask(..) | Work::AskNot(..) => ask(world, party, works),
        Work::Grant(api, _) | Work::Revoke(api, _) => {
            let permissions: Vec<Permission> = works
                .iter()
                .filter_map(|work| match work {
                    Work::Grant(_, one) | Work::Revoke(_, one) => Some(one.clone()),
                    _ => None,
                })
                .collect();
            let api = world.api(*api);
            if matches!(first, Work::Grant(..)) {
                permission::grant(who, object, &api, &permissions)
            } else {
                permission::revoke(who, object, &api, &permissions)
            }
        }
        Work::RevokeOfNothing(id, called, _) => {
            let gone: Vec<Permission> = works
                .iter()
                .filter_map(|work| match work {
                    Work::RevokeOfNothing(.., one) => Some(one.clone()),
                    _ => None,
                })
                .collect();
            permission::revoke(who, object, &Api::gone(*id, called), &gone)
        }
        Work::Delegate(api, _) => delegate(world, party, &world.api(*api), works),
        Work::Undelegate(api, consent, grant, ..) => {
            undelegate(party, &world.api(*api), (*consent, grant), works)
        }
        Work::AssignRole(_) => directory_role::assign(who, object, &roles(works)),
        Work::ExtendRole(_) => directory_role::extend(who, object, &roles(works), world.now()),
        Work::RemoveRole(_) => directory_role::remove(who, object, &roles(works)),
        Work::RemoveEligibility(_) => {
            directory_role::remove_eligibility(who, object, &roles(works), world.now())
        }
        Work::Defend(_) => return defend(world, party, works),
        Work::Shrink { role, left, before } => {
            let words = in_words(world, left);
            defender::change_role((&role.0, &role.1), (left, before), &words)
        }
        Work::Unassign(assignment, role, others) => match party.holder {
            Some(holder) => defender::unassign(who, (assignment, role), holder.id, others),
            None => return Vec::new(),
        },
        Work::LeaveGroup(..) => {
            group::leave(who, object, member, &groups(works), world.cloud.graph())
        }
        Work::LeaveEligibleGroup(..) => {
            group::leave_eligible(who, object, &groups(works), world.now())
        }
        Work::RevokeAppRole(..) => {
            let held: Vec<(String, String)> = works
                .iter()
                .filter_map(|work| match work {
                    Work::RevokeAppRole(id, name) => Some((id.clone(), name.clone())),
                    _ => None,
                })
                .collect();
            group::revoke_app_roles(who, object, &held)
        }
        Work::MakeSecret => {
            let until = world.now().checked_add((180 * 24).hours());
            let name = format!(
                "{}, made {}",
                world.guide().vendor,
                world.now().strftime("%Y-%m-%d")
            );
            let until = until.unwrap_or_else(|_| world.now());
            credential::create_secret(who, &party.registration, &name, until)
        }
        Work::DeleteSecret(on_principal, ..) => {
            let secrets: Vec<_> = works
                .iter()
                .filter_map(|work| match work {
                    Work::DeleteSecret(_, id, name) => Some((*id, name.clone())),
                    _ => None,
                })
                .collect();
            let (handle, on) = side(party, *on_principal);
            credential::remove_secrets(who, handle, on, &secrets)
        }
        Work::DeleteCertificates(on_principal, _) => {
            let names: Vec<String> = works
                .iter()
                .filter_map(|work| match work {
                    Work::DeleteCertificates(_, name) => Some(name.clone()),
                    _ => None,
                })
                .collect();
            let (handle, on) = side(party, *on_principal);
            credential::remove_certificates(who, handle, on, &names)
        }
        Work::DeleteFederated(..) => {
            let all: Vec<_> = works
                .iter()
                .filter_map(|work| match work {
                    Work::DeleteFederated(id, name) => Some((id.clone(), name.clone())),
                    _ => None,
                })
                .collect();
            credential::remove_federated(who, &party.registration, &all)
        }
        Work::DeletePrincipal => application::remove_principal(who, object),
        Work::DeleteRegistration(name) => {
            application::remove_registration(who, &party.registration, name)
        }
        Work::DeleteAccount => account::remove(who, object),
        Work::LetSee(_) | Work::Settle(_) | Work::ByHand(..) => return Vec::new(),
    };
    vec![one]
}

fn side<'p>(party: &'p Party<'_>, on_principal: bool) -> (&'p crate::runbook::change::Handle, On) {
    if on_principal {
        (&party.object, On::ServicePrincipal)
    } else {
        (&party.registration, On::Registration)
    }
}

fn roles(works: &[Work]) -> Vec<Role> {
    let mut roles: Vec<Role> = works
        .iter()
        .filter_map(|work| match work {
            Work::AssignRole(role)
            | Work::ExtendRole(role)
            | Work::RemoveRole(role)
            | Work::RemoveEligibility(role) => Some(role.clone()),
            _ => None,
        })
        .collect();
    roles.sort_by(|one, other| (&one.scope, &one.name).cmp(&(&other.scope, &other.name)));
    roles
}

fn groups(works: &[Work]) -> Vec<(ObjectId, String)> {
    works
        .iter()
        .filter_map(|work| match work {
            Work::LeaveGroup(id, name) | Work::LeaveEligibleGroup(id, name) => {
                Some((*id, name.clone()))
            }
            _ => None,
        })
        .collect()
}

/// The address of the page on which an administrator consents (Microsoft, `grant-admin-consent.md`).
fn consent_page(world: &World<'_>, party: &Party<'_>) -> String {
    let tenant = world
        .tenant()
        .map_or_else(|| "organizations".to_owned(), |id| id.to_string());
    let app_id = crate::runbook::change::shown(&party.app_id);
    format!(
        "https://{}/{tenant}/adminconsent?client_id={app_id}",
        world.cloud.login()
    )
}

/// The whole list that a registration asks for, now and afterwards.
fn ask(world: &World<'_>, party: &Party<'_>, works: &[Work]) -> Change {
    let registration = party.holder.and_then(|holder| world.registration(holder));
    let apis = registration.map(|app| app.required_resource_access.as_slice());
    let mut now: BTreeMap<AppId, BTreeSet<(&'static str, PermissionId)>> = BTreeMap::new();
    for asked in apis.unwrap_or_default() {
        for access in &asked.resource_access {
            let kind = match access.kind.as_deref() {
                Some("Scope") => "Scope",
                _ => "Role",
            };
            now.entry(asked.resource_app_id)
                .or_default()
                .insert((kind, access.id));
        }
    }
    let before = list(&now);
    let (mut added, mut gone) = (Vec::new(), Vec::new());
    for work in works {
        match work {
            Work::Ask(api, permission, kind) => {
                now.entry(*api).or_default().insert((kind, permission.id));
                added.push(permission.value.clone());
            }
            Work::AskNot(api, permission, kind) => {
                now.entry(*api).or_default().remove(&(*kind, permission.id));
                gone.push(permission.value.clone());
            }
            _ => {}
        }
    }
    permission::request(
        &party.who,
        &party.registration,
        (&added, &gone),
        (&list(&now), &before),
    )
}

fn list(apis: &BTreeMap<AppId, BTreeSet<(&'static str, PermissionId)>>) -> Vec<Requested> {
    apis.iter()
        .filter(|(_, permissions)| !permissions.is_empty())
        .map(|(api, permissions)| {
            (
                *api,
                permissions.iter().map(|(kind, id)| (*id, *kind)).collect(),
            )
        })
        .collect()
}

fn delegate(world: &World<'_>, party: &Party<'_>, api: &Api, works: &[Work]) -> Change {
    let added: Vec<String> = works
        .iter()
        .filter_map(|work| match work {
            Work::Delegate(_, scope) => Some(scope.clone()),
            _ => None,
        })
        .collect();
    let before = world.consented(party, api);
    permission::delegate(&party.who, &party.object, api, (&added, &before))
}

fn undelegate(
    party: &Party<'_>,
    api: &Api,
    (consent, grant): (Consent, &str),
    works: &[Work],
) -> Change {
    let mut removed = Vec::new();
    let mut left = BTreeSet::new();
    for work in works {
        if let Work::Undelegate(_, _, _, scope, rest) = work {
            removed.push(scope.clone());
            left.extend(rest.iter().cloned());
        }
    }
    let left: Vec<String> = left
        .into_iter()
        .filter(|scope| !removed.contains(scope))
        .collect();
    permission::undelegate(
        &party.who,
        &party.object,
        api,
        (consent, grant),
        (&removed, &left),
    )
}

/// A Defender role of the vendor's own that gives all that is asked, and its assignment.
fn defend(world: &World<'_>, party: &Party<'_>, works: &[Work]) -> Vec<Change> {
    let ids: BTreeSet<String> = works
        .iter()
        .filter_map(|work| match work {
            Work::Defend(ids) => Some(ids.clone()),
            _ => None,
        })
        .flatten()
        .collect();
    let actions: Vec<String> = ids.iter().filter_map(|id| world.action(id)).collect();
    let titles: Vec<String> = ids.iter().map(|id| world.defender_title(id)).collect();
    let name = format!(
        "{} ({})",
        world.guide().vendor,
        world.now().strftime("%Y-%m-%d")
    );
    let description = format!("What the guide {} asks for", world.guide().id);
    vec![
        defender::create_role(&name, &description, &actions, &listed(&titles)),
        defender::assign(&party.who, &party.object, &name),
    ]
}

fn in_words(world: &World<'_>, actions: &[String]) -> String {
    let titles: Vec<String> = actions
        .iter()
        .flat_map(|action| {
            let known = world.catalog().expand_action(action).permissions;
            let titles: Vec<String> = known.iter().map(|id| world.defender_title(id)).collect();
            if titles.is_empty() {
                vec![action.clone()]
            } else {
                titles
            }
        })
        .collect();
    listed(&titles)
}
