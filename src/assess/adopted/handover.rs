//! The handovers of a guide, with the evidence for each.

use super::judged::Judged;
use super::matched::Matched;
use crate::assess::handover::{HandoverEvidence, HandoverSeen};
use crate::assess::model::{Candidate, Standing};
use crate::assess::semantics::{Truth, qualified};
use crate::guide::format2::ids::PrincipalRef;
use crate::guide::format2::model::{Evidence, Guide, Handover, PrincipalKind};
use crate::guide::{PrincipalId, format2};

/// The handovers whose condition holds, or may hold, in the guide's order.
pub(super) fn handovers(
    judged: &Judged<'_>,
    one: &Matched<'_>,
    candidates: &[Candidate],
) -> Vec<HandoverSeen> {
    let guide = one.guide;
    let seen = |handover: &Handover| {
        let when = qualified(guide, handover.when.as_ref());
        let needed = judged.truth(when.as_ref());
        (needed != Truth::No).then(|| HandoverSeen {
            id: handover.id.clone(),
            title: handover.title.clone(),
            is_open: needed == Truth::Open,
            evidence: evidence(judged, guide, handover, candidates),
            would_be: would_be(judged, guide, handover),
        })
    };
    guide.handovers.iter().filter_map(seen).collect()
}

/// The first evidence that there is: a person's word, else a sign-in.
fn evidence(
    judged: &Judged<'_>,
    guide: &Guide,
    handover: &Handover,
    candidates: &[Candidate],
) -> Option<HandoverEvidence> {
    let by_word = |one: &Evidence| matches!(one, Evidence::Attested | Evidence::Document);
    let key = (guide.id.clone(), handover.id.clone());
    let word = judged.reader.words.handovers.get(&key);
    if let Some(word) = word.filter(|word| word.holds && handover.evidence.iter().any(by_word)) {
        return Some(HandoverEvidence::Attested {
            by: word.by.clone(),
            on: word.on,
            statement: word.statement.clone(),
        });
    }
    handover.evidence.iter().find_map(|one| match one {
        Evidence::SignIn(reference) => signed_in(judged, guide, reference, candidates),
        Evidence::Attested | Evidence::Document => None,
    })
}

/// The last sign-in of whoever counts as the principal.
fn signed_in(
    judged: &Judged<'_>,
    guide: &Guide,
    reference: &PrincipalRef,
    candidates: &[Candidate],
) -> Option<HandoverEvidence> {
    let home = home(judged, guide, reference)?;
    if home.id != guide.id {
        // The candidates are those of the guide itself.
        return None;
    }
    let principal = home.principal(&reference.id)?;
    let ids: Vec<&PrincipalId> = match &principal.kind {
        PrincipalKind::Chosen { among } => among.iter().collect(),
        _ => vec![&principal.id],
    };
    let sure = candidates.iter().filter(|one| {
        let is_meant = matches!(one.standing, Standing::Confirmed | Standing::Named);
        is_meant && ids.contains(&&one.principal)
    });
    let at = sure.filter_map(|one| one.last_sign_in).max()?;
    Some(HandoverEvidence::SignIn {
        principal: principal.title.clone(),
        at,
    })
}

fn home<'a>(
    judged: &Judged<'a>,
    guide: &'a Guide,
    reference: &PrincipalRef,
) -> Option<&'a format2::model::Guide> {
    match &reference.guide {
        None => Some(guide),
        Some(id) => judged
            .matched
            .iter()
            .map(|one| one.guide)
            .find(|one| one.id == *id),
    }
}

/// Everything that would be evidence, in words.
fn would_be(judged: &Judged<'_>, guide: &Guide, handover: &Handover) -> String {
    let ways: Vec<String> = handover
        .evidence
        .iter()
        .map(|one| match one {
            Evidence::Attested => "a person attests to it".to_owned(),
            Evidence::Document => "a person attests to it and names a document".to_owned(),
            Evidence::SignIn(reference) => {
                let title = home(judged, guide, reference)
                    .and_then(|home| home.principal(&reference.id))
                    .map_or_else(|| reference.to_string(), |one| one.title.clone());
                format!("a sign-in of {title}")
            }
        })
        .collect();
    ways.join(", or ")
}
