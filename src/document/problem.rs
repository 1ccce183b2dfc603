//! What is wrong with a template, and where.

use thiserror::Error;

/// What is wrong with a template. The built-in ones have nothing wrong with them.
#[derive(Debug, Error)]
pub enum TemplateProblem {
    /// A template is broken, or asks for a value that there is not.
    #[error("template {name}, line {line}: {message}")]
    Broken {
        /// The template's name.
        name: String,
        /// The line, counted from 1; 0 when it is not known.
        line: usize,
        /// What is wrong there.
        message: String,
    },
    /// A template of the caller has a name that no document asks for.
    #[error("there is no template {name:?}; there are: {known}")]
    NoSuchTemplate {
        /// The name.
        name: String,
        /// The names that there are.
        known: String,
    },
}

impl From<minijinja::Error> for TemplateProblem {
    fn from(error: minijinja::Error) -> Self {
        let error = innermost(&error);
        Self::Broken {
            name: error.name().unwrap_or("(unnamed)").to_owned(),
            line: error.line().unwrap_or(0),
            message: message(error),
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
