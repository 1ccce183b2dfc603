//! What the vendor is to be told, and the evidence that it was: a person's word, or a sign-in.

use crate::properties::{SAMPLES, read};
use crate::roll_call::{EXPEL, Said, assessed, parsed};
use rolecall::assess::{
    AssessOptions, Assessment, HandoverEvidence, HandoverSeen, Readiness, read_attestations,
};
use rolecall::snapshot::Snapshot;

const ATTESTED: &str = "{ way = \"attested\" }";
const READY: &str = "ready-custom-app-full-roles";
const FORM: &str = "expel-mde/api/workbench-form";

fn sample(name: &str) -> Snapshot {
    let mut samples = SAMPLES.iter();
    let wanted = |sample: &&(String, serde_json::Value)| sample.0 == name;
    read(&samples.find(wanted).unwrap().1)
}

/// Expel's guide with other evidence for its form.
fn judged(name: &str, evidence: &str, word: Option<bool>) -> Assessment {
    let mut text = EXPEL.to_owned();
    let at = text.find("id = \"api/workbench-form\"").unwrap();
    let start = at + text[at..].find("evidence = ").unwrap();
    let end = start + text[start..].find('\n').unwrap();
    text.replace_range(start..end, &format!("evidence = [{evidence}]"));
    let snapshot = sample(name);
    let mut options = AssessOptions::detect(snapshot.ended);
    if let Some(holds) = word {
        let tenant = snapshot.tenant.unwrap();
        let file = format!(
            "format = 1\ntenant = \"{tenant}\"\n[[attestation]]\nfinding = \"{FORM}\"\nby = \"Jane Doe\"\n\
             on = 2026-11-20\nholds = {holds}\nstatement = \"Sent.\"\n"
        );
        options.attestations = read_attestations(&file).unwrap().attestations;
    }
    assessed(&parsed(&text), &snapshot, &Said::default(), &options).unwrap()
}

fn form(assessment: &Assessment) -> &HandoverSeen {
    let mut handovers = assessment.handovers.iter();
    handovers
        .find(|one| one.id.as_str() == "api/workbench-form")
        .unwrap()
}

#[test]
fn a_persons_word_is_evidence_and_changes_no_readiness() {
    let without = judged(READY, ATTESTED, None);
    assert_eq!(form(&without).evidence, None);
    let with = judged(READY, ATTESTED, Some(true));
    let Some(HandoverEvidence::Attested { by, statement, .. }) = &form(&with).evidence else {
        panic!("{:?}", form(&with));
    };
    assert_eq!((by.as_str(), statement.as_str()), ("Jane Doe", "Sent."));
    let denied = judged(READY, ATTESTED, Some(false));
    assert_eq!(form(&denied).evidence, None);
    for assessment in [without, with, denied] {
        assert_eq!(assessment.readiness, Readiness::Ready);
    }
}

#[test]
fn a_word_is_a_document_only_with_a_file() {
    let with = judged(READY, "{ way = \"document\" }", Some(true));
    assert_eq!(form(&with).evidence, None);
}

#[test]
fn a_sign_in_of_the_principal_is_evidence_and_of_nobody_else() {
    let of = |principal: &str| {
        let evidence = format!("{{ way = \"sign-in\", of = \"{principal}\" }}");
        let assessment = judged("contoso-demo", &evidence, Some(true));
        form(&assessment).evidence.clone()
    };
    let Some(HandoverEvidence::SignIn { principal, at }) = of("guest") else {
        panic!("{:?}", of("guest"));
    };
    assert_eq!(principal, "Expel's analyst account");
    assert_eq!(at.to_string(), "2026-11-21T09:00:00Z");
    // Of these no sign-in is shown, and a word is no evidence where the guide does not say so.
    assert_eq!(of("application"), None);
    assert_eq!(of("enterprise-application"), None);
}
