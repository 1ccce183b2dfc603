//! What must hold in every tenant, whatever could not be seen of it.

mod law;
mod mutation;
mod weaken;

use crate::expected::bad_ids;
use crate::graph::scenarios::parts::{FULL_ROLES, GUEST, bare_app, full_app, full_guest};
use crate::graph::{Options, Server, Tenant, ids};
use crate::rich;
use crate::roll_call::{GUIDE, Said, judged, scanned};
use proptest::prelude::*;
use rolecall::snapshot::{self, SectionName};
use serde_json::{Value, json};
use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;
use weaken::{Blow, weakened};

/// Every sample and case by its name, as JSON.
static SAMPLES: LazyLock<Vec<(String, Value)>> = LazyLock::new(|| {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let folders = [root.join("samples"), root.join("tests/fixtures/cases")];
    let mut samples = Vec::new();
    for entry in folders
        .iter()
        .flat_map(|folder| fs::read_dir(folder).unwrap())
    {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        samples.push((
            name,
            serde_json::from_slice(&fs::read(path).unwrap()).unwrap(),
        ));
    }
    samples.sort_by(|a, b| a.0.cmp(&b.0));
    assert!(samples.len() >= 8);
    for (name, tenant) in [
        ("every feature", rich::tenant(20)),
        ("roles that lapse with a membership", lapsing()),
        (
            "an API that is switched off",
            with_api(Some("accountEnabled")),
        ),
        ("an API that is not there", with_api(None)),
        ("a wildcard and a plan that has ended", by_wildcard()),
    ] {
        let server = Server::start(tenant, Options::default());
        let bytes = snapshot::write(&scanned(&server, &Said::default())).unwrap();
        samples.push((name.to_owned(), serde_json::from_slice(&bytes).unwrap()));
    }
    samples
});

/// A guest whose roles all come through a group that it has stepped into until tomorrow.
fn lapsing() -> Tenant {
    let mut tenant = Tenant::new("contoso");
    let guest = tenant.guest(GUEST).last_signed_in(&ids::at(-2)).id();
    let group = tenant.group("Privileged").role_assignable().id();
    tenant.group_activated(&guest, &group, &ids::at(1));
    for role in FULL_ROLES {
        tenant.directory_role(&group, role, "/");
    }
    let app = full_app(&mut tenant);
    tenant.application_signed_in(&app, &ids::at(-3), &ids::at(-1));
    tenant
}

/// A tenant in which Defender's API has been switched off, or was never there.
fn with_api(switch: Option<&str>) -> Tenant {
    let mut tenant = Tenant::new("contoso");
    full_guest(&mut tenant);
    let api = tenant.resource(ids::WINDOWS_DEFENDER_ATP)["id"].clone();
    let api = api.as_str().unwrap();
    if let Some(property) = switch {
        full_app(&mut tenant);
        tenant.set(api, property, json!(false));
    } else {
        bare_app(&mut tenant, 300);
        tenant.delete(api);
    }
    tenant
}

/// A guest whose Defender role gives everything, under a plan that has ended.
fn by_wildcard() -> Tenant {
    let mut tenant = Tenant::new("contoso");
    let guest = tenant.guest(GUEST).id();
    let role = tenant.defender_role("Expel SOC", &["microsoft.xdr/*"]);
    tenant.defender_assign(&role, &[&guest], &["/"]);
    let app = full_app(&mut tenant);
    tenant.certificate(&app.sp, &ids::at(-1), "2299-12-30T00:00:00Z");
    tenant.only_licence("WINDEFATP", "Suspended", "Success");
    tenant
}

fn read(json: &Value) -> snapshot::Snapshot {
    snapshot::read(&serde_json::to_vec(json).unwrap()).unwrap()
}

/// Nothing chosen, or an option of one choice or of both.
fn said() -> impl Strategy<Value = Said> {
    let option = |choice: &rolecall::guide::Choice| {
        let id = choice.id.clone();
        let options: Vec<String> = choice
            .options
            .iter()
            .map(|option| option.id.clone())
            .collect();
        prop::option::weighted(0.3, prop::sample::select(options))
            .prop_map(move |option| option.map(|option| (id.clone(), option)))
    };
    let choices: Vec<_> = GUIDE.choices.iter().map(option).collect();
    choices.prop_map(|chosen| Said {
        choose: chosen.into_iter().flatten().collect(),
        ..Said::default()
    })
}

/// A sample by its place, so that a failure prints a number and not the whole of it.
fn sample() -> impl Strategy<Value = usize> {
    0..SAMPLES.len()
}

/// Every section may be hit; most are not.
fn blows() -> impl Strategy<Value = Vec<Option<Blow>>> {
    (0.02_f64..0.5).prop_flat_map(|often| {
        prop::collection::vec(
            prop::option::weighted(often, Blow::any()),
            SectionName::ALL.len(),
        )
    })
}

#[test]
fn every_section_holds_something_that_can_be_taken_away() {
    for section in SectionName::ALL {
        let items = |json: &Value| {
            let items = &json["snapshot"]["sections"][section.as_str()]["items"];
            items.as_array().map_or(0, Vec::len)
        };
        let most = SAMPLES.iter().map(|(_, json)| items(json)).max();
        assert!(most > Some(0), "{section} is empty in every sample");
    }
}

#[test]
fn a_section_taken_away_turns_verdicts_into_unknown_only() {
    let mut broken = Vec::new();
    for (name, json) in SAMPLES.iter() {
        let whole = judged(&read(json), &Said::default());
        for one in SectionName::ALL {
            let mut less = read(json);
            less.sections.remove(*one);
            let less = judged(&less, &Said::default());
            for breach in law::breaches(&whole, &less) {
                broken.push(format!("{name} without {one}: {breach}"));
            }
        }
    }
    let count = broken.len();
    broken.truncate(30);
    assert!(
        broken.is_empty(),
        "{count} breaches:\n{}",
        broken.join("\n")
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 80, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn evidence_taken_away_turns_verdicts_into_unknown_only(
        sample in sample(),
        said in said(),
        blows in blows(),
    ) {
        let (name, json) = &SAMPLES[sample];
        let whole = judged(&read(json), &said);
        let less = judged(&read(&weakened(json, &blows)), &said);
        let breaches = law::breaches(&whole, &less);
        prop_assert!(breaches.is_empty(), "{name}: {}", breaches.join("\n"));
        prop_assert_eq!(bad_ids(&less), Vec::<String>::new());
    }

    #[test]
    fn the_order_of_what_was_seen_changes_nothing(
        sample in sample(),
        said in said(),
        blows in blows(),
        seed in any::<u64>(),
    ) {
        let json = weakened(&SAMPLES[sample].1, &blows);
        let straight = judged(&read(&json), &said);
        prop_assert_eq!(&straight, &judged(&read(&json), &said));
        let shuffled = judged(&read(&weaken::shuffled(&json, seed)), &said);
        let verdicts = |assessment: &rolecall::assess::Assessment| {
            let mut all: Vec<_> = assessment.findings.iter().map(|f| (f.id.clone(), f.verdict)).collect();
            all.sort();
            all
        };
        prop_assert_eq!(verdicts(&straight), verdicts(&shuffled));
        prop_assert_eq!(straight.readiness, shuffled.readiness);
        prop_assert_eq!(straight.readiness_reason, shuffled.readiness_reason);
    }

    #[test]
    fn no_snapshot_breaks_the_assessment(
        sample in sample(),
        said in said(),
        changes in prop::collection::vec(mutation::Change::any(), 1..12),
    ) {
        let mut json = SAMPLES[sample].1.clone();
        for change in &changes {
            change.apply(&mut json["snapshot"]);
        }
        if let Ok(snapshot) = snapshot::read(&serde_json::to_vec(&json).unwrap()) {
            let assessment = judged(&snapshot, &said);
            prop_assert_eq!(bad_ids(&assessment), Vec::<String>::new());
        }
    }
}
