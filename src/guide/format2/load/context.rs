//! What a guide's parts may refer to.

use super::Library;
use crate::guide::format2::file::{GuideFile, PrincipalEntry};
use crate::guide::format2::ids::{
    ChoiceId, ClosedId, FactId, FieldId, GuideId, HandoverId, Holder, NoticeId, OptionId,
    ParameterId, PrincipalId, RESERVED, Reference, RequirementId, SourceId, StepId,
};
use crate::guide::format2::kinds::{Home, RelationKind};
use crate::guide::format2::model::{Guide, PrincipalKind};
use crate::guide::format2::names::Names;
use crate::guide::format2::read::{Many, Maybe, Needed, Placed, entries, shown};
use crate::guide::nearest::did_you_mean;
use crate::guide::problem::Faults;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;

/// The ids of one kind.
#[derive(Debug)]
pub(crate) struct Known<T> {
    ids: BTreeSet<T>,
    /// Cleared when an entry has no id that could be read: a name that is missing may then be that one.
    whole: bool,
}

impl<T: Ord + Clone + Display> Known<T> {
    /// Gathers ids; one that is used twice is noted.
    pub(crate) fn gather<'e, E: 'e>(
        what: &str,
        entries: &'e [Placed<E>],
        whole: bool,
        id: impl Fn(&'e E) -> &'e Needed<T>,
        faults: &mut Faults,
    ) -> Self
    where
        T: 'e,
    {
        let mut known = Self {
            ids: BTreeSet::new(),
            whole,
        };
        for entry in entries {
            let Some(id) = id(&entry.value).get() else {
                known.whole = false;
                continue;
            };
            if !known.ids.insert(id.value.clone()) {
                faults.add_with_help(
                    id.span.clone(),
                    format!("a second {what} with the id {:?}", id.to_string()),
                    "use an id once, and change this one",
                );
            }
        }
        known
    }

    /// Notes a name that is none of these.
    pub(crate) fn check(&self, name: &Placed<T>, what: &str, faults: &mut Faults) -> bool {
        if self.ids.contains(&name.value) {
            return true;
        }
        if self.whole {
            let all: Vec<String> = self.ids.iter().map(ToString::to_string).collect();
            no_such(&name.to_string(), name, what, &all, faults);
        }
        false
    }

    /// Set when this is one of them.
    pub(crate) fn has(&self, id: &T) -> bool {
        self.ids.contains(id)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &T> {
        self.ids.iter()
    }
}

fn no_such<T>(given: &str, place: &Placed<T>, what: &str, all: &[String], faults: &mut Faults) {
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    faults.add_with_help(
        place.span.clone(),
        format!("the guide has no {what} {:?}", shown(given)),
        did_you_mean(given, &all),
    );
}

/// The kind of a principal, as far as a right depends on it.
#[derive(Clone, Debug)]
pub(crate) struct PrincipalFacts {
    /// The kind as a guide spells it.
    pub(crate) word: &'static str,
    /// Of an application: where it is registered.
    pub(crate) home: Option<Home>,
    /// Set when it has a condition.
    pub(crate) conditional: bool,
    /// Of a chosen one: the principals that it stands for.
    pub(crate) among: Vec<PrincipalId>,
}

/// What a guide's parts may refer to.
#[derive(Debug)]
pub(crate) struct Context<'a> {
    pub(crate) names: Names<'a>,
    pub(crate) sources: Known<SourceId>,
    pub(crate) lines: BTreeMap<SourceId, Option<u32>>,
    pub(crate) parameters: Known<ParameterId>,
    many: BTreeSet<ParameterId>,
    pub(crate) facts: Known<FactId>,
    pub(crate) choices: Known<ChoiceId>,
    pub(crate) options: BTreeSet<(ChoiceId, OptionId)>,
    pub(crate) options_whole: bool,
    pub(crate) principals: Known<PrincipalId>,
    principal_facts: BTreeMap<PrincipalId, PrincipalFacts>,
    pub(crate) requirements: Known<RequirementId>,
    pub(crate) handovers: Known<HandoverId>,
    /// The guides that this one extends, where they are at hand.
    pub(crate) extended: BTreeMap<GuideId, Option<&'a Guide>>,
}

fn whole<T, const MIN: usize>(list: &Maybe<Many<T, MIN>>) -> bool {
    list.as_ref().is_none_or(|list| list.whole)
}

/// The entries of a list that a guide must have.
pub(crate) fn needed<T, const MIN: usize>(list: &Needed<Many<T, MIN>>) -> (&[Placed<T>], bool) {
    list.get()
        .map_or((&[], false), |list| (&list.entries, list.whole))
}

impl<'a> Context<'a> {
    /// Gathers what the file declares. Ids that are used twice or reserved are noted.
    pub(crate) fn gather(
        file: &GuideFile,
        names: Names<'a>,
        library: &Library<'a>,
        faults: &mut Faults,
    ) -> Self {
        let (sources, sources_whole) = needed(&file.source);
        let (requirements, requirements_whole) = needed(&file.requirement);
        let parameters = entries(&file.parameter);
        let context = Self {
            sources: Known::gather("source", sources, sources_whole, |e| &e.id, faults),
            lines: sources
                .iter()
                .filter_map(|e| Some((e.id.value()?, e.lines.as_ref().map(|lines| lines.0))))
                .collect(),
            parameters: Known::gather(
                "parameter",
                parameters,
                whole(&file.parameter),
                |e| &e.id,
                faults,
            ),
            many: parameters
                .iter()
                .filter(|e| e.many.as_ref().is_some_and(|many| many.value))
                .filter_map(|e| e.id.value())
                .collect(),
            facts: Known::gather(
                "fact",
                entries(&file.fact),
                whole(&file.fact),
                |e| &e.id,
                faults,
            ),
            choices: Known::gather(
                "choice",
                entries(&file.choice),
                whole(&file.choice),
                |e| &e.id,
                faults,
            ),
            options: options(file),
            options_whole: entries(&file.choice)
                .iter()
                .all(|e| e.id.get().is_some() && e.option.get().is_some_and(|list| list.whole)),
            principals: Known::gather(
                "principal",
                entries(&file.principal),
                whole(&file.principal),
                PrincipalEntry::id,
                faults,
            ),
            principal_facts: principal_facts(file),
            requirements: Known::gather(
                "requirement",
                requirements,
                requirements_whole,
                |e| &e.id,
                faults,
            ),
            handovers: Known::gather(
                "handover",
                entries(&file.handover),
                whole(&file.handover),
                |e| &e.id,
                faults,
            ),
            extended: extended(file, library),
            names,
        };
        other_ids(file, faults);
        context.clashes(file, faults);
        context
    }

    /// Notes ids that two kinds share where they could be mixed up, and reserved ones.
    fn clashes(&self, file: &GuideFile, faults: &mut Faults) {
        let principals = entries(&file.principal).iter();
        for id in principals.filter_map(|entry| entry.id().get()) {
            if RESERVED.contains(&id.as_str()) {
                faults.add_with_help(
                    id.span.clone(),
                    format!("{:?} cannot be the id of a principal", id.as_str()),
                    "tenant and installer are there in every guide; use another id",
                );
            }
        }
        for id in entries(&file.handover)
            .iter()
            .filter_map(|entry| entry.id.get())
        {
            let same: Option<RequirementId> = id.as_str().parse().ok();
            if same.is_some_and(|same| self.requirements.has(&same)) {
                faults.add_with_help(
                    id.span.clone(),
                    format!("a requirement has the id {:?} already", id.as_str()),
                    "a step closes requirements and handovers alike, so their ids differ",
                );
            }
        }
        for id in entries(&file.choice)
            .iter()
            .filter_map(|entry| entry.id.get())
        {
            let same: Option<FactId> = id.as_str().parse().ok();
            if same.is_some_and(|same| self.facts.has(&same)) {
                faults.add_with_help(
                    id.span.clone(),
                    format!("a fact has the id {:?} already", id.as_str()),
                    "a condition names facts and choices alike, so their ids differ",
                );
            }
        }
    }

    /// Set when the reference is to something that is there, or may be there.
    pub(crate) fn refer<T: Ord + Clone + Display>(
        &self,
        reference: &Reference<T>,
        place: &Placed<impl Sized>,
        what: &str,
        own: &Known<T>,
        of_other: impl Fn(&Guide) -> Vec<T>,
        faults: &mut Faults,
    ) -> bool {
        let Some(guide) = &reference.guide else {
            let id = Placed {
                value: reference.id.clone(),
                span: place.span.clone(),
            };
            return own.check(&id, what, faults);
        };
        let Some(other) = self.extends(guide, place, faults) else {
            return false;
        };
        let Some(other) = other else {
            return true;
        };
        let there = of_other(other);
        if there.contains(&reference.id) {
            return true;
        }
        let all: Vec<String> = there.iter().map(|id| format!("{guide}:{id}")).collect();
        no_such(
            &format!("{guide}:{}", reference.id),
            place,
            what,
            &all,
            faults,
        );
        false
    }

    /// The guide that a reference names, where it is at hand; none, with a fault, where it is not extended.
    pub(crate) fn extends(
        &self,
        guide: &GuideId,
        place: &Placed<impl Sized>,
        faults: &mut Faults,
    ) -> Option<Option<&'a Guide>> {
        let extended = self.extended.get(guide).copied();
        if extended.is_none() {
            faults.add_with_help(
                place.span.clone(),
                format!("the guide does not extend {:?}", guide.as_str()),
                "write a [[relation]] of kind \"extends\" to it",
            );
        }
        extended
    }

    /// Checks a principal.
    pub(crate) fn principal(
        &self,
        reference: &Reference<PrincipalId>,
        place: &Placed<impl Sized>,
        faults: &mut Faults,
    ) -> bool {
        let of_other = |guide: &Guide| guide.principals.iter().map(|p| p.id.clone()).collect();
        self.refer(
            reference,
            place,
            "principal",
            &self.principals,
            of_other,
            faults,
        )
    }

    /// Checks the parameters of a template.
    pub(crate) fn parameters_of(
        &self,
        parameters: &[Reference<ParameterId>],
        place: &Placed<impl Sized>,
        faults: &mut Faults,
    ) {
        for parameter in parameters {
            let of_other = |guide: &Guide| guide.parameters.iter().map(|p| p.id.clone()).collect();
            self.refer(
                parameter,
                place,
                "parameter",
                &self.parameters,
                of_other,
                faults,
            );
        }
    }

    /// Whether a parameter takes several values; `None` when that cannot be told.
    pub(crate) fn takes_several(&self, parameter: &Reference<ParameterId>) -> Option<bool> {
        match &parameter.guide {
            None if self.parameters.has(&parameter.id) => Some(self.many.contains(&parameter.id)),
            None => None,
            Some(guide) => {
                let other = self.extended.get(guide).copied().flatten()?;
                Some(other.parameter(&parameter.id)?.many)
            }
        }
    }

    /// What is known of a principal's kind: of each that it stands for, where it is a chosen one.
    pub(crate) fn kinds_of(&self, principal: &Reference<PrincipalId>) -> Vec<PrincipalFacts> {
        let facts = self.facts_of(principal);
        let Some(facts) = facts else {
            return Vec::new();
        };
        if facts.word != "chosen" {
            return vec![facts];
        }
        let among = facts.among.into_iter();
        among
            .filter_map(|id| {
                let guide = principal.guide.clone();
                self.facts_of(&Reference { guide, id })
            })
            .collect()
    }

    /// What is known of a principal itself.
    pub(crate) fn facts_of(&self, principal: &Reference<PrincipalId>) -> Option<PrincipalFacts> {
        let Some(guide) = &principal.guide else {
            return self.principal_facts.get(&principal.id).cloned();
        };
        let other = self.extended.get(guide).copied().flatten()?;
        let found = other.principal(&principal.id)?;
        Some(PrincipalFacts {
            word: found.kind.word(),
            home: match &found.kind {
                PrincipalKind::Application { home, .. } => Some(*home),
                _ => None,
            },
            conditional: found.when.is_some(),
            among: match &found.kind {
                PrincipalKind::Chosen { among } => among.clone(),
                _ => Vec::new(),
            },
        })
    }

    /// The requirement or handover that a step or a notice names.
    pub(crate) fn closed(
        &self,
        id: &Placed<ClosedId>,
        faults: &mut Faults,
    ) -> Option<crate::guide::format2::model::Closed> {
        use crate::guide::format2::model::Closed;
        let requirement: RequirementId = id.as_str().parse().ok()?;
        let handover: HandoverId = id.as_str().parse().ok()?;
        if self.requirements.has(&requirement) {
            return Some(Closed::Requirement(requirement));
        }
        if self.handovers.has(&handover) {
            return Some(Closed::Handover(handover));
        }
        if self.requirements.whole && self.handovers.whole {
            let requirements = self.requirements.iter().map(ToString::to_string);
            let all: Vec<String> = requirements
                .chain(self.handovers.iter().map(ToString::to_string))
                .collect();
            no_such(id.as_str(), id, "requirement or handover", &all, faults);
        }
        None
    }
}

fn options(file: &GuideFile) -> BTreeSet<(ChoiceId, OptionId)> {
    let mut found = BTreeSet::new();
    for choice in entries(&file.choice) {
        let (options, _) = needed(&choice.option);
        let ids = options.iter().filter_map(|option| option.id.value());
        if let Some(choice) = choice.id.value() {
            found.extend(ids.map(|option| (choice.clone(), option)));
        }
    }
    found
}

fn principal_facts(file: &GuideFile) -> BTreeMap<PrincipalId, PrincipalFacts> {
    let entries = entries(&file.principal).iter();
    entries
        .filter_map(|entry| {
            let (word, home) = match &entry.value {
                PrincipalEntry::User(_) => ("user", None),
                PrincipalEntry::Application(entry) => ("application", entry.home.value()),
                PrincipalEntry::ManagedIdentity(_) => ("managed-identity", None),
                PrincipalEntry::AgentIdentity(_) => ("agent-identity", None),
                PrincipalEntry::Group(_) => ("group", None),
                PrincipalEntry::Partner(_) => ("partner", None),
                PrincipalEntry::Chosen(_) => ("chosen", None),
            };
            let among = match &entry.value {
                PrincipalEntry::Chosen(entry) => entry.among.get(),
                _ => None,
            };
            let facts = PrincipalFacts {
                word,
                home,
                conditional: entry.frame().is_some_and(|(when, _)| when.is_some()),
                among: among
                    .map(|list| list.entries.iter().map(|id| id.value.clone()).collect())
                    .unwrap_or_default(),
            };
            Some((entry.id().value()?, facts))
        })
        .collect()
}

fn extended<'a>(file: &GuideFile, library: &Library<'a>) -> BTreeMap<GuideId, Option<&'a Guide>> {
    let relations = entries(&file.relation).iter();
    relations
        .filter(|entry| {
            entry
                .kind
                .get()
                .is_some_and(|kind| kind.value == RelationKind::Extends)
        })
        .filter_map(|entry| {
            let id = entry.guide.value()?;
            let guide = library.guides.iter().find(|guide| guide.id == id);
            Some((id, guide))
        })
        .collect()
}

/// Notes ids that are used twice among what nothing refers to.
fn other_ids(file: &GuideFile, faults: &mut Faults) {
    for choice in entries(&file.choice) {
        let (options, whole) = needed(&choice.option);
        let _: Known<OptionId> = Known::gather("option", options, whole, |e| &e.id, faults);
    }
    let _: Known<StepId> = Known::gather("step", entries(&file.step), true, |e| &e.id, faults);
    let _: Known<NoticeId> =
        Known::gather("notice", entries(&file.notice), true, |e| &e.id, faults);
    for handover in entries(&file.handover) {
        let _: Known<FieldId> =
            Known::gather("field", entries(&handover.field), true, |e| &e.id, faults);
    }
}

impl Holder {
    /// The principal, where the holder is one.
    pub const fn principal(&self) -> Option<&Reference<PrincipalId>> {
        match self {
            Self::Principal(principal) => Some(principal),
            Self::Tenant | Self::Installer => None,
        }
    }
}
