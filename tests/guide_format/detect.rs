//! The options that grants leave possible, and what an answer over them says.

use super::fixture::GUIDES;
use jiff::civil::date;
use rolecall::assess::HowTaken;
use rolecall::assess::semantics::{
    AdoptedGuide, Answer, Circumstances, Decided, Evidence, Facts, Need, ParameterValues,
    Possibilities, Said, Term, Verdict, detect, evaluate, expand,
};
use rolecall::guide::format2::ids::RequirementId;
use rolecall::guide::format2::kinds::{Phase, Tier};
use rolecall::guide::format2::model::{Guide, Right, RightKind};
use std::collections::{BTreeMap, BTreeSet};

const CIRCUMSTANCES: Circumstances = Circumstances {
    today: date(2026, 11, 27),
    phase: Phase::After,
    installer: false,
    unread: false,
    findings: false,
};

fn expel() -> &'static Guide {
    GUIDES
        .iter()
        .find(|guide| guide.id.as_str() == "expel-mde")
        .unwrap()
}

fn adopted() -> AdoptedGuide<Right> {
    let guide = expel();
    let values: ParameterValues = guide
        .parameters
        .iter()
        .map(|one| ((guide.id.clone(), one.id.clone()), vec!["value".to_owned()]))
        .collect();
    expand(guide, &GUIDES, &values)
}

fn rights(term: &Term<Right>) -> Vec<Right> {
    match term {
        Term::AnyOf { rights, .. } => rights.clone(),
        Term::Chosen(members) => members
            .iter()
            .flat_map(|one| &one.terms)
            .flat_map(rights_of)
            .collect(),
    }
}

fn rights_of(term: &Term<Right>) -> Vec<Right> {
    rights(term)
}

/// Every right that the guide names, as held or not; none where it was not seen.
fn seen(guide: &AdoptedGuide<Right>, state: impl Fn(&Right) -> Option<bool>) -> Evidence<Right> {
    let mut evidence = Evidence::default();
    for ask in &guide.requirements {
        let Need::Rights { alternatives, .. } = &ask.need else {
            continue;
        };
        for right in alternatives.iter().flatten().flat_map(rights) {
            if let Some(held) = state(&right) {
                // A person looked at the classic model, too, which no API shows.
                evidence.attested.insert(right.clone(), held);
                evidence.seen.insert(right, held);
            }
        }
    }
    evidence
}

/// The name of a directory role.
fn role(right: &Right) -> Option<&str> {
    match &right.kind {
        RightKind::DirectoryRole(named) => Some(named.name.as_str()),
        _ => None,
    }
}

fn decide(
    evidence: &Evidence<Right>,
    said: &[(&str, &str)],
) -> (BTreeMap<String, Decided>, Answer<Right>) {
    let guide = adopted();
    let guides = std::slice::from_ref(&guide);
    let said: Said = said
        .iter()
        .map(|(choice, option)| {
            (
                (guide.id.clone(), choice.parse().unwrap()),
                option.parse().unwrap(),
            )
        })
        .collect();
    let (taken, decided) = detect(guides, &Facts::new(), &said, evidence, CIRCUMSTANCES);
    let possibilities = Possibilities::of(guides, &Facts::new(), &taken);
    let answer = evaluate(guides, &possibilities, evidence, CIRCUMSTANCES);
    let decided = decided
        .into_iter()
        .map(|((_, choice), one)| (choice.to_string(), one));
    (decided.collect(), answer)
}

fn options(decided: &Decided) -> Vec<&str> {
    decided.options.iter().map(|id| id.as_str()).collect()
}

fn verdict(answer: &Answer<Right>, id: &str) -> Verdict {
    let requirements = &answer.guides[&expel().id].requirements;
    let id: RequirementId = id.parse().unwrap();
    requirements[&id].verdict
}

/// The requirement that asks for a directory role.
fn of_role(name: &str) -> String {
    let guide = expel();
    let asks = |one: &&rolecall::guide::format2::model::Requirement| {
        one.need.rights().any(|right| role(right) == Some(name))
    };
    guide.requirements.iter().find(asks).unwrap().id.to_string()
}

const FULL: [&str; 3] = [
    "Security Administrator",
    "Security Operator",
    "Security Reader",
];

#[test]
fn what_is_granted_whole_is_taken() {
    let guide = adopted();
    let evidence = seen(&guide, |right| Some(role(right).is_some()));
    let (decided, answer) = decide(&evidence, &[]);
    assert_eq!(options(&decided["console"]), ["directory-roles-full"]);
    assert_eq!(decided["console"].how, HowTaken::Detected);
    for name in FULL {
        assert_eq!(
            verdict(&answer, &of_role(name)),
            Verdict::Satisfied,
            "{name}"
        );
    }
}

#[test]
fn where_nothing_is_granted_the_preferred_option_is_assumed() {
    let guide = adopted();
    let evidence = seen(&guide, |_| Some(false));
    let (decided, answer) = decide(&evidence, &[]);
    assert_eq!(options(&decided["console"]), ["directory-roles-full"]);
    assert_eq!(decided["console"].how, HowTaken::Assumed);
    assert_eq!(
        verdict(&answer, &of_role("Security Administrator")),
        Verdict::Missing
    );
    assert!(decided["console"].why.contains("nothing of any option"));
}

#[test]
fn a_narrower_option_stands_while_the_broader_one_could_not_be_seen() {
    let guide = adopted();
    let evidence = seen(&guide, |right| match role(right) {
        Some("Security Administrator") => None,
        Some(_) => Some(true),
        None => Some(false),
    });
    let (decided, answer) = decide(&evidence, &[]);
    assert_eq!(decided["console"].how, HowTaken::Open);
    let possible: BTreeSet<&str> = options(&decided["console"]).into_iter().collect();
    assert_eq!(
        possible,
        BTreeSet::from(["directory-roles-full", "directory-roles-read-only"])
    );
    assert_eq!(
        verdict(&answer, &of_role("Security Reader")),
        Verdict::Satisfied
    );
    assert_eq!(
        verdict(&answer, &of_role("Security Administrator")),
        Verdict::Unknown
    );
}

#[test]
fn the_readers_word_stands_over_what_is_granted() {
    let guide = adopted();
    let evidence = seen(&guide, |right| Some(role(right).is_some()));
    let (decided, answer) = decide(&evidence, &[("console", "directory-roles-read-only")]);
    assert_eq!(decided["console"].how, HowTaken::Chosen);
    assert_eq!(
        verdict(&answer, &of_role("Security Administrator")),
        Verdict::NotAsked
    );
    let excess: Vec<&str> = answer
        .excess
        .iter()
        .filter_map(|one| role(&one.right))
        .collect();
    assert_eq!(excess, ["Security Administrator"]);
}

#[test]
fn two_options_that_are_granted_whole_are_both_taken() {
    let guide = adopted();
    let evidence = seen(&guide, |_| Some(true));
    let (decided, answer) = decide(&evidence, &[]);
    let taken = options(&decided["console"]);
    assert_eq!(taken, ["directory-roles-full", "defender-rbac"]);
    assert_eq!(
        decided["console"].why,
        "more than one option is granted whole"
    );
    for name in FULL {
        assert_eq!(
            verdict(&answer, &of_role(name)),
            Verdict::Satisfied,
            "{name}"
        );
    }
}

/// Less evidence leaves no fewer options, and turns nothing over.
#[test]
fn evidence_taken_away_leaves_every_option_that_was_possible() {
    let guide = adopted();
    let whole = seen(&guide, |right| Some(role(right).is_some()));
    let (before, answered) = decide(&whole, &[]);
    let all: Vec<Right> = whole.seen.keys().cloned().collect();
    assert!(all.len() > 20);
    for right in all {
        let mut less = whole.clone();
        less.seen.remove(&right);
        less.attested.remove(&right);
        let (after, answer) = decide(&less, &[]);
        for (choice, decided) in &before {
            let left = &after[choice].options;
            assert!(
                decided.options.iter().all(|one| left.contains(one)),
                "{right:?}"
            );
        }
        for ask in guide
            .requirements
            .iter()
            .filter(|ask| ask.tier == Tier::Required)
        {
            let id = ask.id.to_string();
            let (was, is) = (verdict(&answered, &id), verdict(&answer, &id));
            assert!(
                is == was || is == Verdict::Unknown,
                "{id}: {was} became {is}"
            );
        }
    }
}
