//! The names that a guide's parts may refer to.

use super::known::{Known, no_such};
use super::library::Library;
use super::principal_facts::{PrincipalFacts, principal_facts};
use crate::guide::error::Faults;
use crate::guide::format2::file::{GuideFile, PrincipalEntry};
use crate::guide::format2::ids::{
    ChoiceId, ClosedId, FactId, FieldId, GuideId, HandoverId, Holder, NoticeId, OptionId,
    ParameterId, PrincipalId, RESERVED, Reference, RequirementId, SourceId, StepId,
};
use crate::guide::format2::kinds::RelationKind;
use crate::guide::format2::list::{Many, entries};
use crate::guide::format2::model::{Closed, Guide};
use crate::guide::format2::names::Names;
use crate::guide::format2::read::{Needed, Placed};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;

/// The names that a guide's parts may refer to.
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
    pub(crate) principal_facts: BTreeMap<PrincipalId, PrincipalFacts>,
    pub(crate) requirements: Known<RequirementId>,
    pub(crate) handovers: Known<HandoverId>,
    /// The guides that this one extends.
    pub(crate) extended: BTreeMap<GuideId, Extended<'a>>,
}

/// A guide that is extended.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Extended<'a> {
    /// Its text is available.
    Here(&'a Guide),
    /// Its text is not available, so names of its parts are not checked.
    Elsewhere,
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
            parameters: Known::of_list("parameter", &file.parameter, |e| &e.id, faults),
            many: parameters
                .iter()
                .filter(|e| e.many.as_ref().is_some_and(|many| many.value))
                .filter_map(|e| e.id.value())
                .collect(),
            facts: Known::of_list("fact", &file.fact, |e| &e.id, faults),
            choices: Known::of_list("choice", &file.choice, |e| &e.id, faults),
            options: options(file),
            options_whole: entries(&file.choice)
                .iter()
                .all(|e| e.id.get().is_some() && e.option.get().is_some_and(|list| list.whole)),
            principals: Known::of_list("principal", &file.principal, PrincipalEntry::id, faults),
            principal_facts: principal_facts(file),
            requirements: Known::gather(
                "requirement",
                requirements,
                requirements_whole,
                |e| &e.id,
                faults,
            ),
            handovers: Known::of_list("handover", &file.handover, |e| &e.id, faults),
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

    /// Returns `true` if the reference is to something that exists, or may exist.
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
        let other = match self.extends(guide, place, faults) {
            None => return false,
            Some(Extended::Elsewhere) => return true,
            Some(Extended::Here(other)) => other,
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

    /// The guide that a reference names; none, with a fault, where it is not extended.
    pub(crate) fn extends(
        &self,
        guide: &GuideId,
        place: &Placed<impl Sized>,
        faults: &mut Faults,
    ) -> Option<Extended<'a>> {
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

    /// A guide that is extended and available.
    pub(crate) fn at_hand(&self, guide: &GuideId) -> Option<&'a Guide> {
        match self.extended.get(guide)? {
            Extended::Here(guide) => Some(guide),
            Extended::Elsewhere => None,
        }
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

    /// True if a parameter takes several values; `None` if that is not known.
    pub(crate) fn takes_several(&self, parameter: &Reference<ParameterId>) -> Option<bool> {
        match &parameter.guide {
            None if self.parameters.has(&parameter.id) => Some(self.many.contains(&parameter.id)),
            None => None,
            Some(guide) => {
                let other = self.at_hand(guide)?;
                Some(other.parameter(&parameter.id)?.many)
            }
        }
    }

    /// The requirement or handover that a step or a notice names.
    pub(crate) fn closed(&self, id: &Placed<ClosedId>, faults: &mut Faults) -> Option<Closed> {
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

fn extended<'a>(file: &GuideFile, library: &Library<'a>) -> BTreeMap<GuideId, Extended<'a>> {
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
            Some((id, guide.map_or(Extended::Elsewhere, Extended::Here)))
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
