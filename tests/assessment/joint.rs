//! Several principals of one guide: each object is one of them, and nobody else's look-alike.

use crate::graph::ids::{MICROSOFT_GRAPH, guid, role};
use crate::graph::{Options, Server, Tenant};
use crate::roll_call::{CATALOG, Said, converted, judged_by, scanned_for};
use crate::subject::Subject;
use rolecall::assess::{Assessment, Finding, Readiness, Standing, Verdict};
use rolecall::guide::format2::model::Guide;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// A principal of a guide: its kind, the parameter and value by which it is found, and what is asked of it.
struct Asked<'a> {
    id: &'a str,
    kind: &'a str,
    found_by: &'a str,
    value: &'a str,
    permission: &'a str,
}

/// A guide that asks these, each by a choice with one option.
fn guide(principals: &[Asked<'_>]) -> Guide {
    let mut text = "format = 1\nid = \"joint\"\ntitle = \"Joint\"\nvendor = \"Acme\"\nproduct = \"Acme\"\n\
        [edition]\nid = \"2026-01-31\"\ntitle = \"Joint\"\nurl = \"https://acme.example/\"\nread = 2026-01-31\n"
        .to_owned();
    let _ = writeln!(text, "sha256 = \"{}\"\nlines = 9", "0".repeat(64));
    text.push_str(
        "[[parameter]]\nid = \"vendor-tenant\"\ntitle = \"Tenant\"\nkind = \"tenant-id\"\nhelp = \"Set it.\"\n",
    );
    for Asked {
        id,
        value,
        found_by,
        ..
    } in principals
    {
        let kind = if *found_by == "address" {
            "mail-address"
        } else {
            "text"
        };
        let _ = writeln!(
            text,
            "[[parameter]]\nid = \"{id}-is\"\ntitle = \"Of {id}\"\nkind = \"{kind}\"\ndefault = \"{value}\"\nhelp = \"Set it.\""
        );
    }
    for Asked {
        id, kind, found_by, ..
    } in principals
    {
        let _ = writeln!(
            text,
            "[[principal]]\nid = \"{id}\"\nkind = \"{kind}\"\ntitle = \"{id}\"\nchoice = \"{id}\"\n{found_by} = \"{id}-is\""
        );
        if *kind == "enterprise-application" {
            text.push_str("home-tenant = \"vendor-tenant\"\n");
        }
    }
    for Asked { id, .. } in principals {
        let _ = writeln!(
            text,
            "[[choice]]\nid = \"{id}\"\ntitle = \"{id}\"\ncite = {{ step = \"1\", line = 1 }}\n\
             [[choice.option]]\nid = \"only\"\ntitle = \"Only\"\nsummary = \"The only one.\"\nprincipal = \"{id}\"\n\
             preferred = true\ncite = {{ step = \"1\", line = 1 }}"
        );
    }
    for Asked {
        id,
        kind,
        permission,
        ..
    } in principals
    {
        let asks = match *kind {
            "guest-user" => format!("directory-role = \"{permission}\""),
            _ => format!(
                "api = {{ resource = \"MicrosoftGraph\", type = \"application\", value = \"{permission}\" }}"
            ),
        };
        let _ = writeln!(
            text,
            "[[requirement]]\noptions = [\"{id}/only\"]\ntier = \"required\"\n{asks}\n\
             effect = \"It works.\"\ncites = [{{ step = \"1\", line = 1 }}]"
        );
    }
    converted(&text)
}

fn judged(guide: &Guide, tenant: Tenant, given: &[(&str, String)]) -> Assessment {
    let given: BTreeMap<String, String> = given
        .iter()
        .map(|(id, value)| ((*id).to_owned(), value.clone()))
        .collect();
    let server = Server::start(tenant, Options::default());
    let subject = Subject::of_guide(guide, &given);
    let snapshot = scanned_for(&server, subject.with(&CATALOG));
    let said = Said {
        parameters: given,
        ..Said::default()
    };
    judged_by(guide, &snapshot, &said)
}

/// Everything that is asked is satisfied, and each object is one candidate, which is no look-alike.
fn each_is_itself(assessment: &Assessment, principals: &[&str]) {
    for principal in principals {
        let of = |one: &&Finding| one.principal == *principal && one.requirement.is_some();
        let finding = assessment.findings.iter().find(of).unwrap();
        assert_eq!(finding.verdict, Verdict::Satisfied, "{finding:#?}");
        let of = |one: &&rolecall::assess::Candidate| one.principal == *principal;
        let candidates: Vec<_> = assessment.candidates.iter().filter(of).collect();
        assert_eq!(candidates.len(), 1, "{principal}: {candidates:#?}");
        assert_ne!(candidates[0].standing, Standing::LookAlike);
    }
    let excess: Vec<&str> = assessment
        .findings
        .iter()
        .filter(|one| one.verdict == Verdict::Excess || one.id.contains("/other/"))
        .map(|one| one.id.as_str())
        .collect();
    assert_eq!(excess, Vec::<&str>::new());
    let ready = [Readiness::Ready, Readiness::ReadyWithFindings];
    assert!(
        ready.contains(&assessment.readiness),
        "{}",
        assessment.readiness_reason
    );
}

#[test]
fn two_guests_of_one_guide_are_not_each_others_excess() {
    // The second sign-in name begins with the whole of the first.
    let (reader, operator) = ("soc@vendor.example", "soc@vendor.example.org");
    let guide = guide(&[
        Asked {
            id: "reader",
            kind: "guest-user",
            found_by: "address",
            value: reader,
            permission: "Security Reader",
        },
        Asked {
            id: "operator",
            kind: "guest-user",
            found_by: "address",
            value: operator,
            permission: "Security Operator",
        },
    ]);
    let mut tenant = Tenant::new("contoso");
    let one = tenant.guest(reader).id();
    let other = tenant.guest(operator).id();
    tenant.directory_role(&one, role::SECURITY_READER, "/");
    tenant.directory_role(&other, role::SECURITY_OPERATOR, "/");
    each_is_itself(&judged(&guide, tenant, &[]), &["reader", "operator"]);
}

#[test]
fn what_the_wrong_guest_holds_is_excess_and_missing_and_taken_from_nobody_else() {
    let guide = guide(&[
        Asked {
            id: "reader",
            kind: "guest-user",
            found_by: "address",
            value: "a@vendor.example",
            permission: "Security Reader",
        },
        Asked {
            id: "operator",
            kind: "guest-user",
            found_by: "address",
            value: "b@vendor.example",
            permission: "Security Operator",
        },
    ]);
    let mut tenant = Tenant::new("contoso");
    let one = tenant.guest("a@vendor.example").id();
    tenant.guest("b@vendor.example");
    tenant.directory_role(&one, role::SECURITY_READER, "/");
    tenant.directory_role(&one, role::SECURITY_OPERATOR, "/");
    let assessment = judged(&guide, tenant, &[]);
    let verdicts: Vec<(&str, Verdict)> = assessment
        .findings
        .iter()
        .filter(|one| one.entitlement.is_some())
        .map(|one| (one.id.as_str(), one.verdict))
        .collect();
    assert_eq!(
        verdicts,
        [
            (
                "joint/reader/directory-role/SecurityReader",
                Verdict::Satisfied
            ),
            (
                "joint/excess/reader/directory-role/SecurityOperator",
                Verdict::Excess
            ),
            (
                "joint/operator/directory-role/SecurityOperator",
                Verdict::Missing
            ),
        ]
    );
}

#[test]
fn two_own_applications_whose_names_begin_alike_are_two() {
    let guide = guide(&[
        Asked {
            id: "reads",
            kind: "custom-application",
            found_by: "name",
            value: "Acme Connector",
            permission: "User.Read.All",
        },
        Asked {
            id: "writes",
            kind: "custom-application",
            found_by: "name",
            value: "Acme Connector Response",
            permission: "User.ReadWrite.All",
        },
    ]);
    let mut tenant = Tenant::new("contoso");
    let one = tenant.custom_app("Acme Connector");
    let other = tenant.custom_app("Acme Connector Response");
    tenant.request_and_grant(&one, MICROSOFT_GRAPH, "User.Read.All");
    tenant.request_and_grant(&other, MICROSOFT_GRAPH, "User.ReadWrite.All");
    each_is_itself(&judged(&guide, tenant, &[]), &["reads", "writes"]);
}

#[test]
fn three_applications_of_a_vendor_are_three() {
    let names = ["Acme", "Acme EDR", "Acme EDR Console"];
    let asked = |id, value, permission| Asked {
        id,
        kind: "enterprise-application",
        found_by: "name",
        value,
        permission,
    };
    let guide = guide(&[
        asked("base", names[0], "User.Read.All"),
        asked("edr", names[1], "User.ReadWrite.All"),
        asked("console", names[2], "Directory.Read.All"),
    ]);
    let mut tenant = Tenant::new("contoso");
    let vendor = guid(&["acme's tenant"]);
    for (name, value) in
        names
            .iter()
            .zip(["User.Read.All", "User.ReadWrite.All", "Directory.Read.All"])
    {
        let app = tenant.enterprise_app(name, &vendor, None);
        tenant.grant_app_role(&app, MICROSOFT_GRAPH, value);
    }
    let given = [("vendor-tenant", vendor)];
    each_is_itself(&judged(&guide, tenant, &given), &["base", "edr", "console"]);
}

#[test]
fn an_application_that_only_begins_like_all_of_them_is_said_once_for_each_that_it_imitates() {
    let guide = guide(&[
        Asked {
            id: "reads",
            kind: "custom-application",
            found_by: "name",
            value: "Acme Connector",
            permission: "User.Read.All",
        },
        Asked {
            id: "other",
            kind: "custom-application",
            found_by: "name",
            value: "Beta",
            permission: "User.Read.All",
        },
    ]);
    let mut tenant = Tenant::new("contoso");
    for name in ["Acme Connector", "Beta", "Acme Connector (old)"] {
        let app = tenant.custom_app(name);
        tenant.request_and_grant(&app, MICROSOFT_GRAPH, "User.Read.All");
    }
    let assessment = judged(&guide, tenant, &[]);
    let alike: Vec<&str> = assessment
        .candidates
        .iter()
        .filter(|one| one.standing == Standing::LookAlike)
        .map(|one| one.principal.as_str())
        .collect();
    assert_eq!(alike, ["reads"]);
}
