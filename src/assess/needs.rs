//! Permissions that would turn an `unknown` into an answer.

use super::model::Finding;
use super::remedy::{Observe, Remedy};

impl Finding {
    /// Graph permissions that would turn an `unknown` into an answer: of each request the one that reads least.
    pub fn needs(&self) -> Vec<&str> {
        let mut needs: Vec<&str> = self
            .remedies
            .iter()
            .filter_map(|remedy| match remedy {
                Remedy::Observe(Observe::Permission { any_of, .. }) => {
                    any_of.first().map(String::as_str)
                }
                _ => None,
            })
            .collect();
        needs.sort_unstable();
        needs.dedup();
        needs
    }

    /// True where nothing but a Graph permission of the auditor is lacking.
    pub fn only_needs(&self) -> bool {
        let permission =
            |remedy: &Remedy| matches!(remedy, Remedy::Observe(Observe::Permission { .. }));
        !self.remedies.is_empty() && self.remedies.iter().all(permission)
    }
}
