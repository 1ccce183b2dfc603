//! What a person's word counts for: its tenant, its guide, its time, and nothing that the tenant answers.

use crate::graph::scenarios;
use crate::roll_call::{GUIDE, Said, assessed, scanned};
use rolecall::assess::{
    AssessOptions, Assessment, NoteKind, Readiness, Verdict, read_attestations,
};
use rolecall::snapshot::Snapshot;
use std::sync::LazyLock;

const IN_FORCE: &str = "expel-mde/console/defender-role-in-force";
const DEVICES: &str = "expel-mde/console/device-groups";
const OTHER_TENANT: &str = "00000000-0000-4000-8000-000000000001";

/// A tenant that lacks nothing but a person's word, as of 2026-11-23.
static SNAPSHOT: LazyLock<Snapshot> = LazyLock::new(|| {
    let server = scenarios::named("ready-enterprise-app-defender-rbac").start();
    scanned(&server, &Said::default())
});

fn entry(finding: &str, more: &str) -> String {
    said(finding, true, more)
}

fn said(finding: &str, holds: bool, more: &str) -> String {
    format!(
        "[[attestation]]\nfinding = \"{finding}\"\nby = \"Jane Doe\"\nholds = {holds}\nstatement = \"I looked.\"\n{more}\n"
    )
}

/// What Unified RBAC does not give, and the classic model does not give either.
fn not_classic() -> String {
    let handling = "ActiveRemediationActions/DefenderVulnerabilityManagementApplicationHandling";
    ["ManageSecuritySettingsInSecurityCenter", handling]
        .map(|id| {
            let id = format!("expel-mde/console/defender/{id}");
            said(&id, false, "on = 2026-11-20")
        })
        .concat()
}

/// A file of this tenant, with every entry that the guide leaves to a person; `more` is added to the required one.
fn file(more: &str) -> String {
    let tenant = SNAPSHOT.tenant.unwrap();
    let required = entry(IN_FORCE, more);
    let recommended = entry(DEVICES, "on = 2026-11-20");
    let classic = not_classic();
    format!("format = 1\ntenant = \"{tenant}\"\n{required}{recommended}{classic}")
}

fn judged(snapshot: &Snapshot, file: &str, change: impl FnOnce(&mut AssessOptions)) -> Assessment {
    let mut options = AssessOptions::detect(snapshot.ended);
    if !file.is_empty() {
        options.attestations = read_attestations(file).unwrap().attestations;
    }
    change(&mut options);
    assessed(&GUIDE, snapshot, &Said::default(), &options).unwrap()
}

fn with(file: &str) -> Assessment {
    judged(&SNAPSHOT, file, |_| {})
}

/// The texts of the statements that were left out.
fn left_out(assessment: &Assessment) -> Vec<&str> {
    assessment
        .advice
        .iter()
        .filter(|advice| advice.id.starts_with("expel-mde/advice/not-counted/"))
        .map(|advice| advice.text.as_str())
        .collect()
}

#[test]
fn a_required_attestation_that_nobody_made_leaves_the_answer_open_and_is_named() {
    let open = with("");
    assert_eq!(open.readiness, Readiness::Undetermined);
    assert!(
        open.readiness_reason.contains(IN_FORCE),
        "{}",
        open.readiness_reason
    );
    let given = with(&file("on = 2026-11-20"));
    assert_eq!(
        given.readiness,
        Readiness::Ready,
        "{}",
        given.readiness_reason
    );
    let finding = given
        .findings
        .iter()
        .find(|one| one.id == IN_FORCE)
        .unwrap();
    assert_eq!(finding.verdict, Verdict::Satisfied);
    assert!(finding.attested.is_some(), "never shown as observed");
    assert_eq!(
        finding.actual,
        "attested as asked by Jane Doe on 2026-11-20"
    );
}

#[test]
fn a_recommended_attestation_that_nobody_made_is_a_finding() {
    let tenant = SNAPSHOT.tenant.unwrap();
    let required = entry(IN_FORCE, "on = 2026-11-20");
    let classic = not_classic();
    let given = with(&format!(
        "format = 1\ntenant = \"{tenant}\"\n{required}{classic}"
    ));
    assert_eq!(given.readiness, Readiness::ReadyWithFindings);
}

#[test]
fn a_required_item_that_is_said_not_to_hold_makes_the_tenant_not_ready() {
    let denied = file("on = 2026-11-20").replacen("holds = true", "holds = false", 1);
    assert_eq!(with(&denied).readiness, Readiness::NotReady);
}

#[test]
fn the_vendors_own_form_is_no_requirement_on_the_tenant() {
    let form = with("")
        .findings
        .into_iter()
        .find(|one| one.id.contains("workbench"));
    assert_eq!(form.map(|finding| finding.id), None);
    let handovers: Vec<&str> = GUIDE.handovers.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(handovers, ["api/workbench-form"]);
}

#[test]
fn what_does_not_count_is_listed_with_its_reason() {
    let other = format!("tenant = \"{OTHER_TENANT}\"\non = 2026-11-20");
    let cases = [
        (
            other.as_str(),
            "it is of the tenant 00000000-0000-4000-8000-000000000001",
        ),
        (
            "guide = \"other\"\non = 2026-11-20",
            "it is of the guide other",
        ),
        (
            "on = 2026-11-24",
            "its day lies after the day of this assessment, 2026-11-23",
        ),
        (
            "on = 2019-03-01",
            "days old, and 365 is the most that counts",
        ),
        ("on = 2025-11-22", "it is 366 days old"),
        (
            "on = 2026-11-01\nuntil = 2026-11-22",
            "it counted until 2026-11-22",
        ),
    ];
    for (more, reason) in cases {
        let judged = with(&file(more));
        assert_eq!(judged.readiness, Readiness::Undetermined, "{more}");
        let left = left_out(&judged);
        assert_eq!(left.len(), 1, "{more}: {left:?}");
        assert!(left[0].contains(reason), "{more}: {left:?}");
        assert!(left[0].contains(IN_FORCE), "{more}: {left:?}");
    }
    for more in [
        "on = 2025-11-23",
        "on = 2026-11-23",
        "on = 2026-11-01\nuntil = 2026-12-31",
    ] {
        let judged = with(&file(more));
        assert_ne!(judged.readiness, Readiness::Undetermined, "{more}");
        assert_eq!(left_out(&judged), Vec::<&str>::new(), "{more}");
    }
}

#[test]
fn a_word_about_another_tenant_or_guide_may_name_a_finding_that_is_not_here() {
    let tenant = SNAPSHOT.tenant.unwrap();
    let text = format!(
        "format = 1\ntenant = \"{tenant}\"\n{}",
        entry("another-guide/anything", "on = 2026-11-20")
    );
    assert_eq!(left_out(&with(&text)).len(), 1);
}

#[test]
fn the_age_that_counts_can_be_set() {
    let old = file("on = 2019-03-01");
    let longer = judged(&SNAPSHOT, &old, |options| options.attest_max_age = 4_000);
    assert_eq!(longer.readiness, Readiness::Ready);
    let shorter = judged(&SNAPSHOT, &file("on = 2026-11-20"), |options| {
        options.attest_max_age = 2;
    });
    assert_eq!(shorter.readiness, Readiness::Undetermined);
}

#[test]
fn a_word_that_lapses_soon_is_noted() {
    let judged = with(&file("on = 2026-11-20\nuntil = 2026-11-30"));
    assert_eq!(judged.readiness, Readiness::ReadyWithFindings);
    let finding = judged
        .findings
        .iter()
        .find(|one| one.id == IN_FORCE)
        .unwrap();
    let notes: Vec<_> = finding
        .notes
        .iter()
        .filter(|note| note.kind == NoteKind::Expiry)
        .collect();
    assert_eq!(notes.len(), 1);
    assert!(notes[0].text.contains("2026-11-30"), "{}", notes[0].text);
}

#[test]
fn a_snapshot_that_does_not_name_its_tenant_takes_nobodys_word() {
    let mut unnamed = SNAPSHOT.clone();
    unnamed.tenant = None;
    unnamed
        .sections
        .remove(rolecall::snapshot::SectionName::Organization);
    let judged = judged(&unnamed, &file("on = 2026-11-20"), |_| {});
    assert_eq!(left_out(&judged).len(), 4);
}

#[test]
fn what_the_tenant_answers_cannot_be_attested_away() {
    let server = scenarios::named("consent-missing").start();
    let snapshot = scanned(&server, &Said::default());
    let tenant = snapshot.tenant.unwrap();
    let id = "expel-mde/api/WindowsDefenderATP/application/Alert.Read.All";
    let text = format!(
        "format = 1\ntenant = \"{tenant}\"\n{}",
        entry(id, "on = 2026-11-20")
    );
    let mut options = AssessOptions::detect(snapshot.ended);
    options.attestations = read_attestations(&text).unwrap().attestations;
    let refused = assessed(&GUIDE, &snapshot, &Said::default(), &options).unwrap_err();
    assert!(
        refused
            .to_string()
            .contains("the tenant answers it by itself"),
        "{refused}"
    );
}

#[test]
fn a_classic_role_can_be_attested_where_unified_rbac_shows_none() {
    let mut tenant = scenarios::named("ready-custom-app-full-roles").tenant;
    tenant.defender_role("unused", &[]);
    let server = crate::graph::Server::start(tenant, crate::graph::Options::default());
    let snapshot = scanned(&server, &Said::default());
    let id = "expel-mde/console/defender/AlertsInvestigation";
    let finding = |file: &str| {
        let mut options = AssessOptions::detect(snapshot.ended);
        if !file.is_empty() {
            options.attestations = read_attestations(file).unwrap().attestations;
        }
        let said = Said::default().choose("console", "defender-rbac");
        let judged = assessed(&GUIDE, &snapshot, &said, &options).unwrap();
        judged
            .findings
            .into_iter()
            .find(|one| one.id == id)
            .unwrap()
    };
    assert_eq!(finding("").verdict, Verdict::Unknown);
    let tenant = snapshot.tenant.unwrap();
    let attested = finding(&format!(
        "format = 1\ntenant = \"{tenant}\"\n{}",
        entry(id, "on = 2026-11-20")
    ));
    assert_eq!(attested.verdict, Verdict::Satisfied);
    assert!(attested.attested.is_some(), "never shown as observed");
}

#[test]
fn a_broken_file_of_attestations_says_what_is_wrong() {
    let good = file("on = 2026-11-20");
    let tenant = SNAPSHOT.tenant.unwrap().to_string();
    let cases = [
        (
            good.replace("format = 1", "format = 2"),
            "format 2 is not format 1",
        ),
        (
            good.replacen("finding", "findng", 1),
            "unknown field `findng`",
        ),
        (good.replace("Jane Doe", " "), "\"by\" is empty"),
        (good.replacen("2026-11-20", "\"today\"", 1), "line 8"),
        (
            good.replace(&format!("tenant = \"{tenant}\"\n"), ""),
            "names no tenant",
        ),
        (good.replace(&tenant, "contoso.com"), "line 2"),
        (
            file("on = 2026-11-20\nuntil = 2026-11-19"),
            "\"until\" lies before \"on\"",
        ),
        (
            file("on = 2026-11-20") + &entry(IN_FORCE, "on = 2026-11-19"),
            "more than once",
        ),
    ];
    for (text, fragment) in cases {
        let refused = read_attestations(&text).unwrap_err().to_string();
        assert!(refused.contains(fragment), "{fragment}: {refused}");
    }
}
