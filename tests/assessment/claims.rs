//! A plan names every claim that a section carries: what changes without the section rests on it.

use crate::properties::{SAMPLES, read};
use crate::roll_call::CATALOG;
use crate::subject::Subject;
use rolecall::assess::AssessOptions;
use rolecall::assess::adopted::{Reader, judge};
use rolecall::assess::semantics::{GuideAnswer, Readiness, Verdict};
use rolecall::guide::format2::ids::{ChoiceId, Holder, TruthRef};
use rolecall::guide::format2::model::{Condition, Guide, Principal, PrincipalKind, Requirement};
use rolecall::scan::{Claim, Plan, plan};
use rolecall::snapshot::{SectionName, Snapshot};
use std::collections::{BTreeMap, BTreeSet};

/// Samples in which much is held, in each of the ways.
const LOOKED_AT: [&str; 7] = [
    "contoso-demo",
    "excess-app-permissions",
    "nested-group-access",
    "nothing-granted",
    "pim-for-groups",
    "ready-custom-app-full-roles",
    "ready-enterprise-app-defender-rbac",
];

fn answer(subject: &Subject, snapshot: &Snapshot) -> GuideAnswer {
    let reader = Reader {
        values: subject.values.clone(),
        ..Reader::default()
    };
    let options = AssessOptions::detect(snapshot.ended);
    let judged = judge(&subject.guides, &CATALOG, snapshot, &options, &reader);
    let mut guides = judged.answer.guides.into_values();
    guides.next().unwrap()
}

fn verdicts(answer: &GuideAnswer) -> BTreeMap<String, Verdict> {
    let judged = answer.requirements.iter();
    judged
        .map(|(id, one)| (id.to_string(), one.verdict))
        .collect()
}

/// The requirements that a plan names for a section, those that depend on a choice which it names, and whether it
/// names "nothing else is held".
fn planned(guide: &Guide, plan: &Plan, section: SectionName) -> (BTreeSet<String>, bool) {
    let mut named = BTreeSet::new();
    let mut beyond = false;
    for claim in plan.serves(section) {
        match claim {
            Claim::Requirement { requirement, .. } => {
                named.insert(requirement.to_string());
            }
            Claim::NothingElse { .. } => beyond = true,
            Claim::Choice { choice, .. } => named.extend(depending(guide, choice)),
            _ => {}
        }
    }
    (named, beyond)
}

/// The requirements that are asked under an option of a choice, by their own condition or by a principal's.
fn depending(guide: &Guide, choice: &ChoiceId) -> Vec<String> {
    let is_in = |when: Option<&Condition>| {
        let mut truths = when.map(Condition::truths).into_iter().flatten();
        truths.any(|one| matches!(one, TruthRef::Option(option) if option.choice.id == *choice))
    };
    let members = |holder: &Holder| -> Vec<&Principal> {
        let Holder::Principal(reference) = holder else {
            return Vec::new();
        };
        let principal = guide.principal(&reference.id).unwrap();
        match &principal.kind {
            PrincipalKind::Chosen { among } => {
                among.iter().filter_map(|id| guide.principal(id)).collect()
            }
            _ => vec![principal],
        }
    };
    let depends = |one: &&Requirement| {
        let mut holders = one.need.rights().flat_map(|right| members(&right.of));
        is_in(one.when.as_ref()) || holders.any(|holder| is_in(holder.when.as_ref()))
    };
    let all = guide.requirements.iter().filter(depends);
    all.map(|one| one.id.to_string()).collect()
}

#[test]
fn whatever_changes_without_a_section_is_a_claim_of_it() {
    let subject = Subject::expel(&CATALOG);
    let plan = plan(subject.with(&CATALOG));
    let mut wrong = Vec::new();
    let mut changed = 0;
    let samples = SAMPLES
        .iter()
        .filter(|(name, _)| LOOKED_AT.contains(&name.as_str()));
    for (name, json) in samples {
        let whole = read(json);
        let before = answer(&subject, &whole);
        for &section in SectionName::ALL {
            let mut less = whole.clone();
            less.sections.remove(section);
            let after = answer(&subject, &less);
            let (named, beyond) = planned(&subject.guides[0], &plan, section);
            let now = verdicts(&after);
            let was = verdicts(&before);
            let differ: Vec<&String> = was.keys().filter(|id| was[*id] != now[*id]).collect();
            changed += differ.len();
            for id in &differ {
                if !named.contains(*id) {
                    wrong.push(format!("{name} without {section}: {id}"));
                }
            }
            let unsure = after.readiness == Readiness::Undetermined
                && before.readiness != Readiness::Undetermined;
            if unsure && differ.is_empty() && !beyond {
                wrong.push(format!("{name} without {section}: what else is held"));
            }
        }
    }
    assert!(changed > 50, "{changed}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
