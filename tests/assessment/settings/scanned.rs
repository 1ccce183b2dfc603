//! The same through a scan: what is selected brings what is judged.

use super::GUIDE;
use crate::graph::scenarios::parts::{full_app, full_guest};
use crate::graph::{Options, Server, Tenant, ids};
use crate::roll_call::{CATALOG, Said, scanned};
use rolecall::assess::{AssessOptions, Assessment, Verdict, assess};
use rolecall::guide::Parameters;
use rolecall::snapshot::{SectionName, State};
use serde_json::{Value, json};
use std::collections::BTreeMap;

fn judged(server: &Server) -> Assessment {
    let snapshot = scanned(server, &Said::default());
    let parameters = Parameters::resolve(&GUIDE, &BTreeMap::new()).unwrap();
    let options = AssessOptions::detect(snapshot.ended);
    assess(&GUIDE, &parameters, &CATALOG, &snapshot, &options).unwrap()
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
