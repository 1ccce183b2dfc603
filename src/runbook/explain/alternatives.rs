//! The rights of a requirement, alternative by alternative.

use super::contexts::Asked;
use crate::assess::semantics::{Need, Term};
use crate::catalog::Entitlement;
use crate::guide::format2::model::Right;
use crate::runbook::entitlements::{entitlements, gives};
use crate::runbook::wanted::WantedRight;

/// The alternatives of a requirement, from the narrowest; none for a statement.
///
/// Each right has the values of its parameters where it has some, and is of whoever is to hold it here; of a principal
/// that nothing is asked of here, as the guide writes it.
pub(super) fn alternatives<'a>(asked: &Asked<'_, 'a>) -> Vec<Vec<WantedRight<'a>>> {
    let judged = &asked.context.judged;
    let expanded: &[Vec<Term<Right>>] = match judged.ask(asked.requirement).map(|ask| &ask.need) {
        Some(Need::Rights { alternatives, .. }) => alternatives,
        Some(Need::Statement) | None => &[],
    };
    let written = asked.requirement.need.alternatives().iter().enumerate();
    written
        .map(|(at, written)| {
            let terms = expanded.get(at).map(Vec::as_slice).unwrap_or_default();
            let in_play: Vec<&Right> = terms.iter().flat_map(|term| judged.of_term(term)).collect();
            let lacks = |term: &Term<Right>| judged.of_term(term).is_empty();
            let rights = if in_play.is_empty() || terms.iter().any(lacks) {
                let any: Vec<&Right> = terms.iter().filter_map(any).collect();
                if any.len() == written.len() {
                    any
                } else {
                    written.iter().collect()
                }
            } else {
                in_play
            };
            rights.into_iter().map(wanted).collect()
        })
        .collect()
}

const fn wanted(right: &Right) -> WantedRight<'_> {
    WantedRight {
        kind: &right.kind,
        holder: Some(&right.of),
        seen: None,
    }
}

/// One of the rights that a term can come to.
fn any(term: &Term<Right>) -> Option<&Right> {
    match term {
        Term::AnyOf { rights, .. } => rights.first(),
        Term::Chosen(members) => members.first()?.terms.iter().find_map(any),
    }
}

/// Every right of a requirement that will do: of a permission whose type is not stated, those of both types.
pub(super) fn every_right<'a>(asked: &Asked<'_, 'a>) -> Vec<WantedRight<'a>> {
    let judged = &asked.context.judged;
    let mut rights: Vec<WantedRight<'a>> = alternatives(asked).into_iter().flatten().collect();
    let holders: Vec<_> = rights.iter().map(|one| one.holder).collect();
    let need = judged.ask(asked.requirement).map(|ask| &ask.need);
    let Some(Need::Rights { alternatives, .. }) = need else {
        return rights;
    };
    let mut terms: Vec<&Term<Right>> = alternatives.iter().flatten().collect();
    while let Some(term) = terms.pop() {
        match term {
            Term::AnyOf { rights: any, .. } => {
                let others = any.iter().map(wanted);
                rights.extend(others.filter(|one| holders.contains(&one.holder)));
            }
            Term::Chosen(members) => terms.extend(members.iter().flat_map(|one| &one.terms)),
        }
    }
    rights
}

/// True where a requirement names an entitlement, or what it is a part of.
pub(super) fn names(asked: &Asked<'_, '_>, held: &Entitlement) -> bool {
    let catalog = asked.context.catalog();
    let mut rights = asked.requirement.need.rights();
    rights.any(|right| {
        let asked = entitlements(catalog, &right.kind);
        asked.iter().any(|one| gives(catalog, one, held))
    })
}
