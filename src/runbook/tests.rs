//! Nothing of a guide is lost in its onboarding, whatever is chosen and answered.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "tests"
)]

use super::basis::Basis;
use super::context::RunbookContext;
use super::explain::tests::ground::{ALL, CATALOG, guide};
use super::judged::Judged;
use super::{Inputs, Kind, Runbook, write};
use crate::assess::semantics::{Facts, ParameterValues, Said, Truth};
use crate::assess::{Given, Reader};
use crate::catalog::Cloud;
use crate::guide::format2::model::{Guide, Requirement};
use jiff::Timestamp;

/// The inputs where nothing is known of the tenant.
fn inputs<'a>(guides: &'a [Guide], reader: &'a Reader) -> Inputs<'a> {
    Inputs {
        guide: &guides[0],
        guides,
        reader,
        catalog: &CATALOG,
        seen: None,
        assessments: &[],
        as_of: "2026-11-27T00:00:00Z".parse::<Timestamp>().unwrap(),
        cloud: Cloud::Global,
        since: None,
        needed: &[],
    }
}

/// True where a step closes a requirement, or a line of a phase has its title.
fn is_named(runbook: &Runbook, judged: &Judged<'_>, requirement: &Requirement) -> bool {
    let id = judged.finding_id(requirement);
    let title = judged.asked_of(requirement);
    assert!(!judged.title(requirement).trim().is_empty(), "{id}");
    let in_step = runbook.steps().any(|step| {
        let mut closes = step.closes.iter();
        closes.any(|closed| closed.id == id)
    });
    let in_phase = runbook.phases.iter().any(|phase| {
        let mut lines = phase.evidence.iter().chain(&phase.remarks);
        lines.any(|line| line.contains(&title))
    });
    in_step || in_phase
}

/// The words of a reader: nothing, or one option of each choice at a time, with every question open, yes or no.
fn readers(guide: &Guide) -> Vec<Reader> {
    let guides = std::slice::from_ref(guide);
    let silent = Given::default();
    let silent = silent.reader(guides, &ParameterValues::new()).unwrap();
    let mut chosen = vec![Said::new()];
    for choice in &guide.choices {
        let key = (guide.id.clone(), choice.id.clone());
        let options = choice.options.iter();
        chosen.extend(options.map(|option| Said::from([(key.clone(), option.id.clone())])));
    }
    let answered = |answer: bool| -> Facts {
        let facts = guide.facts.iter();
        facts
            .map(|fact| ((guide.id.clone(), fact.id.clone()), answer))
            .collect()
    };
    let facts = [Facts::new(), answered(true), answered(false)];
    let mut readers = Vec::new();
    for chosen in &chosen {
        for facts in &facts {
            readers.push(Reader {
                chosen: chosen.clone(),
                facts: facts.clone(),
                onboarding: true,
                ..silent.clone()
            });
        }
    }
    readers
}

#[test]
fn every_requirement_that_applies_is_named_in_the_onboarding() {
    let mut lost = Vec::new();
    for id in ALL {
        let guides = [guide(id)];
        for reader in readers(&guides[0]) {
            let inputs = inputs(&guides, &reader);
            let runbook = write(Kind::Onboard, inputs).unwrap();
            let basis = Basis::of(&inputs);
            let context = RunbookContext::new(inputs, &basis).unwrap();
            let judged = &context.judged;
            let asked = judged.guide.requirements.iter();
            let asked = asked.filter(|one| judged.truth(one.when.as_ref()) != Truth::No);
            let unnamed = asked.filter(|one| !is_named(&runbook, judged, one));
            lost.extend(unnamed.map(|one| judged.finding_id(one)));
        }
    }
    lost.sort();
    lost.dedup();
    assert_eq!(lost, Vec::<String>::new());
}
