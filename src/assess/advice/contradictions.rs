//! Answers of the tenant that cannot both be right: as long as they are there, nothing is plainly ready.

use crate::access::{Against, Contradiction, SightingRef};
use crate::assess::account;
use crate::assess::context::Context;
use crate::assess::evidence;
use crate::assess::identify::{Candidate, Roll};
use crate::assess::model::{Advice, AdviceKind};
use crate::assess::words;
use crate::ids::ObjectId;
use crate::snapshot::SectionName;
use std::collections::{BTreeMap, BTreeSet};

/// How many things a sentence names.
const NAMED: usize = 5;

/// Of one candidate: what one section shows, against another section or a rule of the service.
type Pair = (SectionName, Against);

/// One piece per principal and pair of sections, in a fixed order.
pub(super) fn advice(context: &Context<'_>, rolls: &BTreeMap<String, Roll<'_>>) -> Vec<Advice> {
    let mut advice: Vec<Advice> = other_tenant(context).into_iter().collect();
    for principal in &context.guide.principals {
        let genuine = rolls.get(&principal.id).map(|roll| roll.genuine.as_slice());
        let mut pairs: BTreeMap<Pair, Vec<(&Candidate<'_>, &Contradiction)>> = BTreeMap::new();
        for candidate in genuine.unwrap_or_default() {
            for one in &candidate.holder.contradictions {
                let pair = (one.shown_in, one.against);
                pairs.entry(pair).or_default().push((candidate, one));
            }
        }
        for (pair, found) in pairs {
            advice.push(piece(context, &principal.id, pair, &found));
        }
        advice.extend(told_twice(
            context,
            &principal.id,
            genuine.unwrap_or_default(),
        ));
    }
    advice
}

fn piece(
    context: &Context<'_>,
    principal: &str,
    (shown_in, against): Pair,
    found: &[(&Candidate<'_>, &Contradiction)],
) -> Advice {
    let who = listed(found.iter().map(|(candidate, _)| words::holder(candidate)));
    let what = listed(found.iter().map(|(_, one)| one.what.clone()));
    let (id, title, text) = match against {
        Against::Absent(section) => (
            format!("{shown_in}-{section}"),
            "Two answers contradict each other",
            format!(
                "Section {shown_in} shows this of {who}: {what}. Section {section} was read whole and does not. One \
                 of the two is wrong or out of date: scan again, and look in the portal if they still differ."
            ),
        ),
        Against::Nesting => (
            format!("{shown_in}-nesting"),
            "A group is entered in a way that the service does not have",
            format!(
                "Section {shown_in} lists {who} in {what}, and the only way there leads through another group. A \
                 group that directory roles can be assigned to has no groups in it, so nothing that it gives is \
                 counted. Look at its members in the portal."
            ),
        ),
    };
    let seen: Vec<SightingRef> = found.iter().map(|(_, one)| one.seen).collect();
    Advice {
        id: format!("{}/advice/contradiction/{principal}/{id}", context.guide.id),
        kind: AdviceKind::Contradiction,
        title: title.to_owned(),
        text,
        weighs: true,
        evidence: evidence::of_sightings(context, &seen),
    }
}

/// Each once, in order, as far as a sentence carries it.
fn listed(all: impl Iterator<Item = String>) -> String {
    let all: BTreeSet<String> = all.collect();
    let more = all.len().saturating_sub(NAMED);
    let named: Vec<String> = all.into_iter().take(NAMED).collect();
    if more > 0 {
        format!("{} and {more} more", named.join(", "))
    } else {
        named.join(", ")
    }
}

/// The tenant that answered is not the one that the token is for.
fn other_tenant(context: &Context<'_>) -> Option<Advice> {
    let section = &context.snapshot.sections.organization;
    let answered = section.sightings().first()?.object.id.copied()?;
    let asked = context.snapshot.tenant.filter(|asked| *asked != answered)?;
    let seen = SightingRef {
        section: SectionName::Organization,
        item: 0,
    };
    Some(Advice {
        id: format!("{}/advice/contradiction/tenant", context.guide.id),
        kind: AdviceKind::Contradiction,
        title: "Another tenant answered".to_owned(),
        text: format!(
            "The scan was of tenant {asked}, and section {} says tenant {answered}. Scan again, and use this for \
             neither until they agree.",
            SectionName::Organization
        ),
        weighs: true,
        evidence: evidence::of_sightings(context, &[seen]),
    })
}

/// One object of which two answers say different things.
fn told_twice(context: &Context<'_>, principal: &str, genuine: &[Candidate<'_>]) -> Option<Advice> {
    let mut by_id: BTreeMap<ObjectId, Vec<&Candidate<'_>>> = BTreeMap::new();
    for candidate in genuine {
        by_id
            .entry(candidate.holder.id)
            .or_default()
            .push(candidate);
    }
    let twice: Vec<&Candidate<'_>> = by_id
        .into_values()
        .filter(|told| told.len() > 1)
        .flatten()
        .collect();
    if twice.is_empty() {
        return None;
    }
    let mut seen: Vec<SightingRef> = twice.iter().flat_map(|one| account::proof(one)).collect();
    seen.sort();
    seen.dedup();
    Some(Advice {
        id: format!(
            "{}/advice/contradiction/{principal}/told-twice",
            context.guide.id
        ),
        kind: AdviceKind::Contradiction,
        title: "Two answers contradict each other".to_owned(),
        text: format!(
            "Two answers say different things of {}. What they differ in is not known: scan again, and look in the \
             portal if they still differ.",
            listed(twice.iter().map(|one| words::holder(one)))
        ),
        weighs: true,
        evidence: evidence::of_sightings(context, &seen),
    })
}
