//! Applications, their service principals and what they are granted.

use super::resources;
use super::store::{Set, Tenant};
use crate::ids;
use serde_json::{Value, json};

/// An application in the tenant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct App {
    /// The application (client) id.
    pub app_id: String,
    /// The object id of its service principal.
    pub sp: String,
    /// The object id of its registration, when this tenant owns it.
    pub registration: Option<String>,
}

impl Tenant {
    /// Another tenant's application, consented here: a service principal and no registration.
    pub fn enterprise_app(
        &mut self,
        name: &str,
        owner_tenant: &str,
        verified_publisher: Option<&str>,
    ) -> App {
        let app_id = ids::guid(&["app", owner_tenant, name]);
        let mut object = self.service_principal(name, &app_id, owner_tenant, "AzureADMultipleOrgs");
        if let Some(publisher) = verified_publisher {
            object["verifiedPublisher"] = json!({"displayName": publisher, "verifiedPublisherId": "1234567", "addedDateTime": ids::at(-700)});
        }
        App {
            sp: self.add(Set::ServicePrincipals, object),
            app_id,
            registration: None,
        }
    }

    /// When an application last signed in by itself, and when its own API was last used.
    pub fn application_signed_in(&mut self, app: &App, as_client: &str, as_resource: &str) {
        let at = |when: &str| json!({"lastSignInDateTime": when, "lastSignInRequestId": null});
        self.add(
            Set::ApplicationSignIns,
            json!({
                "id": ids::hex(&app.app_id, 40), "appId": app.app_id,
                "applicationAuthenticationClientSignInActivity": at(as_client),
                "applicationAuthenticationResourceSignInActivity": at(as_resource),
                "delegatedClientSignInActivity": null, "delegatedResourceSignInActivity": null,
                "lastSignInActivity": at(as_resource),
            }),
        );
    }

    /// An application registered in this tenant, single-tenant, with its service principal.
    pub fn custom_app(&mut self, name: &str) -> App {
        self.custom_app_keyed(name, name)
    }

    /// The same, for several of one name: `key` tells their ids apart.
    pub fn custom_app_keyed(&mut self, key: &str, name: &str) -> App {
        let app_id = self.guid(&["app", key]);
        let registration = self.guid(&["application", key]);
        self.add(
            Set::Applications,
            json!({
                "id": registration, "appId": app_id, "displayName": name, "signInAudience": "AzureADMyOrg",
                "createdDateTime": ids::at(-250), "publisherDomain": self.domain(), "requiredResourceAccess": [],
                "passwordCredentials": [], "keyCredentials": [], "verifiedPublisher": {"displayName": null, "verifiedPublisherId": null, "addedDateTime": null},
                "isFallbackPublicClient": null, "tags": [], "identifierUris": [], "appRoles": [],
                "web": {"redirectUris": []}, "spa": {"redirectUris": []}, "publicClient": {"redirectUris": []},
                "api": {"oauth2PermissionScopes": []}, "description": null, "notes": null,
            }),
        );
        let owner = self.id();
        let object = self.service_principal(name, &app_id, &owner, "AzureADMyOrg");
        App {
            sp: self.add(Set::ServicePrincipals, object),
            app_id,
            registration: Some(registration),
        }
    }

    /// Grants (consents) an application permission.
    pub fn grant_app_role(&mut self, app: &App, resource: &str, value: &str) {
        let role = self.permission(resource, "appRoles", value);
        self.assign_app_role(&app.sp, "ServicePrincipal", resource, &role);
    }

    /// Gives an app role of an API to a user or group.
    pub fn user_app_role(&mut self, principal: &str, resource: &str, value: &str) {
        let role = self.permission(resource, "appRoles", value);
        self.assign_app_role(principal, "User", resource, &role);
    }

    /// Grants a delegated permission, for the whole tenant or for one user.
    pub fn grant_delegated(
        &mut self,
        app: &App,
        resource: &str,
        scope: &str,
        one_user: Option<&str>,
    ) {
        for value in scope.split_whitespace() {
            self.permission(resource, "oauth2PermissionScopes", value);
        }
        let resource = self.resource(resource);
        let kind = if one_user.is_some() {
            "Principal"
        } else {
            "AllPrincipals"
        };
        let id = ids::hex(
            &[&app.sp, kind, one_user.unwrap_or(""), text(&resource, "id")].join(" "),
            43,
        );
        let object = json!({
            "id": id, "clientId": app.sp, "consentType": kind, "principalId": one_user,
            "resourceId": resource["id"], "scope": format!(" {scope}"),
        });
        self.add(Set::DelegatedGrants, object);
    }

    /// Has the registration ask for a permission, which grants nothing. `kind` is `Role` or `Scope`.
    pub fn request_permission(&mut self, app: &App, resource: &str, value: &str, kind: &str) {
        let list = if kind == "Role" {
            "appRoles"
        } else {
            "oauth2PermissionScopes"
        };
        let access = json!({"id": self.permission(resource, list, value), "type": kind});
        let registration = app
            .registration
            .clone()
            .expect("a registration of this tenant");
        let asked = self.sets.entry(Set::Applications).or_default();
        let asked = asked
            .iter_mut()
            .find(|object| object["id"] == registration.as_str())
            .expect("the registration");
        let asked = asked["requiredResourceAccess"]
            .as_array_mut()
            .expect("a list");
        match asked
            .iter_mut()
            .find(|entry| entry["resourceAppId"] == resource)
        {
            Some(entry) => entry["resourceAccess"]
                .as_array_mut()
                .expect("a list")
                .push(access),
            None => asked.push(json!({"resourceAppId": resource, "resourceAccess": [access]})),
        }
    }

    /// Asks for and grants an application permission, as a portal user does.
    pub fn request_and_grant(&mut self, app: &App, resource: &str, value: &str) {
        self.request_permission(app, resource, value, "Role");
        self.grant_app_role(app, resource, value);
    }

    /// The service principal of an API, by application id.
    pub fn resource(&self, app_id: &str) -> Value {
        let found = self
            .all(Set::ServicePrincipals)
            .iter()
            .find(|object| object["appId"] == app_id);
        found
            .unwrap_or_else(|| panic!("no service principal of {app_id}"))
            .clone()
    }

    /// The id of an API's permission; `list` is `appRoles` or `oauth2PermissionScopes`.
    pub fn permission(&self, resource: &str, list: &str, value: &str) -> String {
        let resource = self.resource(resource);
        let offered = resource[list].as_array().expect("a list");
        let found = offered.iter().find(|entry| entry["value"] == value);
        text(
            found.unwrap_or_else(|| panic!("no {value} in {list}")),
            "id",
        )
        .to_owned()
    }

    fn assign_app_role(&mut self, principal: &str, kind: &str, resource: &str, role: &str) {
        let resource = self.resource(resource);
        let name = self
            .directory_object(principal)
            .map_or(Value::Null, |object| object.1["displayName"].clone());
        let object = json!({
            "id": ids::hex(&[principal, text(&resource, "id"), role].join(" "), 43), "appRoleId": role, "principalId": principal,
            "principalType": kind, "principalDisplayName": name, "resourceId": resource["id"],
            "resourceDisplayName": resource["displayName"], "createdDateTime": ids::at(-240), "deletedDateTime": null,
        });
        self.add(Set::AppRoleAssignments, object);
    }

    pub(super) fn service_principal(
        &self,
        name: &str,
        app_id: &str,
        owner: &str,
        audience: &str,
    ) -> Value {
        json!({
            "id": self.guid(&["servicePrincipal", app_id]), "appId": app_id, "displayName": name, "appDisplayName": name,
            "appOwnerOrganizationId": owner, "accountEnabled": true, "disabledByMicrosoftStatus": null, "isDisabled": null,
            "servicePrincipalType": "Application", "signInAudience": audience, "appRoleAssignmentRequired": false,
            "verifiedPublisher": {"displayName": null, "verifiedPublisherId": null, "addedDateTime": null},
            "passwordCredentials": [], "keyCredentials": [], "tags": ["WindowsAzureActiveDirectoryIntegratedApp"], "replyUrls": [],
            "createdDateTime": ids::at(-250), "appRoles": [], "oauth2PermissionScopes": [], "alternativeNames": [],
            "servicePrincipalNames": [app_id], "homepage": null, "notes": null, "info": {"logoUrl": null},
        })
    }

    /// Adds an API whose permissions are `(value, id)`; used for APIs other than the guide's two.
    pub fn api(
        &mut self,
        name: &str,
        app_id: &str,
        roles: &[(&str, &str)],
        scopes: &[(&str, &str)],
    ) -> App {
        let mut object =
            self.service_principal(name, app_id, ids::MICROSOFT_TENANT, "AzureADMultipleOrgs");
        object["appRoles"] = resources::app_roles(roles);
        object["oauth2PermissionScopes"] = resources::scopes(scopes);
        App {
            sp: self.add(Set::ServicePrincipals, object),
            app_id: app_id.to_owned(),
            registration: None,
        }
    }
}

fn text<'v>(object: &'v Value, property: &str) -> &'v str {
    object[property].as_str().unwrap_or_default()
}
