//! What people do when a finding names a way out: exactly what it says, in the simulated tenant.

use crate::graph::ids::{self, MICROSOFT_GRAPH, WINDOWS_DEFENDER_ATP};
use crate::graph::scenarios::parts::{APP_NAME, GUEST};
use crate::graph::tenant::{App, Set};
use crate::graph::{Server, Tenant};
use crate::roundtrip::{Given, Look};
use crate::{people, troubles};
use rolecall::assess::{
    Attestation, Clarify, Establish, Finding, Give, Observe, Outside, Remedy, Remove, Standing,
};
use rolecall::catalog::{Entitlement, PermissionType};
use rolecall::guide::OptionRef;
use rolecall::guide::format2::kinds::Home;
use rolecall::guide::format2::model::PrincipalKind;
use serde_json::{Value, json};

/// Somebody who does what a finding of one look says.
pub struct Person<'a> {
    pub server: &'a Server,
    pub seen: &'a Look,
    /// Of two ways that a remedy offers, the other one.
    pub otherwise: bool,
}

impl Person<'_> {
    /// Takes one remedy of a finding.
    pub fn take(&self, finding: &Finding, remedy: &Remedy, given: &mut Given) {
        match remedy {
            Remedy::Clarify(clarify) => self.clarify(finding, clarify, given),
            Remedy::Observe(observe) => self.observe(observe),
            Remedy::Outside(outside) => self.outside(finding, outside),
            Remedy::Establish(establish) => self.establish(finding, *establish),
            Remedy::Give(give) => self.give(finding, *give),
            Remedy::Remove(remove) => self.remove(remove),
            Remedy::Attest => {
                let attested = attestation(self.server, finding);
                given.attestations.push(attested);
            }
            Remedy::Manual(what) => panic!("nobody knows how to do this: {what}"),
        }
    }

    fn clarify(&self, finding: &Finding, clarify: &Clarify, given: &mut Given) {
        match clarify {
            Clarify::Pin {
                app_id,
                home_tenant,
                candidates,
            } => {
                let vendors = self.is_vendors(finding);
                let (parameter, value) = match (app_id, home_tenant) {
                    (_, Some(tenant)) if self.otherwise => {
                        (tenant, crate::graph::scenarios::parts::vendor_tenant())
                    }
                    (Some(app), _) if vendors => (app, people::vendor_app_id()),
                    (Some(app), _) => (app, candidates[0].clone()),
                    other => panic!("{other:?} names no parameter"),
                };
                given.parameters.insert(parameter.clone(), value);
            }
            Clarify::KeepOne { candidates } => self.server.change(|tenant| {
                for other in &candidates[1..] {
                    let gone = [Set::Users, Set::Applications, Set::ServicePrincipals]
                        .iter()
                        .any(|set| tenant.soft_delete(*set, other));
                    assert!(gone, "nobody is {other}");
                }
            }),
            Clarify::InviteAgain { account } => {
                self.server.change(|tenant| {
                    let id = by_name(tenant, account);
                    if self.otherwise {
                        tenant.set(&id, "mail", Value::Null);
                        tenant.set(&id, "userPrincipalName", json!("somebody@contoso.example"));
                        tenant.set(&id, "otherMails", json!([]));
                    } else {
                        tenant.soft_delete(Set::Users, &id);
                    }
                });
                self.establish(finding, Establish::Invite);
            }
            Clarify::FreeAddress { accounts } => self.server.change(|tenant| {
                for account in accounts {
                    let id = by_name(tenant, account);
                    tenant.set(&id, "mail", Value::Null);
                    tenant.set(&id, "proxyAddresses", json!([]));
                }
            }),
            Clarify::Choose { options } => {
                let at = if self.otherwise { options.len() - 1 } else { 0 };
                let OptionRef { choice, option } = &options[at];
                given.choose.insert(choice.to_string(), option.to_string());
            }
            Clarify::Answer { fact, .. } => {
                given.facts.insert(fact.clone(), !self.otherwise);
            }
        }
    }

    /// Whether a finding is about the application that the vendor has registered.
    fn is_vendors(&self, finding: &Finding) -> bool {
        let principal = self.seen.guides[0].principal(&finding.principal);
        matches!(
            principal.unwrap().kind,
            PrincipalKind::Application {
                home: Home::Vendor,
                ..
            }
        )
    }

    fn observe(&self, observe: &Observe) {
        match observe {
            Observe::Permission { any_of, .. } => {
                let auditor = self.server.client_id().to_owned();
                self.server.change(|tenant| {
                    let app = service_principal(tenant, &auditor);
                    tenant.grant_app_role(&app, MICROSOFT_GRAPH, &any_of[0]);
                });
            }
            Observe::SignIn | Observe::Refused { .. } | Observe::Again { .. } => self.server.heal(),
            Observe::UnifiedRbac { .. } => self.server.change(Tenant::activate_unified_rbac),
            Observe::FewerCandidates => self.server.change(|tenant| {
                for candidate in &self.seen.assessment.candidates {
                    if candidate.standing == Standing::LookAlike {
                        let id = candidate.object_id.to_string();
                        if !tenant.soft_delete(Set::Users, &id) {
                            let app = candidate.app_id.unwrap().to_string();
                            for set in [Set::Applications, Set::ServicePrincipals] {
                                tenant.remove_where(set, |object| object["appId"] == app.as_str());
                            }
                        }
                    }
                }
            }),
        }
    }

    fn outside(&self, finding: &Finding, outside: &Outside) {
        let app = self.app(finding);
        self.server.change(|tenant| match outside {
            Outside::Microsoft { .. } => {
                tenant.set(&app.unwrap().sp, "disabledByMicrosoftStatus", Value::Null);
            }
            Outside::Product { .. } => {
                let there = tenant.all(Set::ServicePrincipals).iter();
                if !there.clone().any(|sp| sp["appId"] == WINDOWS_DEFENDER_ATP) {
                    let api = Tenant::new(tenant.name()).resource(WINDOWS_DEFENDER_ATP);
                    tenant.add(Set::ServicePrincipals, api);
                }
            }
            // The vendor and Microsoft: the API offers it again.
            Outside::Vendor { value, .. } => {
                let whole = Tenant::new(tenant.name());
                let id = whole.permission(WINDOWS_DEFENDER_ATP, "appRoles", value);
                let api = tenant.resource(WINDOWS_DEFENDER_ATP);
                let called = api["appRoles"].as_array().unwrap().iter();
                let called = called.filter(|role| role["id"] == id.as_str());
                let called = called.map(|role| role["value"].as_str().unwrap().to_owned());
                let called = called.max().unwrap();
                troubles::change_role(tenant, &called, |role| {
                    role["isEnabled"] = json!(true);
                    role["value"] = json!(value);
                });
            }
        });
    }

    fn establish(&self, finding: &Finding, establish: Establish) {
        let candidate = self.candidate(finding);
        let account = || candidate.clone().expect("an account that was seen");
        match establish {
            Establish::Invite | Establish::Accept => {
                let (status, answer) = self.post("/v1.0/invitations", &invitation());
                assert_eq!(status, 201, "{answer}");
                people::vendor_accepts(self.server);
            }
            Establish::RedeemAgain | Establish::ProveRedemption if self.otherwise || establish == Establish::RedeemAgain => {
                let mut body = invitation();
                body["resetRedemption"] = json!(true);
                body["invitedUser"] = json!({"id": account()});
                let (status, answer) = self.post("/v1.0/invitations", &body);
                assert_eq!(status, 201, "{answer}");
                people::vendor_accepts(self.server);
            }
            Establish::RedeemAgain | Establish::ProveRedemption => self.server.change(|tenant| {
                let at = json!({"lastSignInDateTime": ids::at(-1), "lastSuccessfulSignInDateTime": ids::at(-1)});
                tenant.set(&account(), "signInActivity", at);
            }),
            Establish::ConvertToGuest => self
                .server
                .change(|tenant| tenant.set(&account(), "userType", json!("Guest"))),
            Establish::Consent => {
                self.server
                    .change(|tenant| tenant.consent(&people::vendor_app_id(), &[]));
            }
            Establish::Register => {
                self.server.change(|tenant| tenant.custom_app(APP_NAME));
            }
            Establish::CreateServicePrincipal => {
                let app = self.seen.assessment.candidates.iter();
                let app = app.filter(|one| one.principal == finding.principal);
                let app = app.filter_map(|one| one.app_id).min().unwrap().to_string();
                self.server.change(|tenant| tenant.instantiate(&app));
            }
            Establish::AllowSignIn => self
                .server
                .change(|tenant| tenant.set(&account(), "accountEnabled", json!(true))),
            Establish::AllowInbound => self.server.change(|tenant| {
                let vendor = ids::guid(&["domain", "expel.io"]);
                tenant.remove_where(Set::CrossTenantPartners, |set| set["tenantId"] == vendor);
                tenant.cross_tenant_partner(&vendor, "allowed");
            }),
            Establish::RestrictAudience => {
                let registration = self.app(finding).unwrap().registration.unwrap();
                self.server.change(|tenant| {
                    tenant.set(&registration, "signInAudience", json!("AzureADMyOrg"));
                });
            }
        }
    }

    fn give(&self, finding: &Finding, give: Give) {
        match (give, &finding.entitlement) {
            (Give::Secret, _) => {
                let registration = self.app(finding).unwrap().registration.unwrap();
                self.server
                    .change(|tenant| tenant.secret(&registration, &ids::at(-1), &ids::at(300)));
            }
            (
                Give::Permission | Give::EnterprisePermission,
                Some(Entitlement::ApiPermission {
                    resource,
                    kind,
                    value,
                }),
            ) => {
                let (app, api) = (self.app(finding).unwrap(), resource.to_string());
                self.server.change(|tenant| match kind {
                    PermissionType::Application => tenant.grant_app_role(&app, &api, value),
                    PermissionType::Delegated => tenant.grant_delegated(&app, &api, value, None),
                });
            }
            (Give::DirectoryRole, Some(Entitlement::DirectoryRole(role))) => {
                let guest = self.guest(finding);
                self.server
                    .change(|tenant| tenant.directory_role(&guest, &role.to_string(), "/"));
            }
            (Give::DefenderPermission, Some(entitlement)) => {
                let (guest, catalog) = (self.guest(finding), &self.seen.catalog);
                let actions: Vec<&str> = catalog
                    .parts(entitlement)
                    .iter()
                    .map(|part| match part {
                        Entitlement::DefenderUnified(id) => {
                            catalog.unified_permission(id).unwrap().actions[0].as_str()
                        }
                        other => panic!("{other:?}"),
                    })
                    .collect();
                self.server.change(|tenant| {
                    let role = tenant.defender_role_keyed(&finding.id, "Expel", &actions);
                    tenant.defender_assign(&role, &[&guest], &["/"]);
                });
            }
            other => panic!("{}: {other:?}", finding.id),
        }
    }

    fn remove(&self, remove: &Remove) {
        self.server.change(|tenant| match remove {
            Remove::Leftover { .. } => {
                let ids = |set: Set| -> Vec<Value> {
                    tenant
                        .all(set)
                        .iter()
                        .map(|object| object["id"].clone())
                        .collect()
                };
                let (apis, roles) = (ids(Set::ServicePrincipals), ids(Set::DefenderDefinitions));
                tenant.remove_where(Set::AppRoleAssignments, |one| {
                    !apis.contains(&one["resourceId"])
                });
                tenant.remove_where(Set::DefenderAssignments, |one| {
                    !roles.contains(&one["roleDefinitionId"])
                });
            }
            Remove::Action { action } => {
                for role in tenant.all(Set::DefenderDefinitions).to_vec() {
                    let mut permissions = role["rolePermissions"].clone();
                    for permission in permissions.as_array_mut().unwrap() {
                        let actions = permission["allowedResourceActions"].as_array_mut().unwrap();
                        actions.retain(|one| one != action.as_str());
                    }
                    tenant.set(role["id"].as_str().unwrap(), "rolePermissions", permissions);
                }
            }
        });
    }

    fn post(&self, target: &str, body: &Value) -> (u16, Value) {
        self.server.send("POST", target, Some(body))
    }

    /// The object id of the candidate that a finding is about.
    fn candidate(&self, finding: &Finding) -> Option<String> {
        let candidates = self.seen.assessment.candidates.iter();
        let mut own = candidates.filter(|one| {
            one.principal == finding.principal && one.standing != Standing::LookAlike
        });
        own.next().map(|one| one.object_id.to_string())
    }

    /// The guest: the one that was seen, or the one that was invited since.
    fn guest(&self, finding: &Finding) -> String {
        self.candidate(finding).unwrap_or_else(|| {
            self.server.change(|tenant| {
                let users = tenant.all(Set::Users).iter();
                let mut invited = users
                    .filter(|user| user["mail"] == GUEST && user["creationType"] == "Invitation");
                invited.next().unwrap()["id"].as_str().unwrap().to_owned()
            })
        })
    }

    /// The application: the one that was seen, or the one that was brought in since.
    fn app(&self, finding: &Finding) -> Option<App> {
        let candidates = self.seen.assessment.candidates.iter();
        let mut own = candidates.filter(|one| {
            one.principal == finding.principal && one.standing != Standing::LookAlike
        });
        let known = own.next().and_then(|one| one.app_id);
        self.server.change(|tenant| {
            let app_id = if let Some(known) = known {
                known.to_string()
            } else if self.is_vendors(finding) {
                people::vendor_app_id()
            } else {
                let mut apps = tenant.all(Set::Applications).iter();
                let named = apps.find(|app| app["displayName"] == APP_NAME)?;
                named["appId"].as_str()?.to_owned()
            };
            Some(service_principal(tenant, &app_id))
        })
    }
}

fn invitation() -> Value {
    json!({
        "invitedUserEmailAddress": GUEST, "inviteRedirectUrl": "https://security.microsoft.com",
        "sendInvitationMessage": true,
    })
}

/// An account by the sign-in name that a remedy gives, which may say more after it.
fn by_name(tenant: &Tenant, name: &str) -> String {
    let mut users = tenant.all(Set::Users).iter();
    let user = users.find(|user| {
        let own = user["userPrincipalName"].as_str().unwrap_or("nobody");
        name.starts_with(own)
    });
    let user = user.unwrap_or_else(|| panic!("nobody is called {name}"));
    user["id"].as_str().unwrap().to_owned()
}

fn service_principal(tenant: &Tenant, app_id: &str) -> App {
    let find = |set: Set| {
        let mut objects = tenant.all(set).iter();
        let found = objects.find(|object| object["appId"] == app_id)?;
        found["id"].as_str().map(str::to_owned)
    };
    App {
        app_id: app_id.to_owned(),
        sp: find(Set::ServicePrincipals).unwrap_or_default(),
        registration: find(Set::Applications),
    }
}

/// What a person writes who looked and found it as asked.
pub fn attestation(server: &Server, finding: &Finding) -> Attestation {
    Attestation {
        tenant: Some(server.tenant_id().parse().unwrap()),
        guide: None,
        until: None,
        finding: finding.id.clone(),
        by: "Jane Doe".to_owned(),
        on: "2026-11-20".parse().unwrap(),
        holds: true,
        statement: "Looked in the portal.".to_owned(),
        file: None,
        sha256: None,
    }
}
