//! Principals with several addresses or names: a scan looks for all of them, and any of them names the principal.

use crate::graph::{Options, Server, Tenant, ids::role};
use crate::roll_call::{CATALOG, Said, acme, judged_by, parsed, scanned_for};
use crate::subject::Subject;
use rolecall::assess::{Assessment, Finding, Readiness, Standing, Verdict};
use rolecall::guide::format2::model::Guide;
use std::collections::BTreeMap;

const VENDORS_TENANT: &str = "11111111-2222-4333-8444-555555555555";

/// A guest with these addresses, and an application of another tenant with these names.
fn guide(addresses: &str, names: &str, home: &str) -> Guide {
    parsed(&acme(&format!(
        r#"
[[parameter]]
id = "soc"
title = "Address"
kind = "mail-address"
many = true
default = [{addresses}]
help = "Set it."
[[parameter]]
id = "called"
title = "Name"
kind = "text"
many = true
default = [{names}]
help = "Set it."
[[parameter]]
id = "home"
title = "Tenant"
kind = "tenant-id"
many = true
default = [{home}]
help = "Set it."
[[principal]]
id = "guest"
kind = "user"
title = "Acme's guest"
type = "guest"
address = "{{soc}}"
[[principal]]
id = "app"
kind = "application"
title = "Acme's application"
home = "vendor"
name = "{{called}}"
home-tenant = "{{home}}"
[[requirement]]
id = "account"
tier = "required"
hold = {{ of = "guest", present = true }}
reason = "none stated"
effect = "none stated"
cites = [{{ heading = ["1"] }}]
[[requirement]]
id = "reader"
tier = "required"
hold = {{ of = "guest", directory-role = "Security Reader" }}
reason = "none stated"
effect = "none stated"
cites = [{{ heading = ["2"] }}]
[[requirement]]
id = "application"
tier = "required"
hold = {{ of = "app", present = true }}
reason = "none stated"
effect = "none stated"
cites = [{{ heading = ["3"] }}]
"#
    )))
}

const ADDRESSES: &str = r#""soc@acme.example", "night@acme.test""#;
const NAMES: &str = r#""Acme SOC", "Acme Connector""#;

fn home() -> String {
    format!("{VENDORS_TENANT:?}")
}

const ANOTHER: &str = "99999999-2222-4333-8444-555555555555";

fn judged(by: &Guide, scanned: &Guide, tenant: Tenant) -> Assessment {
    let server = Server::start(tenant, Options::default());
    let subject = Subject::of_guide(scanned, &BTreeMap::new());
    let snapshot = scanned_for(&server, subject.with(&CATALOG));
    judged_by(by, &snapshot, &Said::default())
}

fn finding<'a>(assessment: &'a Assessment, id: &str) -> &'a Finding {
    let mut findings = assessment.findings.iter();
    findings.find(|one| one.id == id).unwrap()
}

/// A tenant with a guest of that address that holds the role, and an application of that name.
fn tenant(address: &str, name: &str) -> Tenant {
    let mut tenant = Tenant::new("contoso");
    let id = tenant.guest(address).id();
    tenant.directory_role(&id, role::SECURITY_READER, "/");
    tenant.enterprise_app(name, VENDORS_TENANT, None);
    tenant
}

#[test]
fn any_of_several_addresses_and_names_is_the_principal() {
    for (address, name) in [
        ("soc@acme.example", "Acme SOC"),
        ("NIGHT@acme.test", "acme connector"),
    ] {
        let guide = guide(ADDRESSES, NAMES, &home());
        let assessment = judged(&guide, &guide, tenant(address, name));
        for id in ["acme/account", "acme/reader", "acme/application"] {
            let found = finding(&assessment, id);
            assert_eq!(found.verdict, Verdict::Satisfied, "{address}: {found:#?}");
        }
        let candidates = assessment.candidates.as_slice();
        assert_eq!(candidates.len(), 2, "{candidates:#?}");
        for candidate in candidates {
            let found_by = candidate.found_by.as_deref().unwrap();
            assert!(found_by.eq_ignore_ascii_case(address) || found_by.eq_ignore_ascii_case(name));
            let shown = format!("({found_by})");
            assert!(candidate.why.ends_with(&shown), "{}", candidate.why);
            assert_ne!(candidate.standing, Standing::LookAlike);
        }
        // Of the domain that the guest is of, and of no other.
        let advice = format!("{:?}", assessment.advice);
        let other = if address.ends_with("test") {
            "acme.example"
        } else {
            "acme.test"
        };
        assert!(!advice.contains(other), "{advice}");
    }
}

#[test]
fn nobody_under_several_addresses_and_names_is_missing_under_all_of_them() {
    let guide = guide(ADDRESSES, NAMES, &home());
    let assessment = judged(&guide, &guide, Tenant::new("contoso"));
    let account = finding(&assessment, "acme/account");
    assert_eq!(account.verdict, Verdict::Missing, "{account:#?}");
    let both = "soc@acme.example or night@acme.test is a guest";
    assert!(account.expected.starts_with(both), "{}", account.expected);
    let application = finding(&assessment, "acme/application");
    let both = "Acme SOC or Acme Connector is in the tenant";
    assert!(application.expected.starts_with(both), "{application:#?}");
    assert_eq!(assessment.readiness, Readiness::NotReady);
    let mut ids: Vec<&str> = assessment
        .advice
        .iter()
        .map(|one| one.id.as_str())
        .collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all, "{ids:?}");
}

#[test]
fn an_address_or_a_name_that_was_not_looked_for_may_be_there_unseen() {
    let scanned = guide(r#""soc@acme.example""#, r#""Acme SOC""#, &home());
    let by = guide(ADDRESSES, NAMES, &home());
    let assessment = judged(&by, &scanned, Tenant::new("contoso"));
    for (id, lacks) in [
        ("acme/account", "night@acme.test"),
        ("acme/application", "Acme Connector"),
    ] {
        let found = finding(&assessment, id);
        assert_eq!(found.verdict, Verdict::Unknown, "{found:#?}");
        assert!(found.reason.contains(lacks), "{}", found.reason);
        assert!(
            !found.reason.to_lowercase().contains("soc"),
            "{}",
            found.reason
        );
    }
}

#[test]
fn two_addresses_that_are_both_there_are_two_candidates() {
    let mut tenant = tenant("soc@acme.example", "Acme SOC");
    tenant.guest("night@acme.test");
    let guide = guide(ADDRESSES, NAMES, &home());
    let assessment = judged(&guide, &guide, tenant);
    let account = finding(&assessment, "acme/account");
    assert_eq!(account.verdict, Verdict::Satisfied, "{account:#?}");
    let reader = finding(&assessment, "acme/reader");
    assert_eq!(reader.verdict, Verdict::Unknown, "{reader:#?}");
}

#[test]
fn an_application_of_any_of_the_vendors_tenants_is_its_own() {
    for (homes, verdict) in [
        ([ANOTHER, VENDORS_TENANT], Verdict::Satisfied),
        (
            [ANOTHER, "99999998-2222-4333-8444-555555555555"],
            Verdict::Missing,
        ),
    ] {
        let guide = guide(
            ADDRESSES,
            NAMES,
            &homes.map(|one| format!("{one:?}")).join(", "),
        );
        let tenant = tenant("soc@acme.example", "Acme SOC");
        let assessment = judged(&guide, &guide, tenant);
        let found = finding(&assessment, "acme/application");
        assert_eq!(found.verdict, verdict, "{found:#?}");
        // Which tenant's settings let the guest in is not guessed.
        let account = finding(&assessment, "acme/account");
        assert_eq!(account.verdict, Verdict::Unknown, "{account:#?}");
        assert!(format!("{:?}", account.remedies).contains("the one tenant"));
    }
}

#[test]
fn an_application_of_which_half_a_name_was_told_is_not_another() {
    let mut tenant = Tenant::new("contoso");
    tenant.custom_app("Acme");
    let text = acme(
        r#"
[[principal]]
id = "app"
kind = "application"
title = "Acme's application"
home = "own"
name = "Acme"
[[requirement]]
id = "application"
tier = "required"
hold = { of = "app", present = true }
reason = "none stated"
effect = "none stated"
cites = [{ heading = ["3"] }]
"#,
    );
    let guide = parsed(&text);
    let server = Server::start(tenant, Options::default());
    let subject = Subject::of_guide(&guide, &BTreeMap::new());
    let snapshot = scanned_for(&server, subject.with(&CATALOG));
    let bytes = rolecall::snapshot::write(&snapshot).unwrap();
    for (renamed, nameless) in [
        ("service-principals", "applications"),
        ("applications", "service-principals"),
    ] {
        let mut json: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
        let sections = &mut json["snapshot"]["sections"];
        sections[renamed]["items"][0]["object"]["displayName"] = "Acme old".into();
        let half = &mut sections[nameless]["items"][0]["object"];
        half.as_object_mut().unwrap().remove("displayName").unwrap();
        let snapshot = rolecall::snapshot::read(&serde_json::to_vec(&json).unwrap()).unwrap();
        let assessment = judged_by(&guide, &snapshot, &Said::default());
        let found = finding(&assessment, "acme/application");
        assert_eq!(found.verdict, Verdict::Unknown, "{nameless}: {found:#?}");
        assert_eq!(assessment.candidates[0].standing, Standing::Unproven);
    }
}

/// The account of one address is known by its sign-in name, and that of the other may be there unseen.
#[test]
fn an_account_that_is_known_settles_its_own_address_alone() {
    let text = acme(
        r#"
[[parameter]]
id = "soc"
title = "Address"
kind = "mail-address"
many = true
default = ["service@contoso.example", "night@contoso.example"]
help = "Set it."
[[principal]]
id = "account"
kind = "user"
title = "Acme's account"
type = "member"
address = "{soc}"
[[requirement]]
id = "reader"
tier = "required"
hold = { of = "account", directory-role = "Security Reader" }
reason = "none stated"
effect = "none stated"
cites = [{ heading = ["1"] }]
"#,
    );
    let guide = parsed(&text);
    let mut tenant = Tenant::new("contoso");
    tenant.user("service");
    let server = Server::start(tenant, Options::default());
    let subject = Subject::of_guide(&guide, &BTreeMap::new());
    let snapshot = scanned_for(&server, subject.with(&CATALOG));
    for (unasked, verdict) in [
        ("service@contoso.example", Verdict::Missing),
        ("night@contoso.example", Verdict::Unknown),
    ] {
        let bytes = rolecall::snapshot::write(&snapshot).unwrap();
        let mut json: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
        let requests = &mut json["snapshot"]["sections"]["users"]["requests"];
        for request in requests.as_array_mut().unwrap() {
            let lookup = request["lookup"].as_object_mut().unwrap();
            if lookup["address"][0] == unasked {
                lookup.remove("account").unwrap();
            }
        }
        let snapshot = rolecall::snapshot::read(&serde_json::to_vec(&json).unwrap()).unwrap();
        let assessment = judged_by(&guide, &snapshot, &Said::default());
        let found = finding(&assessment, "acme/reader");
        assert_eq!(found.verdict, verdict, "{unasked}: {found:#?}");
    }
}
