//! Loads a guide's text: a [`Guide`], or every fault in it.

use super::check::check;
use super::error::Faults;
use super::format::{
    ChoiceEntry, EditionEntry, FormEntry, GuideFile, NoticeEntry, OptionEntry, ParameterEntry,
    PrincipalEntry, StepEntry, Text,
};
use super::read::read;
use super::references::Known;
use super::requirements::{cite, requirements};
use super::{
    Choice, ChoiceId, Edition, FormField, Guide, GuideError, GuideOption, Notice, OptionId,
    OptionRef, Parameter, Principal, PrincipalId, Requirement, RequirementId, Step,
};
use crate::catalog::Catalog;
use jiff::civil::Date;
use toml::Spanned;
use toml::value::Datetime;

impl Guide {
    /// Reads a guide. `file_name` is what messages call the file; nothing is opened.
    ///
    /// It works in three rounds: syntax; keys and kinds of values; meaning. A
    /// round reports everything it finds, and a later one only runs when the
    /// earlier ones found nothing, so that no message is a consequence of another.
    pub fn parse(file_name: &str, text: &str, catalog: &Catalog) -> Result<Self, GuideError> {
        let mut faults = Faults::default();
        let Some(file) = read(text, &mut faults).filter(|_| faults.is_empty()) else {
            return Err(faults.into_problem(file_name, text));
        };
        let names = Known::gather(&file);
        let placed = requirements(&file, &names, catalog, &mut faults);
        check(&file, &names, &placed, catalog, &mut faults);
        let asked = placed
            .into_iter()
            .map(|placed| placed.requirement)
            .collect();
        match edition(&file.edition) {
            Some(edition) if faults.is_empty() => Ok(build(&file, edition, asked)),
            _ => Err(faults.into_problem(file_name, text)),
        }
    }
}

/// The day that a TOML date means; absent when it has a time or is no day.
pub(super) fn date(value: &Spanned<Datetime>) -> Option<Date> {
    let value = value.get_ref();
    if value.time.is_some() || value.offset.is_some() {
        return None;
    }
    let date = value.date?;
    let (year, month, day) = (
        i16::try_from(date.year).ok()?,
        i8::try_from(date.month).ok()?,
        i8::try_from(date.day).ok()?,
    );
    Date::new(year, month, day).ok()
}

fn text(text: &Text) -> String {
    text.get_ref().clone()
}

fn maybe(given: Option<&Text>) -> Option<String> {
    given.map(text)
}

fn ids<T>(list: &[Text], id: fn(&str) -> T) -> Vec<T> {
    list.iter().map(|text| id(text.get_ref())).collect()
}

/// The options that a list names. One that is no option has been noted as a fault.
pub(super) fn options(list: &[Text]) -> Vec<OptionRef> {
    let list = list.iter();
    list.filter_map(|text| OptionRef::read(text.get_ref()))
        .collect()
}

fn each<T, U>(entries: &[Spanned<T>], make: fn(&T) -> U) -> Vec<U> {
    entries.iter().map(|entry| make(entry.get_ref())).collect()
}

fn build(file: &GuideFile, edition: Edition, requirements: Vec<Requirement>) -> Guide {
    Guide {
        id: text(&file.id),
        title: text(&file.title),
        vendor: text(&file.vendor),
        product: text(&file.product),
        edition,
        parameters: each(&file.parameter, parameter),
        principals: each(&file.principal, principal),
        choices: each(&file.choice, choice),
        requirements,
        steps: each(&file.step, step),
        form: each(&file.form, form_field),
        notices: each(&file.notice, notice),
    }
}

fn edition(entry: &EditionEntry) -> Option<Edition> {
    Some(Edition {
        id: text(&entry.id),
        title: text(&entry.title),
        url: text(&entry.url),
        sha256: text(&entry.sha256),
        read: date(&entry.read)?,
        remark: maybe(entry.remark.as_ref()),
    })
}

fn parameter(entry: &ParameterEntry) -> Parameter {
    Parameter {
        id: text(&entry.id),
        title: text(&entry.title),
        kind: entry.kind,
        default: maybe(entry.default.as_ref()),
        help: text(&entry.help),
    }
}

fn principal(entry: &PrincipalEntry) -> Principal {
    Principal {
        id: PrincipalId::of_format_1(entry.id.get_ref()),
        kind: entry.kind,
        title: text(&entry.title),
        choice: ChoiceId::of_format_1(entry.choice.get_ref()),
        address: maybe(entry.address.as_ref()),
        name: maybe(entry.name.as_ref()),
        app_id: maybe(entry.app_id.as_ref()),
        home_tenant: maybe(entry.home_tenant.as_ref()),
        publishers: entry
            .publisher
            .as_ref()
            .map(|names| names.get_ref().0.clone())
            .unwrap_or_default(),
    }
}

fn choice(entry: &ChoiceEntry) -> Choice {
    Choice {
        id: ChoiceId::of_format_1(entry.id.get_ref()),
        title: text(&entry.title),
        cite: cite(&entry.cite),
        options: each(&entry.option, option),
    }
}

fn option(entry: &OptionEntry) -> GuideOption {
    GuideOption {
        id: OptionId::of_format_1(entry.id.get_ref()),
        title: text(&entry.title),
        summary: text(&entry.summary),
        principal: PrincipalId::of_format_1(entry.principal.get_ref()),
        preferred: entry.preferred,
        cite: cite(&entry.cite),
    }
}

fn step(entry: &StepEntry) -> Step {
    Step {
        id: text(&entry.id),
        title: text(&entry.title),
        options: options(&entry.options),
        text: text(&entry.text),
        closes: ids(&entry.closes, RequirementId::of_format_1),
        handover: entry.handover.as_ref().map(|task| *task.get_ref()),
        cite: cite(&entry.cite),
    }
}

fn form_field(entry: &FormEntry) -> FormField {
    FormField {
        id: text(&entry.id),
        label: text(&entry.label),
        value: entry.value,
        options: options(&entry.options),
        help: text(&entry.help),
        cite: cite(&entry.cite),
    }
}

fn notice(entry: &NoticeEntry) -> Notice {
    Notice {
        id: text(&entry.id),
        kind: entry.kind,
        title: text(&entry.title),
        text: text(&entry.text),
        options: options(&entry.options),
        requirements: ids(&entry.requirements, RequirementId::of_format_1),
        source: maybe(entry.source.as_ref()),
        cite: entry.cite.as_ref().map(cite),
    }
}
