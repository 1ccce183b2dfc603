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
