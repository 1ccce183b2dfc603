//! The person who installs: judged only when named, and never counted.

use crate::graph::ids::{at, role};
use crate::graph::{Fault, On, Options, Server, Tenant};
use crate::roll_call::{CATALOG, Said, acme, judged_by, parsed, scanned_for};
use crate::subject::Subject;
use rolecall::assess::{Assessment, Finding, Readiness, Remedy, Verdict};
use rolecall::guide::format2::model::Guide;
use rolecall::snapshot::{SectionName, Snapshot};
use std::collections::BTreeMap;

pub const ALICE: &str = "alice@contoso.example";
const GUEST: &str = "soc@acme.example";

/// A guide of a guest with a role, and of whoever installs.
pub fn guide() -> Guide {
    parsed(&text())
}

fn text() -> String {
    acme(&format!(
        r#"
[[principal]]
id = "guest"
kind = "user"
title = "Acme's guest"
type = "guest"
address = "{GUEST}"
[[requirement]]
id = "reader"
tier = "required"
hold = {{ of = "guest", directory-role = "Security Reader" }}
reason = "none stated"
effect = "none stated"
cites = [{{ heading = ["1"] }}]
[[requirement]]
id = "installer/invite"
tier = "required"
title = "A role that may invite"
any-of = [
    {{ of = "installer", directory-role = "User Administrator" }},
    {{ of = "installer", directory-role = "Global Administrator" }},
]
reason = "none stated"
effect = "none stated"
cites = [{{ heading = ["2"] }}]
[[requirement]]
id = "installer/consent"
tier = "required"
hold = {{ of = "installer", directory-role = "Global Administrator" }}
reason = "none stated"
effect = "none stated"
cites = [{{ heading = ["2"] }}]
[[requirement]]
id = "installer/azure"
tier = "recommended"
hold = {{ of = "installer", azure-role = "Owner", at = {{ kind = "subscription", id = "11111111-2222-4333-8444-555555555555" }} }}
reason = "none stated"
effect = "none stated"
cites = [{{ heading = ["2"] }}]
"#
    ))
}

/// A tenant that is ready, with an employee without a role; the employee's id too.
fn tenant() -> (Tenant, String) {
    let mut tenant = Tenant::new("contoso");
    let guest = tenant.guest(GUEST).id();
    tenant.directory_role(&guest, role::SECURITY_READER, "/");
    let alice = tenant.user("alice").id();
    (tenant, alice)
}

fn scanned(server: &Server, guide: &Guide, installer: Option<&str>) -> Snapshot {
    let mut subject = Subject::of_guide(guide, &BTreeMap::new());
    subject.installer = installer.map(str::to_owned);
    scanned_for(server, subject.with(&CATALOG))
}

fn said(installer: Option<&str>) -> Said {
    Said {
        installer: installer.map(str::to_owned),
        ..Said::default()
    }
}

fn judged(tenant: Tenant, installer: Option<&str>) -> Assessment {
    let guide = guide();
    let server = Server::start(tenant, Options::default());
    let snapshot = scanned(&server, &guide, installer);
    judged_by(&guide, &snapshot, &said(installer))
}

fn finding<'a>(assessment: &'a Assessment, id: &str) -> &'a Finding {
    let mut findings = assessment.findings.iter();
    let found = findings.find(|one| one.id == format!("acme/{id}"));
    found.unwrap_or_else(|| panic!("no finding {id}: {:#?}", assessment.findings))
}

fn verdicts(assessment: &Assessment) -> [Verdict; 3] {
    ["installer/invite", "installer/consent", "installer/azure"]
        .map(|id| finding(assessment, id).verdict)
}

#[test]
fn whoever_is_not_named_is_not_looked_for_and_not_judged() {
    let (tenant, alice) = tenant();
    let guide = guide();
    let server = Server::start(tenant, Options::default());
    let snapshot = scanned(&server, &guide, None);
    let users = snapshot.sections.users.sightings().iter();
    assert!(
        users
            .clone()
            .all(|seen| seen.object.id.get().unwrap().to_string() != alice)
    );
    let assessment = judged_by(&guide, &snapshot, &said(None));
    assert_eq!(assessment.readiness, Readiness::Ready);
    assert!(
        assessment
            .findings
            .iter()
            .all(|one| !one.id.contains("/installer/"))
    );
}

#[test]
fn the_roles_of_whoever_is_named_are_judged_by_what_is_held_and_how() {
    type Give = fn(&mut Tenant, &str);
    let unread = Verdict::Unknown;
    let cases: [(&str, Give, [Verdict; 3]); 6] = [
        (
            "nothing",
            |_, _| {},
            [Verdict::Missing, Verdict::Missing, unread],
        ),
        (
            "the broader of two",
            |tenant, alice| tenant.directory_role(alice, role::GLOBAL_ADMINISTRATOR, "/"),
            [Verdict::Satisfied, Verdict::Satisfied, unread],
        ),
        (
            "the narrower of two",
            |tenant, alice| tenant.directory_role(alice, role::USER_ADMINISTRATOR, "/"),
            [Verdict::Satisfied, Verdict::Missing, unread],
        ),
        (
            "until soon",
            |tenant, alice| {
                let end = at(3);
                tenant.directory_role_until(alice, role::GLOBAL_ADMINISTRATOR, "/", Some(&end));
            },
            [Verdict::Satisfied, Verdict::Satisfied, unread],
        ),
        (
            "by a group",
            |tenant, alice| {
                let group = tenant.group("Admins").role_assignable().id();
                tenant.member_of(alice, &group);
                tenant.directory_role(&group, role::GLOBAL_ADMINISTRATOR, "/");
            },
            [Verdict::Satisfied, Verdict::Satisfied, unread],
        ),
        (
            "eligible",
            |tenant, alice| tenant.eligible(alice, role::GLOBAL_ADMINISTRATOR, "/"),
            [Verdict::Partial, Verdict::Partial, unread],
        ),
    ];
    for (name, give, expected) in cases {
        let (mut tenant, alice) = tenant();
        give(&mut tenant, &alice);
        let assessment = judged(tenant, Some(ALICE));
        assert_eq!(verdicts(&assessment), expected, "{name}: {assessment:#?}");
        // Whatever is so: the vendor has what it needs, and nobody holds too much.
        assert_eq!(
            assessment.readiness,
            Readiness::Ready,
            "{name}: {}",
            assessment.readiness_reason
        );
        assert_eq!(assessment.count(Verdict::Missing), 0, "{name}");
        assert!(
            assessment
                .findings
                .iter()
                .all(|one| one.verdict != Verdict::Excess),
            "{name}"
        );
        let candidates = assessment.candidates.iter();
        assert!(
            candidates
                .map(|one| one.object_id.to_string())
                .all(|id| id != alice),
            "{name}"
        );
        for id in ["installer/invite", "installer/consent"] {
            let found = finding(&assessment, id);
            assert_eq!(found.principal.as_str(), "installer");
            assert_eq!(found.principal_title, format!("Whoever installs ({ALICE})"));
            assert!(
                found.is_of_installer() && !found.is_failure(),
                "{name}: {found:#?}"
            );
            assert!(!found.evidence.is_empty(), "{name}: {found:#?}");
            let mut notes = found.notes.iter();
            assert!(
                notes.any(|note| note.text.contains("counts for no readiness")),
                "{found:#?}"
            );
        }
    }
}

#[test]
fn an_answer_with_findings_stays_one_whatever_the_installer_lacks() {
    let (mut tenant, _) = tenant();
    let guest = tenant.guid(&["user", GUEST]);
    tenant.directory_role(&guest, role::GLOBAL_READER, "/");
    for installer in [None, Some(ALICE), Some("nobody@contoso.example")] {
        let assessment = judged(tenant.clone(), installer);
        assert_eq!(
            assessment.readiness,
            Readiness::ReadyWithFindings,
            "{installer:?}"
        );
        assert!(
            assessment.readiness_reason.contains("1 in excess"),
            "{installer:?}"
        );
        assert!(
            !assessment.readiness_reason.contains("recommended"),
            "{installer:?}"
        );
    }
    // What is required is missing all the same.
    let mut tenant = Tenant::new("contoso");
    tenant.guest(GUEST);
    let alice = tenant.user("alice").id();
    tenant.directory_role(&alice, role::GLOBAL_ADMINISTRATOR, "/");
    let assessment = judged(tenant, Some(ALICE));
    assert_eq!(assessment.readiness, Readiness::NotReady);
    let one = "1 item that the guide requires missing or partial";
    assert_eq!(assessment.readiness_reason, one);
}

#[test]
fn an_address_that_nobody_has_is_said() {
    let (tenant, _) = tenant();
    let assessment = judged(tenant, Some("nobody@contoso.example"));
    let found = finding(&assessment, "installer/consent");
    assert_eq!(found.verdict, Verdict::Missing, "{found:#?}");
    let reason =
        "Whoever installs (nobody@contoso.example) was looked for and is not in the tenant";
    assert!(found.reason.starts_with(reason), "{}", found.reason);
    let nobody =
        |remedy: &Remedy| matches!(remedy, Remedy::Manual(text) if text.contains("--installer"));
    assert!(found.remedies.iter().any(nobody), "{:?}", found.remedies);
    assert_eq!(assessment.readiness, Readiness::Ready);
}

#[test]
fn whoever_the_scan_did_not_look_for_is_unknown() {
    let (mut tenant, alice) = tenant();
    tenant.directory_role(&alice, role::GLOBAL_ADMINISTRATOR, "/");
    let guide = guide();
    let server = Server::start(tenant, Options::default());
    for looked_for in [None, Some("bob@contoso.example")] {
        let snapshot = scanned(&server, &guide, looked_for);
        let assessment = judged_by(&guide, &snapshot, &said(Some(ALICE)));
        let found = finding(&assessment, "installer/consent");
        assert_eq!(found.verdict, Verdict::Unknown, "{found:#?}");
        assert!(
            found.reason.contains("was not asked for this address"),
            "{}",
            found.reason
        );
        assert_eq!(
            assessment.readiness,
            Readiness::Ready,
            "{}",
            assessment.readiness_reason
        );
    }
}

#[test]
fn roles_that_could_not_be_read_are_unknown() {
    let (tenant, _) = tenant();
    let guide = guide();
    let server = Server::start(tenant, Options::default());
    server.inject(
        On::path("/v1.0/roleManagement/directory/roleEligibility*"),
        Fault::Denied,
    );
    let snapshot = scanned(&server, &guide, Some(ALICE));
    let assessment = judged_by(&guide, &snapshot, &said(Some(ALICE)));
    assert_eq!(
        finding(&assessment, "installer/consent").verdict,
        Verdict::Unknown
    );
}

#[test]
fn no_more_is_read_of_the_installer_than_the_roles_need() {
    let (tenant, alice) = tenant();
    let guide = guide();
    let server = Server::start(tenant, Options::default());
    let snapshot = scanned(&server, &guide, Some(ALICE));
    let about = |section: SectionName| {
        let requests = snapshot.sections.head(section).requests.iter();
        requests
            .filter(|one| one.subject.is_some_and(|id| id.to_string() == alice))
            .count()
    };
    for section in [
        SectionName::UserGroups,
        SectionName::RoleEligibility,
        SectionName::GroupEligibility,
    ] {
        assert!(about(section) > 0, "{section}");
    }
    for section in [SectionName::UserAppRoles, SectionName::UserSignIns] {
        assert_eq!(about(section), 0, "{section}");
        assert!(
            !snapshot.sections.head(section).requests.is_empty(),
            "{section}"
        );
    }
}

#[test]
fn the_vendors_own_account_may_install() {
    let (mut tenant, _) = tenant();
    let guest = tenant.guid(&["user", GUEST]);
    tenant.directory_role(&guest, role::GLOBAL_ADMINISTRATOR, "/");
    let assessment = judged(tenant, Some(GUEST));
    assert_eq!(
        finding(&assessment, "installer/consent").verdict,
        Verdict::Satisfied
    );
    // What the guest of the guide holds is judged as such.
    let mut findings = assessment.findings.iter();
    assert!(findings.any(|one| one.verdict == Verdict::Excess));
}

#[test]
fn to_be_named_hides_nobody() {
    let defender = format!(
        r#"{}
[[requirement]]
id = "defender"
tier = "optional"
hold = {{ of = "guest", defender = {{ group = "View data", name = "Security operations" }} }}
reason = "none stated"
effect = "none stated"
cites = [{{ heading = ["2"] }}]
"#,
        text()
    );
    let guide = parsed(&defender);
    let (mut tenant, _) = tenant();
    let fake = tenant.guest("acme-soc@evil.test").id();
    tenant.directory_role(&fake, role::SECURITY_READER, "/");
    let server = Server::start(tenant, Options::default());
    for installer in [None, Some("acme-soc@evil.test")] {
        let snapshot = scanned(&server, &guide, installer);
        let assessment = judged_by(&guide, &snapshot, &said(installer));
        let found = finding(&assessment, &format!("excess/guest/other/{fake}"));
        assert_eq!(found.verdict, Verdict::Excess, "{installer:?}: {found:#?}");
    }
}
