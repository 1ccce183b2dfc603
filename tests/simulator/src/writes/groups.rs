//! Members of groups: `group-post-members`, `group-delete-members`.

use super::{Call, Done, NO_CONTENT};
use crate::refusal::Refusal;
use crate::tenant::{Set, Tenant};

/// "Returns 400 when the object is already a member, 404 when the object being added doesn't
/// exist."
pub fn add(tenant: &mut Tenant, call: &Call<'_>) -> Done {
    let group = call.owner(tenant, Set::Groups)?;
    let link = call.text("@odata.id");
    let member = link.trim_end_matches('/').rsplit('/').next();
    let member = member.unwrap_or_default();
    if !link.starts_with("https://graph.microsoft.com/") {
        return Err(Refusal::bad(format!(
            "The URI '{link}' is not a valid reference."
        )));
    }
    let (kind, object) = tenant
        .directory_object(member)
        .ok_or_else(|| Refusal::missing(member))?;
    if !matches!(kind, "user" | "group" | "servicePrincipal") {
        return Err(Refusal::bad(format!(
            "An object of type {kind} cannot be a member of a group."
        )));
    }
    let stored = tenant.get(Set::Groups, &group).unwrap_or_default();
    // "Group nesting isn't supported. A group can't be added as a member of a role-assignable
    // group": Entra, "Use Microsoft Entra groups to manage role assignments".
    if kind == "group" && stored["isAssignableToRole"] == true {
        return Err(Refusal::bad(
            "A group cannot be added as a member of a role-assignable group.",
        ));
    }
    let member = object["id"].as_str().unwrap_or_default();
    if tenant
        .members_of(&group)
        .iter()
        .any(|id| id.eq_ignore_ascii_case(member))
    {
        return Err(Refusal::bad(
            "One or more added object references already exist for the following modified properties: 'members'.",
        ));
    }
    tenant.add_member(&group, member);
    Ok(NO_CONTENT)
}

pub fn remove(tenant: &mut Tenant, call: &Call<'_>) -> Done {
    let group = call.owner(tenant, Set::Groups)?;
    if tenant.remove_member(&group, call.key(1)) {
        Ok(NO_CONTENT)
    } else {
        Err(Refusal::missing(call.key(1)))
    }
}
