//! The need of a requirement: its rights and who is to hold each, or the statement to attest to.

use super::alternatives::alternatives;
use super::condition;
use super::contexts::Asked;
use super::model::Section;
use crate::guide::format2::Template;
use crate::guide::format2::ids::{Holder, PrincipalRef};
use crate::guide::format2::kinds::AskedType;
use crate::guide::format2::model::{Need, Principal, PrincipalKind, RightKind};
use crate::runbook::wanted::WantedRight;

/// The need as facts of a section.
pub(super) fn write(asked: &Asked<'_, '_>, section: &mut Section) {
    for holder in holders(asked) {
        section.fact("Of", holder);
    }
    of_either_type(asked, section);
    not_given(asked, section);
    match &asked.requirement.need {
        Need::Attest(attestation) => {
            section.fact("Statement", attestation.statement.clone());
            section.fact(
                "Shown by",
                "no API: a person looks, and attests to it (--attest FILE)",
            );
            if let Some(task) = attestation.task {
                section.fact("Task", task.as_str());
            }
        }
        Need::Hold(rights) if rights.len() < 2 => {}
        Need::Hold(_) => {
            section.fact("Rights", "all of these together:");
            for right in alternatives(asked).into_iter().flatten() {
                section.item(together(asked, &[right]));
            }
        }
        Need::AnyOf { only_one, .. } => {
            section.fact(
                "Rights",
                if *only_one {
                    "exactly one of these, from the narrowest to the broadest:"
                } else {
                    "one of these, from the narrowest to the broadest:"
                },
            );
            for rights in alternatives(asked) {
                section.item(together(asked, &rights));
            }
        }
    }
}

/// The rights of an alternative under whoever is to hold them: `The guest: the directory role Security Reader`.
pub(super) fn together(asked: &Asked<'_, '_>, rights: &[WantedRight<'_>]) -> String {
    let judged = &asked.context.judged;
    let mut parts: Vec<(String, Vec<&RightKind>)> = Vec::new();
    for right in rights {
        let holder = judged.title_of(right);
        match parts.last_mut() {
            Some((last, all)) if *last == holder => all.push(right.kind),
            _ => parts.push((holder, vec![right.kind])),
        }
    }
    let parts = parts.into_iter();
    let parts: Vec<String> = parts
        .map(|(holder, kinds)| format!("{holder}: {}", judged.words_of_all(kinds)))
        .collect();
    parts.join("; and ")
}

/// The type of a permission of which the guide does not state it, or takes either.
fn of_either_type(asked: &Asked<'_, '_>, section: &mut Section) {
    let mut rights = asked.requirement.need.rights();
    let either = rights.find_map(|right| match right.kind {
        RightKind::ApiPermission { kind, .. } => Some(kind),
        _ => None,
    });
    match either {
        Some(AskedType::Either) => {
            section.fact("Type", "application or delegated: the guide takes both");
        }
        Some(AskedType::Unstated) => section.fact(
            "Type",
            "application or delegated: the guide does not state which, and either is taken for it",
        ),
        _ => {}
    }
}

/// The parameters that say what is meant, and that have no value.
fn not_given(asked: &Asked<'_, '_>, section: &mut Section) {
    let judged = &asked.context.judged;
    let templates = asked.requirement.need.rights();
    let templates = templates.flat_map(|right| right.kind.templates());
    let mut said = Vec::new();
    for parameter in templates.flat_map(Template::parameters) {
        let home = match &parameter.guide {
            Some(id) => judged.guide_of(id),
            None => Some(judged.guide),
        };
        let Some(guide) = home.filter(|_| !said.contains(&parameter)) else {
            continue;
        };
        let key = (guide.id.clone(), parameter.id.clone());
        let values = judged.reader.values.get(&key);
        if values.is_none_or(Vec::is_empty) {
            let title = guide.parameter(&parameter.id);
            let title = title.map_or(parameter.id.as_str(), |one| one.title.as_str());
            let name = judged.parameter_called(parameter);
            section.fact("Not given", format!("{title} (--param {name}=…)"));
            said.push(parameter);
        }
    }
}

/// Whoever is to hold the rights of a requirement, each once, with the condition on it.
fn holders(asked: &Asked<'_, '_>) -> Vec<String> {
    let mut titles = Vec::new();
    for right in asked.requirement.need.rights() {
        let found = match &right.of {
            Holder::Principal(reference) => principals(asked, reference),
            holder => vec![asked.context.judged.title_of_holder(holder)],
        };
        for title in found {
            if !titles.contains(&title) {
                titles.push(title);
            }
        }
    }
    titles
}

/// A principal by its title; of one that stands for others, each of these.
fn principals(asked: &Asked<'_, '_>, reference: &PrincipalRef) -> Vec<String> {
    let judged = &asked.context.judged;
    let home = match &reference.guide {
        Some(id) => judged.guide_of(id),
        None => Some(judged.guide),
    };
    let Some((guide, principal)) =
        home.and_then(|guide| Some((guide, guide.principal(&reference.id)?)))
    else {
        return vec![reference.to_string()];
    };
    let titled = |one: &Principal| {
        let when = one.when.as_ref().map(|when| condition::words(judged, when));
        match when {
            Some(when) => format!("{}, when {when}", one.title),
            None => one.title.clone(),
        }
    };
    match &principal.kind {
        PrincipalKind::Chosen { among } => among
            .iter()
            .filter_map(|id| guide.principal(id))
            .map(titled)
            .collect(),
        _ => vec![titled(principal)],
    }
}
