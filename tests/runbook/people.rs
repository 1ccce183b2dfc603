//! What only people do, while a runbook is carried out.

use crate::graph::ids;
use crate::graph::scenarios::parts;
use crate::graph::tenant::Set;
use crate::graph::{Server, Tenant};
use crate::roundtrip::Given;
use rolecall::assess::{Assessment, Attestation, Remedy, Verdict, read_attestations};

/// The application id that the vendor tells whoever asks.
pub fn vendor_app_id() -> String {
    ids::guid(&["the vendor's multi-tenant application"])
}

/// The vendor publishes its application, so that a tenant can consent to it.
pub fn vendor_publishes(tenant: &mut Tenant) {
    tenant.foreign_application(
        &vendor_app_id(),
        parts::APP_NAME,
        &parts::vendor_tenant(),
        Some("Expel"),
    );
}

/// The vendor accepts every invitation that was sent to it.
pub fn vendor_accepts(server: &Server) {
    server.change(|tenant| {
        let pending: Vec<String> = tenant
            .all(Set::Users)
            .iter()
            .filter(|user| user["externalUserState"] == "PendingAcceptance")
            .map(|user| user["id"].as_str().unwrap().to_owned())
            .collect();
        for user in pending {
            tenant.accept_invitation(&user);
        }
    });
}

/// Nobody vouches for an action that Microsoft does not document, so it is taken out of every Defender role.
fn without_unheard_actions(tenant: &mut Tenant) {
    let roles = tenant.all(Set::DefenderDefinitions).to_vec();
    for role in roles {
        let mut permissions = role["rolePermissions"].clone();
        for permission in permissions.as_array_mut().unwrap() {
            let actions = permission["allowedResourceActions"].as_array_mut().unwrap();
            actions.retain(|action| action.as_str().unwrap().starts_with("microsoft.xdr/"));
        }
        tenant.set(role["id"].as_str().unwrap(), "rolePermissions", permissions);
    }
}

/// What the customer finds out and decides, once a runbook has asked for it: a step without a request.
pub fn settle(server: &Server, scenario: &str, given: &mut Given) {
    let mut choose = |choice: &str, option: &str| {
        given.choose.insert(choice.to_owned(), option.to_owned());
    };
    match scenario {
        // Two options are granted whole: the customer takes one.
        "nested-group-access" => choose("console", "directory-roles-full"),
        "two-apps-same-name" => choose("api", "custom-application"),
        // The vendor tells its tenant, and the application with its name is of another.
        "first-demo" => {
            given
                .parameters
                .insert("vendor-tenant-id".to_owned(), parts::vendor_tenant());
        }
        // The vendor tells the id of its application, and the one with its name is another.
        "look-alike-app" => {
            given
                .parameters
                .insert("app-id".to_owned(), vendor_app_id());
        }
        // Of several applications with the name, the customer knows its own.
        "hostile-names" => {
            let own = server.change(|tenant| {
                let all = tenant.all(Set::Applications).iter();
                all.map(|app| app["appId"].as_str().unwrap().to_owned())
                    .min()
            });
            given.parameters.insert("app-id".to_owned(), own.unwrap());
            server.change(without_unheard_actions);
        }
        "member-with-vendor-address" => server.change(|tenant| {
            let member = tenant
                .all(Set::Users)
                .iter()
                .find(|user| user["mail"] == parts::GUEST);
            if let Some(id) = member.map(|user| user["id"].as_str().unwrap().to_owned()) {
                tenant.set(&id, "mail", serde_json::Value::Null);
            }
        }),
        "unified-rbac-never-activated" => server.change(Tenant::activate_unified_rbac),
        _ => {}
    }
}

/// A person's word, given on the day of the assessment, for everything that only a person can see.
pub fn attestations(assessment: &Assessment) -> Vec<Attestation> {
    let tenant = assessment.collection.tenant.unwrap();
    let on = assessment.as_of.to_string();
    let day = on.split('T').next().unwrap();
    let open = assessment.findings.iter().filter(|finding| {
        finding.verdict == Verdict::Manual || finding.remedies.contains(&Remedy::Attest)
    });
    let entries: String = open
        .map(|finding| {
            format!(
                "[[attestation]]\nfinding = \"{}\"\nby = \"Jane Doe\"\non = {day}\nholds = true\nstatement = \"Seen.\"\n",
                finding.id
            )
        })
        .collect();
    let text = format!("format = 1\ntenant = \"{tenant}\"\n{entries}");
    read_attestations(&text).unwrap().attestations
}
