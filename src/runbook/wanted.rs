//! The rights that a requirement asks for, by whoever is to hold each in the possibility that a person acts on.

use super::judged::Judged;
use super::principal_key::{PrincipalKey, principal_of};
use crate::assess::semantics::{Ask, Need, Term, Truth};
use crate::assess::{RightSeen, TargetPrincipal};
use crate::guide::format2::ids::Holder;
use crate::guide::format2::kinds::AskedType;
use crate::guide::format2::model::{Condition, Requirement, Right, RightKind};

/// A right that a requirement asks for.
#[derive(Clone, Copy)]
pub(super) struct WantedRight<'a> {
    /// The right, with the values of its parameters.
    pub(super) kind: &'a RightKind,
    /// The holder as the guide names it; absent of a right that was seen.
    pub(super) holder: Option<&'a Holder>,
    /// Everything that was seen of it; absent where nothing was.
    pub(super) seen: Option<&'a RightSeen>,
}

impl<'a> Judged<'a> {
    /// The principal that is to hold a right; none for the tenant and for whoever installs.
    pub(super) fn key_of(&self, right: &WantedRight<'a>) -> Option<PrincipalKey<'a>> {
        match (right.seen, right.holder) {
            (Some(seen), _) => principal_of(seen),
            (None, Some(Holder::Principal(reference))) => Some(self.key(reference)),
            (None, _) => None,
        }
    }

    /// The rights of the alternative of a requirement that counts: the one that the finding shows, else the first.
    ///
    /// Of a principal that stands for others, the rights of those that are asked for.
    pub(super) fn wanted(&self, requirement: &Requirement) -> Vec<WantedRight<'a>> {
        let finding = self.finding(requirement);
        let seen = finding.map(|finding| finding.rights.as_slice());
        let seen: Vec<WantedRight<'a>> = seen
            .unwrap_or_default()
            .iter()
            .filter(|right| {
                let key = principal_of(right);
                key.is_none_or(|key| self.is_asked_for(key) != Truth::No)
            })
            .map(|right| WantedRight {
                kind: &right.kind,
                holder: None,
                seen: Some(right),
            })
            .collect();
        if !seen.is_empty() {
            return seen;
        }
        let ask = self.ask(requirement);
        let first = ask.and_then(|ask| match &ask.need {
            Need::Rights { alternatives, .. } => alternatives.first(),
            Need::Statement => None,
        });
        first
            .into_iter()
            .flatten()
            .flat_map(|term| self.of_term(term))
            .map(|right| WantedRight {
                kind: &right.kind,
                holder: Some(&right.of),
                seen: None,
            })
            .collect()
    }

    /// The user or application that is to hold a right; none for the tenant, for whoever installs, and for a principal
    /// of another kind.
    pub(super) fn holder_of(&self, right: &WantedRight<'a>) -> Option<&'a TargetPrincipal> {
        self.principal(self.key_of(right)?)
    }

    /// The title of whoever is to hold a right.
    pub(super) fn title_of(&self, right: &WantedRight<'_>) -> String {
        if let Some(seen) = right.seen {
            return seen.principal_title.clone();
        }
        self.title_of_holder(right.holder.unwrap_or(&Holder::Tenant))
    }

    /// The title of a holder that the guide names.
    pub(super) fn title_of_holder(&self, holder: &Holder) -> String {
        match holder {
            Holder::Principal(reference) => self.title_of_principal(reference),
            Holder::Installer => "Whoever installs".to_owned(),
            Holder::Tenant => "The tenant".to_owned(),
        }
    }

    /// A requirement with its rights written out.
    pub(super) fn ask(&self, requirement: &Requirement) -> Option<&'a Ask<Right>> {
        let mut guides = self.basis.expanded.iter();
        let own = guides.find(|guide| guide.id == self.guide.id)?;
        own.requirements.iter().find(|ask| ask.id == requirement.id)
    }

    /// The rights that a term stands for. Of several types that will do, the one that the catalogue knows.
    pub(super) fn of_term<'t>(&self, term: &'t Term<Right>) -> Vec<&'t Right> {
        match term {
            Term::AnyOf { rights, when, .. } => {
                if self.in_play(when.as_ref()) == Truth::No {
                    return Vec::new();
                }
                let known = rights.iter().find(|right| self.is_published(&right.kind));
                known.or(rights.first()).into_iter().collect()
            }
            Term::Chosen(members) => members
                .iter()
                .filter(|member| self.in_play(member.when.as_ref()) != Truth::No)
                .flat_map(|member| &member.terms)
                .flat_map(|term| self.of_term(term))
                .collect(),
        }
    }

    /// The value of a condition whose names carry their guide.
    fn in_play(&self, condition: Option<&Condition>) -> Truth {
        self.basis.possibility.truth(condition)
    }

    /// True for a permission that the catalogue knows in the type that is asked.
    fn is_published(&self, kind: &RightKind) -> bool {
        use crate::catalog::PermissionType;
        let RightKind::ApiPermission { api, kind, value } = kind else {
            return false;
        };
        let kind = match kind {
            AskedType::Application => PermissionType::Application,
            AskedType::Delegated => PermissionType::Delegated,
            AskedType::Either | AskedType::Unstated => return false,
        };
        self.catalog.api_permission(*api, kind, value).is_some()
    }
}
