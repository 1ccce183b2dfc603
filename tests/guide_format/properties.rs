//! Properties of every answer, for any guides and any evidence.

use super::cases::{Case, CaseAsk, CaseChoice, CaseOther};
use proptest::prelude::*;
use rolecall::assess::semantics::{Answer, Readiness, Verdict};
use serde_json::{Value, json};
use std::collections::BTreeMap;

use super::cases::Thing;

const RIGHTS: [&str; 6] = ["a", "b", "c", "d", "e", "f"];
const CONDITIONS: usize = 8;

fn when(index: usize) -> Option<Value> {
    match index {
        0 => Some(json!("p")),
        1 => Some(json!("q")),
        2 => Some(json!({ "not": "p" })),
        3 => Some(json!("c/x")),
        4 => Some(json!({ "any": ["c/y", "q"] })),
        5 => Some(json!({ "all": ["p", "q"] })),
        _ => None,
    }
}

fn rights() -> impl Strategy<Value = Vec<String>> {
    let one = proptest::sample::subsequence(RIGHTS.to_vec(), 1..=2);
    one.prop_map(|names| names.into_iter().map(str::to_owned).collect())
}

fn ask() -> impl Strategy<Value = CaseAsk> {
    let tiers = [
        "required",
        "required",
        "recommended",
        "optional",
        "informational",
        "temporary",
        "not-required",
        "forbidden",
    ];
    let need = (proptest::collection::vec(rights(), 1..4), any::<bool>());
    (
        proptest::sample::select(tiers.to_vec()),
        0..CONDITIONS,
        need,
    )
        .prop_map(|(tier, condition, (mut alternatives, only_one))| {
            let refuses = matches!(tier, "not-required" | "forbidden");
            let several = alternatives.len() > 1 && !refuses;
            let hold = (!several).then(|| alternatives.remove(0));
            CaseAsk {
                id: String::new(),
                tier: tier.to_owned(),
                when: when(condition),
                hold,
                any_of: several.then_some(alternatives),
                only_one: several && only_one,
                until: None,
                replaced_by: None,
                of: None,
            }
        })
}

fn asks(prefix: &'static str) -> impl Strategy<Value = Vec<CaseAsk>> {
    let all = proptest::collection::vec(ask(), 1..5);
    all.prop_map(move |mut asks| {
        for (index, ask) in asks.iter_mut().enumerate() {
            ask.id = format!("{prefix}{index}");
        }
        asks
    })
}

prop_compose! {
    fn case()(
        requirements in asks("r"),
        other in proptest::option::of((asks("x"), any::<bool>())),
        seen in proptest::collection::vec(0..3_u8, RIGHTS.len()),
        attested in proptest::collection::vec(0..3_u8, RIGHTS.len()),
        no_api in proptest::sample::subsequence(RIGHTS.to_vec(), 0..3),
        covers in proptest::option::of(proptest::sample::subsequence(RIGHTS.to_vec(), 2)),
        facts in proptest::collection::vec(0..3_usize, 2),
        taken in 0..3_u8,
        onboarding in any::<bool>(),
    ) -> Case {
        let words = ["yes", "no", "open"];
        let mut case = Case { requirements, ..Case::default() };
        case.others = other.into_iter().map(|(requirements, needed)| CaseOther {
            id: "g2".to_owned(),
            kind: needed.then(|| "needs".to_owned()),
            adopted: None,
            coverage: None,
            requirements,
        }).collect();
        case.facts = [("p", words[facts[0]]), ("q", words[facts[1]])]
            .map(|(id, value)| (id.to_owned(), value.to_owned())).into();
        case.choices = BTreeMap::from([("c".to_owned(), CaseChoice {
            options: BTreeMap::from([
                ("x".to_owned(), Vec::new()),
                ("y".to_owned(), vec!["x".to_owned()]),
                ("z".to_owned(), Vec::new()),
            ]),
            taken: ["x", "y"].get(usize::from(taken)).map(|id| (*id).to_owned()),
            ..CaseChoice::default()
        })]);
        case.no_api = no_api.iter().map(|id| (*id).to_owned()).collect();
        for (index, right) in RIGHTS.iter().enumerate() {
            if seen[index] > 0 && !case.no_api.contains(*right) {
                let how = if seen[index] == 1 { "held" } else { "not held" };
                case.seen.insert((*right).to_owned(), how.to_owned());
            }
            if attested[index] > 0 {
                case.attested.insert((*right).to_owned(), attested[index] == 1);
            }
        }
        if let Some(pair) = covers {
            case.covers.insert(pair[0].to_owned(), [pair[1].to_owned()].into());
        }
        case.phase = onboarding.then(|| "onboarding".to_owned());
        case
    }
}

/// The verdicts that became stronger when evidence was taken away, which must not happen.
fn stronger(full: &Answer<Thing>, less: &Answer<Thing>) -> Vec<String> {
    let mut wrong = Vec::new();
    for (id, answer) in &full.guides {
        let after = &less.guides[id];
        for (id, judged) in &answer.requirements {
            let (before, now) = (judged.verdict, after.requirements[id].verdict);
            if before != now && !matches!(now, Verdict::Unknown | Verdict::Manual) {
                wrong.push(format!("{id}: {before} became {now}"));
            }
        }
        let (before, now) = (answer.readiness, after.readiness);
        let calmer = now == Readiness::Undetermined
            || (before, now) == (Readiness::Ready, Readiness::ReadyWithFindings);
        if before != now && !calmer {
            wrong.push(format!("{id}: {before} became {now}"));
        }
    }
    let known: Vec<&Thing> = full.excess.iter().map(|excess| &excess.right).collect();
    let new = less
        .excess
        .iter()
        .filter(|excess| !known.contains(&&excess.right));
    wrong.extend(new.map(|excess| format!("{} became excess", excess.right.name)));
    wrong
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    /// The removed evidence was in a section that is then not read, so more could be held.
    #[test]
    fn taking_evidence_away_only_weakens(case in case(), drop in any::<prop::sample::Index>()) {
        prop_assume!(!case.seen.is_empty());
        let mut less = case.clone();
        let name = case.seen.keys().nth(drop.index(case.seen.len())).unwrap();
        less.seen.remove(name);
        less.unread = true;
        let wrong = stronger(&case.answer(), &less.answer());
        prop_assert!(wrong.is_empty(), "without {name}: {wrong:?}\n{case:?}");
    }

    /// The same for attestations.
    #[test]
    fn taking_an_attestation_away_only_weakens(case in case(), drop in any::<prop::sample::Index>()) {
        prop_assume!(!case.attested.is_empty());
        let mut less = case.clone();
        let name = case.attested.keys().nth(drop.index(case.attested.len())).unwrap();
        less.attested.remove(name);
        less.unread = true;
        let wrong = stronger(&case.answer(), &less.answer());
        prop_assert!(wrong.is_empty(), "without {name}: {wrong:?}\n{case:?}");
    }

    /// Requirements, and rights that are all held, may stand in any order.
    #[test]
    fn the_order_of_like_items_does_not_matter(case in case()) {
        let mut turned = case.clone();
        let others = turned.others.iter_mut().map(|other| &mut other.requirements);
        for requirements in std::iter::once(&mut turned.requirements).chain(others) {
            requirements.reverse();
            for asked in requirements {
                let lists = asked.any_of.iter_mut().flatten().chain(&mut asked.hold);
                lists.for_each(|list| list.reverse());
            }
        }
        prop_assert_eq!(case.answer(), turned.answer());
    }

    /// A guide is ready only when every required item that applies is satisfied. Where one is required, at least one
    /// applies and is satisfied.
    #[test]
    fn a_ready_guide_has_satisfied_requirements(case in case()) {
        let answer = case.answer();
        for guide in case.guides() {
            let result = &answer.guides[&guide.id];
            if result.readiness < Readiness::ReadyWithFindings {
                continue;
            }
            let required = guide.requirements.iter().filter(|ask| ask.tier.as_str() == "required");
            let verdicts: Vec<Verdict> =
                required.map(|ask| result.requirements[&ask.id].verdict).collect();
            let shown = format!("{}: {} of {verdicts:?}", guide.id, result.readiness);
            prop_assert!(verdicts.is_empty() || verdicts.contains(&Verdict::Satisfied), "{shown}");
            let met = |v: &Verdict| matches!(v, Verdict::Satisfied | Verdict::NotAsked);
            prop_assert!(verdicts.iter().all(met), "{shown}");
        }
    }

    /// A guide that is not adopted changes nothing.
    #[test]
    fn a_guide_that_is_not_adopted_asks_for_nothing(case in case()) {
        let mut without = case.clone();
        without.others.clear();
        let mut idle = case;
        for other in &mut idle.others {
            other.adopted = Some(false);
            other.kind = None;
        }
        prop_assert_eq!(idle.answer(), without.answer());
    }
}
