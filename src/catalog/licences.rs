//! The plans of the subscription list, and the permissions that work under each, loaded from
//! `catalog/licences.toml`.

use serde::Deserialize;
use uuid::Uuid;

/// Something that a plan gives the tenant.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Capability {
    /// Its id: `defender-for-endpoint-plan2`.
    pub id: String,
    /// The name for people.
    pub title: String,
    /// It has PIM.
    #[serde(default)]
    pub pim: bool,
}

/// A service plan, by the id that does not change.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ServicePlanFact {
    /// The plan's id.
    pub id: Uuid,
    /// Microsoft's string id: `WINDEFATP`.
    pub name: String,
    /// The id of the capability that it gives. The plans of a family give the same.
    pub capability: String,
    /// The name for people.
    pub title: String,
    /// The source of the entry.
    pub source: String,
}

/// A product that a guide's permissions belong to.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Product {
    /// Its id: `defender-for-endpoint`.
    pub id: String,
    /// The name for people.
    pub title: String,
    /// Ids of the capabilities that give it, the fullest first.
    pub capabilities: Vec<String>,
    /// Another way to have it, which the subscription list does not show.
    pub elsewhere: Option<String>,
    /// The short names of the APIs whose service principals come with it.
    #[serde(default)]
    pub apis: Vec<String>,
    /// Ids of the capabilities that bring those.
    #[serde(default)]
    pub brought_by: Vec<String>,
    /// The source of the entry.
    pub source: String,
}

/// Permissions of an API (`api` and `values`) or of Unified RBAC (`defender`), and the plans
/// under which they work.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Pairing {
    /// The product's id.
    pub product: String,
    /// The short name of the API, where the permissions are an API's.
    pub api: Option<String>,
    /// Those of the API, by patterns in which `*` stands for any text.
    #[serde(default)]
    pub values: Vec<String>,
    /// Those of Unified RBAC, by their ids in the catalog.
    #[serde(default)]
    pub defender: Vec<String>,
    /// Ids of the capabilities, any one of which is enough.
    pub needs: Vec<String>,
    /// Microsoft states it.
    pub documented: bool,
    /// The source of the entry.
    pub source: String,
}

/// The state of a plan in a subscription of the list.
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
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct States {
    usable_subscription: Vec<String>,
    ended_subscription: Vec<String>,
    usable_plan: Vec<String>,
    ended_plan: Vec<String>,
    #[serde(rename = "source")]
    _source: String,
}

/// Everything about licences: `catalog/licences.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Licences {
    #[serde(rename = "checked")]
    _checked: String,
    states: States,
    #[serde(rename = "capability")]
    capabilities: Vec<Capability>,
    #[serde(rename = "plan")]
    plans: Vec<ServicePlanFact>,
    #[serde(rename = "product")]
    products: Vec<Product>,
    #[serde(rename = "pairing")]
    pairings: Vec<Pairing>,
}

impl Licences {
    pub(super) fn sort(&mut self) {
        self.plans
            .sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
    }

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

    /// The capability that a plan of the list gives: by its id, or by its name where the answer gives no id.
    pub fn given(&self, id: Option<Uuid>, name: Option<&str>) -> Option<&Capability> {
        let known = |plan: &&ServicePlanFact| match (id, name) {
            (Some(id), _) => plan.id == id,
            (None, Some(name)) => plan.name.eq_ignore_ascii_case(name.trim()),
            (None, None) => false,
        };
        let plan = self.plans.iter().find(known)?;
        self.capability(&plan.capability)
    }

    /// The state of a plan in a subscription.
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
