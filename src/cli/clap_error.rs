//! The mistakes that clap finds on a command line, without repeating it whole.

use crate::quote::Quoted;
use clap::error::{ContextKind, ContextValue, Error};

/// The error with every value of the command line cut to what a message repeats.
pub(super) fn bounded(mut error: Error) -> Error {
    let cut = |text: &String| Quoted::new(text).to_string();
    let values: Vec<(ContextKind, ContextValue)> = error
        .context()
        .filter_map(|(kind, value)| {
            let value = match value {
                ContextValue::String(text) => ContextValue::String(cut(text)),
                ContextValue::Strings(texts) => {
                    ContextValue::Strings(texts.iter().map(cut).collect())
                }
                _ => return None,
            };
            Some((kind, value))
        })
        // What it offers instead is ours, and may be long.
        .filter(|(kind, _)| {
            matches!(
                kind,
                ContextKind::InvalidArg
                    | ContextKind::InvalidValue
                    | ContextKind::InvalidSubcommand
                    | ContextKind::PriorArg
                    | ContextKind::TrailingArg
            )
        })
        .collect();
    for (kind, value) in values {
        error.insert(kind, value);
    }
    error
}
