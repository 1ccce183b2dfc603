//! Everything that a guide asks for in one possibility, and the rights that count for it.

use super::asking::{AdoptedGuide, Alternative, Ask, Need, Term};
use super::circumstances::Circumstances;
use super::clause::Clause;
use super::evidence::{Evidence, Holdable};
use super::possibility::Possibility;
use super::truth::{State, Truth};
use crate::guide::format2::ids::{GuideId, RequirementId};
use crate::guide::format2::kinds::{Phase, Tier};
use std::collections::{BTreeMap, BTreeSet};

/// A requirement in one possibility.
#[derive(Clone, Debug)]
pub(super) struct Asked<'a, R> {
    pub(super) ask: &'a Ask<R>,
    /// Tells if its condition holds.
    pub(super) applies: Truth,
    pub(super) alternatives: Vec<Vec<Clause<R>>>,
    /// Every right that it names, asked for in this possibility or not.
    pub(super) named: BTreeSet<R>,
    /// The tier that counts today.
    pub(super) tier: Tier,
    /// Set when its last day has come.
    pub(super) ended: bool,
    pub(super) onboarding: bool,
}

impl<'a, R: Holdable> Asked<'a, R> {
    pub(super) fn of(
        ask: &'a Ask<R>,
        possibility: &Possibility,
        circumstances: Circumstances,
    ) -> Self {
        let alternatives: &[Alternative<R>] = match &ask.need {
            Need::Rights { alternatives, .. } => alternatives,
            Need::Statement => &[],
        };
        let mut named = BTreeSet::new();
        let alternatives = alternatives
            .iter()
            .map(|terms| {
                terms
                    .iter()
                    .flat_map(|term| clauses(term, possibility, &mut named))
                    .collect()
            })
            .collect();
        let ended = ask.until.is_some_and(|until| until <= circumstances.today);
        Self {
            ask,
            applies: possibility.truth(ask.when.as_ref()),
            alternatives,
            named,
            tier: if ended && ask.tier != Tier::Forbidden {
                Tier::NotRequired
            } else {
                ask.tier
            },
            ended,
            onboarding: circumstances.phase == Phase::Onboard,
        }
    }
}

impl<R> Asked<'_, R> {
    /// Set for a tier that asks for its rights today.
    pub(super) fn asks(&self) -> bool {
        match self.tier {
            Tier::Required | Tier::Recommended | Tier::Optional | Tier::Informational => true,
            Tier::Temporary => self.onboarding,
            Tier::NotRequired | Tier::Forbidden => false,
        }
    }

    /// Set for a tier without which the guide is not ready.
    pub(super) fn must(&self) -> bool {
        self.tier == Tier::Required || self.tier == Tier::Temporary && self.onboarding
    }

    /// Every clause of every alternative.
    pub(super) fn clauses(&self) -> impl Iterator<Item = &Clause<R>> {
        self.alternatives.iter().flatten()
    }
}

/// The clauses of a term in one possibility; every right that it names is noted.
fn clauses<R: Holdable>(
    term: &Term<R>,
    possibility: &Possibility,
    named: &mut BTreeSet<R>,
) -> Vec<Clause<R>> {
    match term {
        Term::AnyOf {
            rights,
            when,
            known,
        } => {
            named.extend(rights.iter().cloned());
            vec![Clause {
                rights: rights.clone(),
                asked: possibility.truth(when.as_ref()),
                known: *known,
            }]
        }
        Term::Chosen(members) => {
            let mut found = Vec::new();
            for member in members {
                let asked = possibility.truth(member.when.as_ref());
                let inner = member.terms.iter();
                let inner = inner.flat_map(|term| clauses(term, possibility, named));
                let inner: Vec<Clause<R>> = inner
                    .map(|clause| Clause {
                        asked: Truth::all([asked, clause.asked]),
                        ..clause
                    })
                    .collect();
                if asked != Truth::No {
                    found.extend(inner);
                }
            }
            if found.is_empty() {
                found.push(Clause {
                    rights: Vec::new(),
                    asked: Truth::No,
                    known: true,
                });
            }
            found
        }
    }
}

/// The rights that guides ask for, in one possibility.
#[derive(Clone, Debug)]
pub(super) struct AskedFor<R> {
    /// Asked for, or perhaps asked for; with the guides that ask.
    pub(super) all: BTreeMap<R, BTreeSet<GuideId>>,
    /// Asked for under conditions that hold.
    pub(super) plainly: BTreeSet<R>,
    /// Asked for, whatever could not be seen.
    pub(super) surely: BTreeSet<R>,
    /// Named only by alternatives that do not count.
    pub(super) spare: BTreeSet<R>,
}

impl<R: Holdable> AskedFor<R> {
    pub(super) fn gather<'a>(
        guides: impl IntoIterator<Item = (&'a GuideId, &'a [Asked<'a, R>])>,
        evidence: &Evidence<R>,
    ) -> Self
    where
        R: 'a,
    {
        let mut found = Self {
            all: BTreeMap::new(),
            plainly: BTreeSet::new(),
            surely: BTreeSet::new(),
            spare: BTreeSet::new(),
        };
        for (guide, asked) in guides {
            for requirement in asked {
                let counts = requirement.asks() && !requirement.ask.of_installer;
                if counts && requirement.applies != Truth::No {
                    found.add(guide, requirement, evidence);
                }
            }
        }
        let all = &found.all;
        found.spare.retain(|right| !all.contains_key(right));
        found
    }

    fn add(&mut self, guide: &GuideId, requirement: &Asked<'_, R>, evidence: &Evidence<R>) {
        let counted = Counted::of(requirement, evidence);
        for (index, alternative) in requirement.alternatives.iter().enumerate() {
            let takes = counted.takes.get(index).copied().unwrap_or(true);
            for clause in alternative {
                if counted.decided {
                    self.spare.extend(clause.rights.iter().cloned());
                }
                if !takes || clause.asked == Truth::No {
                    continue;
                }
                let plainly = requirement.applies == Truth::Yes && clause.asked == Truth::Yes;
                for right in &clause.rights {
                    self.all
                        .entry(right.clone())
                        .or_default()
                        .insert(guide.clone());
                    if plainly {
                        self.plainly.insert(right.clone());
                    }
                    if plainly && counted.surely {
                        self.surely.insert(right.clone());
                    }
                }
            }
        }
    }
}

/// The alternatives of a requirement that are asked for.
struct Counted {
    /// Set when one alternative counts, so that the others are spare.
    decided: bool,
    /// Set when nothing that could not be seen may make another alternative count.
    surely: bool,
    /// Of each alternative, whether it is asked for.
    takes: Vec<bool>,
}

impl Counted {
    /// The first in order that is held by itself counts, else the first that a broader right meets. Earlier ones
    /// that are unseen stay asked for; where none is held whole, all are.
    fn of<R: Holdable>(requirement: &Asked<'_, R>, evidence: &Evidence<R>) -> Self {
        let alternatives = &requirement.alternatives;
        let own: Vec<State> = alternatives
            .iter()
            .map(|one| evidence.own_alternative(one))
            .collect();
        let first_own = own.iter().position(|state| *state == State::Held);
        let met: Vec<State> = alternatives
            .iter()
            .map(|one| evidence.met_alternative(one))
            .collect();
        let first_met = met.iter().position(|state| *state == State::Held);
        let unseen = |states: &[State]| states.contains(&State::Unseen);
        let earlier = |first: usize| own.iter().take(first).copied().collect::<Vec<_>>();
        let surely = alternatives.len() == 1
            || match first_own {
                Some(first) => !unseen(&earlier(first)),
                None => !unseen(&own) && !unseen(&met),
            };
        let Some(first) = first_own
            .or(first_met)
            .filter(|_| requirement.applies == Truth::Yes)
        else {
            return Self {
                decided: false,
                surely,
                takes: vec![true; alternatives.len()],
            };
        };
        let by_itself = first_own.is_some();
        let states = if by_itself { &own } else { &met };
        let takes = (0..alternatives.len())
            .map(|index| {
                let is_unseen = |states: &[State]| states.get(index) == Some(&State::Unseen);
                index == first
                    || (index < first && is_unseen(states))
                    || (!by_itself && is_unseen(&own))
            })
            .collect();
        Self {
            decided: true,
            surely,
            takes,
        }
    }
}

/// The requirements of a guide in one possibility.
pub(super) fn requirements<'a, R: Holdable>(
    guide: &'a AdoptedGuide<R>,
    possibility: &Possibility,
    circumstances: Circumstances,
) -> Vec<Asked<'a, R>> {
    let all = guide.requirements.iter();
    all.map(|ask| Asked::of(ask, possibility, circumstances))
        .collect()
}

/// A requirement by its id.
pub(super) fn find<'s, 'a, R>(
    all: &'s [Asked<'a, R>],
    id: &RequirementId,
) -> Option<&'s Asked<'a, R>> {
    all.iter().find(|asked| asked.ask.id == *id)
}
