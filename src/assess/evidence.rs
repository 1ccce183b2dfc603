//! The requests and objects that a finding rests on.

use super::context::Context;
use super::model::Evidence;
use super::outcome::Outcome;
use super::principals::PrincipalMatch;
use crate::access::SightingRef;
use crate::ids::ObjectId;
use crate::snapshot::{Request, SectionName, Sections};
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

/// The text that of objects the evidence of an assessment may repeat, in bytes: what is proved by one large object
/// many times over would grow with its square.
const OBJECTS: usize = 8 * 1024 * 1024;

/// The bytes of objects that the evidence may still repeat.
pub(super) struct Allowance {
    left: Cell<usize>,
    /// The length of each object that was written out: one that does not fit is not written again.
    lengths: RefCell<BTreeMap<SightingRef, usize>>,
}

impl Default for Allowance {
    fn default() -> Self {
        Self {
            left: Cell::new(OBJECTS),
            lengths: RefCell::default(),
        }
    }
}

impl Allowance {
    /// The object of a sighting, as long as there is room for it.
    fn object(&self, sections: &Sections, seen: SightingRef) -> Option<String> {
        let known = self.lengths.borrow().get(&seen).copied();
        self.left.get().checked_sub(known.unwrap_or_default())?;
        let (object, _) = sections.sighting(seen.section, seen.item)?;
        self.lengths.borrow_mut().insert(seen, object.len());
        self.left.set(self.left.get().checked_sub(object.len())?);
        Some(object)
    }
}

/// Evidence for an outcome: its sightings; or, for an absence, the requests that would have shown it.
pub(super) fn of(
    context: &Context<'_>,
    outcome: &Outcome,
    matched: Option<&PrincipalMatch<'_>>,
) -> Vec<Evidence> {
    let mut evidence = of_sightings(context, &outcome.seen);
    let candidates = matched
        .map(|matched| matched.genuine.as_slice())
        .unwrap_or_default();
    let subjects: BTreeSet<ObjectId> = candidates.iter().map(|c| c.holder.id).collect();
    let mut sections: BTreeSet<SectionName> = outcome.gaps.iter().map(|gap| gap.section).collect();
    if outcome.seen.is_empty() {
        sections.extend(&outcome.looked_at);
    }
    for section in sections {
        evidence.extend(of_section(context, section, &subjects));
    }
    evidence.sort();
    evidence.dedup();
    evidence
}

/// Evidence for sightings: the object, and the request that showed it.
pub(super) fn of_sightings(context: &Context<'_>, seen: &[SightingRef]) -> Vec<Evidence> {
    let sections = &context.snapshot.sections;
    let mut evidence = Vec::new();
    // Each once: it takes allowance.
    let seen: BTreeSet<&SightingRef> = seen.iter().collect();
    for sighting in seen {
        let Some(request) = sections.shown_by(sighting.section, sighting.item) else {
            continue;
        };
        let section = sighting.section;
        let mut entry = of_request(context, section, request);
        let pointer = format!(
            "/snapshot/sections/{section}/items/{}/object",
            sighting.item
        );
        entry.pointer = Some(pointer);
        // The pointer says where it stands, also where there is no room left to repeat it.
        entry.object = context.allowance.object(sections, *sighting);
        evidence.push(entry);
    }
    evidence
}

/// The requests of a section that are about nobody in particular, or about one of `subjects`.
pub(super) fn of_section(
    context: &Context<'_>,
    section: SectionName,
    subjects: &BTreeSet<ObjectId>,
) -> Vec<Evidence> {
    let head = context.snapshot.sections.head(section);
    let about = |request: &&Request| {
        request
            .subject
            .is_none_or(|subject| subjects.contains(&subject))
    };
    let requests: Vec<Evidence> = head
        .requests
        .iter()
        .filter(about)
        .map(|request| of_request(context, section, request))
        .collect();
    if requests.is_empty() {
        let state = head.state;
        let (url, at, server_date, status) = (None, None, None, None);
        let (request_id, pointer, object) = (None, None, None);
        return vec![Evidence {
            section,
            state,
            url,
            at,
            server_date,
            status,
            request_id,
            pointer,
            object,
        }];
    }
    requests
}

fn of_request(context: &Context<'_>, section: SectionName, request: &Request) -> Evidence {
    Evidence {
        section,
        state: context.snapshot.sections.head(section).state,
        url: Some(request.url.clone()),
        at: request.at,
        server_date: request.server_date,
        status: request.status,
        request_id: request.request_id.clone(),
        pointer: None,
        object: None,
    }
}
