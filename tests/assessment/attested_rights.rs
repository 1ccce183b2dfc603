//! A person's word on a requirement of several rights says no more than the requirement does.

use crate::graph::ids::role;
use crate::graph::{Options, Server, Tenant};
use crate::roll_call::{CATALOG, acme, parsed, scanned_for};
use crate::subject::Subject;
use rolecall::assess::{
    AdviceKind, AssessOptions, Assessment, Given, Verdict, assess, read_attestations,
};
use rolecall::guide::format2::model::Guide;
use rolecall::snapshot::Snapshot;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::LazyLock;

const GUEST: &str = "soc@acme.example";

/// A guest who holds Security Reader, and two settings that no API shows.
fn guide(id: &str, requirements: &[(&str, &str)]) -> Guide {
    let mut parts = format!(
        r#"
[[principal]]
id = "guest"
kind = "user"
title = "Acme's guest"
type = "guest"
address = "{GUEST}"
[[catalog.setting]]
name = "a"
of = "tenant"
title = "A is on"
source = "a test"
[[catalog.setting]]
name = "b"
of = "tenant"
title = "B is on"
source = "a test"
"#
    );
    for (requirement, keys) in requirements {
        write!(
            parts,
            "[[requirement]]\nid = \"{requirement}\"\ntitle = \"It\"\n{keys}\nreason = \"none stated\"\n\
             effect = \"none stated\"\ncites = [{{ heading = [\"2\"] }}]\n"
        )
        .unwrap();
    }
    parsed(&acme(&parts).replace("id = \"acme\"", &format!("id = \"{id}\"")))
}

static SNAPSHOT: LazyLock<Snapshot> = LazyLock::new(|| {
    let mut tenant = Tenant::new("contoso");
    let guest = tenant.guest(GUEST).id();
    tenant.directory_role(&guest, role::SECURITY_READER, "/");
    let guide = guide("acme", &[("alone", ALONE)]);
    let server = Server::start(tenant, Options::default());
    let subject = Subject::of_guide(&guide, &BTreeMap::new());
    scanned_for(&server, subject.with(&CATALOG))
});

fn judged(guides: &[Guide], words: &[(&str, bool)]) -> Vec<Assessment> {
    let mut file = format!("format = 1\ntenant = \"{}\"\n", SNAPSHOT.tenant.unwrap());
    for (finding, holds) in words {
        write!(
            file,
            "[[attestation]]\nfinding = \"{finding}\"\nby = \"Jane Doe\"\non = 2026-11-20\nholds = {holds}\n\
             statement = \"Seen.\"\n"
        )
        .unwrap();
    }
    let mut options = AssessOptions::detect(SNAPSHOT.ended);
    options.attestations = read_attestations(&file).unwrap().attestations;
    let values = &Subject::of_guide(&guides[0], &BTreeMap::new()).values;
    let reader = Given::default().reader(guides, values).unwrap();
    assess(guides, &CATALOG, &SNAPSHOT, &options, &reader).unwrap()
}

fn verdict(assessment: &Assessment, requirement: &str) -> Verdict {
    let id = format!("{}/{requirement}", assessment.guide.id);
    let found = assessment.findings.iter().find(|one| one.id == id);
    found.unwrap_or_else(|| panic!("{id}")).verdict
}

const A: &str = "{ of = \"tenant\", setting = \"a\" }";
const B: &str = "{ of = \"tenant\", setting = \"b\" }";
const HELD: &str = "{ of = \"guest\", directory-role = \"Security Reader\" }";
const NOT_HELD: &str = "{ of = \"guest\", directory-role = \"Security Operator\" }";
const ALONE: &str = "tier = \"required\"\nhold = { of = \"tenant\", setting = \"a\" }";

fn several(how: &str) -> Guide {
    guide("acme", &[("several", how), ("alone", ALONE)])
}

#[test]
fn that_one_of_several_is_held_does_not_say_which() {
    let either = several(&format!("tier = \"required\"\nany-of = [{A}, {B}]"));
    // That none of several is held is a word on each.
    let cases = [
        (true, Verdict::Satisfied, Verdict::Unknown),
        (false, Verdict::Missing, Verdict::Missing),
    ];
    for (holds, comes_to, alone) in cases {
        let found = judged(std::slice::from_ref(&either), &[("acme/several", holds)]);
        assert_eq!(verdict(&found[0], "several"), comes_to);
        assert_eq!(verdict(&found[0], "alone"), alone, "{holds}");
        let told = found[0]
            .findings
            .iter()
            .find(|one| one.id == "acme/several");
        assert!(told.unwrap().attested.is_some(), "{holds}");
    }
}

#[test]
fn that_not_all_is_held_does_not_say_which_part_is_not() {
    let both = several(&format!("tier = \"required\"\nhold = [{A}, {B}]"));
    let found = judged(std::slice::from_ref(&both), &[("acme/several", false)]);
    assert_eq!(verdict(&found[0], "several"), Verdict::Missing);
    assert_eq!(verdict(&found[0], "alone"), Verdict::Unknown);
    let found = judged(std::slice::from_ref(&both), &[("acme/several", true)]);
    assert_eq!(verdict(&found[0], "several"), Verdict::Satisfied);
    assert_eq!(verdict(&found[0], "alone"), Verdict::Satisfied);
}

#[test]
fn something_refused_that_is_held_does_not_say_which() {
    let other =
        "tier = \"required\"\nhold = { of = \"guest\", directory-role = \"Security Reader\" }";
    for tier in ["not-required", "forbidden"] {
        let refused = format!("tier = \"{tier}\"\nhold = [{A}, {B}]");
        let refused = guide("acme", &[("several", &refused), ("alone", other)]);
        let refused = std::slice::from_ref(&refused);
        let found = judged(refused, &[("acme/several", true)]);
        assert_eq!(verdict(&found[0], "several"), Verdict::Absent, "{tier}");
        let found = judged(refused, &[("acme/several", false)]);
        assert_eq!(verdict(&found[0], "several"), Verdict::Excess, "{tier}");
    }
}

#[test]
fn what_an_api_shows_counts_before_a_word() {
    let of = |rights: &str| several(&format!("tier = \"required\"\n{rights}"));
    let cases = [
        (
            format!("any-of = [{NOT_HELD}, {A}]"),
            true,
            Verdict::Satisfied,
        ),
        (
            format!("any-of = [{NOT_HELD}, {A}]"),
            false,
            Verdict::Missing,
        ),
        (format!("any-of = [{HELD}, {A}]"), false, Verdict::Satisfied),
        (format!("hold = [{NOT_HELD}, {A}]"), true, Verdict::Missing),
        (format!("hold = [{HELD}, {A}]"), true, Verdict::Satisfied),
        (format!("hold = [{HELD}, {A}]"), false, Verdict::Missing),
    ];
    for (rights, holds, comes_to) in cases {
        let guide = of(&rights);
        let found = judged(std::slice::from_ref(&guide), &[("acme/several", holds)]);
        assert_eq!(verdict(&found[0], "several"), comes_to, "{rights} {holds}");
    }
}

#[test]
fn two_words_that_contradict_each_other_are_none() {
    let one = guide("acme", &[("alone", ALONE)]);
    let other = guide("other", &[("alone", ALONE)]);
    let guides = [one, other];
    for first in [true, false] {
        let words = [("acme/alone", first), ("other/alone", !first)];
        let found = judged(&guides, &words);
        for assessment in &found {
            assert_eq!(verdict(assessment, "alone"), Verdict::Unknown);
            let told = assessment.advice.iter().filter(|one| {
                one.kind == AdviceKind::Attestation && one.text.contains("contradict")
            });
            assert_eq!(told.count(), 1, "{:#?}", assessment.advice);
        }
    }
    let found = judged(&guides, &[("acme/alone", true)]);
    assert_eq!(verdict(&found[1], "alone"), Verdict::Satisfied);
}
