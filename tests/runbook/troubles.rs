//! Tenants with every trouble that a finding can have a way out of.

mod unseen;

use crate::graph::ids::{self, MICROSOFT_GRAPH, WINDOWS_DEFENDER_ATP, role};
use crate::graph::scenarios::parts::{
    APP_NAME, DEFENDER_ACTIONS, FULL_ROLES, GUEST, app_but, bare_app, full_app, full_guest,
    vendor_app,
};
use crate::graph::scenarios::{self, Scenario};
use crate::graph::tenant::Set;
use crate::graph::{Fault, On, Options, Tenant};
use serde_json::{Value, json};

/// A tenant, who looks at it, and what goes wrong on the wire.
pub struct Trouble {
    pub name: String,
    pub tenant: Tenant,
    pub options: Options,
    pub faults: Vec<(On, Fault)>,
}

impl From<Scenario> for Trouble {
    fn from(scenario: Scenario) -> Self {
        Self {
            name: scenario.name.to_owned(),
            tenant: scenario.tenant,
            options: scenario.options,
            faults: scenario.faults,
        }
    }
}

/// Every scenario, and every trouble beside.
pub fn all() -> Vec<Trouble> {
    let mut all: Vec<Trouble> = scenarios::all().into_iter().map(Into::into).collect();
    all.extend(guests());
    all.push(refused());
    all.extend(applications());
    all.extend(grants());
    all.extend(apis());
    all.extend(unseen::all());
    all
}

fn of(name: &str, tenant: Tenant) -> Trouble {
    Trouble {
        name: name.to_owned(),
        tenant,
        options: Options::default(),
        faults: Vec::new(),
    }
}

/// A tenant that is ready, with a change.
fn with(name: &str, change: impl FnOnce(&mut Tenant, &str, &crate::graph::App)) -> Trouble {
    let mut tenant = Tenant::new("contoso");
    let guest = full_guest(&mut tenant);
    let app = full_app(&mut tenant);
    change(&mut tenant, &guest, &app);
    of(name, tenant)
}

/// Cross-tenant access that keeps the guest out, by what is set for the vendor's tenant.
fn refused() -> Trouble {
    with("refused by cross-tenant access", |tenant, _, _| {
        let vendor = ids::guid(&["domain", "expel.io"]);
        tenant.cross_tenant_partner(&vendor, "blocked");
    })
}

fn guests() -> Vec<Trouble> {
    let set = |name: &str, properties: &[(&str, Value)]| {
        with(name, |tenant, guest, _| {
            for (property, value) in properties {
                tenant.set(guest, property, value.clone());
            }
        })
    };
    let local = |name: &str, creation: Value| {
        with(name, |tenant, guest, _| {
            let upn = format!("expel@{}", tenant.domain());
            tenant.set(guest, "userPrincipalName", json!(upn));
            tenant.set(guest, "creationType", creation);
            tenant.set(guest, "externalUserState", Value::Null);
        })
    };
    vec![
        set(
            "invited, without a state",
            &[("externalUserState", Value::Null)],
        ),
        set(
            "synchronized as a guest",
            &[
                ("externalUserState", Value::Null),
                ("creationType", Value::Null),
            ],
        ),
        set(
            "synchronized as a member",
            &[
                ("externalUserState", Value::Null),
                ("creationType", Value::Null),
                ("userType", json!("Member")),
            ],
        ),
        set(
            "email verified",
            &[
                ("externalUserState", Value::Null),
                ("creationType", json!("EmailVerified")),
            ],
        ),
        set(
            "an unheard state",
            &[("externalUserState", json!("Withdrawn"))],
        ),
        set("an external member", &[("userType", json!("Member"))]),
        set("without a type", &[("userType", Value::Null)]),
        set(
            "not said whether enabled",
            &[("accountEnabled", Value::Null)],
        ),
        set(
            "pending, disabled and a member",
            &[
                ("externalUserState", json!("PendingAcceptance")),
                ("accountEnabled", json!(false)),
                ("userType", json!("Member")),
            ],
        ),
        set("another mail", &[("mail", json!("other@expel.io"))]),
        local("a local guest", Value::Null),
        local("a local account", json!("LocalAccount")),
        local("email verified here", json!("EmailVerified")),
        with("two of one address", |tenant, _, _| {
            tenant.guest("second@expel.io").with("mail", json!(GUEST));
        }),
        with("two local guests", |tenant, guest, _| {
            let upn = format!("one@{}", tenant.domain());
            let other = format!("two@{}", tenant.domain());
            for (id, upn) in [
                (guest.to_owned(), upn),
                (
                    tenant
                        .guest("second@expel.io")
                        .with("mail", json!(GUEST))
                        .id(),
                    other,
                ),
            ] {
                tenant.set(&id, "userPrincipalName", json!(upn));
                tenant.set(&id, "creationType", Value::Null);
                tenant.set(&id, "externalUserState", Value::Null);
            }
        }),
        with("eleven that could be meant", |tenant, _, _| {
            for number in 0..11 {
                let upn = format!(
                    "expel_analyst_expel.io.evil{number}#EXT#@{}",
                    tenant.domain()
                );
                tenant
                    .guest(&format!("somebody{number}@evil.example"))
                    .upn(&upn);
            }
        }),
    ]
}

fn applications() -> Vec<Trouble> {
    let sp = |name: &str, properties: &[(&str, Value)]| {
        with(name, |tenant, _, app| {
            for (property, value) in properties {
                tenant.set(&app.sp, property, value.clone());
            }
        })
    };
    let disabled = json!("DisabledDueToViolationOfServicesAgreement");
    vec![
        sp("disabled", &[("accountEnabled", json!(false))]),
        sp(
            "not said whether the application is enabled",
            &[("accountEnabled", Value::Null)],
        ),
        sp(
            "disabled by Microsoft",
            &[("disabledByMicrosoftStatus", disabled.clone())],
        ),
        sp(
            "disabled by both",
            &[
                ("disabledByMicrosoftStatus", disabled),
                ("accountEnabled", json!(false)),
            ],
        ),
        with("without a service principal", |tenant, _, app| {
            tenant.delete(&app.sp);
        }),
        with("open to other tenants", |tenant, _, app| {
            let registration = app.registration.clone().unwrap();
            tenant.set(
                &registration,
                "signInAudience",
                json!("AzureADMultipleOrgs"),
            );
        }),
        with("without an audience", |tenant, _, app| {
            let registration = app.registration.clone().unwrap();
            tenant.set(&registration, "signInAudience", Value::Null);
            tenant.set(&app.sp, "signInAudience", Value::Null);
        }),
        with("a secret that starts tomorrow", |tenant, _, app| {
            let registration = app.registration.clone().unwrap();
            tenant.set(&registration, "passwordCredentials", json!([]));
            tenant.secret(&registration, &ids::at(1), &ids::at(300));
        }),
        with("no secret", |tenant, _, app| {
            let registration = app.registration.clone().unwrap();
            tenant.set(&registration, "passwordCredentials", json!([]));
        }),
        with("two registrations of one name", |tenant, _, _| {
            tenant.custom_app_keyed("second", APP_NAME);
        }),
        {
            let mut tenant = Tenant::new("contoso");
            full_guest(&mut tenant);
            for owner in ["one", "two"] {
                let owner = ids::guid(&[owner]);
                tenant.enterprise_app(APP_NAME, &owner, Some("Expel Pest Control GmbH"));
            }
            of("two of an unknown publisher", tenant)
        },
        with("more registrations than are asked about", |tenant, _, _| {
            for number in 0..11 {
                tenant.custom_app(&format!("{APP_NAME} {number}"));
            }
        }),
    ]
}

fn grants() -> Vec<Trouble> {
    let reader = |name: &str, change: &dyn Fn(&mut Tenant, &str)| {
        let mut tenant = Tenant::new("contoso");
        let guest = tenant.guest(GUEST).id();
        for role in &FULL_ROLES[..2] {
            tenant.directory_role(&guest, role, "/");
        }
        change(&mut tenant, &guest);
        full_app(&mut tenant);
        of(name, tenant)
    };
    let defended = |name: &str, change: &dyn Fn(&mut Tenant, &str)| {
        let mut tenant = Tenant::new("contoso");
        let guest = tenant.guest(GUEST).id();
        change(&mut tenant, &guest);
        vendor_app(&mut tenant);
        of(name, tenant)
    };
    let assigned = |tenant: &mut Tenant, guest: &str, scopes: &[&str]| {
        let role = tenant.defender_role("Expel SOC", &DEFENDER_ACTIONS);
        (
            role.clone(),
            tenant.defender_assign(&role, &[guest], scopes),
        )
    };
    vec![
        reader("a role that ended", &|tenant, guest| {
            let role = (guest, role::SECURITY_READER, "/");
            tenant.directory_role_between(role, true, &ids::at(-9), Some(&ids::at(-1)));
        }),
        reader("a role on one object", &|tenant, guest| {
            let scope = format!("/{guest}");
            tenant.directory_role(guest, role::SECURITY_READER, &scope);
        }),
        reader("a role without a scope", &|tenant, guest| {
            tenant.directory_role(guest, role::SECURITY_READER, "/");
            for set in [Set::RoleAssignments, Set::RoleSchedules] {
                let of_role = |object: &Value| object["roleDefinitionId"] == role::SECURITY_READER;
                for mut object in tenant.remove_where(set, of_role) {
                    object["directoryScopeId"] = Value::Null;
                    object["id"] = json!("unstated");
                    tenant.add(set, object);
                }
            }
        }),
        defended("a Defender role that is switched off", &|tenant, guest| {
            let (role, _) = assigned(tenant, guest, &["/"]);
            tenant.set(&role, "isEnabled", json!(false));
        }),
        defended("a Defender role for mail alone", &|tenant, guest| {
            assigned(tenant, guest, &["Mdo"]);
        }),
        defended("a Defender role without data sources", &|tenant, guest| {
            assigned(tenant, guest, &[]);
        }),
        defended(
            "a Defender role with an unheard action",
            &|tenant, guest| {
                let actions = [DEFENDER_ACTIONS[2], "microsoft.xdr/unheard/of/manage"];
                let role = tenant.defender_role("Expel SOC", &actions);
                tenant.defender_assign(&role, &[guest], &["/"]);
            },
        ),
        defended("a Defender role that is gone", &|tenant, guest| {
            let (role, _) = assigned(tenant, guest, &["/"]);
            tenant.delete(&role);
        }),
        with("a consent of nobody knows whom", |tenant, _, app| {
            let own = |grant: &Value| grant["clientId"] == app.sp.as_str();
            for mut grant in tenant.remove_where(Set::DelegatedGrants, own) {
                grant["consentType"] = Value::Null;
                grant["id"] = json!("unstated");
                tenant.add(Set::DelegatedGrants, grant);
            }
        }),
        with("a consent of one user", |tenant, guest, app| {
            tenant.remove_where(Set::DelegatedGrants, |grant| {
                grant["clientId"] == app.sp.as_str()
            });
            tenant.grant_delegated(app, MICROSOFT_GRAPH, "User.Read", Some(guest));
        }),
    ]
}

/// What is wrong with the API that permissions are asked on.
fn apis() -> Vec<Trouble> {
    let without = |name: &str, change: &dyn Fn(&mut Tenant)| {
        let mut tenant = Tenant::new("contoso");
        full_guest(&mut tenant);
        app_but(&mut tenant, 300, &["Url.Read.All"]);
        change(&mut tenant);
        of(name, tenant)
    };
    vec![
        without("a permission that the API has switched off", &|tenant| {
            change_role(tenant, "Url.Read.All", |role| {
                role["isEnabled"] = json!(false);
            });
        }),
        without("a permission that the API does not offer", &|tenant| {
            change_role(tenant, "Url.Read.All", |role| {
                role["value"] = json!("Url.Other");
            });
        }),
        with("an API that is gone", |tenant, _, _| {
            let api = tenant.resource(WINDOWS_DEFENDER_ATP);
            tenant.delete(api["id"].as_str().unwrap());
        }),
        {
            let mut tenant = Tenant::new("contoso");
            full_guest(&mut tenant);
            bare_app(&mut tenant, 300);
            let api = tenant.resource(WINDOWS_DEFENDER_ATP);
            tenant.delete(api["id"].as_str().unwrap());
            of("an API that was never there", tenant)
        },
    ]
}

/// Changes an app role of Defender's API.
pub fn change_role(tenant: &mut Tenant, value: &str, change: impl Fn(&mut Value)) {
    let api = tenant.resource(WINDOWS_DEFENDER_ATP);
    let mut roles = api["appRoles"].clone();
    let all = roles.as_array_mut().unwrap();
    all.iter_mut()
        .filter(|role| role["value"] == value)
        .for_each(change);
    tenant.set(api["id"].as_str().unwrap(), "appRoles", roles);
}
