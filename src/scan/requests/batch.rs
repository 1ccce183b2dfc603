//! The requests for a section that values make possible.

use super::{Get, ValueSet, Values};
use crate::snapshot::{Endpoint, Phase, SectionName};

/// Requests for one section.
#[derive(Clone, Debug)]
pub(crate) struct Batch {
    /// The section.
    pub(crate) section: SectionName,
    /// The requests.
    pub(crate) gets: Vec<Get>,
    /// The requests in their place where the service does not understand one of them.
    pub(crate) fallback: Vec<Get>,
}

/// The requests for every section in one phase, as far as there are any.
pub(crate) fn batches(phase: Phase, values: &Values) -> Vec<Batch> {
    let made = SectionName::ALL.iter().map(|&section| {
        let mut batch = batch(section, phase, &values.sets);
        if values.subjects.contains(&section.row().subject) {
            let once = endpoints(section, phase).filter(|one| one.placeholders().next().is_none());
            let nothing = ValueSet::default();
            batch
                .gets
                .extend(once.map(|endpoint| Get::new(endpoint, &nothing)));
        }
        batch
    });
    made.filter(|batch| !batch.gets.is_empty()).collect()
}

/// The requests for one section that these values make possible.
pub(crate) fn batch(section: SectionName, phase: Phase, sets: &[ValueSet]) -> Batch {
    let fallback = section.row().endpoints.iter().filter(|one| one.fallback);
    Batch {
        section,
        gets: filled(endpoints(section, phase), sets),
        fallback: filled(fallback, sets),
    }
}

fn endpoints(section: SectionName, phase: Phase) -> impl Iterator<Item = &'static Endpoint> {
    let all = section.row().endpoints.iter();
    all.filter(move |endpoint| endpoint.phase == phase && !endpoint.fallback)
}

/// Each endpoint with each set of values that has all of its placeholders.
fn filled(endpoints: impl Iterator<Item = &'static Endpoint>, sets: &[ValueSet]) -> Vec<Get> {
    let fits = |endpoint: &Endpoint, set: &ValueSet| {
        let mut named = endpoint.placeholders().peekable();
        let asked_more = set.get(endpoint.unless).is_some();
        !asked_more && named.peek().is_some() && named.all(|name| set.get(name).is_some())
    };
    endpoints
        .flat_map(|endpoint| {
            let sets = sets.iter().filter(move |set| fits(endpoint, set));
            sets.map(move |set| Get::new(endpoint, set))
        })
        .collect()
}
