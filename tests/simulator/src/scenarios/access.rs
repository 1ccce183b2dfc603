//! Ready tenants, and what can be wrong with the console's access.

use super::Scenario;
use super::parts::{
    APP_NAME, DEFENDER_ACTIONS, FULL_ROLES, GUEST, full_app, full_guest, vendor_app,
};
use crate::ids::role;
use crate::tenant::Tenant;

/// A fresh tenant with a hundred users who have nothing to do with it.
pub(super) fn contoso() -> Tenant {
    let mut tenant = Tenant::new("contoso");
    tenant.users(100);
    tenant
}

pub fn ready_custom_app_full_roles() -> Scenario {
    let mut tenant = contoso();
    full_guest(&mut tenant);
    full_app(&mut tenant);
    Scenario::new(
        "ready-custom-app-full-roles",
        "everything asked is held, nothing else",
        tenant,
    )
}

pub fn ready_enterprise_app_defender_rbac() -> Scenario {
    let mut tenant = contoso();
    let guest = tenant.guest(GUEST).id();
    let defender = tenant.defender_role("Expel SOC", &DEFENDER_ACTIONS);
    tenant.defender_assign(&defender, &[&guest], &["/"]);
    vendor_app(&mut tenant);
    Scenario::new(
        "ready-enterprise-app-defender-rbac",
        "Unified RBAC and the vendor's application hold everything asked",
        tenant,
    )
}

pub fn eligible_only_roles() -> Scenario {
    let mut tenant = contoso();
    let guest = tenant.guest(GUEST).id();
    for role in FULL_ROLES {
        tenant.eligible(&guest, role, "/");
    }
    full_app(&mut tenant);
    Scenario::new(
        "eligible-only-roles",
        "all three directory roles are eligible and none is active",
        tenant,
    )
}

pub fn nested_group_access() -> Scenario {
    let mut tenant = contoso();
    let guest = tenant.guest(GUEST).id();
    let (inner, outer) = (
        tenant.group("Expel analysts").id(),
        tenant.group("SOC vendors").id(),
    );
    tenant.member_of(&guest, &inner);
    tenant.member_of(&inner, &outer);
    let defender = tenant.defender_role("Expel SOC", &DEFENDER_ACTIONS);
    tenant.defender_assign(&defender, &[&outer], &["Mde"]);
    let privileged = tenant.group("Expel directory roles").role_assignable().id();
    tenant.member_of(&guest, &privileged);
    for role in FULL_ROLES {
        tenant.directory_role(&privileged, role, "/");
    }
    full_app(&mut tenant);
    Scenario::new(
        "nested-group-access",
        "Defender access through two groups, directory roles through a role-assignable one",
        tenant,
    )
}

pub fn pim_for_groups() -> Scenario {
    let mut tenant = contoso();
    let guest = tenant.guest(GUEST).id();
    let group = tenant.group("Expel directory roles").role_assignable().id();
    tenant.group_eligible(&guest, &group);
    for role in FULL_ROLES {
        tenant.directory_role(&group, role, "/");
    }
    full_app(&mut tenant);
    Scenario::new(
        "pim-for-groups",
        "the guest can activate its membership of the group that holds the roles, and is not in it",
        tenant,
    )
}

pub fn au_scoped_role() -> Scenario {
    let mut tenant = contoso();
    let guest = tenant.guest(GUEST).id();
    let unit = tenant.administrative_unit("Branch office");
    tenant.directory_role(
        &guest,
        role::SECURITY_READER,
        &format!("/administrativeUnits/{unit}"),
    );
    tenant.directory_role(&guest, role::SECURITY_OPERATOR, "/");
    tenant.directory_role(&guest, role::SECURITY_ADMINISTRATOR, "/");
    full_app(&mut tenant);
    Scenario::new(
        "au-scoped-role",
        "Security Reader is held in one administrative unit only",
        tenant,
    )
}

pub fn excess_global_administrator() -> Scenario {
    let mut tenant = contoso();
    let guest = full_guest(&mut tenant);
    tenant.directory_role(&guest, role::GLOBAL_ADMINISTRATOR, "/");
    full_app(&mut tenant);
    Scenario::new(
        "excess-global-administrator",
        "ready, and the guest is Global Administrator as well",
        tenant,
    )
}

pub fn hostile_names() -> Scenario {
    const NAMES: [&str; 6] = [
        "<script>alert(1)</script>",
        "=HYPERLINK(\"https://evil.example\",\"click\")",
        "| a | b |\n## heading [link](javascript:alert(1))",
        "\u{1b}[31mred\u{1b}[0m\u{7}",
        "gnitset\u{202e}evil\u{202c}",
        "{{ 7 * 7 }} {% raw %} `code` \u{0}nul",
    ];
    let mut tenant = contoso();
    let guest = full_guest(&mut tenant);
    tenant.set(&guest, "displayName", NAMES[0].into());
    full_app(&mut tenant);
    for (at, name) in NAMES.iter().enumerate() {
        let group = tenant.group(name).id();
        tenant.member_of(&guest, &group);
        let defender = tenant.defender_role_keyed(&format!("hostile {at}"), name, &[name]);
        tenant.defender_assign(&defender, &[&group], &[name]);
        let app = tenant.custom_app_keyed(&format!("hostile {at}"), APP_NAME);
        let owner = tenant.user(&format!("owner{at}")).named(name).id();
        tenant.owner(&app.registration.clone().expect("a registration"), &owner);
    }
    Scenario::new(
        "hostile-names",
        "names that try to break every output format",
        tenant,
    )
}

pub fn dangling_assignment() -> Scenario {
    let mut tenant = contoso();
    let guest = full_guest(&mut tenant);
    let gone = tenant.user("gone").id();
    let group = tenant.group("Expel analysts").id();
    tenant.member_of(&guest, &group);
    tenant.member_of(&gone, &group);
    let defender = tenant.defender_role("Deleted role", &DEFENDER_ACTIONS);
    tenant.defender_assign(&defender, &[&guest, &gone], &["/"]);
    tenant.directory_role(&guest, "7b1f3f9e-0000-4000-8000-00000000dead", "/");
    let api = tenant.api(
        "Retired API",
        "7b1f3f9e-0000-4000-8000-00000000a91d",
        &[("Retired.Read.All", "7b1f3f9e-0000-4000-8000-0000000001e5")],
        &[],
    );
    let app = full_app(&mut tenant);
    tenant.grant_app_role(&app, &api.app_id, "Retired.Read.All");
    for id in [&gone, &defender, &api.sp] {
        tenant.delete(id);
    }
    Scenario::new(
        "dangling-assignment",
        "assignments name a role, an API and a user that are gone",
        tenant,
    )
}
