//! Pieces that belong together become one change: the fewest that a person has to make.

use super::{Piece, Work, making, order};
use crate::catalog::{PermissionType, TaskName};
use crate::runbook::change::permission::Permission;
use crate::runbook::change::{Change, Handle, application, auditor, listed};
use crate::runbook::operation::{Text, is_plain_id};
use crate::runbook::party::Party;
use crate::runbook::world::World;
use crate::snapshot::ObserverKind;
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
    for piece in pieces.into_iter().map(with_plain_ids) {
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

/// An id that Microsoft Graph does not give stands in no command: a person looks at it instead.
fn with_plain_ids(piece: Piece<'_>) -> Piece<'_> {
    let id = match &piece.work {
        Work::RevokeAppRole(id, _)
        | Work::DeleteFederated(id, _)
        | Work::Unassign(id, ..)
        | Work::UnassignGone(id, _) => id,
        Work::Shrink { role, .. } => &role.0,
        _ => return piece,
    };
    if is_plain_id(id) {
        return piece;
    }
    let work = Work::Settle(format!(
        "Look in the portal at what has the id {id}: Microsoft Graph gives no such ids, so it stands in no command."
    ));
    Piece {
        party: None,
        work,
        ..piece
    }
}

fn key(piece: &Piece<'_>) -> Key {
    let who = piece.party.as_ref().map(|party| party.who.clone());
    let apart = match &piece.work {
        Work::Grant(api, _)
        | Work::Delegate(api, _)
        | Work::Revoke(api, _)
        | Work::StartApi(api, _) => api.to_string(),
        Work::RevokeOfNothing(api, ..) => api.to_string(),
        Work::Undelegate(_, _, grant, ..) => grant.clone(),
        Work::Settle(text) => text.clone(),
        Work::ByHand(task, text) => format!("{}{text}", task.as_str()),
        Work::Shrink { role, .. } => role.0.clone(),
        Work::Unassign(assignment, ..) | Work::UnassignGone(assignment, _) => assignment.clone(),
        Work::DeleteSecret(on, ..) | Work::DeleteCertificates(on, _) => on.to_string(),
        _ => String::new(),
    };
    // Whoever looks again does so last, and what may lock others out comes after all else.
    let kind = order::rank(&piece.work);
    let by_hand = matches!(piece.work, Work::Settle(_) | Work::LetSee(_));
    Key {
        kind,
        who: who.filter(|_| !by_hand),
        apart,
    }
}

fn changes(world: &World<'_>, party: Option<&Party<'_>>, works: &[Work]) -> Vec<Change> {
    let Some(first) = works.first() else {
        return Vec::new();
    };
    match (first, party) {
        (Work::LetSee(_), _) => let_see(world, works).into_iter().collect(),
        (Work::Settle(text), _) => vec![Change::new(TaskName::Decide, text.as_str())],
        (Work::StartApi(api, name), _) => {
            let api = Text::known(api);
            let object = Handle::service_principal("api", &api);
            vec![application::set_enabled(name, &object, true)]
        }
        (Work::ByHand(task, title), party) => vec![by_hand(world, *task, title, party)],
        (_, Some(party)) => making::changes(world, party, works),
        (_, None) => Vec::new(),
    }
}

fn by_hand(world: &World<'_>, task: TaskName, title: &str, party: Option<&Party<'_>>) -> Change {
    let who = party.map(|party| party.who.clone()).unwrap_or_default();
    let title = format!("See to it: {title}");
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
    let graph = world.graph();
    let names: Vec<&String> = works
        .iter()
        .filter_map(|work| match work {
            Work::LetSee(name) => Some(name),
            _ => None,
        })
        .collect();
    let kind = PermissionType::Application;
    let permissions: Vec<Permission> = names
        .iter()
        .filter_map(|name| world.permission(graph.app_id, kind, name))
        .collect();
    let observer = &world.snapshot()?.observer;
    match observer.app_id {
        Some(app) if observer.kind == ObserverKind::Application => {
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
