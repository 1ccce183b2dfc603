//! The answers of a scan under way, by section.

use super::answers::Answers;
use super::section::section;
use crate::scan::client::{Answer, Failure, Graph, Kind};
use crate::scan::requests::{Batch, Get};
use crate::snapshot::{SectionName, Sections, for_each_section};
use futures_util::future::join_all;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Makes the requests of a batch; the client bounds how many are under way.
///
/// Where one is refused as not understood, the fallback is asked too. The refusal then costs
/// nothing: what it would have answered was asked otherwise.
async fn answers<T: DeserializeOwned + Serialize>(
    graph: &Graph<'_>,
    batch: Batch,
) -> Vec<Answer<T>> {
    let mut answers = all(graph, &batch.gets).await;
    let mut refused = false;
    for answer in &mut answers {
        if !batch.fallback.is_empty() && failed_as(answer, Kind::NotUnderstood) {
            answer.failure = None;
            refused = true;
        }
    }
    if refused {
        answers.extend(all(graph, &batch.fallback).await);
    }
    answers
}

async fn all<T: DeserializeOwned + Serialize>(graph: &Graph<'_>, gets: &[Get]) -> Vec<Answer<T>> {
    let mut answers: Vec<Answer<T>> = join_all(gets.iter().map(|get| graph.read(get))).await;
    for (answer, get) in answers.iter_mut().zip(gets) {
        if get.endpoint.may_be_absent && failed_as(answer, Kind::Gone) {
            answer.failure = None;
        }
    }
    answers
}

fn failed_as<T>(answer: &Answer<T>, kind: Kind) -> bool {
    answer
        .failure
        .as_ref()
        .is_some_and(|failure| failure.kind == kind)
}

/// Defines the ledger from the table of sections.
macro_rules! ledger {
    ($($field:ident: $type:ty as $variant:ident;)+) => {
        /// All answers, section by section.
        #[derive(Debug, Default)]
        pub(super) struct Ledger { $(pub(super) $field: Answers<$type>,)+ }

        impl Ledger {
            /// The answers to a batch, in a ledger of their own.
            pub(super) async fn ask(graph: &Graph<'_>, batch: Batch) -> Self {
                let mut ledger = Self::default();
                match batch.section {
                    $(SectionName::$variant => ledger.$field.add(answers(graph, batch).await),)+
                }
                ledger
            }

            /// Takes over what another phase brought.
            pub(super) fn absorb(&mut self, more: Self) {
                $(self.$field.absorb(more.$field);)+
            }

            /// Says why nothing was asked for a section; the first reason stands.
            pub(super) fn not_asked(&mut self, section: SectionName, why: &str) {
                match section { $(SectionName::$variant => self.$field.not_asked(why),)+ }
            }

            /// Says why a section is not whole, beside what its answers say.
            pub(super) fn gap(&mut self, section: SectionName, gap: Failure) {
                match section { $(SectionName::$variant => self.$field.gaps.push(gap),)+ }
            }

            /// One entry for each request of a section: its failure, or none where it was answered.
            pub(super) fn outcomes(&self, section: SectionName) -> Vec<Option<&Failure>> {
                match section { $(SectionName::$variant => self.$field.outcomes(),)+ }
            }

            /// Closes every section.
            pub(super) fn close(self) -> Sections {
                Sections { $($field: section(SectionName::$variant, self.$field),)+ }
            }
        }
    };
}

for_each_section!(ledger);

impl Ledger {
    /// The answers to several batches, all asked at once, in a ledger of their own.
    pub(super) async fn ask_all(graph: &Graph<'_>, batches: Vec<Batch>) -> Self {
        let asked = batches
            .into_iter()
            .map(|batch| Box::pin(Self::ask(graph, batch)));
        let mut ledger = Self::default();
        for more in join_all(asked).await {
            ledger.absorb(more);
        }
        ledger
    }
}
