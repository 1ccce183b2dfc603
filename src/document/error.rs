//! The faults in a template, with their places.

use super::effort::{Effort, Excess};
use super::own::OwnTemplates;
use crate::quote::{Quoted, told};
use std::path::PathBuf;
use thiserror::Error;

/// The fault in a template.
#[derive(Debug, Error)]
pub enum TemplateError {
    /// A template of the caller is broken, or asks for a value that there is not.
    #[error("template {}, line {line}: {message}", Quoted::path(file))]
    Broken {
        /// The caller's file.
        file: PathBuf,
        /// The line, counted from 1; 0 when it is not known.
        line: usize,
        /// The fault there.
        message: String,
    },
    /// A template of the caller has a name that no document asks for.
    #[error(
        "template {}: no document asks for a template of that name; there are: {known}",
        Quoted::path(file)
    )]
    NoSuchTemplate {
        /// The caller's file.
        file: PathBuf,
        /// The names that there are.
        known: String,
    },
    /// The templates of the caller take more than a document needs.
    #[error("template {}: {what}", Quoted::path(file))]
    TooMuch {
        /// The caller's file, the first where it cannot be told which.
        file: PathBuf,
        /// The thing of which there is too much.
        what: &'static str,
    },
    /// A built-in template is broken: the caller can do nothing about it.
    #[error(
        "the built-in template {name}, line {line}: {message}; please report this as a bug of rolecall"
    )]
    BuiltIn {
        /// The template's name.
        name: String,
        /// The line, counted from 1; 0 when it is not known.
        line: usize,
        /// The fault there.
        message: String,
    },
}

impl TemplateError {
    /// The meaning of an error that came while a document was written.
    pub(super) fn of(templates: &OwnTemplates, effort: &Effort, error: &minijinja::Error) -> Self {
        let out_of_fuel = chain(error).any(|one| one.kind() == minijinja::ErrorKind::OutOfFuel);
        let excess = effort.excess().or(out_of_fuel.then_some(Excess::Work));
        let name = innermost(error).name().unwrap_or_default();
        match excess.zip(templates.suspect(name)) {
            Some((excess, file)) => Self::TooMuch {
                file: file.to_owned(),
                what: excess.words(),
            },
            None => Self::new(templates, error),
        }
    }

    /// Everything that a template's error means, by whose template it is in.
    pub(super) fn new(templates: &OwnTemplates, error: &minijinja::Error) -> Self {
        let error = innermost(error);
        let name = error.name().unwrap_or("(unnamed)");
        let line = error.line().unwrap_or(0);
        let message = message(error);
        match templates.file(name) {
            Some(file) => Self::Broken {
                file: file.to_owned(),
                line,
                message,
            },
            None => Self::BuiltIn {
                name: name.to_owned(),
                line,
                message,
            },
        }
    }

    /// True if the caller can mend it.
    pub const fn is_callers(&self) -> bool {
        match self {
            Self::Broken { .. } | Self::NoSuchTemplate { .. } | Self::TooMuch { .. } => true,
            Self::BuiltIn { .. } => false,
        }
    }
}

/// The error in the template that it is in, not in those that include it.
fn innermost(error: &minijinja::Error) -> &minijinja::Error {
    chain(error)
        .filter(|cause| cause.name().is_some())
        .last()
        .unwrap_or(error)
}

/// The error and those that caused it, as far as they are of templates.
fn chain(error: &minijinja::Error) -> impl Iterator<Item = &minijinja::Error> {
    let first: &(dyn std::error::Error + 'static) = error;
    let causes = std::iter::successors(Some(first), |cause| cause.source());
    causes.filter_map(|cause| cause.downcast_ref::<minijinja::Error>())
}

/// The fault, without the place, which stands before it.
fn message(error: &minijinja::Error) -> String {
    match error.detail() {
        Some(detail) => format!("{}: {}", error.kind(), told(detail)),
        None => error.kind().to_string(),
    }
}
