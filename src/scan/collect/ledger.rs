//! The answers of a scan under way, by section.

use super::section::section;
use crate::scan::client::{Answer, Failure, Graph};
use crate::scan::requests::Get;
use crate::snapshot::{SectionName, Sections, with_sections};
use futures_util::future::join_all;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The answers that belong to one section.
#[derive(Debug)]
pub(super) struct Answers<T> {
    /// Requests with what they brought.
    pub(super) made: Vec<Answer<T>>,
    /// Why the section is not whole, beside what the answers say.
    pub(super) gaps: Vec<Failure>,
    /// Why nothing was asked, if nothing was.
    pub(super) silence: Option<String>,
}

impl<T> Default for Answers<T> {
    fn default() -> Self {
        Self {
            made: Vec::new(),
            gaps: Vec::new(),
            silence: None,
        }
    }
}

impl<T> Answers<T> {
    /// Adds what another wave brought.
    pub(super) fn add(&mut self, more: Vec<Answer<T>>) {
        self.made.extend(more);
    }

    /// Takes another wave's answers over, with its gaps and its reason.
    fn absorb(&mut self, more: Self) {
        self.made.extend(more.made);
        self.gaps.extend(more.gaps);
        if let Some(why) = more.silence {
            self.silent(&why);
        }
    }

    /// Says why nothing was asked; the first reason stands.
    pub(super) fn silent(&mut self, why: &str) {
        self.silence.get_or_insert_with(|| why.to_owned());
    }

    /// Every object seen.
    pub(super) fn objects(&self) -> impl Iterator<Item = &T> {
        self.made
            .iter()
            .flat_map(|answer| answer.items.iter().map(|item| &item.object))
    }

    /// Whether everything that was asked was answered whole.
    pub(super) fn whole(&self) -> bool {
        self.gaps.is_empty() && self.made.iter().all(|answer| answer.failure.is_none())
    }
}

/// Makes requests of one kind, all at once; the client bounds how many are under way.
pub(super) async fn ask<T: DeserializeOwned + Serialize>(
    graph: &Graph<'_>,
    gets: Vec<Get>,
) -> Vec<Answer<T>> {
    join_all(gets.iter().map(|get| graph.read(get))).await
}

/// When two objects with one id are the same sighting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Same {
    /// Whoever was asked about.
    Everywhere,
    /// Only when the same principal was asked about: a group that two candidates are in is seen twice.
    PerSubject,
}

/// Where a section's objects belong to the principal that was asked about.
const fn same(section: SectionName) -> Same {
    match section {
        SectionName::AppRoleAssignments
        | SectionName::DelegatedGrants
        | SectionName::UserAppRoles
        | SectionName::Owners
        | SectionName::FederatedCredentials
        | SectionName::UserGroups
        | SectionName::ServicePrincipalGroups
        | SectionName::GroupEligibility
        | SectionName::Nesting => Same::PerSubject,
        _ => Same::Everywhere,
    }
}

/// Makes the ledger from the one list of sections.
macro_rules! ledger {
    ($($(#[$doc:meta])+ $field:ident: $type:ty as $variant:ident, $text:literal;)+) => {
        /// All answers, section by section.
        #[derive(Debug, Default)]
        pub(super) struct Ledger { $(pub(super) $field: Answers<$type>,)+ }

        impl Ledger {
            /// Takes over what another wave brought.
            pub(super) fn absorb(&mut self, more: Self) {
                $(self.$field.absorb(more.$field);)+
            }

            /// Says why nothing was asked for a section; the first reason stands.
            pub(super) fn silent(&mut self, section: SectionName, why: &str) {
                match section { $(SectionName::$variant => self.$field.silent(why),)+ }
            }

            /// Says why a section is not whole, beside what its answers say.
            pub(super) fn gap(&mut self, section: SectionName, gap: Failure) {
                match section { $(SectionName::$variant => self.$field.gaps.push(gap),)+ }
            }

            /// Closes every section.
            pub(super) fn close(self) -> Sections {
                Sections { $($field: section(self.$field, same(SectionName::$variant)),)+ }
            }
        }
    };
}

with_sections!(ledger);
