//! The need of a requirement: its rights and who is to hold each, or the statement to attest to.

use super::alternatives::alternatives;
use super::condition;
use super::contexts::Asked;
use super::model::Section;
use crate::document::within;
use crate::guide::format2::ids::{Holder, PrincipalRef};
use crate::guide::format2::model::{Need, Principal, PrincipalKind, RightKind};
use crate::runbook::wanted::WantedRight;

/// The need as facts of a section.
pub(super) fn write(asked: &Asked<'_, '_>, section: &mut Section) {
    for holder in holders(asked) {
        section.fact("Of", holder);
    }
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
            for right in alternatives(asked).iter().flatten() {
                section.item(words(asked, right));
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

/// The rights of an alternative, within a sentence.
pub(super) fn together(asked: &Asked<'_, '_>, rights: &[WantedRight<'_>]) -> String {
    let rights: Vec<String> = rights.iter().map(|right| words(asked, right)).collect();
    rights.join(" and ")
}

/// A right and its holder, within a sentence.
pub(super) fn words(asked: &Asked<'_, '_>, right: &WantedRight<'_>) -> String {
    let judged = &asked.context.judged;
    match right.kind {
        RightKind::Present => format!("the presence of {}", within(&judged.title_of(right))),
        _ => judged.words_with_holder(right),
    }
}

/// Whoever is to hold the rights of a requirement, each once, with the condition on it.
fn holders(asked: &Asked<'_, '_>) -> Vec<String> {
    let mut titles = Vec::new();
    for right in asked.requirement.need.rights() {
        let found = match &right.of {
            Holder::Principal(reference) => principals(asked, reference),
            Holder::Tenant => vec!["The tenant".to_owned()],
            Holder::Installer => vec!["Whoever installs".to_owned()],
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
