//! The requests and objects that a finding rests on.

use super::context::Context;
use super::identify::Roll;
use super::model::Evidence;
use super::outcome::Outcome;
use crate::access::SightingRef;
use crate::ids::ObjectId;
use crate::snapshot::{Request, SectionName};

/// Evidence for an outcome: its sightings; or, for an absence, the requests that would have shown it.
pub(super) fn of(
    context: &Context<'_>,
    outcome: &Outcome,
    roll: Option<&Roll<'_>>,
) -> Vec<Evidence> {
    let mut evidence = of_sightings(context, &outcome.seen);
    let candidates = roll.map(|roll| roll.genuine.as_slice()).unwrap_or_default();
    let subjects: Vec<ObjectId> = candidates.iter().map(|c| c.holder.id).collect();
    if outcome.seen.is_empty() {
        for section in &outcome.looked_at {
            evidence.extend(of_section(context, *section, &subjects));
        }
    }
    for gap in &outcome.gaps {
        evidence.extend(of_section(context, gap.section, &subjects));
    }
    evidence.sort();
    evidence.dedup();
    evidence
}

/// Evidence for sightings: the object, and the request that showed it.
pub(super) fn of_sightings(context: &Context<'_>, seen: &[SightingRef]) -> Vec<Evidence> {
    let sections = &context.snapshot.sections;
    let mut evidence = Vec::new();
    for sighting in seen {
        let Some((object, request)) = sections.sighting(sighting.section, sighting.item) else {
            continue;
        };
        let section = sighting.section;
        let mut entry = of_request(context, section, request);
        let pointer = format!(
            "/snapshot/sections/{section}/items/{}/object",
            sighting.item
        );
        entry.pointer = Some(pointer);
        entry.object = Some(object);
        evidence.push(entry);
    }
    evidence
}

/// The requests of a section that are about nobody in particular, or about one of `subjects`.
pub(super) fn of_section(
    context: &Context<'_>,
    section: SectionName,
    subjects: &[ObjectId],
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
