//! From text to the file's structs: syntax, keys, and kinds of values.

use super::error::Faults;
use super::format::{
    ChoiceEntry, EditionEntry, FILE, FormEntry, GuideFile, KeyTable, NoticeEntry, ParameterEntry,
    PrincipalEntry, RequirementEntry, StepEntry,
};
use super::nearest::{did_you_mean, nearest};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue, Deserializer, Error, ValueDeserializer};

/// Reads the file, or notes everything that keeps it from being read.
pub(super) fn read(text: &str, faults: &mut Faults) -> Option<GuideFile> {
    let (mut table, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        note(error, faults);
    }
    if !errors.is_empty() {
        return None;
    }
    drop_unknown_keys(table.get_mut(), &FILE, faults);
    match GuideFile::deserialize(Deserializer::from(table.clone())) {
        Ok(file) => Some(file),
        Err(error) => {
            note(&error, faults);
            look_at_each(table.get_ref(), faults);
            None
        }
    }
}

/// Notes an error of the parser or of serde, in words for whoever writes a guide.
fn note(error: &Error, faults: &mut Faults) {
    let span = error.span().unwrap_or_default();
    // A parser's message can run over lines; a fault is one fragment.
    let message = error.message().lines().collect::<Vec<_>>().join(", ");
    let mut quoted = message.split('`').skip(1).step_by(2);
    if message.starts_with("unknown variant ")
        && let Some(given) = quoted.next()
    {
        let known: Vec<&str> = quoted.collect();
        let help = did_you_mean(given, &known);
        faults.add_with_help(span, format!("{given:?} is not known here"), help);
    } else if message.starts_with("missing field ")
        && let Some(key) = quoted.next()
    {
        let help = "write it; docs/guide-format.md says what it means";
        faults.add_with_help(span, format!("the key {key:?} is missing"), help);
    } else {
        faults.add(
            span,
            message.replace("expected u32", "expected a whole number"),
        );
    }
}

/// Reports each key that the format does not have, and puts it right where
/// that can be guessed, else removes it, so that reading continues without further faults.
fn drop_unknown_keys(table: &mut DeTable<'_>, shape: &KeyTable, faults: &mut Faults) {
    let unknown: Vec<_> = table
        .keys()
        .filter(|key| !shape.keys().contains(&key.get_ref().as_ref()))
        .cloned()
        .collect();
    for mut key in unknown {
        let given = key.get_ref().clone();
        faults.add_with_help(
            key.span(),
            format!("{} has no key {given:?}", shape.name),
            did_you_mean(&given, shape.keys()),
        );
        let value = table.remove(given.as_ref());
        let meant = nearest(&given, shape.keys().iter().copied())
            .filter(|meant| !table.contains_key(*meant));
        if let (Some(meant), Some(value)) = (meant, value) {
            *key.get_mut() = meant.into();
            table.insert(key, value);
        }
    }
    for (name, inner) in shape.tables {
        if let Some(value) = table.get_mut(*name) {
            drop_unknown_keys_of_value(value, inner, faults);
        }
    }
}

fn drop_unknown_keys_of_value(
    value: &mut Spanned<DeValue<'_>>,
    shape: &KeyTable,
    faults: &mut Faults,
) {
    match value.get_mut() {
        DeValue::Table(table) => drop_unknown_keys(table, shape, faults),
        DeValue::Array(entries) => {
            for entry in entries.iter_mut() {
                if let DeValue::Table(table) = entry.get_mut() {
                    drop_unknown_keys(table, shape, faults);
                }
            }
        }
        _ => {}
    }
}

/// Reads each entry separately, so that one bad entry does not hide the next.
fn look_at_each(table: &DeTable<'_>, faults: &mut Faults) {
    for (key, value) in table {
        match key.get_ref().as_ref() {
            "edition" => look_at::<EditionEntry>(value, faults),
            "parameter" => look_at_entries::<ParameterEntry>(value, faults),
            "principal" => look_at_entries::<PrincipalEntry>(value, faults),
            "choice" => look_at_entries::<ChoiceEntry>(value, faults),
            "requirement" => look_at_entries::<RequirementEntry>(value, faults),
            "step" => look_at_entries::<StepEntry>(value, faults),
            "form" => look_at_entries::<FormEntry>(value, faults),
            "notice" => look_at_entries::<NoticeEntry>(value, faults),
            _ => {}
        }
    }
}

fn look_at_entries<T: DeserializeOwned>(value: &Spanned<DeValue<'_>>, faults: &mut Faults) {
    if let DeValue::Array(entries) = value.get_ref() {
        for entry in entries {
            look_at::<T>(entry, faults);
        }
    }
}

fn look_at<T: DeserializeOwned>(value: &Spanned<DeValue<'_>>, faults: &mut Faults) {
    if let Err(error) = T::deserialize(ValueDeserializer::from(value.clone())) {
        note(&error, faults);
    }
}
