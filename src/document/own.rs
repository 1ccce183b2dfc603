//! The caller's own templates, by name.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The caller's own templates, by the name of the built-in one that each stands for.
#[derive(Clone, Debug, Default)]
pub(super) struct OwnTemplates(BTreeMap<String, Own>);

/// A template of the caller.
#[derive(Clone, Debug)]
struct Own {
    /// The place where it came from, for messages.
    file: PathBuf,
    text: String,
}

impl OwnTemplates {
    /// Adds a template.
    pub(super) fn insert(&mut self, name: String, file: PathBuf, text: String) {
        self.0.insert(name, Own { file, text });
    }

    /// True if there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The text of a template.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(|own| own.text.as_str())
    }

    /// The template that a document begins to go wrong in: the one of this name, or else the first.
    pub(super) fn suspect(&self, name: &str) -> Option<&Path> {
        let first = || self.0.values().next().map(|own| own.file.as_path());
        self.file(name).or_else(first)
    }

    /// The place where the template of this name came from; `None` where the built-in one is used.
    pub(super) fn file(&self, name: &str) -> Option<&Path> {
        self.0.get(name).map(|own| own.file.as_path())
    }
}
