//! Reads a guide of format 1, or notes what keeps it from being read.

use super::file::{Guide, Options};
use super::requirement::requirement;
use crate::catalog::Catalog;
use crate::guide::error::{Faults, GuideError};
use crate::guide::nearest::did_you_mean;
use serde::Deserialize;
use std::collections::BTreeSet;
use toml::Spanned;

/// The version of the format.
const FORMAT: u32 = 1;

/// The part of a file that says in which format it is.
#[derive(Deserialize)]
struct Head {
    format: Spanned<u32>,
}

impl Guide {
    /// Reads a guide. `file_name` is what messages call the file; nothing is opened.
    pub(in crate::guide) fn parse(
        file_name: &str,
        text: &str,
        catalog: &Catalog,
    ) -> Result<Self, GuideError> {
        let mut faults = Faults::default();
        let guide = read(text, &mut faults);
        if let Some(mut guide) = guide {
            guide.check_options(&mut faults);
            let entries = guide.entries.iter();
            let requirements =
                entries.filter_map(|entry| requirement(entry, &guide, catalog, &mut faults));
            guide.requirements = requirements.collect();
            if faults.is_empty() {
                return Ok(guide);
            }
        }
        Err(faults.into_problem(file_name, text))
    }

    /// Notes options that no choice has, and options named twice: a condition would mean something else.
    fn check_options(&self, faults: &mut Faults) {
        let choices = self.choices.iter();
        let options = choices.flat_map(|choice| {
            let options = choice.options.iter();
            options.map(|option| format!("{}/{}", choice.id, option.id))
        });
        let options: BTreeSet<String> = options.collect();
        let requirements = self.entries.iter().map(|entry| &entry.get_ref().options);
        let lists = requirements
            .chain(self.steps.iter().map(|step| &step.options))
            .chain(self.form.iter().map(|field| &field.options))
            .chain(self.notices.iter().map(|notice| &notice.options));
        for list in lists {
            check_list(list, &options, faults);
        }
    }
}

/// Reads the file's shape. For a guide in another format every further fault would be a consequence of the first.
fn read(text: &str, faults: &mut Faults) -> Option<Guide> {
    let format = toml::from_str::<Head>(text).map(|head| head.format);
    if let Some(format) = format.ok().filter(|format| *format.get_ref() != FORMAT) {
        faults.add_with_help(
            format.span(),
            format!("this guide is written in format {}", format.get_ref()),
            format!("only a guide of format {FORMAT} is converted"),
        );
        return None;
    }
    toml::from_str(text)
        .map_err(|error: toml::de::Error| {
            // A parser's message can run over lines; a fault is one fragment.
            let message = error.message().lines().collect::<Vec<_>>().join(", ");
            faults.add(error.span().unwrap_or_default(), message);
        })
        .ok()
}

fn check_list(list: &Options, known: &BTreeSet<String>, faults: &mut Faults) {
    let mut seen = BTreeSet::new();
    for (name, span) in list.iter().map(|one| (one.get_ref(), Spanned::span(one))) {
        let named = name.to_string();
        if !known.contains(&named) {
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            faults.add_with_help(
                span.clone(),
                format!("the guide has no option {named:?}"),
                did_you_mean(&named, &known),
            );
        }
        if !seen.insert(name) {
            faults.add(span, format!("the option {named:?} is named twice here"));
        }
    }
}
