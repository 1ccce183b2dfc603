//! Users that are accounts of the tenant itself: found by their mail, and never taken for a guest that imitates.

use crate::graph::{Options, Server, Tenant, ids::role};
use crate::roll_call::{CATALOG, Said, acme, judged_by, parsed, scanned_for};
use crate::subject::Subject;
use rolecall::assess::{Assessment, Finding, Readiness, Verdict};
use serde_json::{Value, json};
use std::collections::BTreeMap;

fn text(account: &str, address: &str) -> String {
    acme(&format!(
        r#"
[[principal]]
id = "account"
kind = "user"
title = "Acme's account"
type = "{account}"
address = "{address}"
[[requirement]]
id = "account"
tier = "required"
hold = {{ of = "account", present = true }}
reason = "none stated"
effect = "none stated"
cites = [{{ heading = ["1"] }}]
[[requirement]]
id = "reader"
tier = "required"
hold = {{ of = "account", directory-role = "Security Reader" }}
reason = "none stated"
effect = "none stated"
cites = [{{ heading = ["2"] }}]
"#
    ))
}

fn judged(account: &str, address: &str, tenant: Tenant) -> Assessment {
    let guide = parsed(&text(account, address));
    let server = Server::start(tenant, Options::default());
    let subject = Subject::of_guide(&guide, &BTreeMap::new());
    let snapshot = scanned_for(&server, subject.with(&CATALOG));
    judged_by(&guide, &snapshot, &Said::default())
}

fn finding<'a>(assessment: &'a Assessment, id: &str) -> &'a Finding {
    let mut findings = assessment.findings.iter();
    findings.find(|one| one.id == id).unwrap()
}

/// A tenant with an employee that holds the role.
fn with_employee(field: &str, value: Value) -> Tenant {
    let mut tenant = Tenant::new("contoso");
    let id = tenant.user("service").with(field, value).id();
    tenant.directory_role(&id, role::SECURITY_READER, "/");
    tenant
}

const EMPLOYEE: &str = "service@contoso.example";

#[test]
fn an_account_of_the_tenant_is_there_as_asked_and_no_look_alike() {
    for account in ["member", "any"] {
        let tenant = with_employee("accountEnabled", json!(true));
        let assessment = judged(account, EMPLOYEE, tenant);
        let found = finding(&assessment, "acme/account");
        assert_eq!(found.verdict, Verdict::Satisfied, "{account}: {found:#?}");
        let held = finding(&assessment, "acme/reader");
        assert_eq!(held.verdict, Verdict::Satisfied, "{account}: {held:#?}");
        assert_eq!(assessment.readiness, Readiness::Ready, "{assessment:#?}");
    }
}

#[test]
fn an_account_that_is_disabled_is_not_as_asked() {
    let tenant = with_employee("accountEnabled", json!(false));
    let assessment = judged("member", EMPLOYEE, tenant);
    assert_eq!(
        finding(&assessment, "acme/account").verdict,
        Verdict::Partial
    );
    assert_eq!(assessment.readiness, Readiness::NotReady);
}

#[test]
fn an_account_without_a_mail_may_be_there_unseen() {
    let tenant = with_employee("mail", Value::Null);
    let assessment = judged("member", EMPLOYEE, tenant);
    let found = finding(&assessment, "acme/account");
    assert_eq!(found.verdict, Verdict::Unknown, "{found:#?}");
    assert_eq!(assessment.readiness, Readiness::Undetermined);
}

#[test]
fn a_guest_is_no_account_of_the_tenant() {
    let mut tenant = Tenant::new("contoso");
    let id = tenant.guest("soc@acme.example").id();
    tenant.directory_role(&id, role::SECURITY_READER, "/");
    let assessment = judged("member", "soc@acme.example", tenant);
    let found = finding(&assessment, "acme/account");
    assert_eq!(found.verdict, Verdict::Unknown, "{found:#?}");
    let mut tenant = Tenant::new("contoso");
    let id = tenant.guest("soc@acme.example").id();
    tenant.directory_role(&id, role::SECURITY_READER, "/");
    let assessment = judged("any", "soc@acme.example", tenant);
    assert_eq!(
        finding(&assessment, "acme/account").verdict,
        Verdict::Satisfied
    );
}
