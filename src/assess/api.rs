//! The API behind a permission, and whether it is in the tenant and in use.

use super::context::Context;
use super::coverage::Gap;
use super::evidence;
use super::model::{Advice, AdviceKind, Finding, Note, NoteKind};
use super::obstacle::{ApiState, Obstacle};
use super::outcome::{Outcome, reason_of};
use super::remedy::{Outside, Remedy};
use super::verdict::Verdict;
use crate::access::SightingRef;
use crate::catalog::{Entitlement, Subject};
use crate::guide::Tier;
use crate::ids::AppId;
use crate::snapshot::{Resource, SectionName, is_disabled_by_microsoft};
use std::collections::{BTreeMap, BTreeSet};

/// The property that says whether a service principal is in use.
const ENABLED: &str = "accountEnabled";

/// The knowledge of an API's service principal.
enum Known {
    /// It is there, and nothing speaks against its use.
    InUse,
    /// Something is the matter with it.
    Hindered(ApiState, Option<SightingRef>),
    /// The section that would show it was not read whole, or was not asked for it.
    NotSeen(Gap),
}

/// Weighs the API behind a permission that is asked for.
///
/// On an API that is not in the tenant nobody holds anything; on one that is switched off no permission works.
pub(super) fn weigh(context: &Context<'_>, asked: &Entitlement, mut outcome: Outcome) -> Outcome {
    let Entitlement::ApiPermission { resource, .. } = asked else {
        return outcome;
    };
    let Known::Hindered(state, seen) = known(context, *resource) else {
        return outcome;
    };
    let satisfied = outcome.verdict == Verdict::Satisfied;
    if !(satisfied || outcome.verdict.may_be_gap()) {
        return outcome;
    }
    let mut obstacle = obstacle(context, *resource, state);
    obstacle.alone = satisfied;
    let name = &obstacle.name;
    match state {
        ApiState::Absent => {
            if outcome.verdict == Verdict::Unknown {
                outcome.verdict = Verdict::Missing;
                "not held".clone_into(&mut outcome.actual);
                outcome.gaps.clear();
            }
            outcome.actual = format!("{}; the API is not in the tenant", outcome.actual);
            outcome.reason = format!(
                "{name} is not in this tenant, so nobody can hold a permission on it: this waits for {}",
                id(context, *resource)
            );
            outcome.looked_at = vec![SectionName::Resources];
            outcome.remedies = vec![Remedy::Outside(Outside::Product { api: name.clone() })];
        }
        ApiState::Untold if satisfied => {
            let gap = gap(context, "does not say whether it is switched on", name);
            outcome.verdict = Verdict::Unknown;
            outcome.reason = reason_of(std::slice::from_ref(&gap));
            outcome.gaps.push(gap);
        }
        ApiState::Untold => return outcome,
        ApiState::Disabled | ApiState::DisabledByMicrosoft => {
            let matter = matter(name, state);
            if satisfied {
                outcome.verdict = Verdict::Partial;
                outcome.reason = format!("it is held as asked, but {matter}, so it gives nothing");
                for path in &mut outcome.paths {
                    path.as_asked = false;
                }
            } else {
                outcome.notes.push(Note {
                    kind: NoteKind::Remark,
                    text: format!("besides, {matter}"),
                });
            }
            outcome.actual = format!("{}; {matter}", outcome.actual);
            outcome.seen.extend(seen);
            if outcome.verdict == Verdict::Unknown {
                return outcome;
            }
        }
    }
    outcome.obstacle = Some(obstacle);
    outcome
}

/// The fault in an API that is there, as part of a sentence.
fn matter(name: &str, state: ApiState) -> String {
    match state {
        ApiState::DisabledByMicrosoft => format!("Microsoft has disabled {name}"),
        _ => format!("{name} is disabled in this tenant"),
    }
}

fn obstacle(context: &Context<'_>, api: AppId, state: ApiState) -> Obstacle {
    let absent = state == ApiState::Absent;
    Obstacle {
        api,
        name: name(context, api),
        state,
        finding: id(context, api),
        alone: false,
        brought_by: brought_by(context, api).filter(|_| absent),
    }
}

/// The plans, and what else brings an API, in words.
fn brought_by(context: &Context<'_>, api: AppId) -> Option<String> {
    let licences = context.catalog.licences();
    let product = context.catalog.product_of_api(api)?;
    let plans: Vec<&str> = product
        .brought_by
        .iter()
        .filter_map(|id| Some(licences.capability(id)?.title.as_str()))
        .collect();
    let elsewhere = product.elsewhere.as_ref();
    let elsewhere = elsewhere.map_or_else(String::new, |one| format!(", or with {one}"));
    Some(format!("a licence of {}{elsewhere}", plans.join(" or ")))
}

fn name(context: &Context<'_>, api: AppId) -> String {
    let known = context
        .catalog
        .resource(api)
        .map(|known| known.name.clone());
    let shown = || {
        let mut here = all(context, api);
        here.find_map(|(_, resource)| resource.display_name.cloned())
    };
    known.or_else(shown).unwrap_or_else(|| api.to_string())
}

fn all<'a>(
    context: &Context<'a>,
    api: AppId,
) -> impl Iterator<Item = (usize, &'a Resource)> + use<'a> {
    let resources = context.snapshot.sections.resources.sightings().iter();
    resources
        .enumerate()
        .map(|(item, seen)| (item, &seen.object))
        .filter(move |(_, resource)| resource.app_id.copied() == Some(api))
}

fn known(context: &Context<'_>, api: AppId) -> Known {
    let worst = all(context, api)
        .map(|(item, resource)| (of(context, item, resource), item))
        .max();
    match worst {
        Some((Some(state), item)) => Known::Hindered(
            state,
            Some(SightingRef {
                section: SectionName::Resources,
                item,
            }),
        ),
        Some((None, _)) => Known::InUse,
        None => match context.coverage.gap(SectionName::Resources) {
            Some(gap) => Known::NotSeen(gap),
            None if nameless(context) => Known::NotSeen(gap(
                context,
                "does not give the application id of an API, which may be this one",
                &name(context, api),
            )),
            None if context.coverage.looked_for(
                SectionName::Resources,
                "resource-app-ids",
                &api.to_string(),
            ) =>
            {
                Known::Hindered(ApiState::Absent, None)
            }
            None => Known::NotSeen(gap(context, "was not asked about it", &name(context, api))),
        },
    }
}

/// True if the answer has an API without its application id.
fn nameless(context: &Context<'_>) -> bool {
    let mut resources = context.snapshot.sections.resources.sightings().iter();
    resources.any(|seen| seen.object.app_id.copied().is_none())
}

/// The fault in one that is there. What an older scan did not ask for is not held against it.
fn of(context: &Context<'_>, item: usize, resource: &Resource) -> Option<ApiState> {
    if is_disabled_by_microsoft(resource.disabled_by_microsoft_status.as_deref()) {
        return Some(ApiState::DisabledByMicrosoft);
    }
    match resource.account_enabled.copied() {
        Some(true) => None,
        Some(false) => Some(ApiState::Disabled),
        None => asked(context, item).then_some(ApiState::Untold),
    }
}

/// True if the request that showed an API asked for its state.
fn asked(context: &Context<'_>, item: usize) -> bool {
    let section = &context.snapshot.sections.resources;
    let seen = section.sightings().get(item);
    let request = seen.and_then(|seen| section.request_of(seen));
    request.is_some_and(|request| request.url.contains(ENABLED))
}

/// The gap of an answer that leaves out what would tell of an API.
fn gap(context: &Context<'_>, lacks: &str, api: &str) -> Gap {
    context.coverage.lack(SectionName::Resources, lacks, api)
}

fn id(context: &Context<'_>, api: AppId) -> String {
    let known = context.catalog.resource(api);
    let name = known.map_or_else(|| api.to_string(), |known| known.name.clone());
    format!("{}/in-tenant/{name}", context.guide)
}

/// Adds one finding for each API that permissions wait for, or of which it could not be seen whether it is there.
pub(super) fn add(context: &Context<'_>, found: &mut Vec<Finding>) {
    let mut asking: BTreeMap<AppId, Vec<usize>> = BTreeMap::new();
    for (place, finding) in found.iter().enumerate() {
        let open = finding.verdict.may_be_gap();
        if let (true, Some(Entitlement::ApiPermission { resource, .. })) =
            (open, &finding.entitlement)
        {
            asking.entry(*resource).or_default().push(place);
        }
    }
    let mut added: Vec<(usize, Finding)> = asking
        .into_iter()
        .filter_map(|(api, places)| {
            let first = *places.first()?;
            let asking: Vec<&Finding> = places.iter().filter_map(|at| found.get(*at)).collect();
            Some((first, in_tenant(context, api, &asking)?))
        })
        .collect();
    added.sort_by_key(|(place, _)| *place);
    for (place, finding) in added.into_iter().rev() {
        found.insert(place, finding);
    }
}

/// Everything that is said of whether an API is in the tenant.
struct Presence {
    verdict: Verdict,
    actual: &'static str,
    gaps: Vec<Gap>,
}

/// The knowledge of the presence of an API, on which permissions wait or not; none where it is there.
fn presence(context: &Context<'_>, api: AppId, waited_for: bool) -> Option<Presence> {
    let told = |verdict, actual, gaps| Presence {
        verdict,
        actual,
        gaps,
    };
    match known(context, api) {
        Known::Hindered(ApiState::Absent, _) => {
            let verdict = if waited_for {
                Verdict::Missing
            } else {
                Verdict::Unknown
            };
            Some(told(verdict, "not in the tenant", Vec::new()))
        }
        Known::NotSeen(gap) => Some(told(Verdict::Unknown, "not seen", vec![gap])),
        Known::InUse
        | Known::Hindered(
            ApiState::Disabled | ApiState::DisabledByMicrosoft | ApiState::Untold,
            _,
        ) => None,
    }
}

/// The finding about an API that is not there, or of which that could not be seen.
fn in_tenant(context: &Context<'_>, api: AppId, asking: &[&Finding]) -> Option<Finding> {
    let name = name(context, api);
    let waiting = asking.iter().copied().filter(|finding| finding.waits());
    let waiting: Vec<&Finding> = waiting.collect();
    let Presence {
        verdict,
        actual,
        gaps,
    } = presence(context, api, !waiting.is_empty())?;
    let first = asking.first()?;
    let on_it = match asking.len() {
        1 => "1 permission that the guide asks is on it".to_owned(),
        count => format!("{count} permissions that the guide asks are on it"),
    };
    let missing = verdict == Verdict::Missing;
    let reason = if missing {
        format!(
            "the APIs that the guide names were looked for by their ids, and this one is not there; {on_it} and wait for it"
        )
    } else if gaps.is_empty() {
        first.reason.clone()
    } else {
        reason_of(&gaps)
    };
    let mut looked = Outcome::new(verdict, "", "");
    looked.looked_at = vec![SectionName::Resources];
    Some(Finding {
        id: id(context, api),
        title: format!("{name} in the tenant"),
        subject: Subject::Api,
        verdict,
        principal: first.principal.clone(),
        principal_title: first.principal_title.clone(),
        holder: None,
        requirement: None,
        choice: first.choice.clone(),
        tier: tier(if waiting.is_empty() { asking } else { &waiting }),
        entitlement: None,
        expected: format!("{name} is in the tenant: {on_it}"),
        actual: actual.to_owned(),
        reason,
        purpose: None,
        effect: Some(format!(
            "No permission on {name} can be granted, and none works."
        )),
        paths: Vec::new(),
        evidence: evidence::of(context, &looked, None),
        notes: Vec::new(),
        risk: None,
        remedies: remedies(verdict, &name, &gaps),
        cites: Vec::new(),
        attested: None,
        obstacle: missing.then(|| obstacle(context, api, ApiState::Absent)),
        lifetimes: Vec::new(),
        rights: Vec::new(),
    })
}

/// Everything that brings an API into the tenant, or shows whether it is there.
fn remedies(verdict: Verdict, api: &str, gaps: &[Gap]) -> Vec<Remedy> {
    if verdict == Verdict::Missing {
        return vec![Remedy::Outside(Outside::Product {
            api: api.to_owned(),
        })];
    }
    gaps.iter().map(|gap| gap.remedy.clone()).collect()
}

/// The strongest of the tiers.
fn tier(findings: &[&Finding]) -> Option<Tier> {
    findings.iter().filter_map(|finding| finding.tier).min()
}

/// Says of which APIs an older scan did not ask whether they are in use.
pub(super) fn advice(context: &Context<'_>, found: &[Finding]) -> Option<Advice> {
    let mut seen = BTreeSet::new();
    let mut names = Vec::new();
    for finding in found {
        let Some(Entitlement::ApiPermission { resource, .. }) = &finding.entitlement else {
            continue;
        };
        for (item, one) in all(context, *resource) {
            let proof = SightingRef {
                section: SectionName::Resources,
                item,
            };
            let unasked = one.account_enabled.copied().is_none() && !asked(context, item);
            if finding.verdict == Verdict::Satisfied && unasked && seen.insert(proof) {
                let name = name(context, *resource);
                if !names.contains(&name) {
                    names.push(name);
                }
            }
        }
    }
    if seen.is_empty() {
        return None;
    }
    let seen: Vec<SightingRef> = seen.into_iter().collect();
    Some(Advice {
        id: format!("{}/advice/api-state", context.guide),
        kind: AdviceKind::NotRead,
        title: "Whether the APIs are in use was not asked".to_owned(),
        text: format!(
            "The scan behind this report did not ask whether {} may be used in this tenant. An API that is switched off \
             serves no permission. Scan again to have it judged.",
            names.join(" and ")
        ),
        weighs: false,
        evidence: evidence::of_sightings(context, &seen),
    })
}
