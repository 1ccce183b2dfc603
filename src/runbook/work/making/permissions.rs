//! API permissions: asked for, granted, consented to, revoked.

use super::{Work, chosen};
use crate::catalog::TaskName;
use crate::guide::PrincipalKind;
use crate::ids::{AppId, PermissionId};
use crate::runbook::change::consent::{self, Consent};
use crate::runbook::change::permission::{self, Api, Permission, Requested};
use crate::runbook::change::{Change, listed};
use crate::runbook::party::Party;
use crate::runbook::world::World;
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn change(world: &World<'_>, party: &Party<'_>, works: &[Work]) -> Option<Change> {
    let (who, object) = (party.who.as_str(), &party.object);
    let change = match works.first()? {
        Work::Ask(..) | Work::AskNot(..) => ask(world, party, works),
        Work::Grant(api, _) => {
            let change = permission::grant(who, object, &world.api(*api), &permissions(works));
            by_kind(party, change)
        }
        Work::Revoke(api, _) => {
            permission::revoke(who, object, &world.api(*api), &permissions(works))
        }
        Work::RevokeOfNothing(id, called, _) => {
            permission::revoke(who, object, &Api::gone(*id, called), &permissions(works))
        }
        Work::Delegate(api, _) => by_kind(party, delegate(world, party, &world.api(*api), works)),
        Work::Undelegate(api, consent, grant, ..) => {
            undelegate(party, &world.api(*api), (*consent, grant), works)
        }
        _ => return None,
    };
    Some(change)
}

/// The clicks for an application of another tenant are others than for one that is registered here.
fn by_kind(party: &Party<'_>, mut change: Change) -> Change {
    if party.principal.kind == PrincipalKind::EnterpriseApplication {
        change.task = TaskName::GrantEnterprisePermission;
    }
    change
}

fn permissions(works: &[Work]) -> Vec<Permission> {
    chosen(works, |work| match work {
        Work::Grant(_, one) | Work::Revoke(_, one) | Work::RevokeOfNothing(.., one) => {
            Some(one.clone())
        }
        _ => None,
    })
}

/// The whole list that a registration asks for, now and afterwards.
fn ask(world: &World<'_>, party: &Party<'_>, works: &[Work]) -> Change {
    let registration = party.holder.and_then(|holder| world.registration(holder));
    let apis = registration.map(|app| app.required_resource_access.sightings());
    let mut now: BTreeMap<AppId, BTreeSet<(&'static str, PermissionId)>> = BTreeMap::new();
    for asked in apis.unwrap_or_default() {
        for access in asked.resource_access.sightings() {
            let kind = match access.kind.as_deref() {
                Some("Scope") => "Scope",
                _ => "Role",
            };
            if let (Some(api), Some(id)) = (asked.resource_app_id.copied(), access.id.copied()) {
                now.entry(api).or_default().insert((kind, id));
            }
        }
    }
    let before = list(&now);
    let (mut added, mut gone) = (Vec::new(), Vec::new());
    for work in works {
        match work {
            Work::Ask(api, permission, kind) => {
                now.entry(*api).or_default().insert((kind, permission.id));
                added.push(typed(&permission.value, kind));
            }
            Work::AskNot(api, permission, kind) => {
                now.entry(*api).or_default().remove(&(*kind, permission.id));
                gone.push(typed(&permission.value, kind));
            }
            _ => {}
        }
    }
    let apis: BTreeSet<String> = works
        .iter()
        .filter_map(|work| match work {
            Work::Ask(api, ..) => Some(world.api(*api).title),
            _ => None,
        })
        .collect();
    let apis: Vec<String> = apis.into_iter().collect();
    let after = list(&now);
    // A registration that was looked for whole and is not there is one that the runbook itself makes.
    let known = registration.is_some() || world.is_new(party);
    permission::request(
        &party.who,
        &party.registration,
        &listed(&apis),
        (&added, &gone),
        known.then_some((after.as_slice(), before.as_slice())),
    )
}

/// A permission with its type: the list may hold the same value in both.
fn typed(value: &str, kind: &str) -> String {
    let kind = if kind == "Scope" {
        "delegated"
    } else {
        "application"
    };
    format!("{value} ({kind})")
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
    consent::delegate(&party.who, &party.object, api, (&added, before.as_deref()))
}

fn undelegate(
    party: &Party<'_>,
    api: &Api,
    (for_whom, grant): (Consent, &str),
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
    consent::undelegate(
        &party.who,
        &party.object,
        api,
        (for_whom, grant),
        (&removed, &left),
    )
}
