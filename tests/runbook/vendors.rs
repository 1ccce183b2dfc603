//! The runbooks of all ten guides: nothing of a guide is lost.

use crate::acme::{blind, served, text};
use crate::graph::scenarios::parts::{full_app, full_guest};
use crate::guides::{TEN, reader};
use crate::roundtrip::{Given, judged, look_for};
use rolecall::guide::format2::model::Condition;
use rolecall::runbook::Kind;

#[test]
fn every_kind_of_runbook_is_written_for_each_of_the_ten_guides() {
    let tenants = [
        served(|_| {}),
        served(|tenant| {
            full_guest(tenant);
            full_app(tenant);
        }),
    ];
    for server in &tenants {
        let seen = look_for(TEN.clone(), server, &Given::default());
        for at in 0..TEN.len() {
            let mut guides = TEN.clone();
            guides.swap(0, at);
            let seen = judged(seen.snapshot.clone(), guides, &Given::default());
            for kind in Kind::ALL {
                let runbook = seen.runbook(kind);
                let page = text(&runbook);
                let at = format!("{}, {kind}", seen.guides[0].id);
                let read = seen.guides[0].edition.id;
                let titled = format!("{} (edition {read}", seen.guides[0].title);
                assert!(page.contains(&titled), "{at}");
                let mut ids = std::collections::BTreeSet::new();
                for step in runbook.steps() {
                    assert!(ids.insert(&step.id), "{at}: {} stands twice", step.id);
                    assert!(step.minutes > 0, "{at}: {}: no time", step.id);
                    let portal = step.portal.iter().flatten();
                    let words = portal.map(|piece| format!("{piece:?}"));
                    let open: Vec<String> = words.filter(|one| one.contains("(\"<")).collect();
                    assert_eq!(open, Vec::<String>::new(), "{at}: {}", step.id);
                }
            }
        }
    }
}

/// No condition is lost on the way: each of them names what the guide has.
#[test]
fn conditions_of_the_ten_guides_are_told() {
    for guide in TEN.iter() {
        let guides = [guide.clone()];
        let reader = reader(&guides, &Given::default());
        let runbook = blind(&guides, &reader, Kind::Onboard);
        let page = text(&runbook);
        let open: Vec<&str> = guide
            .conditions()
            .into_iter()
            .flat_map(Condition::truths)
            .filter_map(|name| match name {
                rolecall::guide::format2::ids::TruthRef::Fact(fact) => Some(fact.id.as_str()),
                rolecall::guide::format2::ids::TruthRef::Option(_) => None,
            })
            .collect();
        for fact in open {
            assert!(
                page.contains(&format!("--fact {fact}=yes")),
                "{}: {fact}",
                guide.id
            );
        }
    }
}

/// What a person gives to one holder, or takes away from it, is one step with a list.
#[test]
fn steps_by_hand_of_one_holder_are_one_step() {
    for guide in TEN.iter() {
        let guides = [guide.clone()];
        let reader = reader(&guides, &Given::default());
        let runbook = blind(&guides, &reader, Kind::Onboard);
        for phase in &runbook.phases {
            let mut holders = std::collections::BTreeSet::new();
            for step in &phase.steps {
                for verb in ["give", "take away"] {
                    let title = step.title.strip_prefix(&format!("Manual step: {verb} "));
                    let holder = title.and_then(|title| title.rsplit_once(", of "));
                    let Some((_, holder)) = holder else { continue };
                    assert!(
                        holders.insert((verb, holder)),
                        "{}: {}",
                        guide.id,
                        step.title
                    );
                }
            }
        }
    }
    let cipp = TEN.iter().find(|one| one.id.as_str() == "cipp-gdap");
    let guides = [cipp.unwrap().clone()];
    let reader = reader(&guides, &Given::default());
    let runbook = blind(&guides, &reader, Kind::Onboard);
    let gdap = runbook.steps().find(|step| {
        step.title
            == "Manual step: give 15 rights, of the delegated administration relationship (GDAP)"
    });
    let gdap = gdap.unwrap();
    assert_eq!(
        (gdap.items.len(), gdap.closes.len(), gdap.minutes),
        (15, 15, 75)
    );
    let reader = "the directory role Global Reader (";
    assert!(
        gdap.items.iter().any(|item| item.starts_with(reader)),
        "{:?}",
        gdap.items
    );
    let page = text(&runbook);
    for item in &gdap.items {
        let name = item.split(" (").next().unwrap();
        assert!(page.contains(name), "{name}");
    }
    // One value that is lacking is told once.
    let lacking = "{service-account} stands for a value that is not given yet";
    for step in runbook.steps() {
        let told = step.remarks.iter().filter(|one| one.contains(lacking));
        assert!(told.count() < 2, "{}: {:?}", step.title, step.remarks);
    }
}
