//! The kinds of principals, as far as a right depends on them.

use super::context::Context;
use crate::guide::format2::file::{GuideFile, PrincipalEntry};
use crate::guide::format2::ids::{PrincipalId, Reference};
use crate::guide::format2::kinds::Home;
use crate::guide::format2::list::entries;
use crate::guide::format2::model::PrincipalKind;
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

impl Context<'_> {
    /// The facts of a principal's kind: of each principal that it stands for, where it is a chosen one.
    pub(crate) fn kinds_of(&self, principal: &Reference<PrincipalId>) -> Vec<PrincipalFacts> {
        let facts = self.facts_of(principal);
        let Some(facts) = facts else {
            return Vec::new();
        };
        if facts.word != "chosen" {
            return vec![facts];
        }
        let among = facts.among.into_iter();
        among
            .filter_map(|id| {
                let guide = principal.guide.clone();
                self.facts_of(&Reference { guide, id })
            })
            .collect()
    }

    /// The facts of a principal itself.
    pub(crate) fn facts_of(&self, principal: &Reference<PrincipalId>) -> Option<PrincipalFacts> {
        let Some(guide) = &principal.guide else {
            return self.principal_facts.get(&principal.id).cloned();
        };
        let other = self.at_hand(guide)?;
        let found = other.principal(&principal.id)?;
        Some(PrincipalFacts {
            word: found.kind.word(),
            home: match &found.kind {
                PrincipalKind::Application { home, .. } => Some(*home),
                _ => None,
            },
            conditional: found.when.is_some(),
            among: match &found.kind {
                PrincipalKind::Chosen { among } => among.clone(),
                _ => Vec::new(),
            },
        })
    }
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
