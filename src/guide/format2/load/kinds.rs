//! The kinds of the principals that a right names, of the file itself or of another guide.

use super::context::Context;
use super::principal_facts::PrincipalFacts;
use crate::guide::format2::ids::{PrincipalId, Reference};
use crate::guide::format2::model::PrincipalKind;

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
