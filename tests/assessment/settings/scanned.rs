//! The same through a scan: what is selected brings what is judged.

use super::GUIDE;
use crate::graph::scenarios::parts::{full_app, full_guest};
use crate::graph::{Options, Server, Tenant, ids};
use crate::roll_call::{CATALOG, Said, converted, judged_by, scanned, scanned_for};
use crate::subject::Subject;
use rolecall::assess::{Assessment, Verdict};
use rolecall::guide::format2::model::Guide;
use rolecall::scan::plan;
use rolecall::snapshot::{SectionName, State};
use serde_json::{Value, json};
use std::collections::BTreeMap;

fn judged(server: &Server) -> Assessment {
    let snapshot = scanned(server, &Said::default());
    judged_by(&GUIDE, &snapshot, &Said::default())
}

fn ready() -> Tenant {
    let mut tenant = Tenant::new("contoso");
    full_guest(&mut tenant);
    full_app(&mut tenant);
    tenant
}

#[test]
fn conditions_and_controls_come_with_the_policies() {
    let mut tenant = ready();
    let users = json!({"includeUsers": ["All"]});
    tenant.conditional_access("Strong", "enabled", &users, &[]);
    tenant.change_policy(
        "Strong",
        "/grantControls/authenticationStrength",
        json!({"id": "x", "displayName": "Strong"}),
    );
    tenant.conditional_access("Legacy", "enabled", &users, &["block"]);
    tenant.change_policy(
        "Legacy",
        "/conditions/clientAppTypes",
        json!(["exchangeActiveSync", "other"]),
    );
    tenant.conditional_access("Sessions", "enabled", &users, &[]);
    tenant.change_policy("Sessions", "/grantControls", Value::Null);
    tenant.change_policy(
        "Sessions",
        "/sessionControls",
        json!({"signInFrequency": {"isEnabled": true}}),
    );
    tenant.conditional_access(
        "Services",
        "enabled",
        &json!({"includeUsers": ["None"]}),
        &["block"],
    );
    tenant.change_policy(
        "Services",
        "/conditions/clientApplications",
        json!({"includeServicePrincipals": ["ServicePrincipalsInMyTenant"]}),
    );
    let assessment = judged(&Server::start(tenant, Options::default()));
    let texts: Vec<&str> = assessment
        .advice
        .iter()
        .filter(|advice| !advice.id.contains("/advice/licences/"))
        .map(|advice| advice.text.as_str())
        .collect();
    assert_eq!(texts.len(), 2, "{texts:#?}");
    assert!(
        texts
            .iter()
            .any(|text| text.contains("authentication strength \"Strong\""))
    );
    assert!(
        texts
            .iter()
            .any(|text| text.contains("\"Services\" for workload identities"))
    );
    assert_eq!(assessment.readiness.as_str(), "ready-with-findings");
}

#[test]
fn a_tenant_that_refuses_the_vendors_is_not_ready() {
    let mut tenant = ready();
    tenant.cross_tenant_partner(&ids::guid(&["domain", "expel.io"]), "blocked");
    let assessment = judged(&Server::start(tenant, Options::default()));
    assert_eq!(assessment.readiness.as_str(), "not-ready");
    let account = assessment
        .findings
        .iter()
        .find(|f| f.id.ends_with("guest-account"))
        .unwrap();
    assert_eq!(account.verdict, Verdict::Partial);
}

#[test]
fn a_domain_without_a_tenant_is_an_answer() {
    let server = Server::start(ready(), Options::default());
    server.inject(
        crate::graph::On::path("/v1.0/tenantRelationships/*"),
        crate::graph::Fault::Error {
            status: 404,
            code: "Request_ResourceNotFound".to_owned(),
            message: "no tenant".to_owned(),
        },
    );
    let snapshot = scanned(&server, &Said::default());
    let head = snapshot.sections.head(SectionName::VendorTenant);
    assert_eq!((head.state, head.items), (State::Collected, 0));
    assert_eq!(judged(&server).readiness.as_str(), "ready");
}

/// A guide that asks for one application of a kind, and for no guest.
fn application_only(kind: &str) -> Guide {
    let text = format!(
        r#"
format = 1
id = "acme"
title = "Acme"
vendor = "Acme"
product = "Defender"

[edition]
id = "2026-01-31"
title = "Connect"
url = "https://acme.example/connect"
sha256 = "0000000000000000000000000000000000000000000000000000000000000000"
lines = 40
read = 2026-01-31

[[parameter]]
id = "app-name"
title = "Name"
kind = "text"
default = "Acme"
help = "The name."

[[principal]]
id = "app"
kind = "{kind}"
title = "Acme's application"
choice = "api"
name = "app-name"

[[choice]]
id = "api"
title = "How the service signs in"
cite = {{ step = "Step 1", line = 3 }}

[[choice.option]]
id = "app"
title = "An application"
summary = "It is there."
principal = "app"
cite = {{ step = "Step 1", line = 4 }}

[[requirement]]
options = ["api/app"]
tier = "required"
api = {{ resource = "WindowsDefenderATP", type = "application", value = "Alert.Read.All" }}
effect = "The service reads no alerts."
cites = [{{ step = "Step 1", line = 5 }}]
"#
    );
    converted(&text)
}

#[test]
fn policies_are_read_for_an_own_application_alone_and_for_nobody_elses() {
    for (kind, read) in [
        ("custom-application", true),
        ("enterprise-application", false),
    ] {
        let guide = application_only(kind);
        let subject = Subject::of_guide(&guide, &BTreeMap::new());
        let plan = plan(subject.with(&CATALOG));
        let asks = |section| {
            plan.requests
                .iter()
                .any(|request| request.section == section)
        };
        assert_eq!(asks(SectionName::ConditionalAccess), read, "{kind}");
        assert!(!asks(SectionName::CrossTenantDefault), "{kind}");
        let needed = plan
            .permissions()
            .iter()
            .any(|one| one.name == "Policy.Read.All");
        assert_eq!(needed, read, "{kind}");
    }
}

#[test]
fn an_own_application_without_a_guest_is_held_against_the_policies() {
    let mut tenant = Tenant::new("contoso");
    let app = tenant.custom_app("Acme");
    tenant.request_and_grant(&app, ids::WINDOWS_DEFENDER_ATP, "Alert.Read.All");
    tenant.conditional_access(
        "Services",
        "enabled",
        &json!({"includeUsers": ["None"]}),
        &["block"],
    );
    let services = json!({"includeServicePrincipals": [app.sp]});
    tenant.change_policy("Services", "/conditions/clientApplications", services);
    let server = Server::start(tenant, Options::default());
    let guide = application_only("custom-application");
    let subject = Subject::of_guide(&guide, &BTreeMap::new());
    let snapshot = scanned_for(&server, subject.with(&CATALOG));
    let default = snapshot.sections.head(SectionName::CrossTenantDefault);
    assert_eq!(default.state, State::NotAsked);
    let assessment = judged_by(&guide, &snapshot, &Said::default());
    let weighing: Vec<&str> = assessment
        .advice
        .iter()
        .filter(|advice| advice.weighs)
        .map(|advice| advice.text.as_str())
        .collect();
    assert_eq!(weighing.len(), 1, "{weighing:?}");
    assert!(weighing[0].contains("workload identities"));
}
