//! The place of the configuration file.

use super::variables;
use crate::cli::error::CliError;
use crate::cli::links;
use crate::quote::Quoted;
use anyhow::anyhow;
use std::path::{Path, PathBuf};

/// The name of the file.
const NAME: &str = "rolecall.toml";

/// The file that is named by flag or variable, else the nearest in the working directory and those above it.
pub(in crate::cli) fn find(named: Option<&Path>, none: bool) -> Result<Option<PathBuf>, CliError> {
    if none {
        return Ok(None);
    }
    if let Some(path) = named {
        return Ok(Some(path.to_owned()));
    }
    if variables::set("ROLECALL_NO_CONFIG").is_some_and(|value| value != "false" && value != "0") {
        return Ok(None);
    }
    if let Some(path) = variables::set("ROLECALL_CONFIG") {
        return Ok(Some(PathBuf::from(path)));
    }
    // A directory that was deleted, or that cannot be read, has none.
    let Ok(here) = std::env::current_dir() else {
        return Ok(None);
    };
    let found = here
        .ancestors()
        .map(|folder| folder.join(NAME))
        .find(|path| path.is_file());
    let Some(path) = found else {
        return Ok(None);
    };
    if links::somebody_elses(&path) {
        return Err(CliError::input(anyhow!(
            "{} belongs to another account, in a folder that everybody may write to; name it with --config where it is \
             meant, or give --no-config",
            Quoted::path(&path)
        )));
    }
    Ok(Some(if path.parent() == Some(&here) {
        PathBuf::from(NAME)
    } else {
        path
    }))
}
