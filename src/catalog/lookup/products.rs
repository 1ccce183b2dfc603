//! Products and the plans that permissions work under.

use crate::catalog::{Catalog, Entitlement, Pairing, Product};
use crate::ids::AppId;

impl Catalog {
    /// The product that an API comes with.
    pub fn product_of_api(&self, api: AppId) -> Option<&Product> {
        let name = &self.resource(api)?.name;
        let mut products = self.licences.products().iter();
        products.find(|product| product.apis.contains(name))
    }
}

impl Pairing {
    /// True for an entitlement whose plans the pairing tells.
    pub fn names(&self, catalog: &Catalog, asked: &Entitlement) -> bool {
        match asked {
            Entitlement::ApiPermission {
                resource, value, ..
            } => {
                let api = catalog.resource(*resource).map(|api| &api.name);
                api.is_some()
                    && api == self.api.as_ref()
                    && self.values.iter().any(|pattern| fits(pattern, value))
            }
            Entitlement::DefenderClassic { .. } | Entitlement::DefenderUnified(_) => {
                let parts = catalog.parts(asked);
                parts.iter().any(|part| {
                    matches!(part, Entitlement::DefenderUnified(id) if self.defender.contains(id))
                })
            }
            Entitlement::DirectoryRole(_) | Entitlement::DefenderAction(_) => false,
        }
    }
}

/// True for a text that a pattern describes, in any case: one `*` stands for any text.
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
