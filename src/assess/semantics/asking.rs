//! A guide as it is judged: its requirements with every right written out.
//!
//! Every fact, option and principal is named together with its guide, so that
//! several guides can be judged at once.

use crate::guide::format2::ids::{ChoiceId, GuideId, OptionId, RequirementId};
use crate::guide::format2::kinds::{Coverage, RelationKind, Tier};
use crate::guide::format2::model::Condition;
use jiff::civil::Date;

/// A guide that is adopted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AdoptedGuide<R> {
    /// Its id.
    pub id: GuideId,
    /// The extent to which it is known.
    pub coverage: Coverage,
    /// The guides that it needs or extends, each with its condition.
    pub relations: Vec<(GuideId, RelationKind, Option<Condition>)>,
    /// Its choices.
    pub choices: Vec<AskedChoice>,
    /// Its requirements.
    pub requirements: Vec<Ask<R>>,
}

/// A choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedChoice {
    /// Its id.
    pub id: ChoiceId,
    /// The time when it arises.
    pub when: Option<Condition>,
    /// Its options.
    pub options: Vec<AskedOption>,
    /// The option that the guide prefers.
    pub preferred: Option<OptionId>,
}

/// An option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedOption {
    /// Its id.
    pub id: OptionId,
    /// Its title.
    pub title: String,
    /// The time when it is offered.
    pub when: Option<Condition>,
    /// Options that come with it.
    pub includes: Vec<OptionId>,
}

/// A requirement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask<R> {
    /// Its id.
    pub id: RequirementId,
    /// The tier: how strongly it is asked.
    pub tier: Tier,
    /// Under which condition.
    pub when: Option<Condition>,
    /// Everything that has to be true.
    pub need: Need<R>,
    /// The day from which it is no longer asked.
    pub until: Option<Date>,
    /// The requirement that takes its place.
    pub replaced_by: Option<RequirementId>,
    /// Set when it is asked of the person who installs.
    pub of_installer: bool,
}

/// Everything that has to be true.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Need<R> {
    /// One alternative is held.
    Rights {
        /// The alternatives, from the narrowest to the broadest; one for a plain list of rights.
        alternatives: Vec<Alternative<R>>,
        /// Set when exactly one alternative is held.
        only_one: bool,
    },
    /// A person attests to it.
    Statement,
}

/// Terms that are all held.
pub type Alternative<R> = Vec<Term<R>>;

/// A right as a guide writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Term<R> {
    /// Any of these is held: either type of a permission, or a role at any of several scopes.
    AnyOf {
        /// The rights.
        rights: Vec<R>,
        /// Under which condition their principal is asked for.
        when: Option<Condition>,
        /// Cleared when a parameter has no value, so that nobody can tell which right it is.
        known: bool,
    },
    /// Everything that every principal holds that is asked for; nothing is held when none is.
    Chosen(Vec<Member<R>>),
}

/// One of the principals that a chosen one stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member<R> {
    /// Under which condition it is asked for.
    pub when: Option<Condition>,
    /// The terms of the member, all of which are held.
    pub terms: Vec<Term<R>>,
}

impl<R> AdoptedGuide<R> {
    /// The guide with every right written in another way.
    pub fn map<S>(self, mut into: impl FnMut(R) -> S) -> AdoptedGuide<S> {
        AdoptedGuide {
            id: self.id,
            coverage: self.coverage,
            relations: self.relations,
            choices: self.choices,
            requirements: self
                .requirements
                .into_iter()
                .map(|ask| Ask {
                    id: ask.id,
                    tier: ask.tier,
                    when: ask.when,
                    need: match ask.need {
                        Need::Statement => Need::Statement,
                        Need::Rights {
                            alternatives,
                            only_one,
                        } => Need::Rights {
                            alternatives: alternatives
                                .into_iter()
                                .map(|terms| mapped(terms, &mut into))
                                .collect(),
                            only_one,
                        },
                    },
                    until: ask.until,
                    replaced_by: ask.replaced_by,
                    of_installer: ask.of_installer,
                })
                .collect(),
        }
    }
}

fn mapped<R, S>(terms: Vec<Term<R>>, into: &mut dyn FnMut(R) -> S) -> Vec<Term<S>> {
    let terms = terms.into_iter();
    terms
        .map(|term| match term {
            Term::AnyOf {
                rights,
                when,
                known,
            } => Term::AnyOf {
                rights: rights.into_iter().map(&mut *into).collect(),
                when,
                known,
            },
            Term::Chosen(members) => {
                let members = members.into_iter();
                Term::Chosen(
                    members
                        .map(|member| Member {
                            when: member.when,
                            terms: mapped(member.terms, into),
                        })
                        .collect(),
                )
            }
        })
        .collect()
}

impl<R> Ask<R> {
    /// Every right that it names.
    pub fn rights(&self) -> Vec<&R> {
        match &self.need {
            Need::Statement => Vec::new(),
            Need::Rights { alternatives, .. } => {
                alternatives.iter().flatten().flat_map(named).collect()
            }
        }
    }
}

fn named<R>(term: &Term<R>) -> Vec<&R> {
    match term {
        Term::AnyOf { rights, .. } => rights.iter().collect(),
        Term::Chosen(members) => members
            .iter()
            .flat_map(|member| &member.terms)
            .flat_map(named)
            .collect(),
    }
}
