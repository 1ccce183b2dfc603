//! The answers that belong to one section.

use crate::scan::client::{Answer, Failure};

/// The answers that belong to one section.
#[derive(Debug)]
pub(super) struct Answers<T> {
    /// Requests with what they brought.
    pub(super) made: Vec<Answer<T>>,
    /// The reasons why the section is not whole, beside what the answers say.
    pub(super) gaps: Vec<Failure>,
    /// The reason why nothing was asked, if nothing was.
    pub(super) not_asked_because: Option<String>,
}

impl<T> Default for Answers<T> {
    fn default() -> Self {
        Self {
            made: Vec::new(),
            gaps: Vec::new(),
            not_asked_because: None,
        }
    }
}

impl<T> Answers<T> {
    /// Adds answers.
    pub(super) fn add(&mut self, more: Vec<Answer<T>>) {
        self.made.extend(more);
    }

    /// Takes another phase's answers over, with its gaps and its reason.
    pub(super) fn absorb(&mut self, more: Self) {
        self.made.extend(more.made);
        self.gaps.extend(more.gaps);
        if let Some(why) = more.not_asked_because {
            self.not_asked(&why);
        }
    }

    /// Says why nothing was asked; the first reason stands.
    pub(super) fn not_asked(&mut self, why: &str) {
        self.not_asked_because.get_or_insert_with(|| why.to_owned());
    }

    /// Every object seen.
    pub(super) fn objects(&self) -> impl Iterator<Item = &T> {
        self.made
            .iter()
            .flat_map(|answer| answer.items.iter().map(|item| &item.object))
    }

    /// Completeness: everything that was asked was answered whole.
    pub(super) fn whole(&self) -> bool {
        self.gaps.is_empty() && self.made.iter().all(|answer| answer.failure.is_none())
    }

    /// A request was refused as not understood and others were made in its place, which took a
    /// round trip more.
    pub(super) fn fell_back(&self) -> bool {
        let bad_request = |answer: &Answer<T>| answer.request.status == Some(400);
        self.made
            .iter()
            .any(|answer| bad_request(answer) && answer.failure.is_none())
    }

    /// One entry for each request: its failure, or none where it was answered.
    pub(super) fn outcomes(&self) -> Vec<Option<&Failure>> {
        self.made
            .iter()
            .map(|answer| answer.failure.as_ref())
            .collect()
    }
}
