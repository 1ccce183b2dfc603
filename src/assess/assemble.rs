//! Puts the assessment together.

use super::asks::Asks;
use super::choose::{self, Taken};
use super::context::Context;
use super::coverage::Coverage;
use super::evidence::Allowance;
use super::lookups::Lookups;
use super::model::{
    Advice, Assessment, Candidate, CollectionFacts, Finding, GuideFacts, NoticeShown,
};
use super::options::{AssessError, AssessOptions};
use super::principals::{self, Candidate as Judged, Lookup, Matches};
use super::role_export::OpenRight;
use super::target::TargetPrincipal;
use super::{
    advice, api, attestation, excess, findings, holders, questions, readiness, role_export, sign_in,
};
use crate::access::{self, Access, Held, HolderKind};
use crate::catalog::Catalog;
use crate::guide::{ChoiceId, Guide, Notice, OptionRef, Parameters};
use crate::snapshot::{Snapshot, State};
use std::collections::{BTreeMap, BTreeSet};

/// Assesses a tenant: what `guide` asks, held against what the snapshot shows.
///
/// The same input gives the same assessment. Errors when the options name a
/// choice or an option that the guide does not offer.
pub fn assess(
    guide: &Guide,
    parameters: &Parameters,
    catalog: &Catalog,
    snapshot: &Snapshot,
    options: &AssessOptions,
) -> Result<Assessment, AssessError> {
    options.check(guide)?;
    let access = access::read(snapshot, catalog);
    let coverage = Coverage::new(snapshot, catalog);
    let lookups = Lookups::of(&snapshot.sections);
    let targets = TargetPrincipal::all(guide, parameters);
    let asks = Asks::of_format_1(guide);
    let context = Context {
        guide: &guide.id,
        vendor: &guide.vendor,
        asks: &asks,
        targets: &targets,
        catalog,
        snapshot,
        coverage: &coverage,
        options,
        lookups: &lookups,
        allowance: Allowance::default(),
    };
    let matches_by_principal = matches_by_principal(&context, &access);
    let taken = taken(guide, &context, &matches_by_principal);
    let mut found = found(guide, &context, &matches_by_principal, &taken);
    let not_counted = attested(&context, &matches_by_principal, &mut found)?;
    let mut advice = advice::advice(&context, &matches_by_principal);
    advice.extend(questions::advice(&context));
    advice.extend(advice::licences(&context, &found));
    advice.extend(api::advice(&context, &found));
    advice.extend(not_counted);
    let (readiness, readiness_reason) = readiness::readiness(&found, &advice);
    let choices = guide.choices.iter();
    let choices = choices.filter_map(|choice| taken.get(&choice.id));
    let notices = guide.notices.iter();
    let notices = notices.filter(|notice| concerns(notice, &taken));
    Ok(Assessment {
        tool: env!("CARGO_PKG_VERSION").to_owned(),
        as_of: options.as_of,
        guide: guide_facts(guide, parameters),
        collection: collection_facts(snapshot),
        readiness,
        readiness_reason,
        choices: choices.map(|taken| taken.shown.clone()).collect(),
        candidates: candidates(&context, &matches_by_principal),
        findings: found,
        notices: notices.map(notice).collect(),
        advice,
        other_holders: holders::holders(&context, &matches_by_principal),
        holders_read: holders::read(&context),
        ledger: coverage.ledger(),
        onboarding: false,
        facts: Vec::new(),
        relations: Vec::new(),
        handovers: Vec::new(),
    })
}

/// Everybody who could be a principal of the guide, by principal.
fn matches_by_principal<'a>(context: &Context<'a>, access: &'a Access) -> Matches<'a> {
    let lookup = Lookup {
        snapshot: context.snapshot,
        access,
        coverage: context.coverage,
        catalog: context.catalog,
        vendor: context.vendor,
    };
    principals::find_all(&lookup, context.targets)
}

/// The result of each choice of the guide.
fn taken<'a>(
    guide: &'a Guide,
    context: &Context<'a>,
    matches_by_principal: &Matches<'_>,
) -> BTreeMap<ChoiceId, Taken<'a>> {
    let choices = guide.choices.iter();
    choices
        .map(|choice| {
            (
                choice.id.clone(),
                choose::choose(guide, context, choice, matches_by_principal),
            )
        })
        .collect()
}

/// The findings, as far as the tenant answers by itself. What belongs to one choice stands together: first what is
/// asked, then what is beyond.
fn found(
    guide: &Guide,
    context: &Context<'_>,
    matches_by_principal: &Matches<'_>,
    taken: &BTreeMap<ChoiceId, Taken<'_>>,
) -> Vec<Finding> {
    let choices = &guide.choices;
    let mut found = findings::requirements(guide, context, matches_by_principal, taken);
    api::add(context, &mut found);
    for choice in choices {
        if let Some(taken) = taken.get(&choice.id) {
            let beyond = excess::findings(
                (guide, context),
                choice,
                matches_by_principal,
                taken,
                &found,
            );
            found.extend(beyond);
        }
    }
    let place = |id: Option<&ChoiceId>| choices.iter().position(|one| Some(&one.id) == id);
    found.sort_by_key(|finding| place(finding.choice.as_ref()));
    found
}

/// Writes what a person attests to into the findings. The advice lists what of it does not count.
fn attested(
    context: &Context<'_>,
    matches_by_principal: &Matches<'_>,
    found: &mut [Finding],
) -> Result<Vec<Advice>, AssessError> {
    let options = context.options;
    let held = attestation::Held::of(context);
    let (attestations, mut not_counted) = held.attestations(&options.attestations);
    attestation::apply(&attestations, found, &held)?;
    let (exports, exports_not_counted) = held.exports(&options.role_exports);
    not_counted.extend(exports_not_counted);
    for export in exports {
        // What a person attested to in so many words is answered already.
        let open: Vec<OpenRight<'_>> = found.iter().filter_map(OpenRight::of).collect();
        let said = role_export::attestations(export, context, matches_by_principal, &open)?;
        let mut said: Vec<_> = said.into_iter().map(|(_, one)| one).collect();
        let attested = found.iter().filter(|finding| finding.attested.is_some());
        let answered: BTreeSet<&str> = attested.map(|finding| finding.id.as_str()).collect();
        said.retain(|one| !answered.contains(one.finding.as_str()));
        attestation::apply(&said, found, &held)?;
    }
    Ok(not_counted)
}

fn guide_facts(guide: &Guide, parameters: &Parameters) -> GuideFacts {
    GuideFacts {
        id: guide.id.clone(),
        title: guide.title.clone(),
        vendor: guide.vendor.clone(),
        product: guide.product.clone(),
        edition: guide.edition.id.clone(),
        url: guide.edition.url.clone(),
        sha256: Some(guide.edition.sha256.clone()),
        read: guide.edition.read.to_string(),
        parameters: guide
            .parameters
            .iter()
            .map(|p| {
                (
                    p.id.clone(),
                    p.title.clone(),
                    parameters.get(&p.id).map(str::to_owned),
                )
            })
            .collect(),
    }
}

pub(super) fn collection_facts(snapshot: &Snapshot) -> CollectionFacts {
    let organization = snapshot.sections.organization.sightings().first();
    let observer = &snapshot.observer;
    let states: Vec<State> = crate::snapshot::SectionName::ALL
        .iter()
        .map(|&name| snapshot.sections.head(name).state)
        .collect();
    CollectionFacts {
        tenant: snapshot.tenant_id(),
        tenant_name: organization.and_then(|seen| seen.object.display_name.cloned()),
        cloud: snapshot.cloud.clone(),
        started: snapshot.started,
        ended: snapshot.ended,
        clock_ahead_seconds: snapshot.clock_ahead_seconds,
        tool: snapshot.tool.clone(),
        sign_in: observer.sign_in.clone(),
        observer_kind: observer.kind,
        observer_name: observer.name.clone(),
        observer_app_id: observer.app_id,
        observer_permissions: observer.permissions.clone(),
        sections_whole: states.iter().filter(|state| state.is_whole()).count(),
        sections_asked: states
            .iter()
            .filter(|state| **state != State::NotAsked)
            .count(),
    }
}

pub(super) fn candidates(
    context: &Context<'_>,
    matches_by_principal: &Matches<'_>,
) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    let last = sign_in::Last::of(&context.snapshot.sections);
    for principal in context.targets {
        let Some(matched) = matches_by_principal.get(&principal.id) else {
            continue;
        };
        let all = matched.genuine.iter().chain(&matched.look_alikes);
        candidates.extend(all.map(|judged| candidate(&last, principal, judged)));
    }
    candidates
}

fn candidate(last: &sign_in::Last, principal: &TargetPrincipal, judged: &Judged<'_>) -> Candidate {
    let app_id = match judged.holder.kind {
        HolderKind::Application { app_id, .. } => app_id,
        HolderKind::User { .. } | HolderKind::RoleHolder { .. } => None,
    };
    Candidate {
        principal: principal.id.clone(),
        kind: principal.kind,
        object_id: judged.holder.id,
        app_id,
        display_name: judged.display_name.clone(),
        identity: judged.identity.clone(),
        standing: judged.standing,
        why: judged.why.clone(),
        grants: judged
            .holder
            .grants
            .iter()
            .filter(|g| g.held != Held::Requested)
            .count(),
        last_sign_in: last.of_holder(judged.holder),
    }
}

/// A notice about options concerns a report only where one of them is possible.
fn concerns(notice: &Notice, taken: &BTreeMap<ChoiceId, Taken<'_>>) -> bool {
    let is_possible = |option: &OptionRef| {
        let taken = taken.get(&option.choice);
        taken.is_some_and(|taken| {
            let concerned = taken.concerned().into_iter();
            let mut judged = concerned.filter_map(|place| taken.judged.get(place));
            judged.any(|judged| judged.option.id == option.option)
        })
    };
    notice.options.is_empty() || notice.options.iter().any(is_possible)
}

fn notice(notice: &Notice) -> NoticeShown {
    NoticeShown {
        id: notice.id.clone(),
        kind: notice.kind,
        title: notice.title.clone(),
        text: notice.text.clone(),
        source: notice.source.clone(),
        cite: notice.cite.as_ref().map(Into::into),
    }
}
