//! The runbooks of all ten guides: nothing of a guide is lost.

use crate::acme::{blind, served, text};
use crate::graph::scenarios::parts::{full_app, full_guest};
use crate::guides::{TEN, reader};
use crate::roundtrip::{Given, judged, look_for};
use rolecall::assess::Reader;
use rolecall::assess::semantics::{Facts, Truth, expand, in_play};
use rolecall::guide::format2::model::{Condition, Guide, Requirement};
use rolecall::runbook::{Kind, Runbook};

/// The requirements whose condition is not no in the possibility that the runbook acts on.
fn asked<'g>(guide: &'g Guide, guides: &[Guide], reader: &Reader) -> Vec<&'g Requirement> {
    let expanded: Vec<_> = guides
        .iter()
        .map(|one| expand(one, guides, &reader.values))
        .collect();
    let (possibility, _) = in_play(&expanded, &reader.facts, &reader.chosen);
    let own = expanded.iter().find(|one| one.id == guide.id).unwrap();
    let asks = own.requirements.iter().zip(&guide.requirements);
    asks.filter(|(ask, _)| possibility.truth(ask.when.as_ref()) != Truth::No)
        .map(|(_, requirement)| requirement)
        .collect()
}

/// What the runbook calls a requirement by: its finding's id in a step, or its title.
fn is_named(runbook: &Runbook, guide: &Guide, requirement: &Requirement, title: &str) -> bool {
    let id = format!("{}/{}", guide.id, requirement.id);
    let in_step = runbook
        .steps()
        .any(|step| step.closes.iter().any(|closed| closed.id == id));
    let in_phase = runbook.phases.iter().any(|phase| {
        let lines = phase.evidence.iter().chain(&phase.remarks);
        lines.into_iter().any(|line| line.contains(title))
    });
    in_step || in_phase
}

/// Every answer to the questions of a guide: all yes, all no, none.
fn answers(guide: &Guide) -> Vec<Facts> {
    let all = |answer: bool| {
        let facts = guide.facts.iter();
        facts
            .map(|fact| ((guide.id.clone(), fact.id.clone()), answer))
            .collect()
    };
    vec![Facts::new(), all(true), all(false)]
}

/// Every option of each choice, one at a time.
fn options(guide: &Guide) -> Vec<(String, String)> {
    let choices = guide.choices.iter();
    choices
        .flat_map(|choice| {
            let options = choice.options.iter();
            options.map(|option| (choice.id.to_string(), option.id.to_string()))
        })
        .collect()
}

#[test]
fn every_requirement_that_applies_is_named_in_the_onboarding() {
    let mut lost = Vec::new();
    for guide in TEN.iter() {
        let guides = [guide.clone()];
        let mut givens = vec![Given::default()];
        givens.extend(options(guide).into_iter().map(|(choice, option)| Given {
            choose: [(choice, option)].into(),
            ..Given::default()
        }));
        for given in givens {
            for facts in answers(guide) {
                for onboarding in [true, false] {
                    let reader = Reader {
                        facts: facts.clone(),
                        onboarding,
                        ..reader(&guides, &given)
                    };
                    let runbook = blind(&guides, &reader, Kind::Onboard);
                    for requirement in asked(guide, &guides, &reader) {
                        let title = requirement.title.clone().unwrap_or_default();
                        let by_rights = title.is_empty() || requirement.of_installer();
                        let named = is_named(&runbook, guide, requirement, &title);
                        // Of whoever installs, what is to be held stands in a remark.
                        let rights = requirement.need.rights();
                        let mut roles = rights.map(|right| right.kind.to_string());
                        let remark = |words: &str| {
                            let phases = runbook.phases.iter();
                            let mut remarks = phases.flat_map(|phase| &phase.remarks);
                            remarks.any(|line| line.contains(words))
                        };
                        if !named && (!by_rights || roles.any(|words| !remark(&words))) {
                            lost.push(format!("{}/{}", guide.id, requirement.id));
                        }
                    }
                }
            }
        }
    }
    lost.sort();
    lost.dedup();
    assert_eq!(lost, Vec::<String>::new());
}

#[test]
fn every_kind_of_runbook_is_written_for_each_of_the_ten_guides() {
    let tenants = [
        served(|_| {}),
        served(|tenant| {
            full_guest(tenant);
            full_app(tenant);
        }),
    ];
    for server in &tenants {
        let seen = look_for(TEN.clone(), server, &Given::default());
        for at in 0..TEN.len() {
            let mut guides = TEN.clone();
            guides.swap(0, at);
            let seen = judged(seen.snapshot.clone(), guides, &Given::default());
            for kind in Kind::ALL {
                let runbook = seen.runbook(kind);
                let page = text(&runbook);
                let at = format!("{}, {kind}", seen.guides[0].id);
                assert!(
                    page.contains(&seen.guides[0].title) || kind != Kind::Onboard,
                    "{at}"
                );
                let mut ids = std::collections::BTreeSet::new();
                for step in runbook.steps() {
                    assert!(ids.insert(&step.id), "{at}: {} stands twice", step.id);
                    assert!(step.minutes > 0, "{at}: {}: no time", step.id);
                    let portal = step.portal.iter().flatten();
                    let words = portal.map(|piece| format!("{piece:?}"));
                    let open: Vec<String> = words.filter(|one| one.contains("(\"<")).collect();
                    assert_eq!(open, Vec::<String>::new(), "{at}: {}", step.id);
                }
            }
        }
    }
}

/// No condition is lost on the way: each of them names what the guide has.
#[test]
fn conditions_of_the_ten_guides_are_told() {
    for guide in TEN.iter() {
        let guides = [guide.clone()];
        let reader = reader(&guides, &Given::default());
        let runbook = blind(&guides, &reader, Kind::Onboard);
        let page = text(&runbook);
        let open: Vec<&str> = guide
            .conditions()
            .into_iter()
            .flat_map(Condition::truths)
            .filter_map(|name| match name {
                rolecall::guide::format2::ids::TruthRef::Fact(fact) => Some(fact.id.as_str()),
                rolecall::guide::format2::ids::TruthRef::Option(_) => None,
            })
            .collect();
        for fact in open {
            assert!(
                page.contains(&format!("--fact {fact}=yes")),
                "{}: {fact}",
                guide.id
            );
        }
    }
}
