//! What could not be seen, and the empty tenant.

use super::Scenario;
use super::access::{contoso, ready_custom_app_full_roles, ready_enterprise_app_defender_rbac};
use super::parts::{full_app, full_guest};

pub fn defender_denied() -> Scenario {
    let ready = ready_enterprise_app_defender_rbac();
    Scenario::new(
        "defender-denied",
        "the token lacks the permission to read Unified RBAC",
        ready.tenant,
    )
    .without(&["RoleManagement.Read.Defender"])
}

pub fn unified_rbac_never_activated() -> Scenario {
    let mut tenant = contoso();
    full_guest(&mut tenant);
    full_app(&mut tenant);
    tenant.without_unified_rbac();
    Scenario::new(
        "unified-rbac-never-activated",
        "Unified RBAC answers 403 although the token has the permission",
        tenant,
    )
}

pub fn roles_denied() -> Scenario {
    let ready = ready_custom_app_full_roles();
    Scenario::new(
        "roles-denied",
        "directory roles, delegated grants and PIM are refused",
        ready.tenant,
    )
    .without(&[
        "Directory.Read.All",
        "RoleManagement.Read.Directory",
        "RoleAssignmentSchedule.Read.Directory",
        "RoleEligibilitySchedule.Read.Directory",
    ])
}

pub fn pim_not_licensed() -> Scenario {
    let mut ready = ready_custom_app_full_roles();
    ready.tenant.without_p2();
    Scenario::new(
        "pim-not-licensed",
        "without Entra ID P2, PIM answers 400",
        ready.tenant,
    )
}

pub fn nothing_granted() -> Scenario {
    Scenario::new(
        "nothing-granted",
        "no guest, no application, no role",
        contoso(),
    )
}
