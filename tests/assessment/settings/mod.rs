//! Settings of the tenant that refuse the vendor, or may stop it: a ready tenant, and one setting of it changed.

mod access;
mod account;
mod policies;
mod scanned;
mod unread;
mod whom;
mod workloads;

use crate::graph::tenant::list_all;
use crate::roll_call::{Said, assessed};
use rolecall::assess::{Advice, AssessOptions, Assessment, Finding, Verdict};
use rolecall::snapshot;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

pub use crate::roll_call::GUIDE;

/// The tenant behind the domain of the guide's address, in the samples.
pub const VENDOR: &str = "78664a97-c60d-58e3-a96f-7c7dda0dd5ef";
/// The guest's object id there.
pub const GUEST: &str = "c51d288f-f2e6-52b9-b106-a0a50ce90839";
const ACCOUNT: &str = "expel-mde/console/guest-account";

/// A ready tenant as a snapshot, to be changed.
pub struct Tenant {
    json: Value,
    parameters: BTreeMap<String, String>,
}

impl Tenant {
    pub fn ready() -> Self {
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
            .join("samples/ready-custom-app-full-roles.json");
        Self {
            json: serde_json::from_slice(&fs::read(path).unwrap()).unwrap(),
            parameters: BTreeMap::new(),
        }
    }

    /// A section of the snapshot.
    pub fn section(&mut self, name: &str) -> &mut Value {
        &mut self.json["snapshot"]["sections"][name]
    }

    /// The objects of a section.
    pub fn with(mut self, name: &str, objects: &[Value]) -> Self {
        let seen = |object: &Value| json!({"request": 0, "object": object});
        self.section(name)["items"] = objects.iter().map(seen).collect();
        if name == "user-groups" {
            self.asked_about(objects);
        }
        self
    }

    /// Directory roles are asked of the groups that an account is in.
    fn asked_about(&mut self, groups: &[Value]) {
        let lookup = &mut self.section("directory-roles")["requests"][0]["lookup"]["principals"];
        let ids = groups.iter().map(|group| group["id"].clone());
        lookup.as_array_mut().unwrap().extend(ids);
    }

    /// A property of the first object of a section.
    pub fn set(mut self, name: &str, property: &str, value: Value) -> Self {
        self.section(name)["items"][0]["object"][property] = value;
        self
    }

    /// A section that was refused, and showed nothing.
    pub fn denied(mut self, name: &str, permission: &str) -> Self {
        let section = self.section(name);
        section["state"] = json!("denied");
        section["problem"] =
            json!({"message": "the token lacks a permission", "permissions": [permission]});
        section["items"] = json!([]);
        let held = &mut self.json["snapshot"]["observer"]["permissions"];
        held.as_array_mut()
            .unwrap()
            .retain(|held| held != permission);
        self
    }

    /// A parameter that the reader gives.
    pub fn param(mut self, id: &str, value: &str) -> Self {
        self.parameters.insert(id.to_owned(), value.to_owned());
        self
    }

    /// Settings for the vendor's tenant: what lets its guests in.
    pub fn partner(self, inbound: Value) -> Self {
        let object =
            json!({"tenantId": VENDOR, "b2bCollaborationInbound": inbound, "inboundTrust": null});
        self.with("cross-tenant-partner", &[object])
    }

    /// The default of what lets guests in.
    pub fn default_access(self, inbound: Value) -> Self {
        self.set("cross-tenant-default", "isServiceDefault", json!(false))
            .set("cross-tenant-default", "b2bCollaborationInbound", inbound)
    }

    /// What the vendor's tenant is trusted with.
    pub fn trusting(self, flag: &str) -> Self {
        self.set("cross-tenant-default", "inboundTrust", json!({flag: true}))
    }

    /// The guest is not there.
    pub fn without_guest(self) -> Self {
        self.with("users", &[]).with("role-holders", &[])
    }

    pub fn policy(self, policy: Value) -> Self {
        self.with("conditional-access", &[policy])
    }

    pub fn judged(&self) -> Assessment {
        let snapshot = snapshot::read(&serde_json::to_vec(&self.json).unwrap()).unwrap();
        let said = Said {
            parameters: self.parameters.clone(),
            ..Said::default()
        };
        let options = AssessOptions::detect(snapshot.ended);
        let mut assessment = assessed(&GUIDE, &snapshot, &said, &options).unwrap();
        // Licences have tests of their own.
        assessment
            .advice
            .retain(|advice| !advice.id.contains("/advice/licences/"));
        assessment
    }
}

/// Users and applications of a cross-tenant setting: how each is treated, and the names.
pub fn inbound(users: (&str, &[&str]), applications: (&str, &[&str])) -> Value {
    let half = |(access, names): (&str, &[&str])| {
        let targets: Vec<Value> = names.iter().map(|name| json!({"target": name})).collect();
        json!({"accessType": access, "targets": targets})
    };
    json!({"usersAndGroups": half(users), "applications": half(applications)})
}

pub const ALL_IN: (&str, &[&str]) = ("allowed", &["AllUsers"]);
pub const ALL_APPS: (&str, &[&str]) = ("allowed", &["AllApplications"]);

/// Everybody and everything blocked.
pub fn refused() -> Value {
    inbound(
        ("blocked", &["AllUsers"]),
        ("blocked", &["AllApplications"]),
    )
}

/// Everybody and everything allowed.
pub fn admitted() -> Value {
    inbound(ALL_IN, ALL_APPS)
}

/// A policy that is on and about everybody and everything, with some of its parts changed.
pub fn policy(conditions: &Value, controls: Value) -> Value {
    let mut all = json!({
        "users": {"includeUsers": ["All"]},
        "applications": {"includeApplications": ["All"]},
        "clientAppTypes": ["all"],
    });
    for (name, value) in conditions.as_object().unwrap() {
        all[name] = value.clone();
    }
    let mut policy = json!({
        "id": "11111111-2222-4333-8444-555555555555", "displayName": "The policy", "state": "enabled",
        "conditions": all, "grantControls": controls, "sessionControls": null,
    });
    list_all(&mut policy);
    policy
}

/// Built-in controls, any one of which is enough.
pub fn controls(names: &[&str]) -> Value {
    json!({
        "operator": "OR", "builtInControls": names, "authenticationStrength": null,
        "customAuthenticationFactors": [], "termsOfUse": [],
    })
}

pub fn account(assessment: &Assessment) -> &Finding {
    let mut findings = assessment.findings.iter();
    findings.find(|finding| finding.id == ACCOUNT).unwrap()
}

/// The account's verdict, and what the tenant comes to.
pub fn comes_to(tenant: &Tenant) -> (Verdict, &'static str) {
    let assessment = tenant.judged();
    (account(&assessment).verdict, assessment.readiness.as_str())
}

/// The one piece of advice.
pub fn only(assessment: &Assessment) -> &Advice {
    let [advice] = assessment.advice.as_slice() else {
        panic!("{:#?}", assessment.advice);
    };
    advice
}

/// What a policy comes to: no advice, advice, or advice that weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Says {
    Nothing,
    Advice,
    Weighs,
}

pub fn says(tenant: &Tenant) -> Says {
    let assessment = tenant.judged();
    let expected = match assessment.advice.as_slice() {
        [] => Says::Nothing,
        [advice] if advice.weighs => Says::Weighs,
        [_] => Says::Advice,
        more => panic!("{more:#?}"),
    };
    let readiness = if expected == Says::Weighs {
        "ready-with-findings"
    } else {
        "ready"
    };
    assert_eq!(
        assessment.readiness.as_str(),
        readiness,
        "{}",
        assessment.readiness_reason
    );
    expected
}

pub fn of(conditions: &Value, controls: Value) -> Says {
    says(&Tenant::ready().policy(policy(conditions, controls)))
}
