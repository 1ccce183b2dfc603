//! Requirements: the subject, the principal and the id of each.

use super::error::Faults;
use super::format::{CiteEntry, GuideFile, RequirementEntry, Text};
use super::load::options;
use super::references::{Known, not_blank};
use super::resolve::ask;
use super::{Ask, Cite, OptionRef, PrincipalId, PrincipalKind, Requirement, RequirementId, Tier};
use crate::catalog::{Catalog, Entitlement};
use std::ops::Range;
use toml::Spanned;

/// A requirement with the place that messages about it point at.
pub(super) struct Placed {
    pub(super) requirement: Requirement,
    pub(super) span: Range<usize>,
}

/// Every requirement whose subject and id can be resolved; the faults of the others are noted.
pub(super) fn requirements(
    file: &GuideFile,
    known: &Known<'_>,
    catalog: &Catalog,
    faults: &mut Faults,
) -> Vec<Placed> {
    file.requirement
        .iter()
        .filter_map(|entry| requirement(entry, file, known, catalog, faults))
        .collect()
}

fn requirement(
    spanned: &Spanned<RequirementEntry>,
    file: &GuideFile,
    known: &Known<'_>,
    catalog: &Catalog,
    faults: &mut Faults,
) -> Option<Placed> {
    let entry = spanned.get_ref();
    known.options(&entry.options, faults);
    wording(entry, spanned.span(), file.edition.lines, faults);
    let asked = ask(entry, spanned.span(), catalog, faults);
    let choice = choice_of(entry, spanned.span(), file, known, faults);
    let attest = matches!(asked, None | Some(Ask::Attest));
    if let Some(task) = entry.task.as_ref().filter(|_| !attest) {
        faults.add_with_help(
            task.span(),
            "only an attest check names a task",
            "what is done about any other requirement follows from what it asks; take task away",
        );
    }
    let (asked, choice) = (asked?, choice?);
    holders(entry, &asked, file, faults);
    let (id, span) = match &asked {
        Ask::Hold(entitlement) => {
            held_id(entry, spanned.span(), choice, entitlement, catalog, faults)
        }
        _ => given_id(entry, spanned.span(), choice, faults)?,
    };
    let title = title(spanned, &asked, catalog, faults)?;
    let id = RequirementId::of_format_1(&id);
    let principal = entry.principal.as_ref();
    Some(Placed {
        span,
        requirement: Requirement {
            id,
            title,
            principal: principal.map(|text| PrincipalId::of_format_1(text.get_ref())),
            options: options(&entry.options),
            tier: entry.tier,
            ask: asked,
            task: entry.task.as_ref().map(|task| *task.get_ref()),
            effect: entry
                .effect
                .as_ref()
                .map(|text| text.get_ref().trim().to_owned())
                .unwrap_or_default(),
            cites: entry.cites.get_ref().iter().map(cite).collect(),
            interpretation: entry
                .interpretation
                .as_ref()
                .map(|text| text.get_ref().clone()),
        },
    })
}

/// The title that the file gives, else that of the entitlement.
fn title(
    spanned: &Spanned<RequirementEntry>,
    asked: &Ask,
    catalog: &Catalog,
    faults: &mut Faults,
) -> Option<String> {
    match (&spanned.get_ref().title, asked) {
        (Some(title), _) => Some(title.get_ref().clone()),
        (None, Ask::Hold(entitlement)) => Some(catalog.title(entitlement)),
        (None, _) => {
            faults.add(
                spanned.span(),
                "a requirement with a check has a title of its own; write title",
            );
            None
        }
    }
}

/// A place in the article, as the file gives it.
pub(super) fn cite(entry: &CiteEntry) -> Cite {
    Cite {
        step: entry.step.get_ref().clone(),
        line: *entry.line.get_ref(),
    }
}

/// Checks a place in the article against the article's length.
pub(super) fn check_cite(entry: &CiteEntry, lines: u32, faults: &mut Faults) {
    not_blank(&entry.step, "step", faults);
    if !(1..=lines).contains(entry.line.get_ref()) {
        faults.add_with_help(
            entry.line.span(),
            format!("the text has no line {}", entry.line.get_ref()),
            format!("[edition] says that it has {lines} lines, counted from 1"),
        );
    }
}

fn wording(entry: &RequirementEntry, span: Range<usize>, lines: u32, faults: &mut Faults) {
    for (text, name) in [
        (&entry.title, "title"),
        (&entry.interpretation, "interpretation"),
    ] {
        if let Some(text) = text {
            not_blank(text, name, faults);
        }
    }
    let effect = entry.effect.as_ref();
    if entry.tier == Tier::Required && effect.is_none_or(|text| text.get_ref().trim().is_empty()) {
        faults.add_with_help(
            effect.map_or(span, Spanned::span),
            "a required item says what happens without it",
            "write effect; where the guide gives no reason, say so and say what the permission gives",
        );
    }
    if entry.cites.get_ref().is_empty() {
        faults.add_with_help(
            entry.cites.span(),
            "a requirement says where the guide asks it",
            "write at least one cite, such as { step = \"Step 1, item 5\", line = 17 }",
        );
    }
    for cite in entry.cites.get_ref() {
        check_cite(cite, lines, faults);
    }
}

/// The choice that a requirement belongs to: its options', or its principal's.
fn choice_of<'a>(
    entry: &'a RequirementEntry,
    span: Range<usize>,
    file: &'a GuideFile,
    known: &Known<'_>,
    faults: &mut Faults,
) -> Option<&'a str> {
    match (&entry.principal, entry.options.as_slice()) {
        (Some(principal), []) => {
            known.principal(principal, faults);
            file.principal
                .iter()
                .map(Spanned::get_ref)
                .find(|candidate| candidate.id.get_ref() == principal.get_ref())
                .map(|candidate| candidate.choice.get_ref().as_str())
        }
        (None, [first, rest @ ..]) => {
            let choice = segment(first);
            for other in rest.iter().filter(|other| segment(other) != choice) {
                faults.add_with_help(
                    other.span(),
                    "a requirement's options belong to one choice",
                    format!("the first one belongs to {choice:?}; write a second requirement"),
                );
            }
            Some(choice)
        }
        (Some(principal), _) => {
            faults.add_with_help(
                principal.span(),
                "a requirement names options or a principal, not both",
                "the options say who holds it; leave principal out",
            );
            None
        }
        (None, []) => {
            faults.add_with_help(
                span,
                "nobody is asked for this requirement",
                "write options when options ask it, or principal when it is always asked",
            );
            None
        }
    }
}

fn segment(reference: &Text) -> &str {
    reference.get_ref().split('/').next().unwrap_or_default()
}

/// The id of something held: derived, so that it is the same in every edition.
fn held_id(
    entry: &RequirementEntry,
    span: Range<usize>,
    choice: &str,
    entitlement: &Entitlement,
    catalog: &Catalog,
    faults: &mut Faults,
) -> (String, Range<usize>) {
    let id = format!("{choice}/{}", catalog.key(entitlement));
    if let Some(given) = &entry.id {
        faults.add_with_help(
            given.span(),
            "the id of a role or permission is derived from its name",
            format!("leave id out; it is {id:?}"),
        );
    }
    (id, span)
}

fn given_id(
    entry: &RequirementEntry,
    span: Range<usize>,
    choice: &str,
    faults: &mut Faults,
) -> Option<(String, Range<usize>)> {
    let Some(id) = &entry.id else {
        faults.add_with_help(
            span,
            "a requirement with a check needs an id",
            format!("write id, such as \"{choice}/guest-account\""),
        );
        return None;
    };
    if segment(id) != choice {
        faults.add_with_help(
            id.span(),
            format!(
                "the id {:?} does not begin with the requirement's choice",
                id.get_ref()
            ),
            format!("begin it with \"{choice}/\""),
        );
    }
    Some((id.get_ref().clone(), id.span()))
}

/// Notes a check or permission that the principals in question cannot have.
fn holders(entry: &RequirementEntry, asked: &Ask, file: &GuideFile, faults: &mut Faults) {
    let (fits, who): (fn(PrincipalKind) -> bool, _) = match asked {
        Ask::GuestAccount => (|kind| kind == PrincipalKind::GuestUser, "a guest"),
        Ask::ApplicationPresent
        | Ask::ClientSecret
        | Ask::Hold(Entitlement::ApiPermission { .. }) => {
            (|kind| kind != PrincipalKind::GuestUser, "an application")
        }
        Ask::SingleTenant => (
            |kind| kind == PrincipalKind::CustomApplication,
            "an application of the customer's own",
        ),
        Ask::Hold(_) | Ask::Attest => return,
    };
    let named = entry
        .principal
        .iter()
        .map(|text| (text, text.get_ref().as_str()));
    let through_options = entry
        .options
        .iter()
        .filter_map(|text| Some((text, holder(text, file)?)));
    for (text, principal) in named.chain(through_options) {
        let kind = file
            .principal
            .iter()
            .map(Spanned::get_ref)
            .find(|candidate| candidate.id.get_ref() == principal)
            .map(|candidate| candidate.kind);
        if kind.is_some_and(|kind| !fits(kind)) {
            faults.add(
                text.span(),
                format!("only {who} can be asked for this, and {principal:?} is none"),
            );
        }
    }
}

/// The principal of an option `choice/option`.
fn holder<'a>(reference: &Text, file: &'a GuideFile) -> Option<&'a str> {
    let named = OptionRef::read(reference.get_ref())?;
    file.choice
        .iter()
        .map(Spanned::get_ref)
        .find(|candidate| named.choice == **candidate.id.get_ref())?
        .option
        .iter()
        .map(Spanned::get_ref)
        .find(|candidate| named.option == **candidate.id.get_ref())
        .map(|candidate| candidate.principal.get_ref().as_str())
}
