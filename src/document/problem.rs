//! What is wrong with a template, and where.

use super::Templates;
use std::path::PathBuf;
use thiserror::Error;

/// What is wrong with a template.
#[derive(Debug, Error)]
pub enum TemplateProblem {
    /// A template of the caller is broken, or asks for a value that there is not.
    #[error("template {}, line {line}: {message}", file.display())]
    Broken {
        /// The caller's file.
        file: PathBuf,
        /// The line, counted from 1; 0 when it is not known.
        line: usize,
        /// What is wrong there.
        message: String,
    },
    /// A template of the caller has a name that no document asks for.
    #[error("template {}: no document asks for a template of that name; there are: {known}", file.display())]
    NoSuchTemplate {
        /// The caller's file.
        file: PathBuf,
        /// The names that there are.
        known: String,
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
        /// What is wrong there.
        message: String,
    },
}

impl TemplateProblem {
    /// What a template's error means, by whose template it is in.
    pub(super) fn new(templates: &Templates, error: &minijinja::Error) -> Self {
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

    /// Whether the caller can mend it.
    pub const fn is_callers(&self) -> bool {
        match self {
            Self::Broken { .. } | Self::NoSuchTemplate { .. } => true,
            Self::BuiltIn { .. } => false,
        }
    }
}

/// The error in the template that it is in, not in those that include it.
fn innermost(error: &minijinja::Error) -> &minijinja::Error {
    let mut deepest = error;
    let mut next = std::error::Error::source(error);
    while let Some(cause) = next {
        if let Some(cause) = cause.downcast_ref::<minijinja::Error>()
            && cause.name().is_some()
        {
            deepest = cause;
        }
        next = cause.source();
    }
    deepest
}

/// What is wrong, without the place, which stands before it.
fn message(error: &minijinja::Error) -> String {
    match error.detail() {
        Some(detail) => format!("{}: {detail}", error.kind()),
        None => error.kind().to_string(),
    }
}
