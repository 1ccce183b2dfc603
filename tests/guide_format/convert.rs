//! Format 1 becomes format 2: Expel's guide, converted, has the meaning of the one converted by hand.

use super::fixture::{CATALOG, GUIDES, file, parse};
use rolecall::guide::format2::convert;
use rolecall::guide::format2::ids::{Holder, PrincipalRef};
use rolecall::guide::format2::model::{Closed, Guide, PrincipalKind, Requirement};

/// A guide of format 1 with one of each thing.
const MINIMAL: &str = "tests/fixtures/guides-v1/minimal.toml";

const EXPEL: &str = "tests/fixtures/guides-v1/expel-mde.toml";

fn converted() -> Guide {
    let text = convert(EXPEL, &file(EXPEL), &CATALOG).unwrap();
    parse(&text).unwrap_or_else(|problem| panic!("{}", problem.render()))
}

fn by_hand() -> Guide {
    let found = GUIDES.iter().find(|guide| guide.id.as_str() == "expel-mde");
    found.unwrap().clone()
}

/// Renames the chosen principal as in the guide that was converted by hand.
fn renamed(mut guide: Guide) -> Guide {
    let name = |id: &mut rolecall::guide::format2::ids::PrincipalId| {
        if id.as_str() == "api-principal" {
            *id = "application".parse().unwrap();
        }
    };
    for principal in &mut guide.principals {
        name(&mut principal.id);
        if matches!(principal.kind, PrincipalKind::Chosen { .. }) {
            principal.title = "The application that Expel's service uses".to_owned();
        }
    }
    for asked in &mut guide.requirements {
        if let rolecall::guide::format2::model::Need::Hold(rights) = &mut asked.need {
            for right in rights {
                if let Holder::Principal(PrincipalRef { id, .. }) = &mut right.of {
                    name(id);
                }
            }
        }
    }
    guide
}

/// A requirement without the texts that format 1 does not distinguish.
fn meaning(mut asked: Requirement) -> Requirement {
    asked.reason.clear();
    asked.effect.clear();
    asked.remark = None;
    asked
}

/// The ids of the parts that differ.
fn differing<T: PartialEq + Clone>(
    ours: &[T],
    theirs: &[T],
    id: impl Fn(&T) -> String,
) -> Vec<String> {
    assert_eq!(
        ours.iter().map(&id).collect::<Vec<_>>(),
        theirs.iter().map(&id).collect::<Vec<_>>()
    );
    let pairs = ours.iter().zip(theirs);
    pairs.filter(|(a, b)| a != b).map(|(a, _)| id(a)).collect()
}

#[test]
fn expels_guide_asks_the_same_after_converting() {
    let (ours, theirs) = (renamed(converted()), by_hand());
    assert_eq!(ours.edition, theirs.edition);
    assert_eq!(ours.sources, theirs.sources);
    assert_eq!(ours.parameters, theirs.parameters);
    assert_eq!(ours.principals, theirs.principals);
    let of = |guide: Guide| {
        guide
            .requirements
            .into_iter()
            .map(meaning)
            .collect::<Vec<_>>()
    };
    let asked = differing(&of(ours.clone()), &of(theirs.clone()), |asked| {
        asked.id.to_string()
    });
    assert_eq!(asked, Vec::<String>::new());
    assert_eq!(
        differing(&ours.choices, &theirs.choices, |choice| choice
            .id
            .to_string()),
        [""; 0]
    );
}

/// The texts that only a reader of the article can supply.
#[test]
fn fields_that_format_1_lacks_are_left_to_a_person() {
    let (ours, theirs) = (renamed(converted()), by_hand());
    // No reason and no effect is the article's until a person has read it again.
    assert!(
        ours.requirements
            .iter()
            .all(|asked| asked.reason == "none stated")
    );
    assert!(
        ours.requirements
            .iter()
            .all(|asked| asked.effect == "none stated")
    );
    assert!(ours.requirements.iter().all(|asked| asked.remark.is_some()));
    let said = theirs
        .requirements
        .iter()
        .filter(|asked| asked.effect != "none stated");
    assert_eq!(said.count(), 2);
    // The form becomes a handover with the step's id, and only an attestation shows it.
    let handover = &ours.handovers[0];
    assert_eq!(handover.id.as_str(), "workbench/fill");
    assert_eq!(handover.fields, theirs.handovers[0].fields);
    let closes = ours.steps.iter().flat_map(|step| &step.closes);
    assert!(
        closes
            .clone()
            .any(|closed| *closed == Closed::Handover(handover.id.clone()))
    );
}

#[test]
fn the_small_guide_of_format_1_converts() {
    let text = file(MINIMAL);
    let text = convert("minimal.toml", &text, &CATALOG).unwrap();
    parse(&text).unwrap_or_else(|problem| panic!("{}\n{text}", problem.render()));
}

#[test]
fn a_guide_that_is_no_guide_is_refused_as_before() {
    let problem = convert("guide.toml", "format = 1\n", &CATALOG).unwrap_err();
    assert!(problem.to_string().contains("guide.toml:1"), "{problem}");
}

/// What would be converted to another meaning, or to none, is refused in its place.
#[test]
fn what_cannot_be_converted_is_refused() {
    let minimal = file(MINIMAL);
    for (from, to, place, what) in [
        ("format = 1", "format = 2", "1:10", "written in format 2"),
        (
            "[\"console/roles\"]",
            "[\"console/roles\", \"console/rolls\"]",
            "77:29",
            "no option \"console/rolls\"; did you mean \"console/roles\"?",
        ),
        (
            "[\"console/roles\"]",
            "[\"console/roles\", \"console/roles\"]",
            "77:29",
            "named twice",
        ),
        (
            "principal = \"guest\"\ntier",
            "principal = \"gast\"\ntier",
            "70:13",
            "no principal \"gast\"",
        ),
        (
            "principal = \"guest\"\ntier",
            "tier",
            "67:1",
            "names options or a principal",
        ),
        (
            "directory-role = \"Security Reader\"\n",
            "",
            "76:1",
            "asks nothing",
        ),
        (
            "\"Security Reader\"",
            "\"Security Raeder\"",
            "79:18",
            "no directory role \"Security Raeder\"",
        ),
        (
            "title = \"The guest's account\"\n",
            "",
            "67:1",
            "needs an id and a title",
        ),
        (
            "read = 2026-01-31",
            "read = 2026-01-31T10:00:00Z",
            "13:8",
            "not a day",
        ),
        ("vendor = ", "vender = ", "4:1", "unknown field `vender`"),
    ] {
        assert_eq!(minimal.matches(from).count(), 1, "{from:?} stands once");
        let text = minimal.replace(from, to);
        let said = convert("guide.toml", &text, &CATALOG).expect_err(to);
        let said = said.to_string();
        assert!(
            said.starts_with(&format!("guide.toml:{place}: ")) && said.contains(what),
            "{to}: {said}"
        );
    }
}
