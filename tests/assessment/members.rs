//! Users that need not be guests: found by mail or sign-in name, and never taken for a guest that imitates.

use crate::graph::{Fault, On, Options, Server, Tenant, ids::role};
use crate::roll_call::{CATALOG, Said, acme, judged_by, parsed, scanned_for};
use crate::subject::Subject;
use rolecall::assess::{Assessment, Finding, Readiness, Standing, Verdict};
use rolecall::snapshot;
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
    judged_on(account, address, tenant, |_| {})
}

/// The same, with the sections of the snapshot changed.
fn judged_on(
    account: &str,
    address: &str,
    tenant: Tenant,
    change: impl FnOnce(&mut Value),
) -> Assessment {
    served(
        account,
        address,
        &Server::start(tenant, Options::default()),
        change,
    )
}

fn served(
    account: &str,
    address: &str,
    server: &Server,
    change: impl FnOnce(&mut Value),
) -> Assessment {
    let guide = parsed(&text(account, address));
    let subject = Subject::of_guide(&guide, &BTreeMap::new());
    let snapshot = scanned_for(server, subject.with(&CATALOG));
    let mut json: Value = serde_json::from_slice(&snapshot::write(&snapshot).unwrap()).unwrap();
    change(&mut json["snapshot"]["sections"]);
    let snapshot = snapshot::read(&serde_json::to_vec(&json).unwrap()).unwrap();
    judged_by(&guide, &snapshot, &Said::default())
}

/// The first account of the snapshot's users.
fn account(sections: &mut Value) -> &mut serde_json::Map<String, Value> {
    let user = &mut sections["users"]["items"][0]["object"];
    user.as_object_mut().unwrap()
}

fn standings(assessment: &Assessment) -> Vec<Standing> {
    let candidates = assessment.candidates.iter();
    candidates.map(|one| one.standing).collect()
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
fn an_account_without_a_mail_is_found_by_its_sign_in_name() {
    for account in ["member", "any"] {
        let tenant = with_employee("mail", Value::Null);
        let assessment = judged(account, EMPLOYEE, tenant);
        let found = finding(&assessment, "acme/account");
        assert_eq!(found.verdict, Verdict::Satisfied, "{account}: {found:#?}");
        assert_eq!(standings(&assessment), [Standing::Confirmed]);
    }
}

#[test]
fn an_account_is_found_by_its_sign_in_name_where_the_filter_for_all_ways_is_refused() {
    let server = Server::start(with_employee("mail", Value::Null), Options::default());
    let all_ways = On::path("/v1.0/users?*mail eq*userPrincipalName eq*");
    let refused = Fault::Error {
        status: 400,
        code: "Request_UnsupportedQuery".to_owned(),
        message: "Unsupported Query.".to_owned(),
    };
    server.inject(all_ways, refused);
    let assessment = served("member", EMPLOYEE, &server, |_| {});
    let found = finding(&assessment, "acme/account");
    assert_eq!(found.verdict, Verdict::Satisfied, "{found:#?}");
}

#[test]
fn an_account_that_was_looked_for_in_every_way_is_missing() {
    for account in ["member", "any"] {
        let assessment = judged(account, EMPLOYEE, Tenant::new("contoso"));
        let found = finding(&assessment, "acme/account");
        assert_eq!(found.verdict, Verdict::Missing, "{account}: {found:#?}");
        assert_eq!(assessment.readiness, Readiness::NotReady);
    }
}

/// A snapshot of an earlier version, or one that was taken for a guide of guests.
fn without_sign_in_names(sections: &mut Value) {
    for request in sections["users"]["requests"].as_array_mut().unwrap() {
        let lookup = request["lookup"].as_object_mut().unwrap();
        assert!(lookup.remove("account").is_some());
    }
}

#[test]
fn what_was_looked_for_among_mails_alone_may_be_there_unseen() {
    for account in ["member", "any"] {
        let tenant = Tenant::new("contoso");
        let assessment = judged_on(account, EMPLOYEE, tenant, without_sign_in_names);
        let found = finding(&assessment, "acme/account");
        assert_eq!(found.verdict, Verdict::Unknown, "{account}: {found:#?}");
        assert!(
            found.reason.contains("not among sign-in names"),
            "{}",
            found.reason
        );
        assert_eq!(assessment.readiness, Readiness::Undetermined);
        let mut advice = assessment.advice.iter();
        assert!(advice.any(|one| one.id == "acme/advice/not-asked"));
    }
    // A sign-in name is used once: whoever has it is the one.
    let tenant = with_employee("accountEnabled", json!(true));
    let assessment = judged_on("member", EMPLOYEE, tenant, without_sign_in_names);
    let found = finding(&assessment, "acme/account");
    assert_eq!(found.verdict, Verdict::Satisfied, "{found:#?}");
    // Whoever has the address for a mail may not be the one who signs in with it.
    let mut tenant = Tenant::new("contoso");
    tenant.user("service").upn("svc@contoso.example");
    let assessment = judged_on("member", EMPLOYEE, tenant, without_sign_in_names);
    let held = finding(&assessment, "acme/reader");
    assert_eq!(held.verdict, Verdict::Unknown, "{held:#?}");
}

#[test]
fn a_guide_of_guests_does_not_ask_for_sign_in_names() {
    let tenant = with_employee("mail", Value::Null);
    let assessment = judged_on("guest", EMPLOYEE, tenant, |sections| {
        let lookup = &sections["users"]["requests"][0]["lookup"];
        assert!(lookup.get("account").is_none(), "{lookup}");
    });
    let found = finding(&assessment, "acme/account");
    assert_eq!(found.verdict, Verdict::Missing, "{found:#?}");
}

#[test]
fn a_property_that_was_not_told_is_not_told_to_be_empty() {
    // Looked for by an address that is its mail, and no part of its sign-in name.
    let by_mail = || {
        let mut tenant = Tenant::new("contoso");
        tenant.user("service").upn("svc@contoso.example");
        tenant
    };
    let told = judged("member", EMPLOYEE, by_mail());
    assert_eq!(standings(&told), [Standing::Named]);
    for property in [
        "mail",
        "userPrincipalName",
        "creationType",
        "externalUserState",
        "identities",
    ] {
        let assessment = judged_on("member", EMPLOYEE, by_mail(), |sections| {
            account(sections).remove(property).unwrap();
        });
        let found = finding(&assessment, "acme/account");
        assert_eq!(standings(&assessment), [Standing::Unproven], "{property}");
        assert_eq!(found.verdict, Verdict::Unknown, "{property}: {found:#?}");
    }
    let assessment = judged_on("member", EMPLOYEE, by_mail(), |sections| {
        let identity = &mut account(sections)["identities"][0];
        identity
            .as_object_mut()
            .unwrap()
            .remove("signInType")
            .unwrap();
    });
    assert_eq!(standings(&assessment), [Standing::Unproven]);
    // Of an account that has the address for its sign-in name, nothing else need be told.
    let own = with_employee("accountEnabled", json!(true));
    let assessment = judged_on("any", EMPLOYEE, own, |sections| {
        account(sections).remove("creationType").unwrap();
    });
    assert_eq!(standings(&assessment), [Standing::Confirmed]);
    let found = finding(&assessment, "acme/account");
    assert_eq!(
        found.verdict,
        Verdict::Unknown,
        "it may be a guest that has to accept: {found:#?}"
    );
}

const FROM_OUTSIDE: &str = "soc@acme.example";

fn with_guest(field: &str, value: Value) -> Tenant {
    let mut tenant = Tenant::new("contoso");
    let id = tenant.guest(FROM_OUTSIDE).with(field, value).id();
    tenant.directory_role(&id, role::SECURITY_READER, "/");
    tenant
}

#[test]
fn a_guest_is_no_account_of_the_tenant() {
    let tenant = with_guest("accountEnabled", json!(true));
    let assessment = judged("member", FROM_OUTSIDE, tenant);
    let found = finding(&assessment, "acme/account");
    assert_eq!(found.verdict, Verdict::Missing, "{found:#?}");
    assert_eq!(standings(&assessment), [Standing::LookAlike]);
}

#[test]
fn a_user_of_any_type_may_be_a_guest_of_any_type() {
    for (field, value, verdict) in [
        ("userType", json!("Guest"), Verdict::Satisfied),
        ("userType", json!("Member"), Verdict::Satisfied),
        (
            "externalUserState",
            json!("PendingAcceptance"),
            Verdict::Partial,
        ),
        ("accountEnabled", json!(false), Verdict::Partial),
    ] {
        let assessment = judged("any", FROM_OUTSIDE, with_guest(field, value));
        let found = finding(&assessment, "acme/account");
        assert_eq!(found.verdict, verdict, "{field}: {found:#?}");
    }
}
