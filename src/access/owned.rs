//! The groups and applications that a holder owns.

use super::bound::Bound;
use super::collected::Collected;
use super::groups;
use super::holding::{Half, Holding, HoldingKind, Ownership};
use super::index::Index;
use super::owned_object::{Kind, kind};
use super::sighting::SightingRef;
use super::unresolved::{Could, Unresolved};
use crate::ids::ObjectId;
use crate::quote;
use crate::snapshot::{GroupSchedule, OwnedObject, SectionName};
use std::collections::BTreeSet;

/// Everything that a holder owns now: by the list of what it owns, and by the schedules of PIM for Groups.
pub(super) fn owned_now(index: &Index<'_>, holder: ObjectId, collected: &mut Collected<'_>) {
    let listed: BTreeSet<ObjectId> = groups_listed(index, holder).collect();
    let scheduled: BTreeSet<ObjectId> = schedules(index, holder)
        .filter(|(_, one)| goes_on(index, one))
        .filter_map(|(_, one)| one.group_id.copied())
        .collect();
    for (item, one) in schedules(index, holder) {
        let group = one.group_id.copied();
        // One that has ended, or without an end that is told, says less than the list, which has what is owned now.
        if !goes_on(index, one) && group.is_some_and(|id| listed.contains(&id)) {
            continue;
        }
        let section = SectionName::GroupSchedules;
        let seen = SightingRef { section, item };
        let taken = collected.holding(seen, || Holding {
            what: groups::owned(index, group, Ownership::Assigned),
            starts: Bound::start(&one.start_date_time),
            ends: Bound::end(&one.end_date_time),
            via: Vec::new(),
            seen: vec![seen],
        });
        if !taken {
            return;
        }
    }
    for (item, object) in index.owned_objects.with(&Some(holder)) {
        let section = SectionName::OwnedObjects;
        let seen = SightingRef { section, item };
        let what = match kind(object) {
            // The schedule tells until when.
            Kind::Group if object.id.get().is_some_and(|id| scheduled.contains(id)) => continue,
            Kind::Group => groups::owned(index, object.id.copied(), Ownership::Plain),
            Kind::Application(half) => application(object, half),
            Kind::Other => {
                collected.unresolved(unread(object, seen));
                continue;
            }
        };
        let taken = collected.holding(seen, || Holding {
            what,
            starts: Bound::Open,
            ends: Bound::Open,
            via: Vec::new(),
            seen: vec![seen],
        });
        if !taken {
            return;
        }
    }
}

/// The schedules of a holder's ownerships, each with its place.
fn schedules<'i, 'a>(
    index: &'i Index<'a>,
    holder: ObjectId,
) -> impl Iterator<Item = (usize, &'a GroupSchedule)> + use<'i, 'a> {
    let all = index.group_schedules.with(&Some(holder));
    all.filter(|(_, one)| one.access_id.says("owner"))
}

/// True for a schedule that is known to be in force.
fn goes_on(index: &Index<'_>, one: &GroupSchedule) -> bool {
    Bound::end(&one.end_date_time).goes_on(index.now) == Some(true)
}

/// The groups that the list of what a holder owns has.
fn groups_listed<'i>(
    index: &'i Index<'_>,
    holder: ObjectId,
) -> impl Iterator<Item = ObjectId> + use<'i> {
    let all = index.owned_objects.with(&Some(holder));
    all.filter(|(_, one)| kind(one) == Kind::Group)
        .filter_map(|(_, one)| one.id.copied())
}

fn application(object: &OwnedObject, half: Half) -> HoldingKind {
    HoldingKind::ApplicationOwner {
        object: object.id.copied(),
        app_id: object.app_id.copied(),
        name: object.display_name.as_deref().map(quote::name),
        half,
    }
}

/// An object of which it is not known what its owner may do. It gives no role or permission by itself.
fn unread(object: &OwnedObject, seen: SightingRef) -> Unresolved {
    let id = object.id.copied();
    let id = id.map_or_else(|| "without an id".to_owned(), |id| id.to_string());
    let (kind, lacks) = match object.odata_type.as_deref() {
        Some(kind) => (
            format!(", {}", quote::name(kind)),
            "gives it a kind that is not weighed",
        ),
        None => (String::new(), "does not say of what kind it is"),
    };
    Unresolved {
        lacking: SectionName::OwnedObjects,
        what: format!("an object that it owns ({id}{kind})"),
        lacks: lacks.to_owned(),
        gone: false,
        could_be: Could::OneOf(Vec::new()),
        more: true,
        others: 0,
        seen,
    }
}
