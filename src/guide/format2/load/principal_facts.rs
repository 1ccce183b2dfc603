//! The kinds of principals, as far as a right depends on them.

use crate::guide::format2::file::{GuideFile, PrincipalEntry};
use crate::guide::format2::ids::PrincipalId;
use crate::guide::format2::kinds::Home;
use crate::guide::format2::list::entries;
use std::collections::BTreeMap;

/// The kind of a principal, as far as a right depends on it.
#[derive(Clone, Debug)]
pub(crate) struct PrincipalFacts {
    /// The kind as a guide spells it.
    pub(crate) word: &'static str,
    /// Of an application: where it is registered.
    pub(crate) home: Option<Home>,
    /// True if it has a condition.
    pub(crate) conditional: bool,
    /// Of a chosen one: the principals that it stands for.
    pub(crate) among: Vec<PrincipalId>,
}

/// The facts that the file gives of each principal.
pub(crate) fn principal_facts(file: &GuideFile) -> BTreeMap<PrincipalId, PrincipalFacts> {
    let entries = entries(&file.principal).iter();
    entries
        .filter_map(|entry| {
            let (word, home) = match &entry.value {
                PrincipalEntry::User(_) => ("user", None),
                PrincipalEntry::Application(entry) => ("application", entry.home.value()),
                PrincipalEntry::ManagedIdentity(_) => ("managed-identity", None),
                PrincipalEntry::AgentIdentity(_) => ("agent-identity", None),
                PrincipalEntry::Group(_) => ("group", None),
                PrincipalEntry::Partner(_) => ("partner", None),
                PrincipalEntry::Chosen(_) => ("chosen", None),
            };
            let among = match &entry.value {
                PrincipalEntry::Chosen(entry) => entry.among.get(),
                _ => None,
            };
            let facts = PrincipalFacts {
                word,
                home,
                conditional: entry.frame().is_some_and(|(when, _)| when.is_some()),
                among: among
                    .map(|list| list.entries.iter().map(|id| id.value.clone()).collect())
                    .unwrap_or_default(),
            };
            Some((entry.id().value()?, facts))
        })
        .collect()
}
