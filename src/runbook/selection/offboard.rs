//! All of somebody: what is held, where it is a member, how it signs in, and the object itself.

use super::planned::{named, plan};
use super::{credentials, dangling, ownership, revocations};
use crate::access::Holder;
use crate::actions::{
    Action, DeleteAccount, DeleteRegistration, DeleteServicePrincipal, DisableAccount,
    DisableApplication, Planned, RemoveGroupEligibility, RemoveGroupMember,
};
use crate::ids::ObjectId;
use crate::runbook::index::TenantIndex;
use crate::runbook::target::PrincipalTarget;
use crate::snapshot::{Group, Section};

/// The actions that take back everything that somebody holds: access, credentials, memberships and the object.
pub(in crate::runbook) fn offboard(
    index: &TenantIndex<'_>,
    target: &PrincipalTarget<'_>,
) -> Vec<Planned> {
    let Some(holder) = target.holder else {
        return Vec::new();
    };
    let user = index.user(holder).is_some();
    let mut actions = Vec::new();
    if user {
        actions.push(DisableAccount.into());
    } else if index.service_principal(holder).is_some() {
        actions.push(DisableApplication.into());
    }
    actions.extend(revocations(index, holder, |_| true).actions);
    actions.extend(dangling(index, holder));
    actions.extend(memberships(index, holder, user));
    actions.extend(ownership::own(holder));
    actions.extend(credentials(index, holder));
    if user {
        actions.push(DeleteAccount.into());
    } else {
        if index.service_principal(holder).is_some() {
            actions.push(DeleteServicePrincipal.into());
        }
        if let Some(registration) = index.registration(holder) {
            let name = registration.display_name.cloned().unwrap_or_default();
            actions.push(DeleteRegistration { name }.into());
        }
    }
    actions.sort();
    actions.dedup();
    plan(actions, Some(target), None)
}

/// Groups that somebody is a direct member of, whether or not they give anything.
fn memberships(index: &TenantIndex<'_>, holder: &Holder, user: bool) -> Vec<Action> {
    let Some(snapshot) = index.snapshot else {
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
    let mut actions: Vec<Action> = groups
        .into_iter()
        .map(|group| RemoveGroupMember(group).into())
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
            actions.push(RemoveGroupEligibility((id, named(name, id))).into());
        }
    }
    actions
}
