//! Service plans of the tenant's subscriptions: enabled, not enabled, or not settled.

use super::coverage::{Coverage, Gap};
use super::semantics::Truth;
use super::words::shown;
use crate::access::SightingRef;
use crate::catalog::{Catalog, LicenceState, Licences};
use crate::guide::format2::Names;
use crate::guide::format2::model::{DeclaredServicePlan, Named};
use crate::snapshot::{SectionName, ServicePlan, Snapshot, SubscribedSku};

/// Service plans of which any will do.
pub(super) struct WantedPlans<'a> {
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

/// The wanted plans in one subscription, with the reason.
enum InSubscription {
    Enabled(String),
    /// The answer does not settle it.
    Perhaps(String),
    No,
}

/// The wanted plans in the tenant.
pub(super) struct PlansSeen {
    /// Yes if any of them is enabled.
    pub enabled: Truth,
    /// The reason.
    pub why: String,
    /// The subscription that has one, where it is enabled.
    pub seen: Option<SightingRef>,
    /// The gap in the subscription list, where that is the reason.
    pub gap: Option<Gap>,
}

impl PlansSeen {
    const fn of(enabled: Truth, why: String) -> Self {
        Self {
            enabled,
            why,
            seen: None,
            gap: None,
        }
    }

    fn at(self, place: SightingRef) -> Self {
        Self {
            seen: Some(place),
            ..self
        }
    }
}

impl<'a> WantedPlans<'a> {
    /// The plans of these names, as the catalogue or a guide knows them.
    pub(super) fn of<'d>(
        declared: impl IntoIterator<Item = &'d DeclaredServicePlan>,
        catalog: &'a Catalog,
        names: &[String],
    ) -> Self {
        let mut known = Names::of(catalog);
        for declared in declared {
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

    /// The answer of the tenant's subscriptions: yes if any of the plans is enabled in one of them.
    pub(super) fn seen(&self, coverage: &Coverage<'_>, snapshot: &Snapshot) -> PlansSeen {
        let section = &snapshot.sections.licences;
        let mut doubt = None;
        for (item, seen) in section.sightings().iter().enumerate() {
            match self.in_subscription(&seen.object) {
                InSubscription::Enabled(why) => {
                    let place = SightingRef {
                        section: SectionName::Licences,
                        item,
                    };
                    return PlansSeen::of(Truth::Yes, why).at(place);
                }
                InSubscription::Perhaps(why) => {
                    doubt.get_or_insert(why);
                }
                InSubscription::No => {}
            }
        }
        if let Some(gap) = coverage.gap(SectionName::Licences) {
            let open = PlansSeen::of(Truth::Open, gap.words());
            return PlansSeen {
                gap: Some(gap),
                ..open
            };
        }
        let elsewhere = self
            .elsewhere()
            .map(|other| format!("the subscription list does not show what comes with {other}"));
        if let Some(why) = doubt.or(elsewhere) {
            return PlansSeen::of(Truth::Open, why);
        }
        let wanted = self.words();
        let why = format!("no subscription has the service plan {wanted}, enabled");
        PlansSeen::of(Truth::No, why)
    }

    /// The plans in one subscription.
    fn in_subscription(&self, subscription: &SubscribedSku) -> InSubscription {
        let status = subscription.capability_status.as_deref();
        let name = subscription.sku_part_number.as_deref();
        let name = shown(name.unwrap_or("without a name"));
        let mut doubt = None;
        for plan in subscription.service_plans.sightings() {
            let title = plan.service_plan_name.as_deref();
            let has = format!(
                "the subscription {name} has the service plan {}",
                shown(title.unwrap_or("without a name"))
            );
            let state = self
                .licences
                .state(status, plan.provisioning_status.as_deref());
            match (self.fit(plan), state) {
                (Fit::Same, LicenceState::Usable) => {
                    return InSubscription::Enabled(format!("{has}, enabled"));
                }
                (Fit::Other, _) | (_, LicenceState::Ended) => {}
                (Fit::Same, LicenceState::Untold) => {
                    doubt.get_or_insert(format!(
                        "{has}, and its state does not settle whether it is enabled"
                    ));
                }
                (Fit::Perhaps, _) => {
                    doubt.get_or_insert(format!("{has}, which may stand for {}", self.words()));
                }
            }
        }
        let ended = self.licences.state(status, None) == LicenceState::Ended;
        if !ended && subscription.service_plans.whole().is_none() {
            doubt.get_or_insert(format!(
                "the service plans of the subscription {name} were not all told"
            ));
        }
        doubt.map_or(InSubscription::No, InSubscription::Perhaps)
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
