//! The candidate that a finding rests on, in every sample.

use crate::roll_call::{Said, judged};
use rolecall::assess::{Assessment, Candidate, Finding, FindingHolder, Standing};
use rolecall::catalog::Subject;
use rolecall::snapshot;
use std::fs;

fn samples() -> Vec<(String, Assessment)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/samples");
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|end| end != "json") {
            continue;
        }
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let snapshot = snapshot::read(&fs::read(&path).unwrap()).unwrap();
        let mut said = Said::default();
        let sought = snapshot.sought[0].parameters.iter();
        said.parameters = sought
            .map(|(id, value)| (id.clone(), value.texts()[0].clone()))
            .collect();
        all.push((name, judged(&snapshot, &said)));
    }
    all.sort_by(|(one, _), (other, _)| one.cmp(other));
    assert!(all.len() > 20, "the samples were found");
    all
}

fn as_holder(candidate: &Candidate) -> FindingHolder {
    FindingHolder {
        object_id: candidate.object_id,
        kind: candidate.kind,
    }
}

fn candidates<'a>(
    assessment: &'a Assessment,
    finding: &'a Finding,
) -> impl Iterator<Item = &'a Candidate> {
    let all = assessment.candidates.iter();
    all.filter(|one| one.principal == finding.principal)
}

#[test]
fn a_requirement_rests_on_the_only_one_who_could_be_meant() {
    let (mut resting, mut several) = (0, 0);
    for (name, assessment) in samples() {
        let settled = assessment.choices.iter().all(|one| one.options.len() == 1);
        let asked = assessment.findings.iter().filter(|one| {
            settled && one.requirement.is_some() && one.subject != Subject::Attestation
        });
        for finding in asked {
            let genuine: Vec<FindingHolder> = candidates(&assessment, finding)
                .filter(|one| one.standing != Standing::LookAlike)
                .map(as_holder)
                .collect();
            match (genuine.as_slice(), finding.holder) {
                ([only], Some(holder)) => {
                    assert_eq!(holder, *only, "{name}: {}", finding.id);
                    resting += 1;
                }
                ([], None) => {}
                ([_, _, ..], None) => several += 1,
                (genuine, holder) => {
                    panic!("{name}: {}: {holder:?} of {genuine:?}", finding.id)
                }
            }
        }
    }
    assert!(resting > 500 && several > 10, "{resting}, {several}");
}

#[test]
fn whoever_is_not_to_hold_anything_is_named_by_its_object_and_its_finding() {
    let mut named = 0;
    for (name, assessment) in samples() {
        for finding in &assessment.findings {
            let Some(holder) = finding.holder else {
                assert_ne!(
                    finding.subject,
                    Subject::OtherHolder,
                    "{name}: {}",
                    finding.id
                );
                continue;
            };
            let mut own = candidates(&assessment, finding);
            let candidate = own
                .find(|one| as_holder(one) == holder)
                .unwrap_or_else(|| panic!("{name}: {}: no candidate", finding.id));
            if finding.subject == Subject::OtherHolder {
                let id = match candidate.app_id {
                    Some(app) => app.to_string(),
                    None => candidate.object_id.to_string(),
                };
                assert!(finding.id.ends_with(&id), "{name}: {}", finding.id);
                named += 1;
            }
        }
    }
    assert!(named > 2, "{named}");
}

#[test]
fn what_rests_on_nobody_names_nobody() {
    for (name, assessment) in samples() {
        for finding in &assessment.findings {
            let of_nobody = matches!(
                finding.subject,
                Subject::Attestation | Subject::Api | Subject::GrantedTwice
            );
            assert!(
                !of_nobody || finding.holder.is_none(),
                "{name}: {}",
                finding.id
            );
        }
    }
}
