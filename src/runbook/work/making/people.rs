//! Accounts, directory roles and groups.

use super::{Work, chosen};
use crate::guide::PrincipalKind;
use crate::ids::ObjectId;
use crate::runbook::change::directory_role::Role;
use crate::runbook::change::group::Member;
use crate::runbook::change::{Change, account, directory_role, group};
use crate::runbook::party::Party;
use crate::runbook::world::World;

pub(super) fn change(world: &World<'_>, party: &Party<'_>, works: &[Work]) -> Option<Change> {
    let (who, object) = (party.who.as_str(), &party.object);
    let now = world.now();
    let address = party.principal.address.as_ref();
    let address = address
        .and_then(|id| world.inputs.parameters.get(id))
        .unwrap_or_default();
    let change = match works.first()? {
        Work::StopAccount => account::set_enabled(who, object, false),
        Work::StartAccount => account::set_enabled(who, object, true),
        Work::Invite => account::invite(who, address, &world.redirect()),
        Work::InviteAgain => account::invite_again(who, address, &world.redirect()),
        Work::TurnIntoGuest => account::turn_into_guest(who, object),
        Work::DeleteAccount => account::remove(who, object),
        Work::AssignRole(_) => directory_role::assign(who, object, &roles(works)),
        Work::ExtendRole(_) => directory_role::extend(who, object, &roles(works), now),
        Work::RemoveRole(_) => directory_role::remove(who, object, &roles(works)),
        Work::RemoveEligibility(_) => {
            directory_role::remove_eligibility(who, object, &roles(works), now)
        }
        Work::LeaveGroup(..) => {
            let graph = world.cloud.graph();
            group::leave(who, object, member(party), &groups(works), graph)
        }
        Work::LeaveEligibleGroup(..) => group::leave_eligible(who, object, &groups(works), now),
        Work::RevokeAppRole(..) => {
            let held = chosen(works, |work| match work {
                Work::RevokeAppRole(id, name) => Some((id.clone(), name.clone())),
                _ => None,
            });
            group::revoke_app_roles(who, object, &held)
        }
        _ => return None,
    };
    Some(change)
}

fn member(party: &Party<'_>) -> Member {
    match party.principal.kind {
        PrincipalKind::GuestUser => Member::User,
        _ => Member::ServicePrincipal,
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
