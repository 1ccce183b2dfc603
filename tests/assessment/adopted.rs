//! Guides of format 2, judged on the sample tenants: Expel's comes to what the same guide in format 1 comes to.

use crate::properties::{SAMPLES, read};
use crate::roll_call::{CATALOG, GUIDE, Said, judged};
use rolecall::assess::adopted::{AdoptedAnswer, Holding, Reader, TenantHolder, assess, judge};
use rolecall::assess::semantics::{self, Readiness};
use rolecall::assess::{Advice, AssessOptions, Assessment, Finding, Verdict};
use rolecall::guide::format2::Library;
use rolecall::guide::format2::kinds::Tier;
use rolecall::guide::format2::model::{Guide, Right, RightKind};
use rolecall::ids::ObjectId;
use rolecall::snapshot::Snapshot;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

const TEXT: &str = include_str!("../fixtures/guides-v2/expel-mde.toml");

static EXPEL: LazyLock<Guide> = LazyLock::new(|| {
    let library = Library {
        catalog: &CATALOG,
        guides: &[],
    };
    Guide::parse("expel-mde.toml", TEXT, &library)
        .unwrap_or_else(|error| panic!("{}", error.render()))
});

fn reader(guide: &Guide) -> Reader {
    let given = guide
        .parameters
        .iter()
        .filter(|parameter| !parameter.default.is_empty());
    let defaults = given.map(|one| ((guide.id.clone(), one.id.clone()), one.default.clone()));
    Reader {
        values: defaults.collect(),
        ..Reader::default()
    }
}

fn answered(guide: &Guide, snapshot: &Snapshot) -> AdoptedAnswer {
    let options = AssessOptions::detect(snapshot.ended);
    judge(
        std::slice::from_ref(guide),
        &CATALOG,
        snapshot,
        &options,
        &reader(guide),
    )
}

/// The verdicts of the guide's requirements in format 1, by id.
fn in_format_1(assessment: &Assessment) -> BTreeMap<String, Verdict> {
    let findings = assessment.findings.iter();
    findings
        .filter_map(|one| Some((one.requirement.as_ref()?.to_string(), one.verdict)))
        .collect()
}

/// What the decided changes make of a verdict: a permission of Defender that Unified RBAC does not show may come from
/// the classic model, and what is asked of an option that is not taken is not asked.
fn fits(id: &str, before: Option<Verdict>, now: semantics::Verdict) -> bool {
    let defender = id.starts_with("console/defender/");
    match before {
        None => now == semantics::Verdict::NotAsked,
        Some(Verdict::Missing | Verdict::Partial | Verdict::Absent) if defender => {
            now == semantics::Verdict::Unknown || Some(now.as_str()) == before.map(Verdict::as_str)
        }
        Some(before) => before.as_str() == now.as_str(),
    }
}

#[test]
fn expels_guide_comes_to_the_same_in_both_formats() {
    let mut differ = Vec::new();
    for (name, json) in SAMPLES.iter() {
        let snapshot = read(json);
        let before = in_format_1(&judged(&snapshot, &Said::default()));
        let answer = answered(&EXPEL, &snapshot);
        let requirements = &answer.answer.guides[&EXPEL.id].requirements;
        for asked in &GUIDE.requirements {
            let now = requirements[asked.id.as_str()].verdict;
            let was = before.get(asked.id.as_str()).copied();
            if !fits(asked.id.as_str(), was, now) {
                let was = was.map_or("not said", Verdict::as_str);
                differ.push(format!("{name}: {} was {was}, is {now}", asked.id));
            }
        }
    }
    let count = differ.len();
    differ.truncate(60);
    assert!(differ.is_empty(), "{count} differ:\n{}", differ.join("\n"));
}

/// What is too much, by its key: roles and permissions, as far as both formats name them.
fn excess_before(assessment: &Assessment) -> BTreeSet<String> {
    let findings = assessment.findings.iter();
    findings
        .filter(|one| one.verdict == Verdict::Excess)
        .filter_map(|one| one.entitlement.as_ref())
        .map(|one| CATALOG.key(one))
        .collect()
}

fn excess_now(answer: &AdoptedAnswer, others: &BTreeSet<TenantHolder>) -> BTreeSet<String> {
    let excess = answer.answer.excess.iter();
    excess
        .filter(|one| !others.contains(&one.right.of))
        .filter_map(|one| match &one.right.what {
            Holding::Entitlement(held) => Some(CATALOG.key(held)),
            Holding::Right(_) | Holding::Other(_) => None,
        })
        .collect()
}

#[test]
fn what_is_too_much_is_the_same_in_both_formats() {
    let mut differ = Vec::new();
    for (name, json) in SAMPLES.iter() {
        let snapshot = read(json);
        let assessment = judged(&snapshot, &Said::default());
        let answer = answered(&EXPEL, &snapshot);
        // Whoever is of an option that is not taken is one finding in format 1.
        let findings = assessment.findings.iter();
        let others = findings
            .filter(|one| one.id.contains("/other/"))
            .filter_map(|one| Some(TenantHolder::Object(one.holder?.object_id)))
            .collect();
        let (before, now) = (excess_before(&assessment), excess_now(&answer, &others));
        // What comes by one wildcard is one finding, which is made of these.
        let by_wildcard = before.iter().any(|key| key.contains('*'));
        if before != now && !by_wildcard {
            let gone: Vec<_> = before.difference(&now).collect();
            let new: Vec<_> = now.difference(&before).collect();
            differ.push(format!("{name}: gone {gone:?}, new {new:?}"));
        }
        let readiness = answer.answer.guides[&EXPEL.id].readiness;
        // Advice on licences is not among these answers yet.
        let by_licence = |one: &&Advice| one.weighs && one.id.contains("/advice/licences/");
        let by_licence = assessment.advice.iter().any(|one| by_licence(&one));
        if readiness.as_str() != assessment.readiness.as_str() && !by_licence {
            differ.push(format!(
                "{name}: was {} is {readiness}",
                assessment.readiness
            ));
        }
    }
    assert!(
        differ.is_empty(),
        "{} differ:\n{}",
        differ.len(),
        differ.join("\n")
    );
}

/// The ten guides of the specification.
fn library() -> Vec<Guide> {
    let folder = format!("{}/tests/fixtures/guides-v2", env!("CARGO_MANIFEST_DIR"));
    let library = Library {
        catalog: &CATALOG,
        guides: &[],
    };
    let mut guides = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        guides.push(Guide::parse("guide.toml", &text, &library).unwrap());
    }
    guides
}

/// True for a right of a service that this version reads.
fn is_read(right: &Right) -> bool {
    !matches!(
        right.kind,
        RightKind::AzureRole { .. }
            | RightKind::AzureActions { .. }
            | RightKind::ExchangeRole(_)
            | RightKind::RedirectUri { .. }
            | RightKind::MemberOf(_)
            | RightKind::ServicePlan(_)
    )
}

#[test]
fn what_is_not_read_is_unknown_and_no_guide_is_ready_by_it() {
    let guides = library();
    assert_eq!(guides.len(), 10);
    let mut unread = 0;
    for (name, json) in SAMPLES.iter() {
        let snapshot = read(json);
        for guide in &guides {
            let answer = answered(guide, &snapshot).answer;
            let of_guide = &answer.guides[&guide.id];
            for asked in &guide.requirements {
                let verdict = of_guide.requirements[&asked.id].verdict;
                let rights: Vec<&Right> = asked.need.rights().collect();
                if rights.is_empty() || rights.iter().any(|right| is_read(right)) {
                    continue;
                }
                unread += 1;
                let said = [
                    semantics::Verdict::Unknown,
                    semantics::Verdict::NotAsked,
                    semantics::Verdict::Noted,
                ];
                assert!(
                    said.contains(&verdict),
                    "{name}: {} {}: {verdict}",
                    guide.id,
                    asked.id
                );
                let required =
                    asked.tier == Tier::Required && verdict == semantics::Verdict::Unknown;
                assert!(
                    !required || of_guide.readiness <= Readiness::Undetermined,
                    "{name}: {} is {}",
                    guide.id,
                    of_guide.readiness
                );
            }
        }
    }
    assert!(unread > 1000, "{unread}");
}

#[test]
fn two_guides_that_ask_for_one_application_share_it() {
    let (_, json) = SAMPLES
        .iter()
        .find(|(name, _)| name == "ready-custom-app-full-roles")
        .unwrap();
    let snapshot = read(json);
    let text = TEXT.replacen("id = \"expel-mde\"", "id = \"other-mde\"", 1);
    let library = Library {
        catalog: &CATALOG,
        guides: &[],
    };
    let other = Guide::parse("other.toml", &text, &library).unwrap();
    let both = [EXPEL.clone(), other];
    let mut said = reader(&both[0]);
    said.values.extend(reader(&both[1]).values);
    let options = AssessOptions::detect(snapshot.ended);
    let together = judge(&both, &CATALOG, &snapshot, &options, &said).answer;
    let alone = answered(&EXPEL, &snapshot).answer;
    assert_eq!(together.excess, alone.excess);
    for guide in &both {
        let (one, of_one) = (&together.guides[&guide.id], &alone.guides[&EXPEL.id]);
        assert_eq!(one.readiness, of_one.readiness, "{}", guide.id);
        assert_eq!(one.requirements, of_one.requirements, "{}", guide.id);
    }
}

fn assessed(guide: &Guide, snapshot: &Snapshot) -> Assessment {
    let options = AssessOptions::detect(snapshot.ended);
    let mut all = assess(
        std::slice::from_ref(guide),
        &CATALOG,
        snapshot,
        &options,
        &reader(guide),
    )
    .unwrap();
    all.remove(0)
}

/// The last part of an excess's id: who and what, whatever stands before it.
fn of_excess(finding: &Finding) -> (String, Option<ObjectId>) {
    let key = finding.id.rsplit('/').next().unwrap_or_default();
    (
        key.to_owned(),
        finding.holder.as_ref().map(|one| one.object_id),
    )
}

#[test]
fn the_findings_of_both_formats_say_the_same() {
    for (name, json) in SAMPLES.iter() {
        let snapshot = read(json);
        let before = judged(&snapshot, &Said::default());
        let now = assessed(&EXPEL, &snapshot);
        assert_eq!(before.readiness, now.readiness, "{name}");
        for was in before
            .findings
            .iter()
            .filter(|one| one.requirement.is_some())
        {
            let is = now.findings.iter().find(|one| one.id == was.id);
            let is = is.unwrap_or_else(|| panic!("{name} {}: no finding", was.id));
            // What Defender does not show is not denied any more.
            let weaker = was.verdict == Verdict::Absent && is.verdict == Verdict::Unknown;
            assert!(was.verdict == is.verdict || weaker, "{name} {}", was.id);
        }
        // Whose an application is that proves nothing of the vendor is not known.
        let unproven =
            |one: &&Finding| one.verdict == Verdict::Unknown && one.id.contains("/other/");
        let unproven = now.findings.iter().filter(unproven);
        let excess: BTreeSet<_> = excesses(&now).chain(unproven).map(of_excess).collect();
        for was in excesses(&before) {
            assert!(excess.contains(&of_excess(was)), "{name} {}", was.id);
        }
    }
}

fn excesses(assessment: &Assessment) -> impl Iterator<Item = &Finding> {
    let findings = assessment.findings.iter();
    findings.filter(|one| one.verdict == Verdict::Excess)
}
