//! The handovers of a guide, with the evidence for each.

use super::judged::Judged;
use super::matched::Matched;
use crate::assess::handover::{HandoverEvidence, HandoverSeen};
use crate::assess::model::Standing;
use crate::assess::semantics::{Truth, qualified};
use crate::assess::sign_in;
use crate::guide::PrincipalId;
use crate::guide::format2::ids::PrincipalRef;
use crate::guide::format2::model::{Evidence, Handover, PrincipalKind};

/// The handovers whose condition holds, or may hold, in the guide's order.
pub(super) fn handovers(judged: &Judged<'_>, one: &Matched<'_>) -> Vec<HandoverSeen> {
    let guide = one.guide;
    let last = sign_in::Last::of(&one.context.snapshot.sections);
    let seen = |handover: &Handover| {
        let when = qualified(guide, handover.when.as_ref());
        let needed = judged.truth(when.as_ref());
        (needed != Truth::No).then(|| HandoverSeen {
            id: handover.id.clone(),
            title: handover.title.clone(),
            is_open: needed == Truth::Open,
            evidence: handover
                .evidence
                .iter()
                .find_map(|way| evidence((judged, &last), one, handover, way)),
            would_be: would_be(judged, one, handover),
        })
    };
    guide.handovers.iter().filter_map(seen).collect()
}

/// The evidence of one way.
fn evidence(
    (judged, last): (&Judged<'_>, &sign_in::Last),
    one: &Matched<'_>,
    handover: &Handover,
    way: &Evidence,
) -> Option<HandoverEvidence> {
    let key = (one.guide.id.clone(), handover.id.clone());
    let word = || {
        judged
            .reader
            .words
            .handovers
            .get(&key)
            .filter(|word| word.holds)
    };
    let word = match way {
        Evidence::Attested => word()?,
        Evidence::Document => word().filter(|word| word.file.is_some())?,
        Evidence::SignIn(reference) => return signed_in((judged, last), one, reference),
    };
    Some(HandoverEvidence::Attested {
        by: word.by.clone(),
        on: word.on,
        statement: word.statement.clone(),
    })
}

/// The last sign-in of the principal, where it is known who that is. Of a chosen principal those that are asked for count.
fn signed_in(
    (judged, last): (&Judged<'_>, &sign_in::Last),
    one: &Matched<'_>,
    reference: &PrincipalRef,
) -> Option<HandoverEvidence> {
    let home = home(judged, one, reference)?;
    let principal = home.guide.principal(&reference.id)?;
    let members = match &principal.kind {
        PrincipalKind::Chosen { among } => among.as_slice(),
        _ => std::slice::from_ref(&principal.id),
    };
    let is_asked = |id: &&PrincipalId| {
        let when = home.guide.principal(id).and_then(|one| one.when.as_ref());
        judged.truth(qualified(home.guide, when).as_ref()) == Truth::Yes
    };
    let asked = members.iter().filter(is_asked);
    let at = asked.filter_map(|id| {
        let [only] = home.matches.get(id)?.genuine.as_slice() else {
            return None;
        };
        let is_meant = matches!(only.standing, Standing::Confirmed | Standing::Named);
        last.of_holder(only.holder).filter(|_| is_meant)
    });
    Some(HandoverEvidence::SignIn {
        principal: principal.title.clone(),
        at: at.max()?,
    })
}

/// The guide of a principal, with whoever was found.
fn home<'a>(
    judged: &Judged<'a>,
    one: &'a Matched<'a>,
    reference: &PrincipalRef,
) -> Option<&'a Matched<'a>> {
    match &reference.guide {
        None => Some(one),
        Some(id) => judged.matched.iter().find(|one| one.guide.id == *id),
    }
}

/// Everything that would be evidence, in words.
fn would_be(judged: &Judged<'_>, one: &Matched<'_>, handover: &Handover) -> String {
    let ways: Vec<String> = handover
        .evidence
        .iter()
        .map(|way| match way {
            Evidence::Attested => "a person attests to it".to_owned(),
            Evidence::Document => "a person attests to it and names a file".to_owned(),
            Evidence::SignIn(reference) => {
                let title = home(judged, one, reference)
                    .and_then(|home| home.guide.principal(&reference.id))
                    .map_or_else(|| reference.to_string(), |one| one.title.clone());
                format!("a sign-in of {title}")
            }
        })
        .collect();
    ways.join(", or ")
}
