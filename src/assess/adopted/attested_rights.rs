//! Rights that a person's word on a requirement tells of.

use super::matched::Matched;
use super::reader::Words;
use super::right::TenantRight;
use super::written::write;
use crate::assess::semantics::{AdoptedGuide, Alternative, Ask, Need, Term};
use crate::guide::format2::ids::{GuideId, RequirementId};
use crate::guide::format2::model::{Right, Shown};
use std::collections::{BTreeMap, BTreeSet};

/// A requirement with its guide.
type Key = (GuideId, RequirementId);

/// Everything that persons attested to of rights.
#[derive(Debug, Default)]
pub(super) struct AttestedRights {
    /// Rights of which a word tells by itself if they are held.
    pub(super) rights: BTreeMap<TenantRight, bool>,
    /// Requirements of which a word tells only if they are as the guide asks, and not which of their rights are held.
    pub(super) requirements: BTreeMap<Key, bool>,
    /// Requirements whose words contradict each other.
    pub(super) disputed: BTreeSet<Key>,
}

impl AttestedRights {
    /// The rights that the words on requirements tell of. What an export of roles shows counts before them.
    pub(super) fn of(
        guides: &[AdoptedGuide<Right>],
        matched: &[Matched<'_>],
        words: &Words,
    ) -> Self {
        let mut said: BTreeMap<TenantRight, BTreeMap<bool, BTreeSet<Key>>> = BTreeMap::new();
        let mut attested = Self::default();
        for guide in guides {
            for ask in &guide.requirements {
                let key = (guide.id.clone(), ask.id.clone());
                let Some(word) = words.requirements.get(&key) else {
                    continue;
                };
                let told = told(ask, word.holds);
                let all = ask
                    .rights()
                    .into_iter()
                    .filter(|right| is_attestable(right));
                if all.into_iter().any(|right| !told.contains_key(right)) {
                    attested.requirements.insert(key.clone(), word.holds);
                }
                for (right, held) in told {
                    let said = said.entry(write(right, matched)).or_default();
                    said.entry(held).or_default().insert(key.clone());
                }
            }
        }
        for (right, by_answer) in said {
            match by_answer.keys().copied().collect::<Vec<_>>().as_slice() {
                [held] => {
                    attested.rights.insert(right, *held);
                }
                _ => attested.disputed.extend(by_answer.into_values().flatten()),
            }
        }
        let exported = words.rights.iter();
        let exported = exported.map(|(right, word)| (write(right, matched), word.holds));
        attested.rights.extend(exported);
        attested
    }
}

fn is_attestable(right: &Right) -> bool {
    right.kind.shown() != Shown::ByApi
}

/// The rights of which it follows from a word on the requirement that they are held, or that they are not.
fn told(ask: &Ask<Right>, holds: bool) -> BTreeMap<&Right, bool> {
    let (alternatives, only_one): (&[Alternative<Right>], bool) = match &ask.need {
        Need::Rights {
            alternatives,
            only_one,
        } => (alternatives, *only_one),
        Need::Statement => (&[], false),
    };
    let refused = ask.tier.is_never_asked();
    let all = ask.rights();
    let told: Vec<(&Right, bool)> = match (refused, holds, alternatives) {
        // As the guide asks: nothing of it is held.
        (true, true, _) => {
            let all = all.into_iter().filter(|right| is_attestable(right));
            all.map(|right| (right, false)).collect()
        }
        (true, false, _) => match all.as_slice() {
            [one] if is_attestable(one) => vec![(*one, true)],
            _ => Vec::new(),
        },
        // All of it is held.
        (false, true, [terms]) => of_terms(terms, true),
        // No alternative is held: of one that is a single right that tells.
        (false, false, _) if !only_one => alternatives
            .iter()
            .filter(|terms| terms.len() == 1)
            .flat_map(|terms| of_terms(terms, false))
            .collect(),
        (false, ..) => Vec::new(),
    };
    told.into_iter().collect()
}

/// The terms that are a single right that a person may attest to, held or not.
fn of_terms(terms: &[Term<Right>], held: bool) -> Vec<(&Right, bool)> {
    let rights = terms.iter().filter_map(single);
    let rights = rights.filter(|right| is_attestable(right));
    rights.map(|right| (right, held)).collect()
}

/// The right that a term is.
fn single(term: &Term<Right>) -> Option<&Right> {
    match term {
        Term::AnyOf { rights, .. } => match rights.as_slice() {
            [right] => Some(right),
            _ => None,
        },
        // Of the principals that it stands for not all need be asked for.
        Term::Chosen(_) => None,
    }
}
