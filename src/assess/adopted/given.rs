//! Everything that a reader says of guides in words, checked against what the guides have.

use super::installer::{InstallerFault, installer};
use super::reader::Reader;
use crate::assess::semantics::{Facts, ParameterValues, Said};
use crate::guide::format2::model::Guide;
use crate::guide::format2::unfit;
use crate::guide::near;
use crate::quote::Quoted;
use std::fmt;
use thiserror::Error;

/// A name with its value, as a reader wrote them. The name may have the id of its guide before a colon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// `subscriptions`, or `datadog-azure:subscriptions`.
    pub name: String,
    /// The value.
    pub value: String,
}

/// Everything that a reader says of guides.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// Values of parameters. One that takes several values is named once for each.
    pub parameters: Vec<Named>,
    /// The option that is taken, by choice.
    pub options: Vec<Named>,
    /// Answers to facts: `yes` or `no`.
    pub facts: Vec<Named>,
    /// True while the vendor is being onboarded.
    pub onboarding: bool,
    /// The addresses of whoever installs: one person.
    pub installer: Vec<String>,
}

/// The reason why a word of the reader cannot be used. Texts of the reader are quoted.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum GivenFault {
    /// No guide has it.
    #[error("{has_no} {kind} {name:?}; {hint}")]
    NoSuch {
        /// The guide that has none, with the verb: `the guide expel-mde has no`.
        has_no: String,
        /// `parameter`, `choice`, `option` or `fact`.
        kind: &'static str,
        /// The given name.
        name: Quoted,
        /// The nearest names, or all of them.
        hint: String,
    },
    /// No guide has the id that stands before the name.
    #[error("{name:?} names the guide {guide}, which is not among {known}")]
    NoSuchGuide {
        /// The given name.
        name: Quoted,
        /// The guide that it names.
        guide: Quoted,
        /// The guides in play.
        known: String,
    },
    /// Several guides have it.
    #[error("several guides have the {kind} {name:?}; write one of: {names}")]
    OfSeveral {
        /// `parameter`, `choice` or `fact`.
        kind: &'static str,
        /// The given name.
        name: Quoted,
        /// The names with their guides.
        names: String,
    },
    /// It is given more than once and has one value.
    #[error("the {kind} {name:?} is given more than once, and takes one value")]
    Twice {
        /// `parameter`, `choice` or `fact`.
        kind: &'static str,
        /// The given name.
        name: Quoted,
    },
    /// The value is of another kind.
    #[error("parameter {name}: {value:?} is not {expected}")]
    Unfit {
        /// The given name.
        name: Quoted,
        /// The given value.
        value: Quoted,
        /// The expected form.
        expected: &'static str,
    },
    /// The answer to a fact is neither yes nor no.
    #[error("fact {name}: {value:?} is no answer; write {name}=yes or {name}=no")]
    NoAnswer {
        /// The given name.
        name: Quoted,
        /// The given answer.
        value: Quoted,
    },
    /// Whoever installs cannot be looked for.
    #[error(transparent)]
    Installer(#[from] InstallerFault),
}

/// Everything that cannot be used of what a reader said.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub struct GivenError {
    /// The faults, in the order of the words; at least one.
    pub faults: Vec<GivenFault>,
}

impl fmt::Display for GivenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, fault) in self.faults.iter().enumerate() {
            let between = if at == 0 { "" } else { "; and " };
            write!(f, "{between}{fault}")?;
        }
        Ok(())
    }
}

impl Given {
    /// The reader of these guides. Values lie one over the other: the guide's own, those that a scan looked with, and
    /// those that the reader gives. Errors tell of everything that cannot be used, in one round.
    pub fn reader(&self, guides: &[Guide], sought: &ParameterValues) -> Result<Reader, GivenError> {
        let mut reader = Reader {
            onboarding: self.onboarding,
            values: in_force(guides, sought),
            ..Reader::default()
        };
        let names = Names { guides };
        let mut values = ParameterValues::new();
        let parameters = self.parameters.iter();
        let options = self.options.iter();
        let facts = self.facts.iter();
        let mut faults: Vec<GivenFault> = parameters
            .map(|one| names.parameter(one, &mut values))
            .chain(options.map(|one| names.option(one, &mut reader.chosen)))
            .chain(facts.map(|one| names.fact(one, &mut reader.facts)))
            .filter_map(Result::err)
            .collect();
        match installer(&self.installer, guides) {
            Ok(installer) => reader.installer = installer,
            Err(fault) => faults.push(fault.into()),
        }
        if !faults.is_empty() {
            return Err(GivenError { faults });
        }
        reader.values.extend(values);
        Ok(reader)
    }
}

/// The guides' own values, and over them those that a scan looked with.
fn in_force(guides: &[Guide], sought: &ParameterValues) -> ParameterValues {
    let mut values = ParameterValues::new();
    for guide in guides {
        for parameter in &guide.parameters {
            let key = (guide.id.clone(), parameter.id.clone());
            let looked = sought.get(&key).filter(|values| {
                let fit = |value: &String| unfit(parameter.kind, value).is_none();
                !values.is_empty()
                    && values.iter().all(fit)
                    && (parameter.many || values.len() == 1)
            });
            let own = Some(&parameter.default).filter(|values| !values.is_empty());
            if let Some(one) = looked.or(own) {
                values.insert(key, one.clone());
            }
        }
    }
    values
}

fn twice(kind: &'static str, name: &str) -> GivenFault {
    GivenFault::Twice {
        kind,
        name: Quoted::new(name),
    }
}

/// The names of the guides in play.
struct Names<'a> {
    guides: &'a [Guide],
}

impl<'a> Names<'a> {
    fn parameter(&self, given: &Named, values: &mut ParameterValues) -> Result<(), GivenFault> {
        let Named { name, value } = given;
        let (guide, parameter) = self.find(
            "parameter",
            name,
            |guide| &guide.parameters,
            |one| one.id.as_str(),
        )?;
        if let Some(expected) = unfit(parameter.kind, value) {
            return Err(GivenFault::Unfit {
                name: Quoted::new(name),
                value: Quoted::new(value),
                expected,
            });
        }
        let key = (guide.id.clone(), parameter.id.clone());
        let values = values.entry(key).or_default();
        if !values.is_empty() && !parameter.many {
            return Err(twice("parameter", name));
        }
        if !values.contains(value) {
            values.push(value.clone());
        }
        Ok(())
    }

    fn option(&self, given: &Named, chosen: &mut Said) -> Result<(), GivenFault> {
        let Named { name, value } = given;
        let (guide, choice) = self.find(
            "choice",
            name,
            |guide| &guide.choices,
            |one| one.id.as_str(),
        )?;
        let mut options = choice.options.iter();
        let Some(option) = options.find(|one| one.id.as_str() == value) else {
            let known: Vec<&str> = choice.options.iter().map(|one| one.id.as_str()).collect();
            return Err(GivenFault::NoSuch {
                has_no: format!("the choice {} has no", choice.id),
                kind: "option",
                name: Quoted::new(value),
                hint: hint(value, &known),
            });
        };
        let key = (guide.id.clone(), choice.id.clone());
        match chosen.insert(key, option.id.clone()) {
            Some(_) => Err(twice("choice", name)),
            None => Ok(()),
        }
    }

    fn fact(&self, given: &Named, facts: &mut Facts) -> Result<(), GivenFault> {
        let Named { name, value } = given;
        let (guide, fact) = self.find("fact", name, |guide| &guide.facts, |one| one.id.as_str())?;
        let answer = match value.as_str() {
            "yes" => true,
            "no" => false,
            _ => {
                return Err(GivenFault::NoAnswer {
                    name: Quoted::new(name),
                    value: Quoted::new(value),
                });
            }
        };
        match facts.insert((guide.id.clone(), fact.id.clone()), answer) {
            Some(_) => Err(twice("fact", name)),
            None => Ok(()),
        }
    }

    /// The part of a guide that a name means, with the guide.
    fn find<T>(
        &self,
        kind: &'static str,
        name: &str,
        parts: impl Fn(&'a Guide) -> &'a [T],
        id_of: impl Fn(&T) -> &str,
    ) -> Result<(&'a Guide, &'a T), GivenFault> {
        let (guide, id) = match name.split_once(':') {
            Some((guide, id)) => (Some(guide), id),
            None => (None, name),
        };
        let among: Vec<&Guide> = self
            .guides
            .iter()
            .filter(|one| guide.is_none_or(|guide| one.id.as_str() == guide))
            .collect();
        if among.is_empty() {
            return Err(GivenFault::NoSuchGuide {
                name: Quoted::new(name),
                guide: Quoted::new(guide.unwrap_or_default()),
                known: Quoted::list(self.guides.iter().map(|one| one.id.as_str())),
            });
        }
        let all = among
            .iter()
            .flat_map(|guide| parts(guide).iter().map(move |part| (*guide, part)));
        let found: Vec<(&Guide, &T)> = all.clone().filter(|(_, part)| id_of(part) == id).collect();
        match found.as_slice() {
            [one] => Ok(*one),
            [] => {
                let parts: Vec<(&str, &str)> = all
                    .map(|(guide, part)| (guide.id.as_str(), id_of(part)))
                    .collect();
                Err(GivenFault::NoSuch {
                    has_no: has_no(&among),
                    kind,
                    name: Quoted::new(id),
                    hint: hint_with_guides(id, &parts),
                })
            }
            several => {
                let names = several
                    .iter()
                    .map(|(guide, _)| format!("{}:{id}", guide.id));
                let names: Vec<String> = names.collect();
                Err(GivenFault::OfSeveral {
                    kind,
                    name: Quoted::new(name),
                    names: Quoted::list(names.iter().map(String::as_str)),
                })
            }
        }
    }
}

fn has_no(guides: &[&Guide]) -> String {
    match guides {
        [one] => format!("the guide {} has no", one.id),
        several => {
            let ids = several.iter().map(|one| one.id.as_str());
            format!("none of the guides {} has a", Quoted::list(ids))
        }
    }
}

/// The nearest of names with their guides, else all of them. What several guides have is written with its guide.
fn hint_with_guides(given: &str, parts: &[(&str, &str)]) -> String {
    let ids = parts.iter().map(|(_, id)| *id);
    let near = near(given, ids.clone());
    let written = |(guide, id): &(&str, &str)| {
        let shared = ids.clone().filter(|one| one == id).count() > 1;
        if shared {
            format!("{guide}:{id}")
        } else {
            (*id).to_owned()
        }
    };
    let named = parts
        .iter()
        .filter(|(_, id)| near.is_empty() || near.contains(id));
    let named: Vec<String> = named.map(written).collect();
    let named: Vec<&str> = named.iter().map(String::as_str).collect();
    hint_of(&named, !near.is_empty())
}

/// The nearest names, else all of them.
fn hint(given: &str, known: &[&str]) -> String {
    let near = near(given, known.iter().copied());
    if near.is_empty() {
        hint_of(known, false)
    } else {
        hint_of(&near, true)
    }
}

/// Names that are near, or else all that there are.
fn hint_of(names: &[&str], near: bool) -> String {
    let all = Quoted::list(names.iter().copied());
    match names {
        [] => "it has none".to_owned(),
        _ if !near => format!("it has: {all}"),
        [one] => format!("did you mean {:?}?", Quoted::new(one)),
        _ => format!("did you mean one of: {all}?"),
    }
}
