//! All of somebody: what is held, where it is a member, how it signs in, and the object itself.

use super::{Piece, Work, close, dangling, lost, named};
use crate::access::Holder;
use crate::ids::ObjectId;
use crate::runbook::party::Party;
use crate::runbook::world::World;
use crate::snapshot::{Group, Section};

/// Everything that somebody holds, credentials, memberships and the object itself, taken back in order.
pub(in crate::runbook) fn offboard<'a>(world: &World<'a>, party: &Party<'a>) -> Vec<Piece<'a>> {
    let Some(holder) = party.holder else {
        return Vec::new();
    };
    let user = world.user(holder).is_some();
    let mut works = Vec::new();
    if user {
        works.push(Work::StopAccount);
    } else if world.service_principal(holder).is_some() {
        works.push(Work::StopApplication);
    }
    works.extend(lost(world, holder, |_| true).works);
    works.extend(dangling(world, holder));
    works.extend(memberships(world, holder, user));
    works.extend(credentials(world, holder));
    if user {
        works.push(Work::DeleteAccount);
    } else {
        if world.service_principal(holder).is_some() {
            works.push(Work::DeletePrincipal);
        }
        if let Some(registration) = world.registration(holder) {
            let name = registration.display_name.cloned().unwrap_or_default();
            works.push(Work::DeleteRegistration(name));
        }
    }
    works.sort();
    works.dedup();
    works
        .into_iter()
        .map(|work| Piece {
            party: Some(party.clone()),
            work,
            closes: None,
        })
        .collect()
}

/// Groups that somebody is a direct member of, whether or not they give anything.
fn memberships(world: &World<'_>, holder: &Holder, user: bool) -> Vec<Work> {
    let Some(snapshot) = world.snapshot() else {
        return Vec::new();
    };
    let sections = &snapshot.sections;
    let of = |section: &Section<Group>| -> Vec<(ObjectId, String)> {
        let own = section.sightings().iter().filter(|seen| {
            section.request_of(seen).and_then(|request| request.subject) == Some(holder.id)
        });
        own.filter_map(|seen| {
            let id = seen.object.id.copied()?;
            Some((id, named(seen.object.display_name.get(), id)))
        })
        .collect()
    };
    let direct = of(&sections.nesting);
    let all = if user {
        of(&sections.user_groups)
    } else {
        of(&sections.service_principal_groups)
    };
    let groups = if direct.is_empty() { all } else { direct };
    let mut works: Vec<Work> = groups
        .into_iter()
        .map(|(id, name)| Work::LeaveGroup(id, name))
        .collect();
    for seen in sections.group_eligibility.sightings() {
        let eligibility = &seen.object;
        let own = eligibility.principal_id.is(&holder.id);
        if let (true, Some(id)) = (own, eligibility.group_id.copied()) {
            let groups = sections.eligible_groups.sightings().iter();
            let name = groups
                .map(|seen| &seen.object)
                .find(|group| group.id.is(&id))
                .and_then(|group| group.display_name.get());
            works.push(Work::LeaveEligibleGroup(id, named(name, id)));
        }
    }
    works
}

/// Every credential that somebody could sign in with as the application.
pub(in crate::runbook) fn credentials(world: &World<'_>, holder: &Holder) -> Vec<Work> {
    let mut works = close::secrets(world, holder);
    let registration = world.registration(holder);
    let of_registration = registration.map(|app| app.key_credentials.sightings());
    let principal = world.service_principal(holder);
    let of_principal = principal.map(|sp| sp.key_credentials.sightings());
    for (on_principal, keys) in [(false, of_registration), (true, of_principal)] {
        for key in keys.unwrap_or_default() {
            let name = key
                .display_name
                .cloned()
                .or_else(|| key.key_id.get().map(ToString::to_string));
            works.push(Work::DeleteCertificates(
                on_principal,
                name.unwrap_or_default(),
            ));
        }
    }
    if let (Some(snapshot), Some(registration)) = (world.snapshot(), registration) {
        let section = &snapshot.sections.federated_credentials;
        for seen in section.sightings() {
            let subject = section.request_of(seen).and_then(|request| request.subject);
            let own = subject.is_some_and(|id| registration.id.is(&id) || id == holder.id);
            if let (true, Some(id)) = (own, seen.object.id.get()) {
                let name = seen.object.name.cloned().unwrap_or_else(|| id.clone());
                works.push(Work::DeleteFederated(id.clone(), name));
            }
        }
    }
    works
}
