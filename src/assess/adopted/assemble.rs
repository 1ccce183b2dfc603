//! Puts the assessment of each adopted guide together.

use super::candidates::candidates;
use super::fact_seen::FactSeen;
use super::facts::{self, facts_in_force};
use super::handover::handovers;
use super::judged::Judged;
use super::matched::Matched;
use super::reader::Reader;
use super::{attested, excess, judged_on, requirement};
use crate::assess::model::{
    Advice, Assessment, CollectionFacts, Finding, GuideFacts, NoticeShown, RelationSeen,
};
use crate::assess::options::{AssessError, AssessOptions};
use crate::assess::semantics::{self, Truth, qualified};
use crate::assess::taken::ChoiceTaken;
use crate::assess::verdict::Readiness;
use crate::assess::{advice, api, holders, questions, readiness};
use crate::catalog::Catalog;
use crate::guide::format2::ids::GuideId;
use crate::guide::format2::model::{Guide, Notice, Relation};
use crate::snapshot::{Snapshot, State};
use std::collections::BTreeMap;

/// Assesses a tenant against guides together: one assessment per guide, in their order.
///
/// The same input gives the same assessments. What any of the guides asks for is no excess of another. Errors when an
/// attestation answers nothing.
pub fn assess(
    guides: &[Guide],
    catalog: &Catalog,
    snapshot: &Snapshot,
    options: &AssessOptions,
    reader: &Reader,
) -> Result<Vec<Assessment>, AssessError> {
    let facts = facts::facts(guides, catalog, snapshot, &reader.facts);
    let reader = &Reader {
        facts: facts_in_force(&facts),
        ..reader.clone()
    };
    judged_on(
        (guides, catalog, snapshot, options),
        reader,
        |matched, judge| {
            let (mut reader, mut left) = attested::words(matched, options, reader)?;
            if !options.role_exports.is_empty() {
                let first = judge(reader.clone());
                let exports = &options.role_exports;
                let more = attested::exported(&first, exports, &mut reader.words)?;
                for (guide, advice) in more {
                    left.entry(guide).or_default().extend(advice);
                }
            }
            let judged = judge(reader);
            let assessments = matched
                .iter()
                .map(|one| assessment(&judged, one, &facts, &mut left));
            Ok(assessments.collect())
        },
    )
}

fn assessment(
    judged: &Judged<'_>,
    one: &Matched<'_>,
    facts: &[FactSeen],
    left: &mut BTreeMap<GuideId, Vec<Advice>>,
) -> Assessment {
    let context = &one.context;
    let found = found(judged, one);
    let mut advice = one.advice.clone();
    advice.extend(questions::advice(context));
    advice.extend(advice::licences(context, &found));
    advice.extend(api::advice(context, &found));
    advice.extend(attested::disputed(judged, one.guide));
    advice.extend(left.remove(&one.guide.id).unwrap_or_default());
    let (readiness, readiness_reason) = readiness(judged, one, &found, &advice);
    let facts = facts.iter().filter(|fact| fact.guide == one.guide.id);
    Assessment {
        tool: env!("CARGO_PKG_VERSION").to_owned(),
        as_of: context.options.as_of,
        guide: guide_facts(one.guide, &judged.reader),
        collection: collection_facts(context.snapshot),
        readiness,
        readiness_reason,
        choices: choices(judged, one.guide),
        handovers: handovers(judged, one),
        candidates: candidates(one),
        findings: found,
        notices: notices(judged, one.guide),
        advice,
        other_holders: holders::holders(context, &one.matches),
        holders_read: holders::read(context),
        ledger: context.coverage.ledger(),
        onboarding: judged.reader.onboarding,
        facts: facts.cloned().collect(),
        relations: relations(judged, one),
    }
}

/// The guides that the guide needs, as far as the condition holds or may hold.
fn relations(judged: &Judged<'_>, one: &Matched<'_>) -> Vec<RelationSeen> {
    let seen = |relation: &Relation| {
        let when = qualified(one.guide, relation.when.as_ref());
        let applies = judged.truth(when.as_ref());
        let answer = judged.answer.guides.get(&relation.guide);
        (applies != Truth::No).then(|| RelationSeen {
            guide: relation.guide.clone(),
            kind: relation.kind,
            is_open: applies == Truth::Open,
            readiness: answer.map(|one| in_report(one.readiness)),
        })
    };
    one.guide.relations.iter().filter_map(seen).collect()
}

/// The answer of the tables, as reports name it.
const fn in_report(answer: semantics::Readiness) -> Readiness {
    match answer {
        semantics::Readiness::NotReady => Readiness::NotReady,
        semantics::Readiness::Undetermined => Readiness::Undetermined,
        semantics::Readiness::ReadyWithFindings => Readiness::ReadyWithFindings,
        semantics::Readiness::Ready => Readiness::Ready,
    }
}

/// The findings. What is about one principal stands together: first what is asked, then what is beyond. The tenant
/// itself comes last.
fn found(judged: &Judged<'_>, one: &Matched<'_>) -> Vec<Finding> {
    let mut found = requirement::findings(judged, one);
    api::add(&one.context, &mut found);
    let beyond = excess::findings(judged, one, &found);
    found.extend(beyond);
    let principals = &one.guide.principals;
    found.sort_by_key(|finding| {
        let mut ids = principals.iter().map(|one| &one.id);
        let place = ids.position(|id| *id == finding.principal);
        place.unwrap_or(usize::MAX)
    });
    found
}

/// The answer of the tables, weighed by what is only known once the findings are written, and its reason.
fn readiness(
    judged: &Judged<'_>,
    one: &Matched<'_>,
    found: &[Finding],
    advice: &[Advice],
) -> (Readiness, String) {
    let answer = judged.answer.guides.get(&one.guide.id);
    let answer = answer.map_or(semantics::Readiness::Undetermined, |one| one.readiness);
    // What is asked of whoever installs counts for nothing.
    let counted: Vec<&Finding> = found.iter().filter(|one| !one.is_of_installer()).collect();
    let (by_findings, reason) = readiness::readiness(&counted, advice);
    let answers = [in_report(answer), by_findings];
    let answer = Readiness::worst(answers).unwrap_or(by_findings);
    if answer == by_findings {
        return (answer, reason);
    }
    (answer, other_reason(judged, one, answer))
}

/// The reason of an answer that no finding of this guide gives.
fn other_reason(judged: &Judged<'_>, one: &Matched<'_>, answer: Readiness) -> String {
    let needs: Vec<String> = judged
        .expanded
        .iter()
        .filter(|guide| guide.id == one.guide.id)
        .flat_map(|guide| &guide.relations)
        .filter(|(_, _, when)| judged.truth(when.as_ref()) != Truth::No)
        .filter(|(other, _, _)| {
            let other = judged.answer.guides.get(other);
            other.is_none_or(|one| one.readiness < semantics::Readiness::ReadyWithFindings)
        })
        .map(|(other, _, _)| other.to_string())
        .collect();
    let needs = match needs.as_slice() {
        [] => None,
        needs => Some(format!(
            "it needs a guide that is not ready or not judged: {}",
            needs.join(", ")
        )),
    };
    let excerpt = one.guide.coverage() == crate::guide::format2::kinds::Coverage::Excerpt;
    match answer {
        Readiness::NotReady => needs.unwrap_or_else(|| "something that the guide forbids is held".to_owned()),
        Readiness::Undetermined if excerpt => {
            "the guide is known in excerpts only, so that it may ask for more than was judged".to_owned()
        }
        Readiness::Undetermined => needs.unwrap_or_else(|| {
            if judged.gathered.evidence.unread.contains(&one.guide.id) {
                "whether there is access beyond the guide could not be told".to_owned()
            } else {
                "nothing that the guide requires is known to apply here, or what is held may be asked for".to_owned()
            }
        }),
        Readiness::ReadyWithFindings => {
            "everything required is there; something is to be looked at".to_owned()
        }
        Readiness::Ready => {
            "everything that the guide requires is there, and nothing beyond it".to_owned()
        }
    }
}

fn collection_facts(snapshot: &Snapshot) -> CollectionFacts {
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

fn guide_facts(guide: &Guide, reader: &Reader) -> GuideFacts {
    let source = guide.sources.first();
    let parameters = guide.parameters.iter().map(|one| {
        let key = (guide.id.clone(), one.id.clone());
        let values = reader.values.get(&key).filter(|values| !values.is_empty());
        let value = values.map(|values| values.join(", "));
        (one.id.to_string(), one.title.clone(), value)
    });
    GuideFacts {
        id: guide.id.to_string(),
        title: guide.title.clone(),
        vendor: guide.vendor.clone(),
        product: guide.product.clone(),
        edition: guide.edition.id.to_string(),
        url: source.map(|one| one.url.to_string()).unwrap_or_default(),
        sha256: source.and_then(|one| Some(one.text.as_ref()?.0.to_string())),
        read: source.map_or_else(|| guide.edition.id.to_string(), |one| one.read.to_string()),
        parameters: parameters.collect(),
    }
}

fn choices(judged: &Judged<'_>, guide: &Guide) -> Vec<ChoiceTaken> {
    let choices = guide.choices.iter();
    choices
        .filter_map(|choice| {
            let decided = judged.decided.get(&(guide.id.clone(), choice.id.clone()))?;
            let options = choice.options.iter();
            let taken = options.filter(|option| decided.options.contains(&option.id));
            Some(ChoiceTaken {
                choice: choice.id.clone(),
                title: choice.title.clone(),
                options: taken
                    .map(|one| (one.id.clone(), one.title.clone()))
                    .collect(),
                how: decided.how,
                why: decided.why.clone(),
            })
        })
        .collect()
}

/// The notices whose condition holds, or may hold.
fn notices(judged: &Judged<'_>, guide: &Guide) -> Vec<NoticeShown> {
    let concerns = |notice: &&Notice| {
        let when = qualified(guide, notice.when.as_ref());
        judged.truth(when.as_ref()) != Truth::No
    };
    let notices = guide.notices.iter().filter(concerns);
    notices
        .map(|notice| NoticeShown {
            id: notice.id.to_string(),
            kind: notice.kind,
            title: notice.title.clone(),
            text: notice.text.clone(),
            source: notice.source.clone(),
            cite: notice
                .cite
                .as_ref()
                .map(|cite| requirement::cited(guide, cite)),
        })
        .collect()
}
