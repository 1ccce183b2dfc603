//! Takes licences into the catalog: no key twice, no name that leads nowhere.

use super::file::{LicenceFile, PairingEntry, PlanEntry, ProductEntry};
use super::licence::States;
use super::load::DataFile;
use super::{Capability, Catalog, CatalogProblem, Pairing, Permissions, Product, ServicePlanFact};
use crate::ids::AppId;
use toml::Spanned;

impl Catalog {
    pub(super) fn add_licences(
        &mut self,
        file: DataFile,
        data: LicenceFile,
    ) -> Result<(), CatalogProblem> {
        self.licences.states = States {
            usable_subscription: data.states.usable_subscription,
            ended_subscription: data.states.ended_subscription,
            usable_plan: data.states.usable_plan,
            ended_plan: data.states.ended_plan,
        };
        for entry in data.capability {
            if self.licences.capability(entry.id.get_ref()).is_some() {
                return Err(file.twice("the capability", &entry.id));
            }
            self.licences.capabilities.push(Capability {
                id: entry.id.into_inner(),
                title: entry.title,
                pim: entry.pim,
            });
        }
        for entry in data.plan {
            self.add_plan(file, entry)?;
        }
        for entry in data.product {
            self.add_product(file, entry)?;
        }
        for entry in data.pairing {
            self.add_pairing(file, entry)?;
        }
        Ok(())
    }

    fn add_plan(&mut self, file: DataFile, entry: PlanEntry) -> Result<(), CatalogProblem> {
        let id = *entry.id.get_ref();
        if self.licences.plans.iter().any(|plan| plan.id == id) {
            return Err(file.twice("the service plan", &entry.id));
        }
        let capability = self.known_capability(file, entry.capability)?;
        self.licences.plans.push(ServicePlanFact {
            id,
            name: entry.name,
            capability,
            title: entry.title,
            source: entry.source,
        });
        Ok(())
    }

    fn add_product(&mut self, file: DataFile, entry: ProductEntry) -> Result<(), CatalogProblem> {
        if self.product(entry.id.get_ref()).is_some() {
            return Err(file.twice("the product", &entry.id));
        }
        let apis = entry.apis.iter().map(|api| self.known_api(file, api));
        let product = Product {
            id: entry.id.into_inner(),
            title: entry.title,
            apis: apis.collect::<Result<_, _>>()?,
            brought_by: self.known_capabilities(file, entry.brought_by)?,
            capabilities: self.known_capabilities(file, entry.capabilities)?,
            elsewhere: entry.elsewhere,
            source: entry.source,
        };
        self.licences.products.push(product);
        Ok(())
    }

    fn add_pairing(&mut self, file: DataFile, entry: PairingEntry) -> Result<(), CatalogProblem> {
        if self.product(entry.product.get_ref()).is_none() {
            return Err(file.dangling("product", &entry.product));
        }
        let permissions = if let Some(api) = &entry.api {
            Permissions::Api(self.known_api(file, api)?, entry.values)
        } else {
            for id in &entry.defender {
                if self.unified_permission(id.get_ref()).is_none() {
                    return Err(file.dangling("unified permission", id));
                }
            }
            let ids = entry.defender.into_iter().map(Spanned::into_inner);
            Permissions::Defender(ids.collect())
        };
        let needs = self.known_capabilities(file, entry.needs)?;
        self.licences.pairings.push(Pairing {
            product: entry.product.into_inner(),
            permissions,
            needs,
            documented: entry.documented,
            source: entry.source,
        });
        Ok(())
    }

    fn product(&self, id: &str) -> Option<&Product> {
        self.licences.products.iter().find(|one| one.id == id)
    }

    fn known_api(&self, file: DataFile, name: &Spanned<String>) -> Result<AppId, CatalogProblem> {
        let known = self.resource_named(name.get_ref());
        let known = known.ok_or_else(|| file.dangling("API", name))?;
        Ok(known.app_id)
    }

    fn known_capability(
        &self,
        file: DataFile,
        id: Spanned<String>,
    ) -> Result<String, CatalogProblem> {
        if self.licences.capability(id.get_ref()).is_none() {
            return Err(file.dangling("capability", &id));
        }
        Ok(id.into_inner())
    }

    fn known_capabilities(
        &self,
        file: DataFile,
        ids: Vec<Spanned<String>>,
    ) -> Result<Vec<String>, CatalogProblem> {
        let known = ids.into_iter().map(|id| self.known_capability(file, id));
        known.collect()
    }
}
