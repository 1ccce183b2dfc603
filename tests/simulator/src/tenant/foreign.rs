//! What only people do: accept an invitation, consent to another tenant's application.

use super::apps::App;
use super::store::{Set, Tenant};
use crate::ids;
use serde_json::json;

/// A multi-tenant application of another tenant.
#[derive(Clone, Debug)]
pub(super) struct Foreign {
    app_id: String,
    name: String,
    home_tenant: String,
    publisher: Option<String>,
}

impl Tenant {
    /// Lets `POST /servicePrincipals` find another tenant's application.
    pub fn foreign_application(
        &mut self,
        app_id: &str,
        name: &str,
        home_tenant: &str,
        publisher: Option<&str>,
    ) {
        self.foreign.push(Foreign {
            app_id: app_id.to_owned(),
            name: name.to_owned(),
            home_tenant: home_tenant.to_owned(),
            publisher: publisher.map(str::to_owned),
        });
    }

    /// Makes the service principal of an application of this tenant or of a registered foreign
    /// one; `None` when there is no such application.
    pub fn instantiate(&mut self, app_id: &str) -> Option<App> {
        let own = self
            .all(Set::Applications)
            .iter()
            .find(|object| object["appId"] == app_id)
            .cloned();
        let mut object = if let Some(own) = &own {
            let text = |name: &str| own[name].as_str().unwrap_or_default();
            let mut object = self.service_principal(
                text("displayName"),
                app_id,
                &self.id(),
                text("signInAudience"),
            );
            object["appRoles"] = own["appRoles"].clone();
            object["oauth2PermissionScopes"] = own["api"]["oauth2PermissionScopes"].clone();
            object["replyUrls"] = own["web"]["redirectUris"].clone();
            object
        } else {
            let known = self
                .foreign
                .iter()
                .find(|one| one.app_id == app_id)?
                .clone();
            let mut object = self.service_principal(
                &known.name,
                app_id,
                &known.home_tenant,
                "AzureADMultipleOrgs",
            );
            if let Some(publisher) = known.publisher {
                object["verifiedPublisher"] = json!({"displayName": publisher, "verifiedPublisherId": "1234567", "addedDateTime": ids::at(-700)});
            }
            object
        };
        object["id"] = json!(self.new_id());
        object["createdDateTime"] = json!(ids::NOW);
        object["tags"] = json!([]);
        Some(App {
            app_id: app_id.to_owned(),
            sp: self.add(Set::ServicePrincipals, object),
            registration: own.and_then(|own| own["id"].as_str().map(str::to_owned)),
        })
    }

    /// An administrator opens the consent page of an application and accepts: it gets its service
    /// principal and what it asks, `(API, application permission)`. Panics when nobody knows it.
    pub fn consent(&mut self, app_id: &str, permissions: &[(&str, &str)]) -> App {
        let present = self
            .all(Set::ServicePrincipals)
            .iter()
            .find(|object| object["appId"] == app_id)
            .and_then(|object| object["id"].as_str())
            .map(str::to_owned);
        let app = match present {
            Some(sp) => App {
                app_id: app_id.to_owned(),
                sp,
                registration: None,
            },
            None => self
                .instantiate(app_id)
                .unwrap_or_else(|| panic!("no application {app_id}")),
        };
        for (resource, value) in permissions {
            self.grant_app_role(&app, resource, value);
        }
        app
    }

    /// The invited person opens the link, signs in and accepts.
    pub fn accept_invitation(&mut self, user: &str) {
        self.set(user, "externalUserState", json!("Accepted"));
        self.set(user, "externalUserStateChangeDateTime", json!(ids::NOW));
    }

    /// The id of an object that is made through Graph.
    pub fn new_id(&mut self) -> String {
        self.made += 1;
        self.guid(&["made", &self.made.to_string()])
    }
}
