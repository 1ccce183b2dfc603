//! Reads the data in `catalog/`, which is part of the program, into the types of this module.
//!
//! A field that is unknown, missing or of the wrong kind is an error. That the files agree with
//! each other is no question at run time: `tests/consistency.rs` asks it of the text.

use serde::de::DeserializeOwned;
use thiserror::Error;

/// The reason why a file of the catalog cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{file}: {message}")]
pub struct CatalogError {
    /// The file, as the repository names it: `catalog/covers.toml`.
    pub file: &'static str,
    /// The reader's words, with line and column.
    pub message: String,
}

/// Reads a file of the repository, named by its path from the root.
macro_rules! read_data {
    ($file:literal) => {
        $crate::catalog::load::read($file, include_str!(concat!("../../", $file)))
    };
}
pub(super) use read_data;

pub(super) fn read<T: DeserializeOwned>(file: &'static str, text: &str) -> Result<T, CatalogError> {
    toml::from_str(text).map_err(|error| CatalogError {
        file,
        message: error.to_string().trim_end().to_owned(),
    })
}
