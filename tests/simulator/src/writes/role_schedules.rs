//! PIM for directory roles: `rbacapplication-post-roleeligibilityschedulerequests`,
//! `rbacapplication-post-roleassignmentschedulerequests`.

use super::directory_roles::{find, is, may_hold, who_what_where};
use super::schedule::{self, Action};
use super::{Call, Done};
use crate::refusal::Refusal;
use crate::tenant::{Set, Tenant};
use serde_json::json;

/// Carries out a request for an eligible or an active role.
pub fn request(tenant: &mut Tenant, call: &Call<'_>, eligible: bool) -> Done {
    if !tenant.has_pim() {
        return Err(Refusal::no_pim());
    }
    let action = Action::of(call)?;
    let held = who_what_where(tenant, call)?;
    let held = (held.0.as_str(), held.1.as_str(), held.2.as_str());
    let set = if eligible {
        Set::RoleEligibilities
    } else {
        Set::RoleSchedules
    };
    let there = find(tenant, set, held);
    match action {
        Action::Assign if there.is_some() => return Err(schedule::exists()),
        Action::Remove | Action::Change if there.is_none() => return Err(schedule::is_missing()),
        _ => {}
    }
    match action {
        Action::Assign => {
            may_hold(tenant, held.0)?;
            let (start, end) = schedule::times(call)?;
            if call.body["isValidationOnly"] != true {
                tenant.directory_role_between(held, eligible, &start, end.as_deref());
            }
        }
        Action::Change => {
            let (_, end) = schedule::times(call)?;
            let id = there.unwrap_or_default()["id"].take();
            tenant.set(id.as_str().unwrap_or_default(), "endDateTime", json!(end));
        }
        Action::Remove => {
            tenant.remove_where(set, |object| is(object, held));
            if !eligible {
                tenant.remove_where(Set::RoleAssignments, |object| is(object, held));
            }
        }
    }
    let made = find(tenant, set, held).unwrap_or_default();
    let name = if eligible {
        "roleEligibilityScheduleId"
    } else {
        "roleAssignmentScheduleId"
    };
    let request = schedule::answer(tenant, call, action, &made[name]);
    Ok(call.created(&request))
}
