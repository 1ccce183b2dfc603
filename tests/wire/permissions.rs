//! A permission that is missing costs the sections that need it, as the forecast says, and no other.

use crate::graph::{Options, Server};
use crate::rich;
use crate::scanner::{head, plain, planned, scanned, states};
use rolecall::scan::Preflight;
use rolecall::snapshot::{SectionName, Snapshot, State};
use std::collections::{BTreeMap, BTreeSet};

fn scan(permissions: &[&str]) -> Snapshot {
    let server = Server::start(rich::tenant(100), Options::default().only(permissions));
    scanned(&server, plain(&server))
}

/// What a token of these permissions lacks, by section.
fn forecast(snapshot: &Snapshot) -> BTreeMap<SectionName, Vec<&'static str>> {
    let (plan, catalog) = planned();
    let preflight = Preflight::of(&plan, &snapshot.observer, catalog);
    let closed = preflight
        .closed()
        .map(|one| (one.section, one.lacks.clone()));
    closed.collect()
}

/// Takes each permission away in turn, and gives the sections that this cost at least once.
fn each_in_turn(held: &[&str]) -> BTreeSet<SectionName> {
    let whole = scan(held);
    let always = forecast(&whole);
    let mut lost_once = BTreeSet::new();
    for &lost in held {
        let less: Vec<&str> = held.iter().copied().filter(|name| *name != lost).collect();
        let snapshot = scan(&less);
        let closed = forecast(&snapshot);
        let before = states(&whole);
        for (section, now) in states(&snapshot) {
            let found = head(&snapshot, section);
            // Who could not be found cannot be asked about.
            if now == State::NotAsked && closed.contains_key(&section) {
                lost_once.insert(section);
            }
            // Users and applications are asked about by requests of their own: of whom nobody was found, none is made.
            let found_all = [SectionName::Users, SectionName::ServicePrincipals]
                .iter()
                .all(|one| head(&snapshot, *one).state == State::Collected);
            if section == SectionName::OwnedObjects && !found_all {
                assert!(closed.contains_key(&section), "{section} without {lost}");
                lost_once.insert(section);
                continue;
            }
            if now == before[&section] || now == State::NotAsked {
                assert!(
                    !closed.contains_key(&section)
                        || always.contains_key(&section)
                        || now == State::NotAsked,
                    "without {lost}, {section} was to be closed and is {now:?}"
                );
                continue;
            }
            assert_eq!(now, State::Denied, "{section} without {lost}");
            let lacks = closed.get(&section).unwrap_or_else(|| {
                panic!(
                    "without {lost}, {section} was to be open: {:?}",
                    found.problem
                )
            });
            let problem = found.problem.unwrap();
            assert!(
                lacks
                    .iter()
                    .any(|name| problem.permissions.iter().any(|one| one == name)),
                "{section} names {:?} and lacks {lacks:?}",
                problem.permissions
            );
            lost_once.insert(section);
        }
    }
    lost_once
}

#[test]
fn each_section_is_refused_by_itself() {
    let (plan, _) = planned();
    let permissions = plan.permissions();
    let least: Vec<&str> = permissions.iter().map(|one| one.name).collect();
    let whole = scan(&least);
    for (section, state) in states(&whole) {
        assert_eq!(
            state,
            State::Collected,
            "{section} with the least permissions"
        );
    }
    let mut lost = each_in_turn(&least);
    // What reads the whole directory stands in for much else: without it, each is needed.
    let narrow: Vec<&str> = least
        .into_iter()
        .filter(|name| *name != "Directory.Read.All")
        .collect();
    lost.extend(each_in_turn(&narrow));
    lost.extend(forecast(&scan(&narrow)).into_keys());
    let never: Vec<_> = SectionName::ALL
        .iter()
        .filter(|one| !lost.contains(*one))
        .collect();
    assert_eq!(never, Vec::<&SectionName>::new(), "never lost");
}
