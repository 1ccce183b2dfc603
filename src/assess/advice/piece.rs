//! A piece of advice that rests on one item of a section.

use crate::access::SightingRef;
use crate::assess::context::Context;
use crate::assess::evidence;
use crate::assess::model::{Advice, AdviceKind};
use crate::snapshot::SectionName;

/// A piece of advice that rests on one item of a section, and weighs nothing.
pub(super) fn piece(
    context: &Context<'_>,
    id: &str,
    title: &str,
    text: String,
    (section, item): (SectionName, usize),
) -> Advice {
    Advice {
        id: format!("{}/advice/{id}", context.guide),
        kind: AdviceKind::Setting,
        title: title.to_owned(),
        text,
        weighs: false,
        evidence: evidence::of_sightings(context, &[SightingRef { section, item }]),
    }
}
