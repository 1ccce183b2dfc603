//! Excess: what is held and asked for by no adopted guide, each with its reason.

use super::asked::{Asked, AskedFor};
use super::evidence::{Evidence, Holdable};
use super::truth::Truth;
use crate::guide::format2::kinds::Tier;
use std::collections::BTreeSet;
use std::fmt;

/// The reason why a held right is too much. The order is the order in which a reason is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ExcessReason {
    /// A guide forbids it, whoever else asks for it.
    Forbidden,
    /// A guide names it as not required.
    NotRequired,
    /// It was temporary, and onboarding is over.
    Temporary,
    /// It is of a requirement whose last day has come.
    Retired,
    /// It is of an alternative that does not count.
    Spare,
    /// It is asked only under a condition that does not hold.
    Condition,
    /// It is broader than what is asked, or at a scope above it.
    Broader,
    /// Nobody names it.
    Unasked,
}

impl ExcessReason {
    /// The word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Forbidden => "forbidden",
            Self::NotRequired => "not-required",
            Self::Temporary => "temporary",
            Self::Retired => "retired",
            Self::Spare => "spare",
            Self::Condition => "condition",
            Self::Broader => "broader",
            Self::Unasked => "unasked",
        }
    }
}

impl fmt::Display for ExcessReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A held right that is too much.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Excess<R> {
    /// The right.
    pub right: R,
    /// The reason why it is too much.
    pub reason: ExcessReason,
}

/// Everything that is too much in one possibility.
#[derive(Clone, Debug)]
pub(super) struct Found<R> {
    pub(super) excess: BTreeSet<Excess<R>>,
    /// Held rights of which it is open whether they are asked for, or forbidden.
    pub(super) open: BTreeSet<R>,
}

/// Sorts every held right into asked for, too much, and open.
pub(super) fn excess<R: Holdable>(
    guides: &[Vec<Asked<'_, R>>],
    asked_for: &AskedFor<R>,
    evidence: &Evidence<R>,
) -> Found<R> {
    let mut found = Found {
        excess: BTreeSet::new(),
        open: BTreeSet::new(),
    };
    let held = evidence.held_in_any_form();
    for right in held.into_iter().filter(|right| !right.of_installer()) {
        let naming: Vec<&Asked<'_, R>> = guides
            .iter()
            .flatten()
            .filter(|asked| asked.named.contains(right) && !asked.ask.of_installer)
            .collect();
        let forbids = |asked: &&Asked<'_, R>| asked.ask.tier == Tier::Forbidden;
        let forbidden = naming.iter().filter(|asked| forbids(asked));
        let forbidden = Truth::any(forbidden.map(|asked| asked.applies));
        if asked_for.all.contains_key(right) && forbidden != Truth::Yes {
            if !asked_for.plainly.contains(right) || forbidden == Truth::Open {
                found.open.insert(right.clone());
            }
            continue;
        }
        let applies = Truth::any(naming.iter().map(|asked| asked.applies));
        let perhaps = applies == Truth::No && evidence.perhaps_asked.contains(right);
        if applies == Truth::Open || perhaps {
            found.open.insert(right.clone());
            continue;
        }
        found.excess.insert(Excess {
            right: right.clone(),
            reason: reason(right, &naming, asked_for, evidence),
        });
    }
    found
}

fn reason<R: Holdable>(
    right: &R,
    naming: &[&Asked<'_, R>],
    asked_for: &AskedFor<R>,
    evidence: &Evidence<R>,
) -> ExcessReason {
    let on: Vec<&&Asked<'_, R>> = naming
        .iter()
        .filter(|asked| asked.applies == Truth::Yes)
        .collect();
    let of_tier = |tier: Tier| on.iter().any(|asked| asked.ask.tier == tier);
    if of_tier(Tier::Forbidden) {
        return ExcessReason::Forbidden;
    }
    if of_tier(Tier::NotRequired) {
        return ExcessReason::NotRequired;
    }
    if of_tier(Tier::Temporary) {
        return ExcessReason::Temporary;
    }
    if on.iter().any(|asked| asked.ended) {
        return ExcessReason::Retired;
    }
    if asked_for.spare.contains(right) {
        return ExcessReason::Spare;
    }
    if !naming.is_empty() {
        return ExcessReason::Condition;
    }
    let includes = evidence.includes.get(right).into_iter().flatten();
    if includes
        .into_iter()
        .any(|narrower| asked_for.all.contains_key(narrower))
    {
        ExcessReason::Broader
    } else {
        ExcessReason::Unasked
    }
}
