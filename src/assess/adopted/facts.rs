//! Facts of guides: what a snapshot shows of them, and what the reader answers.
//!
//! A fact stands as a snapshot settles it, and an answer that differs is shown beside it. Anything that was not read
//! leaves a fact open, and is never a no.

use super::fact_seen::FactSeen;
use crate::assess::coverage::Coverage;
use crate::assess::semantics::{Facts, Truth};
use crate::assess::service_plans::WantedPlans;
use crate::assess::words::shown;
use crate::catalog::Catalog;
use crate::guide::format2::kinds::CloudName;
use crate::guide::format2::model::{Detection, Fact, Guide};
use crate::snapshot::Snapshot;

/// Every fact of every guide, in their order.
pub fn facts(
    guides: &[Guide],
    catalog: &Catalog,
    snapshot: &Snapshot,
    answers: &Facts,
) -> Vec<FactSeen> {
    let seen = |guide: &Guide, fact: &Fact| {
        let found = fact
            .detect
            .as_ref()
            .map(|test| detected(guide, catalog, snapshot, test));
        let (detected, why) = match found {
            Some((detected, why)) => (detected, Some(why)),
            None => (Truth::Open, None),
        };
        let key = (guide.id.clone(), fact.id.clone());
        FactSeen {
            answer: answers.get(&key).copied(),
            guide: key.0,
            fact: key.1,
            title: fact.title.clone(),
            detected,
            why,
        }
    };
    let guides = guides.iter();
    guides
        .flat_map(|guide| guide.facts.iter().map(move |fact| seen(guide, fact)))
        .collect()
}

/// The facts that are known, with the value that counts.
pub fn facts_in_force(seen: &[FactSeen]) -> Facts {
    let known = seen
        .iter()
        .filter_map(|one| Some(((one.guide.clone(), one.fact.clone()), one.value()?)));
    known.collect()
}

/// The value of a test, and the reason for it.
fn detected(
    guide: &Guide,
    catalog: &Catalog,
    snapshot: &Snapshot,
    test: &Detection,
) -> (Truth, String) {
    match test {
        Detection::Cloud(clouds) => by_cloud(clouds, &snapshot.cloud),
        Detection::ServicePlan(names) => {
            let wanted = WantedPlans::of(&guide.names.service_plans, catalog, names);
            let seen = wanted.seen(&Coverage::new(snapshot, catalog), snapshot);
            (seen.enabled, seen.why)
        }
        Detection::Setting(name) => {
            let why = format!("no API shows the setting {name}");
            (Truth::Open, why)
        }
    }
}

fn by_cloud(clouds: &[CloudName], read: &str) -> (Truth, String) {
    let known = CloudName::ALL.iter().find(|one| one.as_str() == read);
    match known {
        Some(cloud) if clouds.contains(cloud) => {
            (Truth::Yes, format!("the tenant is in the cloud {cloud}"))
        }
        Some(cloud) => (Truth::No, format!("the tenant is in the cloud {cloud}")),
        None => {
            let why = format!("the snapshot names an unknown cloud, {}", shown(read));
            (Truth::Open, why)
        }
    }
}
