//! Guides with their principals, and who each was found to be.

use super::reader::Reader;
use crate::access::Access;
use crate::assess::context::Context;
use crate::assess::principals::{self, Lookup, Matches};
use crate::assess::target::TargetPrincipal;
use crate::guide::format2::model::Guide;
use crate::guide::{self, Edition};
use std::collections::BTreeSet;

/// A guide with the principals that it means.
pub(super) struct Meant<'g> {
    pub(super) guide: &'g Guide,
    /// The names by which checks call the guide.
    pub(super) head: guide::Guide,
    pub(super) targets: Vec<TargetPrincipal>,
}

/// A guide with the context in which its principals were matched.
pub(super) struct Matched<'a> {
    pub(super) guide: &'a Guide,
    pub(super) context: Context<'a>,
    pub(super) matches: Matches<'a>,
}

impl<'g> Meant<'g> {
    pub(super) fn of(guide: &'g Guide, guides: &[Guide], reader: &Reader) -> Self {
        Self {
            guide,
            head: head(guide),
            targets: TargetPrincipal::of_guide(guide, guides, &reader.values),
        }
    }
}

/// The guide's names, without what it asks.
fn head(guide: &Guide) -> guide::Guide {
    let source = guide.sources.first();
    guide::Guide {
        id: guide.id.to_string(),
        title: guide.title.clone(),
        vendor: guide.vendor.clone(),
        product: guide.product.clone(),
        edition: Edition {
            id: guide.edition.id.to_string(),
            title: source.map(|one| one.title.clone()).unwrap_or_default(),
            url: source.map(|one| one.url.to_string()).unwrap_or_default(),
            sha256: String::new(),
            read: source.map_or(guide.edition.id, |one| one.read),
            remark: guide.edition.remark.clone(),
        },
        parameters: Vec::new(),
        principals: Vec::new(),
        choices: Vec::new(),
        requirements: Vec::new(),
        steps: Vec::new(),
        form: Vec::new(),
        notices: Vec::new(),
    }
}

pub(super) fn matches<'a>(context: &Context<'a>, access: &'a Access) -> Matches<'a> {
    let lookup = Lookup {
        snapshot: context.snapshot,
        access,
        coverage: context.coverage,
        catalog: context.catalog,
        vendor: &context.guide.vendor,
    };
    principals::find_all(&lookup, context.targets)
}

/// Whoever could be a principal of one guide is no look-alike in another.
pub(super) fn drop_shared_look_alikes(matched: &mut [Matched<'_>]) {
    let genuine: BTreeSet<_> = matched
        .iter()
        .flat_map(|one| one.matches.values())
        .flat_map(|one| one.genuine.iter().map(|candidate| candidate.holder.id))
        .collect();
    for one in matched.iter_mut().flat_map(|one| one.matches.values_mut()) {
        one.look_alikes
            .retain(|candidate| !genuine.contains(&candidate.holder.id));
    }
}
