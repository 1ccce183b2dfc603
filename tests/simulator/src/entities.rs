//! What a single-object path leads to.

use super::ids;
use super::rows::Row;
use super::tenant::{Set, Tenant};
use serde_json::{Value, json};

/// Sets by the path of their collection.
const SETS: &[(&str, Set)] = &[
    ("/applications", Set::Applications),
    ("/directory/administrativeUnits", Set::AdministrativeUnits),
    ("/groups", Set::Groups),
    ("/oauth2PermissionGrants", Set::DelegatedGrants),
    ("/organization", Set::Organization),
    (
        "/policies/crossTenantAccessPolicy/partners",
        Set::CrossTenantPartners,
    ),
    (
        "/roleManagement/defender/roleAssignments",
        Set::DefenderAssignments,
    ),
    (
        "/roleManagement/defender/roleDefinitions",
        Set::DefenderDefinitions,
    ),
    (
        "/roleManagement/directory/roleAssignments",
        Set::RoleAssignments,
    ),
    (
        "/roleManagement/directory/roleDefinitions",
        Set::RoleDefinitions,
    ),
    ("/servicePrincipals", Set::ServicePrincipals),
    ("/users", Set::Users),
];

/// What a single-object path leads to.
pub enum Found {
    Row(Row),
    /// There is no such object.
    Missing(String),
    /// The path is in the metadata, and nothing here answers it.
    Unserved,
}

/// The object at a path.
pub fn at(tenant: &Tenant, template: &str, keys: &[String]) -> Found {
    if let Some(policy) = tenant.policy(template) {
        return Found::Row((policy_kind(template), policy.clone()));
    }
    let key = keys.first().map_or("", String::as_str);
    if template.starts_with("/tenantRelationships/") {
        return Found::Row(("tenantInformation", other_tenant(key)));
    }
    if template == "/directoryObjects/{}" {
        return tenant
            .directory_object(key)
            .map_or_else(|| Found::Missing(key.to_owned()), Found::Row);
    }
    let Some((collection, key_name)) = split(template) else {
        return Found::Unserved;
    };
    let Some((_, set)) = SETS.iter().find(|entry| entry.0 == collection) else {
        return Found::Unserved;
    };
    let found = match key_name {
        None => object_id(tenant, collection, key).and_then(|id| tenant.get(*set, &id)),
        Some(name) => {
            let same = |object: &&Value| {
                object[name]
                    .as_str()
                    .is_some_and(|value| value.eq_ignore_ascii_case(key))
            };
            tenant.all(*set).iter().find(same).cloned()
        }
    };
    found.map_or_else(
        || Found::Missing(key.to_owned()),
        |object| Found::Row((set.kind(), object)),
    )
}

/// The id behind a key of `/users`, `/groups`, …: a user's key may be its sign-in name.
pub fn object_id(tenant: &Tenant, collection: &str, key: &str) -> Option<String> {
    let (_, set) = SETS.iter().find(|entry| entry.0 == collection)?;
    let found = tenant.get(*set, key).or_else(|| {
        let named = |object: &&Value| {
            object["userPrincipalName"]
                .as_str()
                .is_some_and(|name| name.eq_ignore_ascii_case(key))
        };
        tenant.all(*set).iter().find(named).cloned()
    })?;
    found["id"].as_str().map(str::to_owned)
}

/// The collection of a template, and the name of its alternate key.
fn split(template: &str) -> Option<(&str, Option<&str>)> {
    if let Some(collection) = template.strip_suffix("/{}") {
        return Some((collection, None));
    }
    let (collection, rest) = template.split_once('(')?;
    Some((collection, Some(rest.split('=').next()?)))
}

fn policy_kind(template: &str) -> &'static str {
    match template {
        "/policies/authorizationPolicy" => "authorizationPolicy",
        "/policies/crossTenantAccessPolicy" => "crossTenantAccessPolicy",
        "/policies/crossTenantAccessPolicy/default" => {
            "crossTenantAccessPolicyConfigurationDefault"
        }
        _ => "identitySecurityDefaultsEnforcementPolicy",
    }
}

fn other_tenant(key: &str) -> Value {
    let id = if uuid::Uuid::parse_str(key).is_ok() {
        key.to_owned()
    } else {
        ids::guid(&["domain", key])
    };
    json!({"tenantId": id, "displayName": key, "defaultDomainName": key, "federationBrandName": null})
}
