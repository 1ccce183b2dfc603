//! Names that point from one part of a guide to another.

use super::error::Faults;
use super::format::{GuideFile, Text};
use super::nearest::did_you_mean;
use std::collections::BTreeSet;
use std::ops::Range;
use toml::Spanned;

/// The names that a guide's entries may refer to.
pub(super) struct Known<'a> {
    pub(super) parameters: Vec<&'a str>,
    pub(super) principals: Vec<&'a str>,
    pub(super) choices: Vec<&'a str>,
    /// `choice/option`.
    pub(super) options: Vec<String>,
}

impl<'a> Known<'a> {
    /// Gathers the names that the file declares.
    pub(super) fn gather(file: &'a GuideFile) -> Self {
        Self {
            parameters: file
                .parameter
                .iter()
                .map(|entry| entry.get_ref().id.get_ref().as_str())
                .collect(),
            principals: file
                .principal
                .iter()
                .map(|entry| entry.get_ref().id.get_ref().as_str())
                .collect(),
            choices: file
                .choice
                .iter()
                .map(|entry| entry.get_ref().id.get_ref().as_str())
                .collect(),
            options: file
                .choice
                .iter()
                .map(Spanned::get_ref)
                .flat_map(|choice| {
                    choice.option.iter().map(|option| {
                        format!("{}/{}", choice.id.get_ref(), option.get_ref().id.get_ref())
                    })
                })
                .collect(),
        }
    }

    /// Notes options that no choice has, and options named twice.
    pub(super) fn options(&self, references: &[Text], faults: &mut Faults) {
        let options: Vec<&str> = self.options.iter().map(String::as_str).collect();
        all_known(references, "option", &options, faults);
    }

    /// Notes a principal that the guide does not have.
    pub(super) fn principal(&self, reference: &Text, faults: &mut Faults) {
        known(reference, "principal", &self.principals, faults);
    }
}

/// Notes a reference to something that does not exist.
pub(super) fn known(reference: &Text, what: &str, candidates: &[&str], faults: &mut Faults) {
    let given = reference.get_ref().as_str();
    if !candidates.contains(&given) {
        faults.add_with_help(
            reference.span(),
            format!("the guide has no {what} {given:?}"),
            did_you_mean(given, candidates),
        );
    }
}

/// Notes references to things that do not exist, and things referred to twice.
pub(super) fn all_known(references: &[Text], what: &str, candidates: &[&str], faults: &mut Faults) {
    let mut seen = BTreeSet::new();
    for reference in references {
        known(reference, what, candidates, faults);
        if !seen.insert(reference.get_ref()) {
            faults.add(
                reference.span(),
                format!("the {what} {:?} is named twice here", reference.get_ref()),
            );
        }
    }
}

/// Notes a text that is empty or only spaces.
pub(super) fn not_blank(text: &Text, key: &str, faults: &mut Faults) {
    if text.get_ref().trim().is_empty() {
        faults.add(text.span(), format!("{key} is empty"));
    }
}

/// Notes ids that are used twice, and ids that could not stand in a finding's id.
pub(super) fn ids<'a>(
    what: &str,
    ids: impl IntoIterator<Item = (&'a str, Range<usize>)>,
    faults: &mut Faults,
) {
    let mut seen = BTreeSet::new();
    for (id, span) in ids {
        if !is_id(id) {
            faults.add_with_help(
                span.clone(),
                format!("{id:?} cannot be the id of a {what}"),
                "use letters, digits, '-', '.' and '_', with '/' between segments",
            );
        }
        if !seen.insert(id) {
            let help = if what == "requirement" {
                "where several options ask the same, name them all in one requirement"
            } else {
                "use an id once, and change this one"
            };
            faults.add_with_help(span, format!("a second {what} with the id {id:?}"), help);
        }
    }
}

/// Notes an id with a `/`, where the id is itself only a segment.
pub(super) fn one_segment(id: &Text, what: &str, faults: &mut Faults) {
    if id.get_ref().contains('/') {
        faults.add_with_help(
            id.span(),
            format!("{:?} cannot be the id of a {what}", id.get_ref()),
            "leave out the '/': it stands between the segments of longer ids",
        );
    }
}

fn is_id(id: &str) -> bool {
    id.split('/').all(|segment| {
        !segment.is_empty()
            && segment
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_'))
    })
}
