//! Whoever holds a right, whatever guide names it.

use super::judged::Judged;
use super::principal_key::PrincipalKey;
use super::wanted::WantedRight;
use crate::guide::format2::Template;
use crate::guide::format2::ids::Holder;
use crate::guide::format2::model::{Principal, PrincipalKind};
use crate::ids::ObjectId;
use std::collections::BTreeSet;

/// Whoever holds a right. Two guides that name one object speak of the same bearer.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Bearer<'q> {
    /// The tenant itself.
    Tenant,
    /// An object of the tenant.
    Object(ObjectId),
    /// Every object that a principal of a guide could be, and the principal where it is none.
    Principal(PrincipalKey<'q>),
}

impl<'q> Bearer<'q> {
    /// Whoever is to hold a right; none where that is whoever installs.
    pub(super) fn of(judged: &Judged<'q>, right: &WantedRight<'q>) -> Option<Self> {
        let installs = matches!(right.holder, Some(Holder::Installer));
        let key = judged.key_of(right);
        let bearer = key.map_or(Self::Tenant, Self::Principal);
        (!installs).then_some(bearer)
    }

    /// The principals of the adopted guides that it could be.
    pub(super) fn principals<'a>(self, judged: &Judged<'a>) -> BTreeSet<PrincipalKey<'a>> {
        match self {
            Self::Tenant => BTreeSet::new(),
            Self::Object(object) => of_object(judged, object).collect(),
            Self::Principal(key) => of_principal(judged, key),
        }
    }
}

/// The principals that an object could be.
fn of_object<'a>(
    judged: &Judged<'a>,
    object: ObjectId,
) -> impl Iterator<Item = PrincipalKey<'a>> + use<'a> {
    judged.all_candidates().filter_map(move |(guide, one)| {
        let own = one.object_id == object && Judged::is_genuine(one);
        own.then_some((guide, &one.principal))
    })
}

/// The principals that are one with a principal: they could be the same object, or are found by the same words.
fn of_principal<'a>(judged: &Judged<'a>, key: PrincipalKey<'_>) -> BTreeSet<PrincipalKey<'a>> {
    let objects = judged.candidates(key);
    let of_objects = objects
        .iter()
        .flat_map(|one| of_object(judged, one.object_id));
    let mut found: BTreeSet<PrincipalKey<'a>> = of_objects.collect();
    for guide in judged.guides {
        for principal in &guide.principals {
            let other = (&guide.id, &principal.id);
            // Of two that were both found, the objects say whether they are one.
            let told = !objects.is_empty() && !judged.candidates(other).is_empty();
            if key == other || (!told && are_alike(judged, key, other)) {
                found.insert(other);
            }
        }
    }
    found
}

/// True for two principals that are found by the same words.
pub(super) fn are_alike(
    judged: &Judged<'_>,
    one: PrincipalKey<'_>,
    other: PrincipalKey<'_>,
) -> bool {
    let Some((a, b)) = judged.written(one).zip(judged.written(other)) else {
        return one == other;
    };
    let shares = |of: fn(&Principal) -> Vec<&Template>| {
        let (of_one, of_other) = (filled(judged, one, of(a)), filled(judged, other, of(b)));
        let both = !of_one.is_empty() && !of_other.is_empty();
        both.then(|| !of_one.is_disjoint(&of_other))
    };
    // A name counts while an id has no value.
    let alike = || shares(ids).or_else(|| shares(names)).unwrap_or_default();
    one == other || (a.kind.word() == b.kind.word() && alike())
}

/// The texts of templates with their parameters' values, without case.
fn filled(
    judged: &Judged<'_>,
    (guide, _): PrincipalKey<'_>,
    templates: Vec<&Template>,
) -> BTreeSet<String> {
    let values = &judged.reader.values;
    let texts = templates.into_iter();
    let texts = texts.flat_map(|template| template.filled(guide, values));
    texts.map(|text| text.to_lowercase()).collect()
}

/// The ids that a principal is found by.
fn ids(principal: &Principal) -> Vec<&Template> {
    match &principal.kind {
        PrincipalKind::Application { app_ids, .. }
        | PrincipalKind::AgentIdentity { app_ids, .. } => app_ids.iter().collect(),
        PrincipalKind::Group { object_id: id, .. }
        | PrincipalKind::ManagedIdentity { resource: id, .. } => id.iter().collect(),
        PrincipalKind::User { .. }
        | PrincipalKind::Partner { .. }
        | PrincipalKind::Chosen { .. } => Vec::new(),
    }
}

/// The name or address that a principal is found by.
fn names(principal: &Principal) -> Vec<&Template> {
    match &principal.kind {
        PrincipalKind::User { address, .. } => vec![address],
        PrincipalKind::Application { name, .. }
        | PrincipalKind::AgentIdentity { name, .. }
        | PrincipalKind::Group { name, .. }
        | PrincipalKind::ManagedIdentity { name, .. }
        | PrincipalKind::Partner { name, .. } => name.iter().collect(),
        PrincipalKind::Chosen { .. } => Vec::new(),
    }
}
