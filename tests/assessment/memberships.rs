//! Memberships of groups that a guide asks for: by object id or by name, directly or through another group.

use crate::graph::{Options, Server, Tenant};
use crate::roll_call::{CATALOG, Said, acme, judged_by, parsed, scanned_for};
use crate::subject::Subject;
use rolecall::assess::{Finding, NoteKind, Readiness, Verdict};
use rolecall::guide::format2::model::Guide;
use rolecall::snapshot;
use serde_json::{Value, json};
use std::collections::BTreeMap;

const ADDRESS: &str = "service@contoso.example";

/// A guide that asks for membership of a group, of a user or an application.
fn guide(tier: &str, holder: &str, group: &str) -> Guide {
    let holder = match holder {
        "user" => format!("kind = \"user\"\ntype = \"member\"\naddress = \"{ADDRESS}\""),
        _ => "kind = \"application\"\nhome = \"own\"\nname = \"Acme\"".to_owned(),
    };
    parsed(&acme(&format!(
        r#"
[[principal]]
id = "holder"
title = "The holder"
{holder}
[[principal]]
id = "group"
kind = "group"
title = "Acme's group"
{group}
[[requirement]]
id = "member"
tier = "{tier}"
hold = {{ of = "holder", member-of = "group" }}
reason = "none stated"
effect = "none stated"
cites = [{{ heading = ["1"] }}]
"#
    )))
}

/// The ways in which the holder has to do with the group.
#[derive(Clone, Copy, Debug)]
enum Way {
    Direct,
    Nested,
    Eligible,
    None,
}

/// A tenant with the holder and the group; gives the group's id.
fn tenant(holder: &str, way: Way) -> (Tenant, String) {
    let mut tenant = Tenant::new("contoso");
    let group = tenant.group("Acme Readers").id();
    let other = tenant.group("Others").id();
    let id = match holder {
        "user" => tenant.user("service").id(),
        _ => tenant.custom_app("Acme").sp,
    };
    match way {
        Way::Direct => tenant.member_of(&id, &group),
        Way::Nested => {
            tenant.member_of(&id, &other);
            tenant.member_of(&other, &group);
        }
        Way::Eligible => tenant.group_eligible(&id, &group),
        Way::None => tenant.member_of(&id, &other),
    }
    (tenant, group)
}

fn judged(guide: &Guide, tenant: Tenant, change: impl FnOnce(&mut Value)) -> (Finding, Readiness) {
    let subject = Subject::of_guide(guide, &BTreeMap::new());
    let server = Server::start(tenant, Options::default());
    let snapshot = scanned_for(&server, subject.with(&CATALOG));
    let mut json: Value = serde_json::from_slice(&snapshot::write(&snapshot).unwrap()).unwrap();
    change(&mut json["snapshot"]["sections"]);
    let snapshot = snapshot::read(&serde_json::to_vec(&json).unwrap()).unwrap();
    let assessment = judged_by(guide, &snapshot, &Said::default());
    let mut findings = assessment.findings.iter();
    let found = findings
        .find(|one| one.id == "acme/member")
        .unwrap()
        .clone();
    (found, assessment.readiness)
}

#[test]
fn a_member_is_in_the_group_by_itself_or_through_another() {
    let table = [
        ("user", Way::Direct, Verdict::Satisfied, Readiness::Ready),
        ("user", Way::Nested, Verdict::Satisfied, Readiness::Ready),
        ("user", Way::Eligible, Verdict::Partial, Readiness::NotReady),
        ("user", Way::None, Verdict::Missing, Readiness::NotReady),
        (
            "application",
            Way::Direct,
            Verdict::Satisfied,
            Readiness::Ready,
        ),
        (
            "application",
            Way::Nested,
            Verdict::Satisfied,
            Readiness::Ready,
        ),
        (
            "application",
            Way::None,
            Verdict::Missing,
            Readiness::NotReady,
        ),
    ];
    for (holder, way, verdict, readiness) in table {
        for by_name in [false, true] {
            let (tenant, id) = tenant(holder, way);
            let group = if by_name {
                "name = \"acme readers\"".to_owned()
            } else {
                format!("object-id = \"{}\"", id.to_uppercase())
            };
            let (found, ready) = judged(&guide("required", holder, &group), tenant, |_| {});
            let case = format!("{holder} {way:?} by name {by_name}: {found:#?}");
            assert_eq!(found.verdict, verdict, "{case}");
            assert_eq!(ready, readiness, "{case}");
            assert_eq!(
                found.remedies.is_empty(),
                verdict == Verdict::Satisfied,
                "{case}"
            );
            // A name is whoever's who makes a group.
            let told = found
                .notes
                .iter()
                .any(|note| note.kind == NoteKind::NameOnly);
            assert_eq!(told, by_name && verdict == Verdict::Satisfied, "{case}");
        }
    }
}

#[test]
fn nothing_is_concluded_from_groups_that_were_not_read() {
    let name = "name = \"Acme Readers\"";
    let sections = [
        ("user", "user-groups"),
        ("user", "group-eligibility"),
        ("application", "service-principal-groups"),
    ];
    for (holder, section) in sections {
        let (tenant, _) = tenant(holder, Way::None);
        let (found, ready) = judged(&guide("required", holder, name), tenant, |sections| {
            let refused = &mut sections[section];
            assert!(refused["requests"][0].is_object(), "{section}");
            refused["items"] = json!([]);
            refused["state"] = json!("denied");
            refused["problem"] = json!({"message": "not allowed"});
        });
        assert_eq!(found.verdict, Verdict::Unknown, "{section}: {found:#?}");
        assert_eq!(ready, Readiness::Undetermined, "{section}: {found:#?}");
        assert!(!found.remedies.is_empty(), "{section}: {found:#?}");
    }
}

#[test]
fn a_group_that_tells_no_name_may_be_the_one() {
    let (tenant, _) = tenant("user", Way::None);
    let (found, _) = judged(
        &guide("required", "user", "name = \"Acme Readers\""),
        tenant,
        |sections| {
            let group = &mut sections["user-groups"]["items"][0]["object"];
            group
                .as_object_mut()
                .unwrap()
                .remove("displayName")
                .unwrap();
        },
    );
    assert_eq!(found.verdict, Verdict::Unknown, "{found:#?}");
}

#[test]
fn a_membership_that_the_guide_forbids_is_too_much() {
    for (way, verdict) in [(Way::Nested, Verdict::Excess), (Way::None, Verdict::Absent)] {
        let (tenant, id) = tenant("user", way);
        let group = format!("object-id = \"{id}\"");
        let (found, _) = judged(&guide("forbidden", "user", &group), tenant, |_| {});
        assert_eq!(found.verdict, verdict, "{way:?}: {found:#?}");
    }
}
