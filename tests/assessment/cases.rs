//! Small snapshots made from public bug reports, each named for what is in it, and what is right.

use crate::roll_call::{Said, judged};
use rolecall::assess::{Assessment, Finding, Readiness, Verdict};
use rolecall::snapshot;
use std::fs;
use std::path::PathBuf;

/// A case, judged with everything attested that only a person can see.
fn case(name: &str) -> Assessment {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/cases")
        .join(format!("{name}.json"));
    let said = Said {
        attest: true,
        ..Said::default()
    };
    judged(&snapshot::read(&fs::read(path).unwrap()).unwrap(), &said)
}

/// The only finding in excess.
fn excess(assessment: &Assessment) -> &Finding {
    let found: Vec<&Finding> = assessment
        .findings
        .iter()
        .filter(|finding| finding.verdict == Verdict::Excess)
        .collect();
    assert_eq!(found.len(), 1, "{found:?}");
    let nothing_else = |finding: &Finding| {
        finding.actual == "nothing else is held" && finding.principal == found[0].principal
    };
    assert!(!assessment.findings.iter().any(nothing_else));
    found[0]
}

#[test]
fn an_outside_identity_that_may_sign_in_is_in_excess() {
    let judged = case("federated-credential-beside-secret");
    assert_eq!(judged.readiness, Readiness::ReadyWithFindings);
    let finding = excess(&judged);
    for part in [
        "https://token.actions.githubusercontent.com",
        "repo:somebody-else/tools:ref:refs/heads/main",
    ] {
        assert!(finding.actual.contains(part), "{}", finding.actual);
    }
    assert_eq!(finding.evidence.len(), 1);
}

#[test]
fn an_assignment_without_a_role_is_in_excess() {
    let judged = case("guest-default-access");
    assert_eq!(judged.readiness, Readiness::ReadyWithFindings);
    assert_eq!(
        excess(&judged).title,
        "Assigned to Payroll portal (default access)"
    );
}

#[test]
fn a_secret_on_the_service_principal_of_the_vendors_application_is_in_excess() {
    let judged = case("secret-on-vendors-service-principal");
    assert_eq!(judged.readiness, Readiness::ReadyWithFindings);
    let finding = excess(&judged);
    assert!(
        finding
            .actual
            .contains("66666666-6666-4666-8666-666666666666"),
        "{}",
        finding.actual
    );
}

/// A finding by its id without the guide's.
fn finding<'a>(assessment: &'a Assessment, id: &str) -> &'a Finding {
    let id = format!("expel-mde/{id}");
    let found = assessment.findings.iter().find(|one| one.id == id);
    found.unwrap_or_else(|| panic!("no finding {id}"))
}

/// Findings with a verdict that keeps a tenant from being as the guide asks.
fn open(assessment: &Assessment) -> Vec<String> {
    let fine = [Verdict::Satisfied, Verdict::Absent, Verdict::Manual];
    let open = assessment.findings.iter();
    let open = open.filter(|one| !fine.contains(&one.verdict));
    open.map(|one| format!("{} {}: {}", one.id, one.verdict, one.reason))
        .collect()
}

#[test]
fn a_secret_of_the_year_9999_is_read_and_is_valid() {
    let judged = case("credential-year-9999");
    assert_eq!(open(&judged), Vec::<String>::new());
    let secret = finding(&judged, "api/client-secret");
    assert_eq!(secret.verdict, Verdict::Satisfied);
    assert_eq!(secret.actual, "1 valid, of 1 in all");
    let mut shown = secret
        .evidence
        .iter()
        .filter_map(|one| one.object.as_deref());
    assert!(
        shown.any(|object| object.contains("9999-12-31T00:00:00Z")),
        "as it was told"
    );
    assert!(
        secret.paths[0]
            .condition
            .contains("until 9999-12-31T00:00:00Z")
    );
}

#[test]
fn a_scope_in_lower_case_is_the_scope_and_is_shown_as_it_is_stored() {
    let judged = case("scope-lower-case");
    assert_eq!(judged.readiness, Readiness::Ready);
    let read = finding(&judged, "api/MicrosoftGraph/delegated/User.Read");
    assert_eq!(read.verdict, Verdict::Satisfied);
    let hop = read.paths[0].hops.last().unwrap();
    assert_eq!(hop, "Microsoft Graph user.read (delegated)");
}

#[test]
fn a_consent_without_scopes_is_no_sign_of_more_beside_one_that_names_them() {
    let judged = case("scope-null-and-spaces");
    assert_eq!(judged.readiness, Readiness::Ready);
    let rest = finding(&judged, "other-access/custom-application");
    assert_eq!(rest.verdict, Verdict::Absent);
    let said = |note: &rolecall::assess::Note| note.text.contains("does not say which permissions");
    assert!(rest.notes.iter().any(said), "it is said all the same");
}

#[test]
fn the_scopes_that_come_with_every_consent_are_no_excess() {
    let judged = case("openid-scopes");
    assert_eq!(judged.readiness, Readiness::Ready);
}

#[test]
fn an_app_role_that_was_disabled_later_is_still_held() {
    assert_eq!(case("app-role-disabled").readiness, Readiness::Ready);
}

#[test]
fn an_activated_role_beside_its_eligibility_is_counted_once() {
    let judged = case("pim-activated-with-open-eligibility");
    assert_eq!(judged.readiness, Readiness::ReadyWithFindings);
    assert_eq!(open(&judged), Vec::<String>::new());
    let reader = finding(&judged, "console/directory-role/SecurityReader");
    assert_eq!(reader.verdict, Verdict::Satisfied);
    let lapses = |note: &rolecall::assess::Note| note.kind == rolecall::assess::NoteKind::Expiry;
    assert!(reader.notes.iter().any(lapses));
    assert!(judged.advice.iter().all(|advice| !advice.weighs));
}

#[test]
fn a_lapsed_subscription_leaves_a_tenant_without_pim() {
    assert_eq!(case("lapsed-p2").readiness, Readiness::Ready);
}
