//! Every finding that is open names a way out, and whoever takes it finds it closed.

use crate::graph::Server;
use crate::people;
use crate::remedies::{Person, attestation};
use crate::roundtrip::{Given, Look, glance};
use crate::troubles::{self, Trouble};
use rolecall::advice::sentences;
use rolecall::assess::{Clarify, Finding, Remedy, Verdict};
use rolecall::guide::OptionRef;
use std::collections::{BTreeMap, BTreeSet};

/// At most so many looks until a finding is closed: one that settles who is meant, one that brings it in, one
/// that gives what is asked.
const ROUNDS: usize = 3;

fn start(trouble: &Trouble) -> Server {
    let server = Server::start(trouble.tenant.clone(), trouble.options.clone().writable());
    server.change(people::vendor_publishes);
    for (on, fault) in &trouble.faults {
        server.inject(on.clone(), fault.clone());
    }
    server
}

/// Whether a finding that had a verdict is closed in a later look: what was unknown is told (or gone, with the
/// option that it belonged to), and a gap is filled.
fn is_closed(before: Verdict, now: Option<&Finding>) -> bool {
    match (before, now.map(|finding| finding.verdict)) {
        (Verdict::Unknown, now) => now != Some(Verdict::Unknown),
        (_, now) => now == Some(Verdict::Satisfied),
    }
}

fn find<'l>(seen: &'l Look, id: &str) -> Option<&'l Finding> {
    let mut findings = seen.assessment.findings.iter();
    findings.find(|finding| finding.id == id)
}

/// Takes the remedies of these findings, looks again, and so on until they are closed.
fn close(
    trouble: &Trouble,
    ids: &BTreeMap<String, Verdict>,
    otherwise: bool,
) -> Result<(), String> {
    let server = start(trouble);
    let mut given = Given::default();
    let mut taken: BTreeSet<Vec<Remedy>> = BTreeSet::new();
    for _ in 0..ROUNDS {
        let seen = glance(&server, &given);
        let open: Vec<&Finding> = ids
            .iter()
            .filter(|(id, before)| !is_closed(**before, find(&seen, id)))
            .filter_map(|(id, _)| find(&seen, id))
            .collect();
        if open.is_empty() {
            return Ok(());
        }
        let person = Person {
            server: &server,
            seen: &seen,
            otherwise,
        };
        let mut done: BTreeSet<&Remedy> = BTreeSet::new();
        let mut round: BTreeSet<Vec<Remedy>> = BTreeSet::new();
        for finding in open {
            let (name, id) = (&trouble.name, &finding.id);
            if finding.remedies.is_empty() || taken.contains(&finding.remedies) {
                let (reason, remedies) = (&finding.reason, &finding.remedies);
                return Err(format!(
                    "{name}: {id} is {} ({reason}) after {remedies:?}",
                    finding.verdict
                ));
            }
            for remedy in &finding.remedies {
                // What is given is given for each finding; everything else is done once.
                if matches!(remedy, Remedy::Give(_) | Remedy::Attest) || done.insert(remedy) {
                    person.take(finding, remedy, &mut given);
                }
            }
            round.insert(finding.remedies.clone());
        }
        taken.extend(round);
    }
    let seen = glance(&server, &given);
    let left: Vec<String> = ids
        .iter()
        .filter(|(id, before)| !is_closed(**before, find(&seen, id)))
        .map(|(id, before)| {
            let now = find(&seen, id).map(|now| (now.verdict, &now.reason, &now.remedies));
            format!("{}: {id} was {before} and is {now:?}", trouble.name)
        })
        .collect();
    if left.is_empty() {
        Ok(())
    } else {
        Err(left.join("\n"))
    }
}

/// What a report says of a finding's remedies.
fn complaints(trouble: &Trouble, finding: &Finding) -> Vec<String> {
    let ways = sentences(finding, "the principal", &finding.title);
    let text = ways.join(" ");
    let mut wrong = Vec::new();
    let mut check = |right: bool, what: &str| {
        if !right {
            wrong.push(format!("{}: {}: {what}: {text}", trouble.name, finding.id));
        }
    };
    check(!ways.is_empty(), "no way out");
    check(text.chars().count() < 1_500, "too long");
    check(
        finding.reason.chars().count() < 1_200,
        "the reason is too long",
    );
    for way in &ways {
        check(way.ends_with('.'), "no sentence");
    }
    for remedy in &finding.remedies {
        if let Remedy::Clarify(Clarify::Choose { options }) = remedy {
            check(options.len() > 1, "no choice");
            for OptionRef { choice, option } in options {
                check(
                    text.contains(&format!("--choose {choice}={option}")),
                    "an option",
                );
            }
        }
        if let Remedy::Clarify(Clarify::Pin {
            app_id: Some(app_id),
            ..
        }) = remedy
        {
            check(
                text.contains(&format!("--param {app_id}=")),
                "the parameter",
            );
        }
    }
    for need in finding.needs() {
        check(text.contains(need), need);
    }
    wrong
}

/// Groups what has the same remedies: it is closed together.
fn groups(seen: &Look) -> Vec<BTreeMap<String, Verdict>> {
    let mut groups: BTreeMap<(&str, &[Remedy]), BTreeMap<String, Verdict>> = BTreeMap::new();
    let findings = seen.assessment.findings.iter();
    for finding in findings.filter(|finding| finding.verdict.may_be_gap()) {
        groups
            .entry((finding.verdict.as_str(), &finding.remedies))
            .or_default()
            .insert(finding.id.clone(), finding.verdict);
    }
    groups.into_values().collect()
}

fn every_way_out(trouble: &Trouble) -> Vec<String> {
    let seen = glance(&start(trouble), &Given::default());
    let findings = seen.assessment.findings.iter();
    let mut wrong: Vec<String> = findings
        .filter(|finding| finding.verdict.may_be_gap())
        .flat_map(|finding| complaints(trouble, finding))
        .collect();
    for ids in groups(&seen) {
        let two_ways = ids.keys().filter_map(|id| find(&seen, id)).any(|finding| {
            let remedies = finding.remedies.iter();
            remedies.clone().any(|remedy| {
                matches!(
                    remedy,
                    Remedy::Clarify(_)
                        | Remedy::Establish(rolecall::assess::Establish::ProveRedemption)
                )
            })
        });
        wrong.extend(close(trouble, &ids, false).err());
        if two_ways {
            wrong.extend(close(trouble, &ids, true).err());
        }
    }
    wrong
}

#[test]
fn every_open_finding_is_closed_by_the_way_out_that_it_names() {
    let mut wrong = Vec::new();
    for trouble in troubles::all() {
        let name = trouble.name.clone();
        match std::panic::catch_unwind(|| every_way_out(&trouble)) {
            Ok(complaints) => wrong.extend(complaints),
            Err(_) => wrong.push(format!("{name}: panicked")),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What no public API shows, and a Defender permission that a classic role may give.
#[test]
fn whatever_can_be_attested_is_answered_by_an_attestation() {
    for trouble in troubles::all() {
        let server = start(&trouble);
        let seen = glance(&server, &Given::default());
        let attestable = |finding: &&Finding| {
            let says = sentences(finding, "", "").join(" ").contains("--attest");
            let asks = finding.remedies.contains(&Remedy::Attest);
            assert!(!asks || says, "{}", finding.id);
            says
        };
        let findings = seen.assessment.findings.iter().filter(attestable);
        let given = Given {
            attestations: findings
                .map(|finding| attestation(&server, finding))
                .collect(),
            ..Given::default()
        };
        let manual = |seen: &Look| {
            let findings = seen.assessment.findings.iter();
            findings
                .filter(|one| one.verdict == Verdict::Manual && one.attested.is_none())
                .count()
        };
        let answered = glance(&server, &given);
        assert_eq!(manual(&answered), 0, "{}", trouble.name);
        for attested in &given.attestations {
            let finding = find(&answered, &attested.finding).unwrap();
            assert!(finding.attested.is_some(), "{}", finding.id);
            let told = !finding.verdict.is_open() && finding.verdict != Verdict::Excess;
            assert!(told, "{}: {}", finding.id, finding.verdict);
            assert_eq!(finding.remedies, Vec::new(), "{}", finding.id);
        }
    }
}
