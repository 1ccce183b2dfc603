//! What the tenant has bought.

use super::store::{Set, Tenant};
use crate::ids;
use serde_json::{Value, json};

/// Service plans by name and id.
const PLANS: &[(&str, &str)] = &[
    ("WINDEFATP", "871d91ec-ec1a-452b-a83f-bd76c7d770ef"),
    ("MDE_LITE", "292cc034-7b7c-4950-aaf5-943befd3f1d4"),
    ("MDE_SMB", "bfc1bbd9-981b-4f71-9b82-17c35fd0e2a4"),
    ("MTP", "bf28f719-7844-4079-9c78-c1307898e192"),
    ("TVM_PREMIUM_1", "36810a13-b903-490a-aa45-afbeb7540832"),
    ("AAD_PREMIUM", "41781fb2-bc02-4b7c-bd55-b576c07bb09d"),
    ("AAD_PREMIUM_P2", "eec0eb4f-6444-4f95-aba0-50c24d67f998"),
    (
        "Entra_Identity_Governance",
        "e866a266-3cff-43a3-acca-0c90a7e00c8b",
    ),
];

pub(super) fn default(tenant: &mut Tenant) {
    tenant.licence(
        "SPE_E5",
        &["WINDEFATP", "MTP", "AAD_PREMIUM", "AAD_PREMIUM_P2"],
    );
}

impl Tenant {
    /// Buys a product with these service plans, switched on.
    pub fn licence(&mut self, product: &str, plans: &[&str]) {
        let plans: Vec<Value> = plans
            .iter()
            .map(|name| {
                let known = PLANS.iter().find(|plan| plan.0 == *name);
                let id = known.map_or_else(|| ids::guid(&["plan", name]), |plan| plan.1.to_owned());
                json!({"servicePlanId": id, "servicePlanName": name, "provisioningStatus": "Success", "appliesTo": "User"})
            })
            .collect();
        let sku = ids::guid(&["sku", product]);
        let object = json!({
            "id": format!("{}_{sku}", self.id()), "skuId": sku, "skuPartNumber": product, "capabilityStatus": "Enabled",
            "consumedUnits": 10, "appliesTo": "User", "accountId": self.id(), "accountName": self.name(), "subscriptionIds": [],
            "prepaidUnits": {"enabled": 25, "suspended": 0, "warning": 0, "lockedOut": 0}, "servicePlans": plans,
        });
        self.add(Set::SubscribedSkus, object);
    }

    /// Buys nothing but one product with one plan, in these states.
    pub fn only_licence(&mut self, plan: &str, subscription: &str, provisioned: &str) {
        self.without_licences();
        self.licence_in(plan, subscription, provisioned);
    }

    /// Buys a product with one plan, in these states.
    pub fn licence_in(&mut self, plan: &str, subscription: &str, provisioned: &str) {
        self.licence(&format!("{plan}_SKU"), &[plan]);
        let skus = self.sets.entry(Set::SubscribedSkus).or_default();
        let sku = skus.last_mut().expect("the product just bought");
        sku["capabilityStatus"] = json!(subscription);
        sku["servicePlans"][0]["provisioningStatus"] = json!(provisioned);
    }

    /// Sells every licence.
    pub fn without_licences(&mut self) {
        self.sets.remove(&Set::SubscribedSkus);
    }

    /// Leaves Entra ID P1: no PIM.
    pub fn without_p2(&mut self) {
        for sku in self.sets.entry(Set::SubscribedSkus).or_default() {
            if let Some(plans) = sku["servicePlans"].as_array_mut() {
                plans.retain(|plan| {
                    plan["servicePlanName"] != "AAD_PREMIUM_P2"
                        && plan["servicePlanName"] != "Entra_Identity_Governance"
                });
            }
        }
    }

    /// Whether PIM answers.
    pub fn has_pim(&self) -> bool {
        self.has_plan("AAD_PREMIUM_P2") || self.has_plan("Entra_Identity_Governance")
    }

    /// Whether calls that need Entra ID P1 answer.
    pub fn has_p1(&self) -> bool {
        self.has_plan("AAD_PREMIUM") || self.has_plan("AAD_PREMIUM_P2")
    }

    fn has_plan(&self, name: &str) -> bool {
        let plans = self
            .all(Set::SubscribedSkus)
            .iter()
            .filter(|sku| sku["capabilityStatus"] == "Enabled");
        plans
            .filter_map(|sku| sku["servicePlans"].as_array())
            .flatten()
            .any(|plan| plan["servicePlanName"] == name)
    }
}
