//! The groups that guides name, with the values by which each is recognized.

use super::target::distinct;
use crate::guide::PrincipalId;
use crate::guide::format2::ids::{GuideId, ParameterRef, PrincipalRef};
use crate::guide::format2::model::{Guide, PrincipalKind};
use crate::guide::format2::{ParameterValues, Template, called};
use crate::ids::ObjectId;
use std::collections::BTreeMap;

/// A group that a guide names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct GroupTarget {
    /// Its title, in a few words.
    pub title: String,
    /// Its names, any of which names it.
    pub names: Vec<String>,
    /// Its object ids, any of which identifies it.
    pub ids: Vec<ObjectId>,
    /// The parameter that says which it is, as the reader calls it.
    pub settled_by: Option<String>,
}

/// Every group of the adopted guides, by guide and principal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct GroupTargets(BTreeMap<(GuideId, PrincipalId), GroupTarget>);

impl GroupTargets {
    /// The groups of these guides.
    pub(super) fn of(guides: &[Guide], values: &ParameterValues) -> Self {
        let mut found = BTreeMap::new();
        for guide in guides {
            for principal in &guide.principals {
                let PrincipalKind::Group { name, object_id } = &principal.kind else {
                    continue;
                };
                let filled = |template: Option<&Template>| {
                    let texts = template.map(|one| one.filled(&guide.id, values));
                    distinct(texts.unwrap_or_default())
                };
                let called = |one: &ParameterRef| {
                    let home = one.guide.as_ref().unwrap_or(&guide.id);
                    called::parameter(guides, home, &one.id).to_string()
                };
                let ids = filled(object_id.as_ref()).into_iter();
                let mut parameters = object_id.iter().chain(name).flat_map(Template::parameters);
                let group = GroupTarget {
                    title: principal.title.clone(),
                    names: filled(name.as_ref()),
                    ids: ids.filter_map(|id| id.parse().ok()).collect(),
                    settled_by: parameters.next().map(called),
                };
                found.insert((guide.id.clone(), principal.id.clone()), group);
            }
        }
        Self(found)
    }

    /// A group by its reference, which names its guide.
    pub(super) fn get(&self, reference: &PrincipalRef) -> Option<&GroupTarget> {
        let guide = reference.guide.clone()?;
        self.0.get(&(guide, reference.id.clone()))
    }
}
