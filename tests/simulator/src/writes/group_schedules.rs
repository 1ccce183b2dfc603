//! PIM for Groups: `privilegedaccessgroup-post-eligibilityschedulerequests`,
//! `privilegedaccessgroup-post-assignmentschedulerequests`.

use super::schedule::{self, Action};
use super::{Call, Done};
use crate::refusal::Refusal;
use crate::tenant::{Set, Tenant};
use serde_json::{Value, json};

/// Carries out a request for an eligible or an active membership or ownership.
pub fn request(tenant: &mut Tenant, call: &Call<'_>, eligible: bool) -> Done {
    if !tenant.has_pim() {
        return Err(Refusal::no_pim());
    }
    let action = Action::of(call)?;
    let (principal, group) = (call.text("principalId"), call.text("groupId"));
    let access = call.text("accessId").to_ascii_lowercase();
    tenant
        .directory_object(principal)
        .ok_or_else(|| Refusal::missing(principal))?;
    tenant
        .get(Set::Groups, group)
        .ok_or_else(|| Refusal::missing(group))?;
    let set = if eligible {
        Set::GroupEligibilities
    } else {
        Set::GroupSchedules
    };
    let fits = |object: &Value| {
        super::same(&object["principalId"], principal)
            && super::same(&object["groupId"], group)
            && super::same(&object["accessId"], &access)
    };
    let there = tenant.all(set).iter().find(|object| fits(object)).cloned();
    match action {
        Action::Assign if there.is_some() => return Err(schedule::exists()),
        Action::Remove | Action::Change if there.is_none() => return Err(schedule::is_missing()),
        _ => {}
    }
    let mut target = there.unwrap_or_default()["id"].take();
    match action {
        Action::Assign => {
            let times = schedule::times(call)?;
            let id = format!("{group}_{access}_{}", tenant.new_id());
            target = json!(id);
            let object = instance(&id, call, &access, eligible, times);
            tenant.add(set, object);
            if !eligible {
                join(tenant, group, principal, &access);
            }
        }
        Action::Change => {
            let (_, end) = schedule::times(call)?;
            tenant.set(
                target.as_str().unwrap_or_default(),
                "endDateTime",
                json!(end),
            );
        }
        Action::Remove => {
            tenant.remove_where(set, fits);
            if !eligible && access == "owner" {
                tenant.remove_owner(group, principal);
            } else if !eligible {
                tenant.remove_member(group, principal);
            }
        }
    }
    let request = schedule::answer(tenant, call, action, &target);
    Ok(call.created(&request))
}

fn instance(
    id: &str,
    call: &Call<'_>,
    access: &str,
    eligible: bool,
    (start, end): (String, Option<String>),
) -> Value {
    let mut object = json!({
        "id": id, "principalId": call.text("principalId"), "groupId": call.text("groupId"), "accessId": access,
        "memberType": "direct", "startDateTime": start, "endDateTime": end,
    });
    if eligible {
        object["eligibilityScheduleId"] = json!(id);
    } else {
        object["assignmentType"] = json!("assigned");
        object["assignmentScheduleId"] = json!(id);
    }
    object
}

/// An active membership or ownership is one of the group's own.
fn join(tenant: &mut Tenant, group: &str, principal: &str, access: &str) {
    if access == "owner" {
        tenant.owner(group, principal);
    } else if !tenant
        .members_of(group)
        .iter()
        .any(|id| id.eq_ignore_ascii_case(principal))
    {
        tenant.add_member(group, principal);
    }
}
