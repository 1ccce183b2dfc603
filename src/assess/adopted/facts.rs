//! Facts of guides: what a snapshot shows of them, and what the reader answers.
//!
//! A fact stands as a snapshot settles it, and an answer that differs is shown beside it. Anything that was not read
//! leaves a fact open, and is never a no.

use super::fact_seen::FactSeen;
use crate::assess::coverage::{Coverage, Gap};
use crate::assess::semantics::{Facts, Truth};
use crate::assess::words::shown;
use crate::catalog::{Catalog, LicenceState, Licences};
use crate::guide::format2::Names;
use crate::guide::format2::kinds::CloudName;
use crate::guide::format2::model::{Detection, Fact, Guide, Named};
use crate::snapshot::{SectionName, ServicePlan, Snapshot};

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
            let wanted = Wanted::of(guide, catalog, names);
            by_service_plan(&wanted, catalog, snapshot)
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

/// The service plans that a fact is about.
struct Wanted<'a> {
    licences: &'a Licences,
    plans: Vec<Named>,
    /// Ids of the capabilities that they give.
    capabilities: Vec<&'a str>,
}

/// A plan of the subscription list, held against those that are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fit {
    Same,
    Other,
    /// The answer does not settle it, or it is another plan of the same family.
    Perhaps,
}

impl<'a> Wanted<'a> {
    fn of(guide: &Guide, catalog: &'a Catalog, names: &[String]) -> Self {
        let mut known = Names::of(catalog);
        for declared in &guide.names.service_plans {
            known.declare_service_plan(declared);
        }
        let plans: Vec<Named> = names
            .iter()
            .map(|name| {
                let unknown = || Named {
                    name: name.clone(),
                    id: None,
                };
                known.service_plan(name).unwrap_or_else(unknown)
            })
            .collect();
        let licences = catalog.licences();
        let capabilities = plans
            .iter()
            .filter_map(|plan| licences.given(Some(plan.id?), None))
            .map(|capability| capability.id.as_str())
            .collect();
        Self {
            licences,
            plans,
            capabilities,
        }
    }

    fn fit(&self, seen: &ServicePlan) -> Fit {
        let fits: Vec<Fit> = self.plans.iter().map(|plan| one_fit(plan, seen)).collect();
        if fits.contains(&Fit::Same) {
            return Fit::Same;
        }
        let name = seen.service_plan_name.as_deref();
        let given = self.licences.given(seen.service_plan_id.copied(), name);
        let family = given.is_some_and(|one| self.capabilities.contains(&one.id.as_str()));
        if family || fits.contains(&Fit::Perhaps) {
            Fit::Perhaps
        } else {
            Fit::Other
        }
    }

    /// Another way to have the product of a wanted plan, which the subscription list does not show.
    fn elsewhere(&self) -> Option<&'a str> {
        let mut products = self.licences.products().iter();
        products.find_map(|product| {
            let mut given = product.capabilities.iter();
            let ours = given.any(|id| self.capabilities.contains(&id.as_str()));
            product.elsewhere.as_deref().filter(|_| ours)
        })
    }

    fn words(&self) -> String {
        let names: Vec<&str> = self.plans.iter().map(|plan| plan.name.as_str()).collect();
        names.join(" or ")
    }
}

/// A plan is known by its id; by its name where the answer or the guide gives no id.
fn one_fit(wanted: &Named, seen: &ServicePlan) -> Fit {
    let same_name = seen
        .service_plan_name
        .as_deref()
        .map(|name| name.trim().eq_ignore_ascii_case(&wanted.name));
    match (wanted.id, seen.service_plan_id.copied(), same_name) {
        (Some(wanted), Some(seen), _) if wanted == seen => Fit::Same,
        (Some(_), Some(_), _) | (None, _, Some(false)) => Fit::Other,
        (_, _, Some(true)) => Fit::Same,
        (Some(_), None, Some(false)) | (_, _, None) => Fit::Perhaps,
    }
}

fn by_service_plan(wanted: &Wanted<'_>, catalog: &Catalog, snapshot: &Snapshot) -> (Truth, String) {
    let section = &snapshot.sections.licences;
    let licences = wanted.licences;
    let mut doubt = None;
    for seen in section.sightings() {
        let sku = &seen.object;
        let status = sku.capability_status.as_deref();
        let name = shown(sku.sku_part_number.as_deref().unwrap_or("without a name"));
        for plan in sku.service_plans.sightings() {
            let state = licences.state(status, plan.provisioning_status.as_deref());
            let title = shown(
                plan.service_plan_name
                    .as_deref()
                    .unwrap_or("without a name"),
            );
            match (wanted.fit(plan), state) {
                (Fit::Same, LicenceState::Usable) => {
                    let why =
                        format!("the subscription {name} has the service plan {title}, enabled");
                    return (Truth::Yes, why);
                }
                (Fit::Other, _) | (_, LicenceState::Ended) => {}
                (Fit::Same, LicenceState::Untold) => {
                    doubt.get_or_insert(format!(
                        "the subscription {name} has the service plan {title}, and its state does not settle whether \
                         it is enabled"
                    ));
                }
                (Fit::Perhaps, _) => {
                    doubt.get_or_insert(format!(
                        "the subscription {name} has the service plan {title}, which may stand for {}",
                        wanted.words()
                    ));
                }
            }
        }
        let ended = licences.state(status, None) == LicenceState::Ended;
        if !ended && sku.service_plans.whole().is_none() {
            doubt.get_or_insert(format!(
                "the service plans of the subscription {name} were not all told"
            ));
        }
    }
    let gap = Coverage::new(snapshot, catalog).gap(SectionName::Licences);
    let elsewhere = wanted
        .elsewhere()
        .map(|other| format!("the subscription list does not show what comes with {other}"));
    let open = gap.as_ref().map(Gap::words).or(doubt).or(elsewhere);
    match open {
        Some(why) => (Truth::Open, why),
        None => (
            Truth::No,
            format!(
                "no subscription has the service plan {}, enabled",
                wanted.words()
            ),
        ),
    }
}
