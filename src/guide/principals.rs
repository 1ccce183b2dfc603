//! Checks of a `[[principal]]`: its lookup keys, and the proof that it is the genuine one.

use super::error::Faults;
use super::format::{GuideFile, Names, PrincipalEntry, Text};
use super::references::{Known, known, not_blank};
use super::{ParameterKind, PrincipalKind};
use crate::catalog::Catalog;
use toml::Spanned;

/// Checks one principal.
pub(super) fn principal(
    spanned: &Spanned<PrincipalEntry>,
    file: &GuideFile,
    names: &Known<'_>,
    catalog: &Catalog,
    faults: &mut Faults,
) {
    let entry = spanned.get_ref();
    not_blank(&entry.title, "title", faults);
    known(&entry.choice, "choice", &names.choices, faults);
    for (reference, kind) in [
        (&entry.address, ParameterKind::MailAddress),
        (&entry.name, ParameterKind::Text),
        (&entry.app_id, ParameterKind::AppId),
        (&entry.home_tenant, ParameterKind::TenantId),
    ] {
        if let Some(reference) = reference {
            parameter_of_kind(reference, kind, file, names, faults);
        }
    }
    if let Some(names) = &entry.publisher {
        publishers(names, catalog, faults);
    }
    let guest = entry.kind == PrincipalKind::GuestUser;
    let (needed, key) = if guest {
        (&entry.address, "address")
    } else {
        (&entry.name, "name")
    };
    if needed.is_none() {
        faults.add_with_help(
            spanned.span(),
            format!("a principal of this kind is looked up by its {key}"),
            format!("write {key}, with the id of a parameter"),
        );
    }
    let misplaced: &[(&Option<Text>, &str)] = if guest {
        &[(&entry.name, "name"), (&entry.app_id, "app-id")]
    } else {
        &[(&entry.address, "address")]
    };
    let misplaced = misplaced
        .iter()
        .filter_map(|(text, key)| Some((text.as_ref()?.span(), *key)));
    let publisher = entry.publisher.as_ref().filter(|_| guest);
    for (span, key) in misplaced.chain(publisher.map(|names| (names.span(), "publisher"))) {
        faults.add(
            span,
            format!("a principal of this kind has no {key}; leave it out"),
        );
    }
}

/// Each name must leave something to compare, and be named once.
fn publishers(names: &Spanned<Names>, catalog: &Catalog, faults: &mut Faults) {
    let all = &names.get_ref().0;
    if all.is_empty() {
        faults.add_with_help(
            names.span(),
            "publisher names nobody",
            "write the verified publisher's whole name, or leave publisher out",
        );
    }
    for (index, name) in all.iter().enumerate() {
        if catalog.company(name).is_empty() {
            faults.add_with_help(
                names.span(),
                format!("publisher: {name:?} is no name"),
                "write the verified publisher's whole name",
            );
        }
        let before = all.get(..index).unwrap_or_default();
        if before
            .iter()
            .any(|other| catalog.is_same_company(other, name))
        {
            faults.add_with_help(
                names.span(),
                format!("publisher: {name:?} is named twice"),
                "case, punctuation and a legal form at the end make no other name; keep one",
            );
        }
    }
}

fn parameter_of_kind(
    reference: &Text,
    kind: ParameterKind,
    file: &GuideFile,
    names: &Known<'_>,
    faults: &mut Faults,
) {
    known(reference, "parameter", &names.parameters, faults);
    let declared = file
        .parameter
        .iter()
        .map(Spanned::get_ref)
        .find(|parameter| parameter.id.get_ref() == reference.get_ref());
    if declared.is_some_and(|parameter| parameter.kind != kind) {
        let fitting: Vec<&str> = file
            .parameter
            .iter()
            .map(Spanned::get_ref)
            .filter(|parameter| parameter.kind == kind)
            .map(|parameter| parameter.id.get_ref().as_str())
            .collect();
        faults.add_with_help(
            reference.span(),
            format!("the parameter {:?} is of another kind", reference.get_ref()),
            match fitting.as_slice() {
                [] => "declare one of the right kind".to_owned(),
                fitting => format!("of the right kind: {}", fitting.join(", ")),
            },
        );
    }
}
