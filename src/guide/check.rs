//! Checks across a guide: names that exist, ids used once, values that fit.

use super::error::Faults;
use super::format::{
    ChoiceEntry, EditionEntry, FORMAT, FormEntry, GuideFile, NoticeEntry, ParameterEntry,
    StepEntry, Text,
};
use super::parameters::unfit;
use super::principals::principal;
use super::references::{Known, all_known, ids, known, not_blank, one_segment};
use super::requirements::{Placed, check_cite};
use crate::catalog::Catalog;
use toml::Spanned;
use url::Url;

/// Checks everything but the requirements' own entries, which are checked as they are resolved.
pub(super) fn check(
    file: &GuideFile,
    names: &Known<'_>,
    requirements: &[Placed],
    catalog: &Catalog,
    faults: &mut Faults,
) {
    head(file, faults);
    edition(&file.edition, faults);
    unique_ids(file, requirements, faults);
    for entry in &file.parameter {
        parameter(entry.get_ref(), faults);
    }
    for entry in &file.principal {
        principal(entry, file, names, catalog, faults);
    }
    for entry in &file.choice {
        choice(entry, file, names, faults);
    }
    unasked_options(file, faults);
    let requirement_ids: Vec<&str> = requirements
        .iter()
        .map(|placed| placed.requirement.id.as_str())
        .collect();
    // When a requirement's own entry is wrong its id is not known, and what
    // refers to it would be reported for nothing.
    let whole = requirements.len() == file.requirement.len();
    let requirement_ids = whole.then_some(requirement_ids.as_slice());
    let lines = file.edition.lines;
    for entry in &file.step {
        step(entry.get_ref(), names, requirement_ids, lines, faults);
    }
    for entry in &file.form {
        form(entry.get_ref(), names, lines, faults);
    }
    for entry in &file.notice {
        notice(entry.get_ref(), names, requirement_ids, lines, faults);
    }
}

fn head(file: &GuideFile, faults: &mut Faults) {
    if *file.format.get_ref() != FORMAT {
        faults.add_with_help(
            file.format.span(),
            format!("format {} is not known here", file.format.get_ref()),
            format!("this version of rolecall reads format {FORMAT}"),
        );
    }
    one_segment(&file.id, "guide", faults);
    ids(
        "guide",
        [(file.id.get_ref().as_str(), file.id.span())],
        faults,
    );
    for (text, key) in [
        (&file.title, "title"),
        (&file.vendor, "vendor"),
        (&file.product, "product"),
    ] {
        not_blank(text, key, faults);
    }
}

fn edition(edition: &EditionEntry, faults: &mut Faults) {
    one_segment(&edition.id, "edition", faults);
    ids(
        "edition",
        [(edition.id.get_ref().as_str(), edition.id.span())],
        faults,
    );
    not_blank(&edition.title, "title", faults);
    let sha256 = edition.sha256.get_ref();
    if sha256.len() != 64 || !sha256.chars().all(|c| matches!(c, '0'..='9' | 'a'..='f')) {
        faults.add_with_help(
            edition.sha256.span(),
            "sha256 is not a SHA-256",
            format!(
                "write 64 digits of lower-case hexadecimal, as `sha256sum` prints them; there are {}",
                sha256.chars().count()
            ),
        );
    }
    if !Url::parse(edition.url.get_ref()).is_ok_and(|url| url.scheme() == "https" && url.has_host())
    {
        faults.add_with_help(
            edition.url.span(),
            "url is not the address of a page",
            "write the whole of it, from https:// on",
        );
    }
    if super::load::date(&edition.read).is_none() {
        faults.add_with_help(
            edition.read.span(),
            "read is not a day",
            "write a date alone, such as 2026-11-23",
        );
    }
    if let Some(remark) = &edition.remark {
        not_blank(remark, "remark", faults);
    }
}

fn unique_ids(file: &GuideFile, requirements: &[Placed], faults: &mut Faults) {
    fn of<T>(
        entries: &[Spanned<T>],
        id: fn(&T) -> &Text,
    ) -> impl Iterator<Item = (&str, std::ops::Range<usize>)> {
        entries.iter().map(move |entry| {
            let id = id(entry.get_ref());
            (id.get_ref().as_str(), id.span())
        })
    }
    ids("parameter", of(&file.parameter, |entry| &entry.id), faults);
    ids("principal", of(&file.principal, |entry| &entry.id), faults);
    ids("choice", of(&file.choice, |entry| &entry.id), faults);
    for choice in &file.choice {
        ids(
            "option",
            of(&choice.get_ref().option, |entry| &entry.id),
            faults,
        );
        one_segment(&choice.get_ref().id, "choice", faults);
        for option in &choice.get_ref().option {
            one_segment(&option.get_ref().id, "option", faults);
        }
    }
    let placed = requirements
        .iter()
        .map(|placed| (placed.requirement.id.as_str(), placed.span.clone()));
    ids("requirement", placed, faults);
    ids("step", of(&file.step, |entry| &entry.id), faults);
    ids("form field", of(&file.form, |entry| &entry.id), faults);
    ids("notice", of(&file.notice, |entry| &entry.id), faults);
}

fn parameter(entry: &ParameterEntry, faults: &mut Faults) {
    not_blank(&entry.title, "title", faults);
    not_blank(&entry.help, "help", faults);
    if let Some(default) = &entry.default
        && let Some(expected) = unfit(entry.kind, default.get_ref())
    {
        faults.add_with_help(
            default.span(),
            format!(
                "the default {:?} does not fit the parameter's kind",
                default.get_ref()
            ),
            format!("write {expected}, or leave default out"),
        );
    }
}

fn choice(
    spanned: &Spanned<ChoiceEntry>,
    file: &GuideFile,
    names: &Known<'_>,
    faults: &mut Faults,
) {
    let entry = spanned.get_ref();
    not_blank(&entry.title, "title", faults);
    check_cite(&entry.cite, file.edition.lines, faults);
    if entry.option.is_empty() {
        faults.add(
            spanned.span(),
            "a choice has at least one [[choice.option]]",
        );
    }
    let mut preferred = entry
        .option
        .iter()
        .filter(|option| option.get_ref().preferred);
    if let (Some(_), Some(second)) = (preferred.next(), preferred.next()) {
        faults.add(
            second.get_ref().id.span(),
            "a second option of this choice is preferred",
        );
    }
    for option in entry.option.iter().map(Spanned::get_ref) {
        not_blank(&option.title, "title", faults);
        not_blank(&option.summary, "summary", faults);
        check_cite(&option.cite, file.edition.lines, faults);
        known(&option.principal, "principal", &names.principals, faults);
        let elsewhere = file
            .principal
            .iter()
            .map(Spanned::get_ref)
            .find(|principal| principal.id.get_ref() == option.principal.get_ref())
            .filter(|principal| principal.choice.get_ref() != entry.id.get_ref());
        if let Some(principal) = elsewhere {
            faults.add_with_help(
                option.principal.span(),
                format!(
                    "the principal {:?} belongs to another choice",
                    option.principal.get_ref()
                ),
                format!("its choice is {:?}", principal.choice.get_ref()),
            );
        }
    }
}

/// Notes options without a requirement: they could not be distinguished from options that are not taken.
fn unasked_options(file: &GuideFile, faults: &mut Faults) {
    for choice in file.choice.iter().map(Spanned::get_ref) {
        for option in choice.option.iter().map(Spanned::get_ref) {
            let reference = format!("{}/{}", choice.id.get_ref(), option.id.get_ref());
            let asked = file
                .requirement
                .iter()
                .flat_map(|entry| &entry.get_ref().options)
                .any(|named| *named.get_ref() == reference);
            if !asked {
                faults.add_with_help(
                    option.id.span(),
                    format!("no requirement belongs to the option {reference:?}"),
                    "name it in the options of at least one requirement",
                );
            }
        }
    }
}

fn step(
    entry: &StepEntry,
    names: &Known<'_>,
    requirements: Option<&[&str]>,
    lines: u32,
    faults: &mut Faults,
) {
    not_blank(&entry.title, "title", faults);
    not_blank(&entry.text, "text", faults);
    names.options(&entry.options, faults);
    if let Some(requirements) = requirements {
        all_known(&entry.closes, "requirement", requirements, faults);
    }
    if let (Some(handover), false) = (&entry.handover, entry.closes.is_empty()) {
        faults.add_with_help(
            handover.span(),
            "a step of the hand-over closes no requirement",
            "what the vendor does on its own side is no requirement on the tenant; keep either handover or closes",
        );
    }
    check_cite(&entry.cite, lines, faults);
}

fn form(entry: &FormEntry, names: &Known<'_>, lines: u32, faults: &mut Faults) {
    not_blank(&entry.label, "label", faults);
    not_blank(&entry.help, "help", faults);
    names.options(&entry.options, faults);
    check_cite(&entry.cite, lines, faults);
}

fn notice(
    entry: &NoticeEntry,
    names: &Known<'_>,
    requirements: Option<&[&str]>,
    lines: u32,
    faults: &mut Faults,
) {
    not_blank(&entry.title, "title", faults);
    not_blank(&entry.text, "text", faults);
    names.options(&entry.options, faults);
    if let Some(requirements) = requirements {
        all_known(&entry.requirements, "requirement", requirements, faults);
    }
    if let Some(source) = &entry.source {
        not_blank(source, "source", faults);
    }
    if let Some(cite) = &entry.cite {
        check_cite(cite, lines, faults);
    }
}
