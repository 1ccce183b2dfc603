//! Permissions that would turn an `unknown` into an answer.

use super::model::Finding;
use super::remedy::{Observe, Remedy};

/// Graph permissions that remedies name, sorted and each once: of each request the one that reads least.
pub(crate) fn needed_permissions(remedies: &[Remedy]) -> Vec<&str> {
    let mut needed: Vec<&str> = remedies
        .iter()
        .filter_map(|remedy| match remedy {
            Remedy::Observe(Observe::Permission { any_of, .. }) => {
                any_of.first().map(String::as_str)
            }
            _ => None,
        })
        .collect();
    needed.sort_unstable();
    needed.dedup();
    needed
}

impl Finding {
    /// Graph permissions that would turn an `unknown` into an answer.
    pub fn needs(&self) -> Vec<&str> {
        needed_permissions(&self.remedies)
    }

    /// True where nothing but a Graph permission of the auditor is lacking.
    pub fn only_needs(&self) -> bool {
        let permission =
            |remedy: &Remedy| matches!(remedy, Remedy::Observe(Observe::Permission { .. }));
        !self.remedies.is_empty() && self.remedies.iter().all(permission)
    }
}
