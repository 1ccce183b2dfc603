//! The assessment of the ten guides with no evidence and with all evidence, and the expansion of rights.

use super::fixture::{GUIDES, parse};
use jiff::civil::date;
use rolecall::assess::semantics::{
    AdoptedGuide, Answer, Circumstances, Evidence, Facts, Holdable, Need, ParameterValues,
    Possibilities, Readiness, State, Taken, Term, Verdict, evaluate, expand,
};
use rolecall::guide::format2::ids::PrincipalId;
use rolecall::guide::format2::kinds::Phase;
use rolecall::guide::format2::model::{Guide, Right, RightKind, Scope, Shown};

const MINIMAL: &str = include_str!("minimal.toml");

const CIRCUMSTANCES: Circumstances = Circumstances {
    today: date(2026, 11, 27),
    phase: Phase::After,
    installer: false,
    unread: false,
    findings: false,
};

/// A value for every parameter.
fn values(guide: &Guide) -> ParameterValues {
    let parameters = guide.parameters.iter();
    parameters
        .map(|parameter| {
            (
                (guide.id.clone(), parameter.id.clone()),
                vec!["value".to_owned()],
            )
        })
        .collect()
}

fn judge(guide: &AdoptedGuide<Right>, evidence: &Evidence<Right>) -> Answer<Right> {
    let guides = std::slice::from_ref(guide);
    let possibilities = Possibilities::of(guides, &Facts::new(), &Taken::new());
    evaluate(guides, &possibilities, evidence, CIRCUMSTANCES)
}

fn rights_of(term: &Term<Right>) -> Vec<&Right> {
    match term {
        Term::AnyOf { rights, .. } => rights.iter().collect(),
        Term::Chosen(members) => members
            .iter()
            .flat_map(|one| &one.terms)
            .flat_map(rights_of)
            .collect(),
    }
}

/// Every right is seen in one state, and every statement is attested to.
fn all(guide: &AdoptedGuide<Right>, held: bool) -> Evidence<Right> {
    let mut evidence = Evidence::default();
    for asked in &guide.requirements {
        let key = (guide.id.clone(), asked.id.clone());
        evidence.statements.insert(key, held);
        let Need::Rights { alternatives, .. } = &asked.need else {
            continue;
        };
        for right in alternatives.iter().flatten().flat_map(rights_of) {
            let known = match right.shown() {
                Shown::ByAttestation => &mut evidence.attested,
                Shown::ByApi | Shown::ByApiOrAttestation => &mut evidence.seen,
            };
            known.insert(right.clone(), held);
        }
    }
    evidence
}

#[test]
fn without_evidence_nothing_is_concluded() {
    for guide in GUIDES.iter() {
        let adopted = expand(guide, &GUIDES, &values(guide));
        let answer = judge(&adopted, &Evidence::default());
        let result = &answer.guides[&guide.id];
        assert_eq!(result.readiness, Readiness::Undetermined, "{}", guide.id);
        assert!(answer.excess.is_empty());
        for (id, judged) in &result.requirements {
            let fits = matches!(
                judged.verdict,
                Verdict::Unknown | Verdict::Manual | Verdict::NotAsked | Verdict::Noted
            );
            assert!(fits, "{} {id}: {}", guide.id, judged.verdict);
        }
    }
}

#[test]
fn where_everything_is_held_nothing_is_missing() {
    for guide in GUIDES.iter() {
        let adopted = expand(guide, &GUIDES, &values(guide));
        let answer = judge(&adopted, &all(&adopted, true));
        for (id, judged) in &answer.guides[&guide.id].requirements {
            assert!(
                !matches!(judged.verdict, Verdict::Missing | Verdict::Partial),
                "{} {id}: {}",
                guide.id,
                judged.verdict
            );
        }
    }
}

#[test]
fn where_nothing_is_held_no_guide_is_ready() {
    for guide in GUIDES.iter() {
        let adopted = expand(guide, &GUIDES, &values(guide));
        let answer = judge(&adopted, &all(&adopted, false));
        let result = answer.guides[&guide.id].readiness;
        assert!(result <= Readiness::Undetermined, "{}: {result}", guide.id);
        assert!(answer.excess.is_empty());
    }
}

/// The small guide with the scope held at `which`, for two subscriptions.
fn at(which: &str) -> (Vec<Term<Right>>, Guide) {
    let text = MINIMAL.replace("which = \"each\"", &format!("which = \"{which}\""));
    let guide = parse(&text).unwrap();
    let mut values = values(&guide);
    let key = (guide.id.clone(), "subscriptions".parse().unwrap());
    values.insert(key, vec!["one".to_owned(), "two".to_owned()]);
    (terms(&guide, &values, "reader"), guide)
}

fn terms(guide: &Guide, values: &ParameterValues, id: &str) -> Vec<Term<Right>> {
    let adopted = expand(guide, &[], values);
    let asked = adopted
        .requirements
        .into_iter()
        .find(|asked| asked.id.as_str() == id)
        .unwrap();
    let Need::Rights {
        mut alternatives, ..
    } = asked.need
    else {
        panic!("{id} is a statement");
    };
    alternatives.remove(0)
}

fn scope(right: &Right) -> &str {
    match right.kind.scope() {
        Some(Scope::Below {
            id, which: None, ..
        }) => id.as_str(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn each_is_a_term_for_every_scope_and_any_is_one_term() {
    let (each, _) = at("each");
    let each: Vec<Vec<&str>> = each
        .iter()
        .map(|term| rights_of(term).into_iter().map(scope).collect())
        .collect();
    assert_eq!(each, [["one"], ["two"]]);
    let (any, _) = at("any");
    let any: Vec<Vec<&str>> = any
        .iter()
        .map(|term| rights_of(term).into_iter().map(scope).collect())
        .collect();
    assert_eq!(any, [["one", "two"]]);
}

#[test]
fn a_right_whose_parameter_has_no_value_is_unseen() {
    let guide = parse(MINIMAL).unwrap();
    let terms = terms(&guide, &ParameterValues::new(), "reader");
    assert!(
        matches!(terms.as_slice(), [Term::AnyOf { known: false, .. }]),
        "{terms:?}"
    );
}

/// A value with braces in it is a value, and no parameter.
#[test]
fn a_value_is_never_read_as_a_template() {
    let text = MINIMAL.replace(
        "id = \"{subscriptions}\"",
        "id = \"{subscriptions}/{app-name}\"",
    );
    let guide = parse(&text).unwrap();
    let mut values = ParameterValues::new();
    for (id, value) in [("subscriptions", "{app-name}"), ("app-name", "x")] {
        values.insert(
            (guide.id.clone(), id.parse().unwrap()),
            vec![value.to_owned()],
        );
    }
    let terms = terms(&guide, &values, "reader");
    assert_eq!(scope(rights_of(&terms[0])[0]), "{app-name}/x");
}

#[test]
fn either_type_of_a_permission_is_one_term() {
    let text = MINIMAL.replace(
        "api = \"WindowsDefenderATP\", type = \"application\", permission = \"Alert.Read.All\"",
        "api = \"MicrosoftGraph\", type = \"either\", permission = \"User.Read.All\"",
    );
    let guide = parse(&text).unwrap();
    let terms = terms(&guide, &ParameterValues::new(), "read-alerts");
    let kinds: Vec<String> = rights_of(&terms[0])
        .into_iter()
        .map(|right| match &right.kind {
            RightKind::ApiPermission { kind, .. } => kind.to_string(),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(kinds, ["application", "delegated"]);
}

/// An excess of one guide's principal is no finding of a guide that does not name that principal.
#[test]
fn an_excess_counts_for_the_guides_that_name_its_holder() {
    let first = parse(MINIMAL).unwrap();
    let second = parse(&MINIMAL.replace("id = \"acme-edr\"", "id = \"acme-two\"")).unwrap();
    let both = [&first, &second].map(|guide| expand(guide, &[], &values(guide)));
    let mut evidence = Evidence::default();
    for guide in &both {
        let mut all = all(guide, true);
        for (right, held) in &mut all.seen {
            *held = !matches!(right.kind, RightKind::Secret { .. });
        }
        evidence.seen.extend(all.seen);
        evidence.statements.extend(all.statements);
    }
    let (mut facts, mut taken) = (Facts::new(), Taken::new());
    for guide in &both {
        facts.insert((guide.id.clone(), "watches-azure".parse().unwrap()), true);
        taken.insert(
            (guide.id.clone(), "level".parse().unwrap()),
            "manage".parse().unwrap(),
        );
    }
    let possibilities = Possibilities::of(&both, &facts, &taken);
    let readiness = |evidence: &Evidence<Right>| {
        let answer = evaluate(&both, &possibilities, evidence, CIRCUMSTANCES);
        [&first, &second].map(|guide| answer.guides[&guide.id].readiness)
    };
    assert_eq!(readiness(&evidence), [Readiness::Ready, Readiness::Ready]);
    let unasked = Right {
        of: "acme-edr:guest".parse().unwrap(),
        kind: RightKind::ServicePlan("anything".to_owned()),
    };
    evidence.seen.insert(unasked, true);
    assert_eq!(
        readiness(&evidence),
        [Readiness::ReadyWithFindings, Readiness::Ready]
    );
}

/// Expel's service uses one of two applications; requirements on both apply to the one that is taken.
#[test]
fn a_chosen_principal_is_the_one_that_is_needed() {
    let guide = GUIDES
        .iter()
        .find(|guide| guide.id.as_str() == "expel-mde")
        .unwrap();
    let adopted = expand(guide, &GUIDES, &values(guide));
    let holds = |who: &str| {
        let mut evidence = all(&adopted, false);
        let id: PrincipalId = who.parse().unwrap();
        for (right, held) in &mut evidence.seen {
            *held = right
                .of
                .principal()
                .is_some_and(|principal| principal.id == id);
        }
        evidence
    };
    let taken = |option: &str| -> Taken {
        let key = (guide.id.clone(), "api".parse().unwrap());
        [(key, option.parse().unwrap())].into()
    };
    let judge = |who: &str, option: &str| {
        let guides = std::slice::from_ref(&adopted);
        let possibilities = Possibilities::of(guides, &Facts::new(), &taken(option));
        let answer = evaluate(guides, &possibilities, &holds(who), CIRCUMSTANCES);
        let result = &answer.guides[&guide.id].requirements;
        let held = answer.excess.len();
        (result["api/application"].verdict, held > 0)
    };
    let own = "custom-application";
    let vendor = "enterprise-application";
    assert_eq!(judge(own, own), (Verdict::Satisfied, false));
    assert_eq!(judge(vendor, own), (Verdict::Missing, true));
    assert_eq!(judge(vendor, vendor), (Verdict::Satisfied, false));
    assert_eq!(judge(own, vendor), (Verdict::Missing, true));
}

/// Defender has two models: Unified RBAC shows what is held, and for the classic model an attestation counts.
#[test]
fn a_defender_permission_is_shown_or_attested() {
    let right = Right {
        of: "guest".parse().unwrap(),
        kind: RightKind::Defender {
            group: "View data".to_owned(),
            name: "Security operations".to_owned(),
        },
    };
    let state = |seen: Option<bool>, attested: Option<bool>| {
        let mut evidence = Evidence::default();
        evidence.seen.extend(seen.map(|held| (right.clone(), held)));
        evidence
            .attested
            .extend(attested.map(|held| (right.clone(), held)));
        evidence.own(&right)
    };
    assert_eq!(state(Some(true), Some(false)), State::Held);
    assert_eq!(state(Some(false), Some(true)), State::Held);
    assert_eq!(state(Some(false), Some(false)), State::NotHeld);
    assert_eq!(state(Some(false), None), State::Unseen);
    assert_eq!(state(None, None), State::Unseen);
}
