//! The place of the configuration file.

use super::value;
use crate::cli::environment::set;
use crate::cli::error::CliError;
use crate::cli::links;
use crate::cli::os_error::in_words;
use crate::quote::Quoted;
use anyhow::{Context, anyhow};
use std::fs::Metadata;
use std::path::{Path, PathBuf};

/// The name of the file.
const NAME: &str = "rolecall.toml";

/// The variable that names another file, and the one that says that there is none.
const VARIABLE: &str = "ROLECALL_CONFIG";
const NO_VARIABLE: &str = "ROLECALL_NO_CONFIG";

/// The place of a configuration file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::cli) enum Place {
    /// The one that a flag or a variable names.
    Named(PathBuf),
    /// The nearest in the working directory and those above it, which may be somebody else's.
    Found(PathBuf),
}

impl Place {
    /// The path, however it came about.
    pub(super) fn path(&self) -> &Path {
        match self {
            Self::Named(path) | Self::Found(path) => path,
        }
    }
}

/// The file that is named by flag or variable, else the nearest in the working directory and those above it.
pub(in crate::cli) fn find(named: Option<&Path>, none: bool) -> Result<Option<Place>, CliError> {
    if none {
        return Ok(None);
    }
    if let Some(path) = named {
        return Ok(Some(Place::Named(path.to_owned())));
    }
    match (set(VARIABLE), is_switched_off()?) {
        (Some(_), true) => {
            return Err(CliError::input(anyhow!(
                "the variables {VARIABLE} and {NO_VARIABLE} contradict each other; set one of them"
            )));
        }
        (Some(path), false) => return Ok(Some(Place::Named(PathBuf::from(path)))),
        (None, true) => return Ok(None),
        (None, false) => {}
    }
    // A directory that was deleted, or that cannot be read, has none.
    let Ok(here) = std::env::current_dir() else {
        return Ok(None);
    };
    let mut paths = here.ancestors().map(|folder| folder.join(NAME));
    let found = paths.find_map(|path| Some((path.symlink_metadata().ok()?, path)));
    let Some((there, path)) = found else {
        return Ok(None);
    };
    usable(&path, &there)?;
    Ok(Some(Place::Found(if path.parent() == Some(&here) {
        PathBuf::from(NAME)
    } else {
        path
    })))
}

/// True if the variable says that no file is read.
fn is_switched_off() -> Result<bool, CliError> {
    let Some(value) = set(NO_VARIABLE) else {
        return Ok(false);
    };
    value::flag("no-config", &[value])
        .map_err(|why| CliError::input(anyhow!("the variable {NO_VARIABLE}: {why}")))
}

/// Refuses what was found and is no plain file of this account or the superuser. It is not passed over: the file of a
/// folder above would then decide.
fn usable(path: &Path, there: &Metadata) -> Result<(), CliError> {
    let name = Quoted::path(path);
    let target = path
        .metadata()
        .map_err(|error| in_words(&error))
        .with_context(|| format!("cannot read {name}"))
        .map_err(CliError::input)?;
    let what = match &target {
        target if target.is_dir() => Some("it is a folder"),
        target if !target.is_file() => Some("it is no plain file"),
        _ => None,
    };
    if let Some(what) = what {
        return Err(CliError::input(anyhow!(
            "{name} is taken for the configuration file, and {what}; name another with --config, or give --no-config"
        )));
    }
    if [there, &target].into_iter().any(links::is_somebody_elses) {
        return Err(CliError::input(anyhow!(
            "{name} belongs to another account; name it with --config where it is meant, or give --no-config"
        )));
    }
    Ok(())
}
