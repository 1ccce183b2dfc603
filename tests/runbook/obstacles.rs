//! What a runbook does about an API that stands in the way, a wildcard, and a secret without an end.

use crate::executor::Executor;
use crate::graph::ids::{self, MICROSOFT_GRAPH, WINDOWS_DEFENDER_ATP};
use crate::graph::scenarios::parts::{
    DEFENDER_ACTIONS, GRAPH_API, GUEST, bare_app, full_app, full_guest,
};
use crate::graph::tenant::Set;
use crate::graph::{Options, Server, Tenant};
use crate::roundtrip::{Given, Look, look};
use rolecall::assess::{Readiness, Verdict};
use rolecall::runbook::{Kind, Runbook};
use serde_json::json;

fn served(change: impl FnOnce(&mut Tenant)) -> Server {
    let mut tenant = Tenant::new("contoso");
    change(&mut tenant);
    Server::start(tenant, Options::default().writable())
}

fn seen(server: &Server) -> Look {
    look(server, &Given::default())
}

fn carry_out(server: &Server, runbook: &Runbook) -> Vec<String> {
    let mut executor = Executor::new(server);
    for step in runbook.steps() {
        executor.carry_out(&step.operations);
    }
    assert_eq!(server.violations(), Vec::new());
    executor.writes
}

fn titles(runbook: &Runbook) -> Vec<&str> {
    runbook.steps().map(|step| step.title.as_str()).collect()
}

#[test]
fn an_api_that_is_switched_off_is_switched_on_again() {
    let server = served(|tenant| {
        full_guest(tenant);
        full_app(tenant);
        let id = tenant.resource(WINDOWS_DEFENDER_ATP)["id"].clone();
        tenant.set(id.as_str().unwrap(), "accountEnabled", json!(false));
    });
    let before = seen(&server);
    assert_eq!(before.assessment.readiness, Readiness::NotReady);
    let runbook = before.runbook(Kind::Remediate);
    let titles = titles(&runbook);
    assert_eq!(titles.len(), 2, "{titles:?}");
    assert!(titles[0].contains("WindowsDefenderATP"), "{titles:?}");
    assert_eq!(runbook.steps().next().unwrap().closes.len(), 16);
    assert_eq!(carry_out(&server, &runbook).len(), 1);
    assert_eq!(seen(&server).assessment.readiness, Readiness::Ready);
}

#[test]
fn an_api_that_microsoft_has_disabled_is_nothing_to_switch() {
    let server = served(|tenant| {
        full_guest(tenant);
        full_app(tenant);
        let id = tenant.resource(WINDOWS_DEFENDER_ATP)["id"].clone();
        let why = json!("DisabledDueToViolationOfServicesAgreement");
        tenant.set(id.as_str().unwrap(), "disabledByMicrosoftStatus", why);
    });
    let runbook = seen(&server).runbook(Kind::Remediate);
    let titles = titles(&runbook);
    assert_eq!(titles.len(), 2, "{titles:?}");
    assert!(
        titles[0].starts_with("Microsoft has disabled"),
        "{titles:?}"
    );
    assert_eq!(carry_out(&server, &runbook), Vec::<String>::new());
}

#[test]
fn an_api_that_is_not_there_is_brought_in_before_anything_is_granted() {
    let server = served(|tenant| {
        full_guest(tenant);
        let app = bare_app(tenant, 300);
        for value in GRAPH_API {
            tenant.request_and_grant(&app, MICROSOFT_GRAPH, value);
        }
        let id = tenant.resource(WINDOWS_DEFENDER_ATP)["id"].clone();
        tenant.delete(id.as_str().unwrap());
    });
    let runbook = seen(&server).runbook(Kind::Remediate);
    let titles = titles(&runbook);
    assert_eq!(titles.len(), 2, "{titles:?}");
    assert!(titles[0].starts_with("Bring WindowsDefenderATP into the tenant"));
    assert!(titles[0].contains("Plan 2") && titles[0].contains("Defender for Servers"));
    // One step for the API and the sixteen permissions that wait for it.
    assert_eq!(runbook.steps().next().unwrap().closes.len(), 17);
    assert_eq!(carry_out(&server, &runbook), Vec::<String>::new());
}

#[test]
fn a_wildcard_is_written_out_and_leaves_nothing_beyond_the_guide() {
    for actions in [
        vec!["microsoft.xdr/*"],
        [
            DEFENDER_ACTIONS.as_slice(),
            &["microsoft.xdr/configuration/authorization/manage"],
        ]
        .concat(),
    ] {
        let server = served(|tenant| {
            let guest = tenant.guest(GUEST).id();
            let role = tenant.defender_role("Expel SOC", &actions);
            tenant.defender_assign(&role, &[&guest], &["/"]);
            full_app(tenant);
        });
        let before = seen(&server);
        assert!(before.assessment.count(Verdict::Excess) > 0);
        let runbook = before.runbook(Kind::Remediate);
        assert_eq!(
            carry_out(&server, &runbook).len(),
            1,
            "{:?}",
            titles(&runbook)
        );
        let after = seen(&server).assessment;
        let excess: Vec<&str> = after
            .findings
            .iter()
            .filter(|finding| finding.verdict != Verdict::Satisfied)
            .filter(|finding| finding.verdict == Verdict::Excess || finding.verdict.is_gap())
            .map(|finding| finding.id.as_str())
            .collect();
        assert_eq!(excess, Vec::<&str>::new());
    }
}

#[test]
fn a_secret_without_an_end_is_replaced() {
    let server = served(|tenant| {
        full_guest(tenant);
        let app = full_app(tenant);
        let registration = app.registration.unwrap();
        tenant.set(&registration, "passwordCredentials", json!([]));
        tenant.secret(&registration, &ids::at(-10), "2299-12-30T23:00:00Z");
    });
    assert_eq!(
        seen(&server).assessment.readiness,
        Readiness::ReadyWithFindings
    );
    let runbook = seen(&server).runbook(Kind::Remediate);
    carry_out(&server, &runbook);
    let after = seen(&server).assessment;
    assert_eq!(
        after.readiness,
        Readiness::Ready,
        "{}",
        after.readiness_reason
    );
}

#[test]
fn the_auditors_own_application_comes_and_goes() {
    let server = served(|_| {});
    let runbook = seen(&server).runbook(Kind::Auditor);
    // The one that has just scanned is not the one that is made.
    server.change(|tenant| {
        let all = tenant.all(Set::Applications).iter();
        let ids: Vec<String> = all.map(|one| one["id"].as_str().unwrap().into()).collect();
        for id in ids {
            tenant.set(&id, "displayName", json!("another"));
        }
    });
    let steps: Vec<_> = runbook.steps().collect();
    let (last, first) = steps.split_last().unwrap();
    let mut auditor = Executor::new(&server);
    let certificate = ("certificate".to_owned(), "MIIB".to_owned());
    auditor.placeholders.extend([certificate]);
    for step in first {
        auditor.carry_out(&step.operations);
    }
    // The registration, its service principal, the certificate, the list, and each permission.
    assert_eq!(auditor.writes.len(), 4 + 11, "{:?}", auditor.writes);
    for _ in 0..2 {
        auditor.carry_out(&last.operations);
    }
    let deleted = auditor.writes.get(4 + 11..).unwrap();
    assert_eq!(deleted.len(), 1, "{deleted:?}");
    assert!(deleted[0].starts_with("DELETE /v1.0/applications/"));
    assert_eq!(server.violations(), Vec::new());
}
