//! Answers of the tenant that cannot both be right: as long as they are there, nothing is plainly ready.

use crate::access::{Against, Contradiction, SightingRef};
use crate::assess::context::Context;
use crate::assess::evidence;
use crate::assess::model::{Advice, AdviceKind};
use crate::assess::principals::{Candidate, Matches, is_guest_of};
use crate::assess::target::TargetPrincipal;
use crate::assess::words;
use crate::guide::PrincipalId;
use crate::ids::ObjectId;
use crate::snapshot::SectionName;
use std::collections::{BTreeMap, BTreeSet};

/// The number of things that a sentence names.
const NAMED: usize = 5;

/// Of one candidate: what one section shows, against another section or a rule of the service.
type Pair = (SectionName, Against);

/// One piece per principal and pair of sections, in a fixed order.
pub(super) fn advice(context: &Context<'_>, matches_by_principal: &Matches<'_>) -> Vec<Advice> {
    let mut advice: Vec<Advice> = other_tenant(context).into_iter().collect();
    for principal in context.targets {
        let genuine = matches_by_principal
            .get(&principal.id)
            .map(|matched| matched.genuine.as_slice());
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
        advice.extend(unlisted(context, principal));
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
    principal: &PrincipalId,
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
        id: format!("{}/advice/contradiction/{principal}/{id}", context.guide),
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
    let asked = context.snapshot.tenant?;
    let told = context.snapshot.sections.organization.sightings().iter();
    let mut told = told.map(|seen| seen.object.id.copied()).enumerate();
    let (item, answered) =
        told.find_map(|(item, id)| Some((item, id.filter(|id| *id != asked)?)))?;
    let seen = SightingRef {
        section: SectionName::Organization,
        item,
    };
    Some(Advice {
        id: format!("{}/advice/contradiction/tenant", context.guide),
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

/// Somebody who holds a role under the sign-in name of an address of the guide, and is in no list of accounts.
fn unlisted(context: &Context<'_>, principal: &TargetPrincipal) -> Option<Advice> {
    let is_one = |name: &str| {
        let mut addresses = principal.addresses.iter();
        addresses.any(|address| is_guest_of(name, address))
    };
    let sections = &context.snapshot.sections;
    let accounts = sections.users.whole().ok()?;
    let mut found: Vec<(SightingRef, String)> = Vec::new();
    for (item, seen) in sections.role_holders.sightings().iter().enumerate() {
        let id = seen.object.principal_id.copied();
        let listed = accounts.iter().any(|one| one.object.id.copied() == id);
        let user = seen.object.principal.get();
        let name = user.and_then(|user| user.user_principal_name.as_deref());
        let name = name.filter(|name| is_one(name));
        if let (Some(name), Some(_), false) = (name, id, listed) {
            let section = SectionName::RoleHolders;
            found.push((SightingRef { section, item }, name.to_owned()));
        }
    }
    let seen: Vec<SightingRef> = found.iter().map(|one| one.0).collect();
    (!found.is_empty()).then(|| Advice {
        kind: AdviceKind::Contradiction,
        id: format!(
            "{}/advice/contradiction/{}/role-holders-users",
            context.guide, principal.id
        ),
        title: "Two answers contradict each other".to_owned(),
        text: format!(
            "Section {} shows that {} holds a role. Section {} was read whole and does not list it. One of the two \
             is wrong or out of date: scan again, and look in the portal if they still differ.",
            SectionName::RoleHolders,
            listed(found.into_iter().map(|one| words::shown(&one.1))),
            SectionName::Users
        ),
        weighs: true,
        evidence: evidence::of_sightings(context, &seen),
    })
}

/// One object of which two answers say different things.
fn told_twice(
    context: &Context<'_>,
    principal: &PrincipalId,
    genuine: &[Candidate<'_>],
) -> Option<Advice> {
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
    let mut seen: Vec<SightingRef> = twice.iter().flat_map(|one| one.sightings()).collect();
    seen.sort();
    seen.dedup();
    Some(Advice {
        id: format!(
            "{}/advice/contradiction/{principal}/told-twice",
            context.guide
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
