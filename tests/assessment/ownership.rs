//! Who owns an application or a group, and outside identities: each is weighed, with its risk.

use crate::graph::ids::{MICROSOFT_GRAPH, WINDOWS_DEFENDER_ATP, role};
use crate::graph::{App, Fault, On, Options, Server, Tenant};
use crate::roll_call::{CATALOG, acme, parsed, scanned_for};
use crate::subject::Subject;
use rolecall::assess::{AssessOptions, Assessment, Finding, Given, Readiness, Verdict, assess};
use rolecall::catalog::RiskLevel;
use rolecall::guide::format2::model::Guide;
use serde_json::{Value, json};
use std::collections::BTreeMap;

const GUEST: &str = "soc@acme.example";
const ISSUER: &str = "https://token.acme.example";

/// A guest with Security Reader, and an own application with a permission that reads users and an outside identity.
fn guide() -> Guide {
    let requirement = |id: &str, hold: &str| {
        format!(
            "[[requirement]]\nid = \"{id}\"\ntier = \"required\"\nhold = {{ {hold} }}\nreason = \"none stated\"\n\
             effect = \"none stated\"\ncites = [{{ heading = [\"1\"] }}]\n"
        )
    };
    let parts = [
        format!(
            "[[principal]]\nid = \"guest\"\nkind = \"user\"\ntitle = \"Acme's guest\"\ntype = \"guest\"\n\
             address = \"{GUEST}\"\n"
        ),
        "[[principal]]\nid = \"app\"\nkind = \"application\"\ntitle = \"Acme's application\"\nhome = \"own\"\n\
         name = \"Acme\"\n"
            .to_owned(),
        requirement("reader", "of = \"guest\", directory-role = \"Security Reader\""),
        requirement(
            "users",
            "of = \"app\", api = \"MicrosoftGraph\", type = \"application\", permission = \"User.Read.All\"",
        ),
        requirement(
            "outside",
            &format!("of = \"app\", credential = \"federated\", issuer = \"{ISSUER}\", subject = \"acme\""),
        ),
    ];
    parsed(&acme(&parts.concat()))
}

/// The tenant as the guide asks, changed.
fn server(change: impl FnOnce(&mut Tenant, &App, &str)) -> Server {
    let mut tenant = Tenant::new("contoso");
    let guest = tenant.guest(GUEST).id();
    tenant.directory_role(&guest, role::SECURITY_READER, "/");
    let app = tenant.custom_app("Acme");
    let registration = app.registration.clone().unwrap();
    tenant.request_and_grant(&app, MICROSOFT_GRAPH, "User.Read.All");
    tenant.federated(&registration, "acme", ISSUER, "acme");
    change(&mut tenant, &app, &guest);
    Server::start(tenant, Options::default())
}

fn judged(server: &Server) -> Assessment {
    let guide = guide();
    let subject = Subject::of_guide(&guide, &BTreeMap::new());
    let snapshot = scanned_for(server, subject.with(&CATALOG));
    let guides = std::slice::from_ref(&guide);
    let reader = Given::default().reader(guides, &subject.values).unwrap();
    let options = AssessOptions::detect(snapshot.ended);
    let all = assess(guides, &CATALOG, &snapshot, &options, &reader).unwrap();
    all.into_iter().next().unwrap()
}

/// The findings about an excess.
fn excess(assessment: &Assessment) -> Vec<&Finding> {
    let all = assessment.findings.iter();
    all.filter(|one| one.verdict == Verdict::Excess).collect()
}

#[test]
fn an_outside_identity_that_is_asked_for_is_none_too_many_and_another_is() {
    let as_asked = judged(&server(|_, _, _| {}));
    assert_eq!(as_asked.readiness, Readiness::Ready, "{as_asked:#?}");
    let other = judged(&server(|tenant, app, _| {
        tenant.federated(
            app.registration.as_ref().unwrap(),
            "other",
            ISSUER,
            "somebody else",
        );
    }));
    assert_eq!(excess(&other).len(), 1, "{:#?}", other.findings);
    assert_eq!(other.readiness, Readiness::ReadyWithFindings);
}

#[test]
fn whoever_owns_an_application_may_act_as_it() {
    let owned = judged(&server(|tenant, app, _| {
        let adele = tenant.user("adele.vance").id();
        tenant.owner(app.registration.as_ref().unwrap(), &adele);
    }));
    let found = excess(&owned);
    let [finding] = found.as_slice() else {
        panic!("{found:#?}");
    };
    assert!(
        finding.id.starts_with("acme/excess/app/owner/"),
        "{}",
        finding.id
    );
    assert!(finding.actual.contains("adele.vance"), "{}", finding.actual);
    // As bad as the worst that the application may do.
    assert_eq!(finding.risk.as_ref().unwrap().level, RiskLevel::Medium);
    assert_eq!(owned.readiness, Readiness::ReadyWithFindings);
    let written = judged(&server(|tenant, app, _| {
        let adele = tenant.user("adele.vance").id();
        tenant.owner(app.registration.as_ref().unwrap(), &adele);
        tenant.request_and_grant(app, WINDOWS_DEFENDER_ATP, "Machine.LiveResponse");
    }));
    let of_owner = |one: &&&Finding| one.id.starts_with("acme/excess/app/owner/");
    let found = excess(&written);
    let finding = found.iter().find(of_owner).unwrap();
    assert_eq!(finding.risk.as_ref().unwrap().level, RiskLevel::Critical);
}

#[test]
fn owners_that_were_not_read_leave_open_whether_there_is_more() {
    let server = server(|_, _, _| {});
    let denied = Fault::Error {
        status: 403,
        code: "Authorization_RequestDenied".to_owned(),
        message: "Insufficient privileges to complete the operation.".to_owned(),
    };
    server.inject(On::path("*/owners"), denied);
    let judged = judged(&server);
    assert_eq!(judged.readiness, Readiness::Undetermined);
    let beyond = judged
        .findings
        .iter()
        .find(|one| one.id == "acme/other-access/app");
    assert_eq!(beyond.unwrap().verdict, Verdict::Unknown);
}

#[test]
fn whoever_can_own_a_group_is_one_step_from_what_it_gives() {
    for (roles, level) in [(true, RiskLevel::High), (false, RiskLevel::Medium)] {
        let owned = judged(&server(|tenant, _, guest| {
            let group = tenant.group("Administrators");
            let group = if roles {
                group.role_assignable()
            } else {
                group
            };
            let group = group.id();
            tenant.group_owner_eligible(guest, &group);
        }));
        let found = excess(&owned);
        let [finding] = found.as_slice() else {
            panic!("{found:#?}");
        };
        assert!(finding.id.starts_with("acme/excess/guest/group-owner/"));
        assert_eq!(finding.risk.as_ref().unwrap().level, level, "{roles}");
        assert_eq!(owned.readiness, Readiness::ReadyWithFindings);
    }
}

#[test]
fn groups_are_told_each_by_itself_and_change_nothing() {
    let judged = judged(&server(|tenant, _, guest| {
        for key in ["one", "other"] {
            let group = tenant.group(key).named("Analysts").id();
            tenant.member_of(guest, &group);
        }
    }));
    let found = judged.findings.iter();
    let mut found = found.filter(|one| one.id == "acme/excess/guest/groups");
    let groups = found.next().unwrap();
    assert_eq!(groups.verdict, Verdict::Noted);
    assert_eq!(groups.actual, "in 2 groups: Analysts, Analysts");
    assert_eq!(judged.readiness, Readiness::Ready);
}

/// The one excess, with its level.
fn only(judged: &Assessment) -> (&Finding, RiskLevel) {
    let found = excess(judged);
    let [finding] = found.as_slice() else {
        panic!("{found:#?}");
    };
    assert_eq!(judged.readiness, Readiness::ReadyWithFindings);
    (finding, finding.risk.as_ref().unwrap().level)
}

/// The finding on other access of a principal.
fn beyond<'a>(judged: &'a Assessment, principal: &str) -> &'a Finding {
    let id = format!("acme/other-access/{principal}");
    let mut all = judged.findings.iter();
    all.find(|one| one.id == id).unwrap()
}

#[test]
fn a_group_that_the_guest_owns_without_pim_is_told() {
    for (roles, level) in [(true, RiskLevel::High), (false, RiskLevel::Medium)] {
        let owned = judged(&server(|tenant, _, guest| {
            let group = tenant.group("Administrators");
            let group = if roles {
                group.role_assignable()
            } else {
                group
            };
            let group = group.id();
            tenant.owner(&group, guest);
        }));
        let (finding, found) = only(&owned);
        assert!(finding.id.starts_with("acme/excess/guest/group-owner/"));
        assert!(
            finding.actual.contains("owns the group Administrators"),
            "{}",
            finding.actual
        );
        assert_eq!(found, level, "{roles}");
    }
}

#[test]
fn a_group_that_the_guest_owns_by_pim_is_told_once_with_its_end() {
    let owned = judged(&server(|tenant, _, guest| {
        let group = tenant.group("Administrators").id();
        tenant.group_owner_until(guest, &group, "2099-01-01T00:00:00Z");
    }));
    let (finding, _) = only(&owned);
    assert!(
        finding.actual.contains("until 2099-01-01"),
        "{}",
        finding.actual
    );
}

#[test]
fn another_application_that_the_guest_owns_is_told() {
    let owned = judged(&server(|tenant, _, guest| {
        let other = tenant.custom_app("Payroll");
        tenant.owner(other.registration.as_ref().unwrap(), guest);
    }));
    let (finding, level) = only(&owned);
    assert!(
        finding
            .id
            .starts_with("acme/excess/guest/application-owner/")
    );
    assert!(finding.actual.contains("Payroll"), "{}", finding.actual);
    assert_eq!(level, RiskLevel::High);
}

#[test]
fn another_application_that_the_application_owns_is_told() {
    let owned = judged(&server(|tenant, app, _| {
        let other = tenant.custom_app("Payroll");
        tenant.owner(&other.sp, &app.sp);
    }));
    let (finding, level) = only(&owned);
    assert!(finding.id.starts_with("acme/excess/app/application-owner/"));
    assert_eq!(level, RiskLevel::High);
}

#[test]
fn that_the_guest_owns_the_guides_application_is_told_once_by_the_application() {
    let owned = judged(&server(|tenant, app, guest| {
        tenant.owner(app.registration.as_ref().unwrap(), guest);
    }));
    let (finding, _) = only(&owned);
    assert!(
        finding.id.starts_with("acme/excess/app/owner/"),
        "{}",
        finding.id
    );
}

#[test]
fn what_is_owned_and_was_not_read_leaves_open_whether_there_is_more() {
    for (path, principal) in [
        ("/v1.0/users/*/ownedObjects", "guest"),
        ("/v1.0/servicePrincipals/*/ownedObjects", "app"),
    ] {
        let server = server(|_, _, _| {});
        server.inject(On::path(path), Fault::Denied);
        let judged = judged(&server);
        assert_eq!(judged.readiness, Readiness::Undetermined, "{path}");
        assert_eq!(
            beyond(&judged, principal).verdict,
            Verdict::Unknown,
            "{path}"
        );
    }
}

/// A caller that may not read a type gets the id and the type, and one that gets no type knows nothing.
#[test]
fn an_owned_object_of_which_little_is_told_is_taken_for_nothing_else() {
    let id = "0abcdef0-1111-4222-8333-444455556666";
    let with = |object: Value| {
        let server = server(|_, _, _| {});
        let guide = guide();
        let subject = Subject::of_guide(&guide, &BTreeMap::new());
        let snapshot = scanned_for(&server, subject.with(&CATALOG));
        let mut json = serde_json::to_value(&snapshot.sections).unwrap();
        let requests = json["owned-objects"]["requests"].as_array().unwrap();
        let about = |one: &Value| one.to_string().contains("/users/");
        let request = requests.iter().position(about).unwrap();
        json["owned-objects"]["items"] = json!([{"request": request, "object": object}]);
        let mut changed = snapshot.clone();
        changed.sections = serde_json::from_value(json).unwrap();
        let guides = std::slice::from_ref(&guide);
        let reader = Given::default().reader(guides, &subject.values).unwrap();
        let options = AssessOptions::detect(changed.ended);
        let all = assess(guides, &CATALOG, &changed, &options, &reader).unwrap();
        all.into_iter().next().unwrap()
    };
    let unread = |kind: &str| json!({"@odata.type": kind, "id": id, "displayName": null, "appId": null, "isAssignableToRole": null});
    // Roles may be assigned to a group of which nothing is told.
    let group = with(unread("#microsoft.graph.group"));
    let (finding, level) = only(&group);
    assert!(finding.id.ends_with(&format!("/group-owner/{id}")));
    assert_eq!(level, RiskLevel::High);
    let application = with(unread("#microsoft.graph.application"));
    let (finding, _) = only(&application);
    assert!(finding.id.ends_with(&format!("/application-owner/{id}")));
    for object in [json!({"id": id}), unread("#microsoft.graph.device")] {
        let judged = with(object);
        assert_eq!(excess(&judged).len(), 0);
        assert_eq!(judged.readiness, Readiness::Undetermined);
        assert_eq!(beyond(&judged, "guest").verdict, Verdict::Unknown);
    }
}
