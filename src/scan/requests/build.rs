//! One typed function per endpoint: the only way to a request.

use super::{Get, Value, table};
use crate::ids::{AppId, ObjectId, RoleTemplateId, TenantId};
use uuid::Uuid;

/// How many ids one `in (…)` may hold; Graph's limit is 15.
pub(crate) const IDS_AT_ONCE: usize = 15;

pub(crate) fn organization() -> Get {
    table::ORGANIZATION.get(&[], None)
}

pub(crate) fn licences() -> Get {
    table::LICENCES.get(&[], None)
}

/// The three ways to find a guest by its address, in one request.
pub(crate) fn users(address: &str) -> Get {
    table::USERS_BY_ADDRESS.get(
        &[
            ("address", Value::Text(address)),
            ("sign-in-name", Value::Text(&sign_in_name(address))),
        ],
        None,
    )
}

/// The same, one by one.
pub(crate) fn users_one_by_one(address: &str) -> [Get; 3] {
    let by_address = [("address", Value::Text(address))];
    let name = sign_in_name(address);
    [
        table::USERS_BY_MAIL.get(&by_address, None),
        table::USERS_BY_OTHER_MAIL.get(&by_address, None),
        table::USERS_BY_SIGN_IN_NAME.get(&[("sign-in-name", Value::Text(&name))], None),
    ]
}

/// An invitation makes the sign-in name `local_domain#EXT#@tenant`.
fn sign_in_name(address: &str) -> String {
    address.replace('@', "_")
}

pub(crate) fn service_principals_by_app_id(app: AppId) -> Get {
    table::SERVICE_PRINCIPALS_BY_APP_ID.get(&[("app-id", Value::Id(app.uuid()))], None)
}

pub(crate) fn service_principals_by_name(name: &str) -> Get {
    table::SERVICE_PRINCIPALS_BY_NAME.get(&[("app-name", Value::Text(name))], None)
}

pub(crate) fn applications_by_app_id(app: AppId) -> Get {
    table::APPLICATIONS_BY_APP_ID.get(&[("app-id", Value::Id(app.uuid()))], None)
}

pub(crate) fn applications_by_name(name: &str) -> Get {
    table::APPLICATIONS_BY_NAME.get(&[("app-name", Value::Text(name))], None)
}

/// APIs by application id, as many requests as their number needs.
pub(crate) fn resources_by_app_id(apps: &[AppId]) -> Vec<Get> {
    let ids: Vec<Uuid> = apps.iter().map(|app| app.uuid()).collect();
    ids.chunks(IDS_AT_ONCE)
        .map(|ids| table::RESOURCES_BY_APP_ID.get(&[("resource-app-ids", Value::Ids(ids))], None))
        .collect()
}

/// APIs by object id, as many requests as their number needs.
pub(crate) fn resources_by_id(ids: &[ObjectId]) -> Vec<Get> {
    in_lists(ids, |ids| {
        table::RESOURCES_BY_ID.get(&[("resources", Value::Ids(ids))], None)
    })
}

/// Groups by object id, as many requests as their number needs.
pub(crate) fn eligible_groups(ids: &[ObjectId]) -> Vec<Get> {
    in_lists(ids, |ids| {
        table::ELIGIBLE_GROUPS.get(&[("groups", Value::Ids(ids))], None)
    })
}

fn in_lists(ids: &[ObjectId], get: impl Fn(&[Uuid]) -> Get) -> Vec<Get> {
    let ids: Vec<Uuid> = ids.iter().map(|id| id.uuid()).collect();
    ids.chunks(IDS_AT_ONCE).map(get).collect()
}

macro_rules! about_one {
    ($($(#[$doc:meta])* $name:ident($placeholder:literal) = $endpoint:ident;)+) => {$(
        $(#[$doc])*
        pub(crate) fn $name(id: ObjectId) -> Get {
            table::$endpoint.get(&[($placeholder, Value::Id(id.uuid()))], Some(id))
        }
    )+};
}

about_one! {
    user_groups("user") = USER_GROUPS;
    user_app_roles("user") = USER_APP_ROLES;
    group_eligibility("principal") = GROUP_ELIGIBILITY;
    group_schedules("principal") = GROUP_SCHEDULES;
    eligibility_of_group("principal") = ELIGIBILITY_OF_GROUPS;
    app_role_assignments("service-principal") = APP_ROLE_ASSIGNMENTS;
    delegated_grants("service-principal") = DELEGATED_GRANTS;
    service_principal_owners("service-principal") = SERVICE_PRINCIPAL_OWNERS;
    service_principal_groups("service-principal") = SERVICE_PRINCIPAL_GROUPS;
    application_owners("application") = APPLICATION_OWNERS;
    federated_credentials("application") = FEDERATED_CREDENTIALS;
    role_eligibility("principal") = ROLE_ELIGIBILITY;
    role_schedules("principal") = ROLE_SCHEDULES;
    user_sign_ins("user") = USER_SIGN_INS;
    api_holders("resource") = API_HOLDERS;
    api_holders_uncounted("resource") = API_HOLDERS_UNCOUNTED;
    nesting_of_user("user") = NESTING_OF_USER;
    nesting_of_group("group") = NESTING_OF_GROUP;
}

/// Directory roles of several principals, as many requests as their number needs.
pub(crate) fn directory_roles(ids: &[ObjectId]) -> Vec<Get> {
    in_lists(ids, |ids| {
        table::DIRECTORY_ROLES.get(&[("principals", Value::Ids(ids))], None)
    })
}

/// Holders by object id, as many requests as their number needs.
pub(crate) fn api_holder_principals(ids: &[ObjectId]) -> Vec<Get> {
    in_lists(ids, |ids| {
        table::API_HOLDER_PRINCIPALS.get(&[("holders", Value::Ids(ids))], None)
    })
}

/// Settings of the tenant: each is one request without a value.
pub(crate) fn defender_actions() -> Get {
    table::DEFENDER_ACTIONS.get(&[], None)
}

pub(crate) fn authorization_policy() -> Get {
    table::AUTHORIZATION_POLICY.get(&[], None)
}

pub(crate) fn cross_tenant_default() -> Get {
    table::CROSS_TENANT_DEFAULT.get(&[], None)
}

pub(crate) fn cross_tenant_partner(tenant: TenantId) -> Get {
    table::CROSS_TENANT_PARTNER.get(&[("vendor-tenant", Value::Id(tenant.uuid()))], None)
}

pub(crate) fn b2b_policy() -> Get {
    table::B2B_POLICY.get(&[], None)
}

pub(crate) fn security_defaults() -> Get {
    table::SECURITY_DEFAULTS.get(&[], None)
}

pub(crate) fn role_holders(role: RoleTemplateId) -> Get {
    table::ROLE_HOLDERS.get(&[("role", Value::Id(role.uuid()))], None)
}

pub(crate) fn conditional_access() -> Get {
    table::CONDITIONAL_ACCESS.get(&[], None)
}

/// The tenant behind a mail domain. A domain that could leave its path segment is not put into one.
pub(crate) fn vendor_tenant(domain: &str) -> Option<Get> {
    let plain = (3..=253).contains(&domain.len())
        && domain
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.'));
    plain.then(|| table::VENDOR_TENANT.get(&[("domain", Value::Segment(domain))], None))
}

pub(crate) fn defender_assignments() -> Get {
    table::DEFENDER_ASSIGNMENTS.get(&[], None)
}

pub(crate) fn defender_roles() -> Get {
    table::DEFENDER_ROLES.get(&[], None)
}

/// When applications last signed in; the subject is the service principal.
pub(crate) fn application_sign_ins(app: AppId, service_principal: ObjectId) -> Get {
    let app = [("app-id", Value::Id(app.uuid()))];
    table::APPLICATION_SIGN_INS.get(&app, Some(service_principal))
}

/// What members of several groups can step into, as few requests as can be.
pub(crate) fn eligibility_of_groups(groups: &[ObjectId]) -> Vec<Get> {
    in_lists(groups, |ids| {
        let any = Value::AnyOf("principalId", ids);
        table::ELIGIBILITY_OF_GROUPS.get(&[("principal", any)], None)
    })
}
