//! What gives it: the changes that a runbook would make.

use super::holder::{anybody, deciding, nobody_of_the_guide, party, unneeded};
use super::steps::{STAYING, Ways};
use super::subject::Subject;
use crate::catalog::{Entitlement, TaskName};
use crate::guide::{Ask, Requirement};
use crate::runbook::change::{Change, Terraform, consent};
use crate::runbook::party::Party;
use crate::runbook::work::{Piece, Work, close, hold, merge};
use crate::runbook::world::World;

/// How it is granted.
pub(super) fn grant<'a>(world: &World<'a>, subject: &Subject<'a>) -> Ways {
    let mut ways = Ways::default();
    if let Some(entitlement) = subject
        .entitlement
        .as_ref()
        .filter(|one| is_old(world, one))
    {
        ways.remark(format!(
            "Nobody grants it any more: {} is a role of the old portal.",
            world.catalog().title(entitlement)
        ));
        return ways;
    }
    match (deciding(world, subject), &subject.entitlement) {
        (Some(requirement), _) => {
            if unneeded(requirement) {
                ways.remark("The guide says that it is not needed. This is how it would be granted all the same.");
            }
            if let Some(party) = party(world, requirement) {
                let works = wanted(world, subject, requirement, &party);
                ways.changes = changes(world, &party, works);
            }
        }
        (None, Some(entitlement)) if subject.findings.is_empty() => {
            let principal = nobody_of_the_guide(entitlement);
            let party = anybody(&principal);
            let works = given(world, &party, entitlement);
            ways.changes = changes(world, &party, works);
        }
        (None, Some(entitlement)) if !is_known(world, entitlement) => ways.remark(
            "It is held, and the guide does not ask for it. The catalog does not know it, so how it would be granted \
             is not told here.",
        ),
        (None, Some(entitlement)) => ways.remark(format!(
            "It is held, and the guide does not ask for it. How it would be granted says `rolecall explain {}` without \
             a snapshot.",
            world.catalog().key(entitlement)
        )),
        (None, None) => ways.remark("Nothing is granted here: the line is about access that nobody asked for."),
    }
    if ways.changes.is_empty() && ways.remarks.is_empty() {
        ways.remark("It cannot be told how, since the catalog does not know it.");
    }
    ways
}

/// Whether it can be looked up where no tenant names it.
fn is_known(world: &World<'_>, entitlement: &Entitlement) -> bool {
    let catalog = world.catalog();
    match entitlement {
        Entitlement::DirectoryRole(id) => catalog.directory_role(*id).is_some(),
        Entitlement::ApiPermission {
            resource,
            kind,
            value,
        } => catalog.api_permission(*resource, *kind, value).is_some(),
        Entitlement::DefenderAction(action) => catalog.expand_action(action).known,
        Entitlement::DefenderClassic { .. } | Entitlement::DefenderUnified(_) => true,
    }
}

fn is_old(world: &World<'_>, entitlement: &Entitlement) -> bool {
    let Entitlement::ApiPermission {
        resource,
        kind,
        value,
    } = entitlement
    else {
        return false;
    };
    world
        .catalog()
        .api_permission(*resource, *kind, value)
        .is_some_and(|known| known.legacy_user_role)
}

fn wanted(
    world: &World<'_>,
    subject: &Subject<'_>,
    requirement: &Requirement,
    party: &Party<'_>,
) -> Vec<Work> {
    match (&subject.entitlement, &requirement.ask) {
        (Some(entitlement), _) => given(world, party, entitlement),
        (None, Ask::SingleTenant) => vec![Work::Restrict],
        (None, _) => close(world, requirement, party, None)
            .into_iter()
            .map(|piece| piece.work)
            .collect(),
    }
}

/// What gives an entitlement; an action of Defender is given as the permissions that it stands for.
pub(super) fn given(world: &World<'_>, party: &Party<'_>, entitlement: &Entitlement) -> Vec<Work> {
    match entitlement {
        Entitlement::DefenderAction(action) => {
            let permissions = world.catalog().expand_action(action).permissions;
            if permissions.is_empty() {
                Vec::new()
            } else {
                vec![Work::Defend(permissions)]
            }
        }
        known => hold(world, party, known),
    }
}

/// Work as changes. What is written whole (a list of permissions, a consent) and was not seen whole is left for
/// the reader to complete: a command that is copied must not take away what it does not know.
pub(super) fn changes<'a>(world: &World<'a>, party: &Party<'a>, works: Vec<Work>) -> Vec<Change> {
    let consents = world
        .snapshot()
        .is_some_and(|snapshot| snapshot.sections.delegated_grants.whole().is_ok());
    let consents = consents && party.holder.is_some();
    let listed = party
        .holder
        .and_then(|holder| world.registration(holder))
        .is_some();
    let mut changes = Vec::new();
    let mut pieces = Vec::new();
    for work in works {
        match work {
            Work::Delegate(api, scope) if !consents => changes.push(consent::delegate(
                &party.who,
                &party.object,
                &world.api(api),
                (&[scope], Some(&[STAYING.to_owned()])),
            )),
            work => pieces.push(Piece {
                party: Some(party.clone()),
                work,
                closes: None,
            }),
        }
    }
    let merged = merge(world, pieces).into_iter().map(|one| {
        if one.change.task == TaskName::RequestPermissions && !listed {
            by_hand(one.change)
        } else {
            one.change
        }
    });
    merged.chain(changes).collect()
}

/// The portal alone, which adds one line to a list that a command would write whole.
fn by_hand(mut change: Change) -> Change {
    change.operations.clear();
    change.undo.clear();
    change.terraform = Terraform::No;
    change.warning = Some(
        "There are no commands for it here: they write the whole list, and what else is on it was not seen. Give a \
         snapshot (--snapshot FILE), or use the portal, which adds to the list."
            .to_owned(),
    );
    change
}
