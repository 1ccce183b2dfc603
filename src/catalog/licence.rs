//! What the subscription list shows, and which permissions work under which plan.

use super::{Catalog, Entitlement};
use crate::ids::AppId;
use uuid::Uuid;

/// What a plan gives the tenant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capability {
    /// Its id: `defender-for-endpoint-plan2`.
    pub id: String,
    /// The name for people.
    pub title: String,
    /// Whether it has PIM.
    pub pim: bool,
}

/// A service plan, by the id that does not change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServicePlanFact {
    /// The plan's id.
    pub id: Uuid,
    /// Microsoft's string id: `WINDEFATP`.
    pub name: String,
    /// The id of what it gives. The plans of a family give the same.
    pub capability: String,
    /// The name for people.
    pub title: String,
    /// Where this was read.
    pub source: String,
}

/// A product that a guide's permissions belong to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Product {
    /// Its id: `defender-for-endpoint`.
    pub id: String,
    /// The name for people.
    pub title: String,
    /// Ids of the capabilities that give it, the fullest first.
    pub capabilities: Vec<String>,
    /// How it can be there though the subscription list shows no plan.
    pub elsewhere: Option<String>,
    /// The APIs whose service principals come with it.
    pub apis: Vec<AppId>,
    /// Ids of the capabilities that bring those.
    pub brought_by: Vec<String>,
    /// Where this was read.
    pub source: String,
}

/// Permissions, and the plans under which they work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pairing {
    /// The product's id.
    pub product: String,
    /// Which permissions.
    pub permissions: Permissions,
    /// Ids of the capabilities, any one of which is enough.
    pub needs: Vec<String>,
    /// Whether Microsoft states it.
    pub documented: bool,
    /// Where this was read.
    pub source: String,
}

/// The permissions of a pairing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Permissions {
    /// Of an API, by patterns in which `*` stands for any text.
    Api(AppId, Vec<String>),
    /// Of Unified RBAC, by their ids in the catalog.
    Defender(Vec<String>),
}

/// What a subscription or a plan in the list comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LicenceState {
    /// It gives what it has.
    Usable,
    /// It gives nothing any more.
    Ended,
    /// The answer does not settle it.
    Untold,
}

/// The words of the answer that settle a state.
#[derive(Clone, Debug, Default)]
pub(super) struct States {
    pub(super) usable_subscription: Vec<String>,
    pub(super) ended_subscription: Vec<String>,
    pub(super) usable_plan: Vec<String>,
    pub(super) ended_plan: Vec<String>,
}

/// Everything about licences.
#[derive(Clone, Debug, Default)]
pub struct Licences {
    pub(super) states: States,
    pub(super) capabilities: Vec<Capability>,
    pub(super) plans: Vec<ServicePlanFact>,
    pub(super) products: Vec<Product>,
    pub(super) pairings: Vec<Pairing>,
}

impl Licences {
    /// Every service plan, by name.
    pub fn plans(&self) -> &[ServicePlanFact] {
        &self.plans
    }

    /// Every product, in the order of the data.
    pub fn products(&self) -> &[Product] {
        &self.products
    }

    /// Every pairing, in the order of the data.
    pub fn pairings(&self) -> &[Pairing] {
        &self.pairings
    }

    /// The capability with this id.
    pub fn capability(&self, id: &str) -> Option<&Capability> {
        self.capabilities.iter().find(|one| one.id == id)
    }

    /// What a plan of the list gives: by its id, or by its name where the answer gives no id.
    pub fn given(&self, id: Option<Uuid>, name: Option<&str>) -> Option<&Capability> {
        let known = |plan: &&ServicePlanFact| match (id, name) {
            (Some(id), _) => plan.id == id,
            (None, Some(name)) => plan.name.eq_ignore_ascii_case(name.trim()),
            (None, None) => false,
        };
        let plan = self.plans.iter().find(known)?;
        self.capability(&plan.capability)
    }

    /// The product whose API this is.
    pub fn brings(&self, api: AppId) -> Option<&Product> {
        self.products.iter().find(|one| one.apis.contains(&api))
    }

    /// What a plan in a subscription comes to.
    pub fn state(&self, subscription: Option<&str>, plan: Option<&str>) -> LicenceState {
        let is = |word: Option<&str>, words: &[String]| {
            word.is_some_and(|word| words.iter().any(|known| known.eq_ignore_ascii_case(word)))
        };
        let states = &self.states;
        if is(subscription, &states.ended_subscription) || is(plan, &states.ended_plan) {
            LicenceState::Ended
        } else if is(subscription, &states.usable_subscription) && is(plan, &states.usable_plan) {
            LicenceState::Usable
        } else {
            LicenceState::Untold
        }
    }
}

impl Pairing {
    /// Whether the pairing speaks of an entitlement.
    pub fn names(&self, catalog: &Catalog, asked: &Entitlement) -> bool {
        match (&self.permissions, asked) {
            (
                Permissions::Api(api, patterns),
                Entitlement::ApiPermission {
                    resource, value, ..
                },
            ) => api == resource && patterns.iter().any(|pattern| fits(pattern, value)),
            (
                Permissions::Defender(ids),
                Entitlement::DefenderClassic { .. } | Entitlement::DefenderUnified(_),
            ) => catalog
                .parts(asked)
                .iter()
                .any(|part| matches!(part, Entitlement::DefenderUnified(id) if ids.contains(id))),
            _ => false,
        }
    }
}

/// Whether a text fits a pattern in which one `*` stands for any text, in any case.
fn fits(pattern: &str, text: &str) -> bool {
    let (pattern, text) = (pattern.to_ascii_lowercase(), text.to_ascii_lowercase());
    match pattern.split_once('*') {
        None => pattern == text,
        Some((start, end)) => {
            text.len() >= start.len() + end.len() && text.starts_with(start) && text.ends_with(end)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn a_star_stands_for_any_text_and_the_rest_for_itself() {
        for (pattern, text, expected) in [
            ("*", "Alert.Read.All", true),
            ("Vulnerability.*", "Vulnerability.Read.All", true),
            ("Vulnerability.*", "vulnerability.read", true),
            ("Vulnerability.*", "Vulnerability", false),
            ("Machine.LiveResponse", "Machine.LiveResponse", true),
            ("Machine.LiveResponse", "Machine.LiveResponse.All", false),
            ("A*A", "A", false),
            ("A*A", "AA", true),
        ] {
            assert_eq!(fits(pattern, text), expected, "{pattern} {text}");
        }
    }
}
