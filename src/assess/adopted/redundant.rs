//! Requirements that another requirement of the same guide includes.

use super::judged::Judged;
use super::line::Line;
use super::matched::Matched;
use super::right::{Holding, holding};
use crate::assess::model::{Note, NoteKind};
use crate::assess::semantics;
use crate::catalog::Entitlement;
use crate::guide::format2::ids::Holder;
use crate::guide::format2::kinds::Tier;
use crate::guide::format2::model::{Guide, Need, PrincipalKind, Requirement, Right};

/// A note for each requirement that asks the same principal for something that includes what this one asks.
pub(super) fn notes(
    judged: &Judged<'_>,
    one: &Matched<'_>,
    requirement: &Requirement,
    lines: &[Line],
) -> Vec<Note> {
    let [line] = lines else {
        return Vec::new();
    };
    let Some(asked) = &line.seen.entitlement else {
        return Vec::new();
    };
    let mut notes = Vec::new();
    for broader in broader(judged, one, requirement, line) {
        if one.context.catalog.covers(&broader, asked).is_some() {
            notes.push(Note {
                kind: NoteKind::Redundant,
                text: format!(
                    "the guide also asks for {}, which includes this: a question for the vendor",
                    one.context.catalog.title(&broader)
                ),
            });
        }
    }
    notes
}

/// The single rights that other requirements of the guide ask of the same principal.
fn broader(
    judged: &Judged<'_>,
    one: &Matched<'_>,
    requirement: &Requirement,
    line: &Line,
) -> Vec<Entitlement> {
    let answer = judged.answer.guides.get(&one.guide.id);
    let others = one.guide.requirements.iter();
    others
        .filter(|other| {
            let asks = !matches!(
                other.tier,
                Tier::NotRequired | Tier::Forbidden | Tier::Informational
            );
            let answer = answer.and_then(|answer| answer.requirements.get(&other.id));
            let applies = answer.is_some_and(|one| one.verdict != semantics::Verdict::NotAsked);
            asks && applies && other.id != requirement.id
        })
        .filter_map(|other| match &other.need {
            Need::Hold(rights) => match rights.as_slice() {
                [right] => Some(right),
                _ => None,
            },
            Need::AnyOf { .. } | Need::Attest(_) => None,
        })
        .filter(|right| is_of(one.guide, right, line))
        .filter_map(|right| match holding(one.context.catalog, &right.kind) {
            Holding::Entitlement(entitlement) => {
                let same =
                    std::mem::discriminant(&right.kind) == std::mem::discriminant(&line.seen.kind);
                same.then_some(entitlement)
            }
            Holding::Right(_) | Holding::Other(_) => None,
        })
        .collect()
}

/// True for a right of the principal of a line, or of one that stands for it.
fn is_of(guide: &Guide, right: &Right, line: &Line) -> bool {
    let Holder::Principal(of) = &right.of else {
        return false;
    };
    let of_guide = of.guide.as_ref().unwrap_or(&guide.id) == &line.seen.guide;
    let stands_for = match guide.principal(&of.id).map(|one| &one.kind) {
        Some(PrincipalKind::Chosen { among }) if of.guide.is_none() => {
            among.contains(&line.seen.principal)
        }
        _ => false,
    };
    of_guide && (of.id == line.seen.principal || stands_for)
}
