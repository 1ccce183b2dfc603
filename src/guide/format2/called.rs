//! The names by which a reader calls parts of adopted guides: with their guide, where another has a part of that name.

use super::ids::{
    ChoiceId, ChoiceRef, FactId, FactRef, GuideId, ParameterId, ParameterRef, Reference,
};
use super::model::Guide;

/// A parameter, as `--param` takes it.
pub(crate) fn parameter<'g>(
    guides: impl IntoIterator<Item = &'g Guide>,
    guide: &GuideId,
    id: &ParameterId,
) -> ParameterRef {
    named(guides, guide, id, |other| other.parameter(id).is_some())
}

/// A choice, as `--choose` takes it.
pub(crate) fn choice<'g>(
    guides: impl IntoIterator<Item = &'g Guide>,
    guide: &GuideId,
    id: &ChoiceId,
) -> ChoiceRef {
    named(guides, guide, id, |other| other.choice(id).is_some())
}

/// A fact, as `--fact` takes it.
pub(crate) fn fact<'g>(
    guides: impl IntoIterator<Item = &'g Guide>,
    guide: &GuideId,
    id: &FactId,
) -> FactRef {
    let has = |other: &Guide| other.facts.iter().any(|one| one.id == *id);
    named(guides, guide, id, has)
}

fn named<'g, T: Clone>(
    guides: impl IntoIterator<Item = &'g Guide>,
    guide: &GuideId,
    id: &T,
    has: impl Fn(&Guide) -> bool,
) -> Reference<T> {
    let mut guides = guides.into_iter();
    let shared = guides.any(|other| other.id != *guide && has(other));
    Reference {
        guide: shared.then(|| guide.clone()),
        id: id.clone(),
    }
}
