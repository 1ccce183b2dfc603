//! The guides that a command is about.

use super::content::Bound;
use super::error::CliError;
use super::input;
use super::reports::{OVERVIEW, SNAPSHOT_STEM};
use crate::catalog::Catalog;
use crate::guide::format2::Library;
use crate::guide::format2::model::Guide;
use crate::guide::{self, GuideError};
use crate::quote::Quoted;
use anyhow::{Context, anyhow};
use std::path::Path;

/// Ids that would take the name of another file of an audit.
const RESERVED: [&str; 2] = [OVERVIEW, SNAPSHOT_STEM];
/// The most guides at once: each is judged against what every other asks.
const MOST: usize = 64;

/// The text of a guide, with the name that messages give its file.
pub(super) struct GuideText {
    pub(super) file: String,
    pub(super) text: String,
}

/// The embedded catalog.
pub(super) fn catalog() -> Result<Catalog, CliError> {
    Catalog::built_in()
        .context("the built-in catalog cannot be read")
        .map_err(CliError::failed)
}

/// Loads the guides that are named, in their order.
pub(super) fn named(
    catalog: &Catalog,
    (flag, names): (&'static str, &[String]),
) -> Result<Vec<Guide>, CliError> {
    if names.is_empty() {
        return Err(CliError::input(anyhow!(
            "{flag} names no guide; give at least one"
        )));
    }
    if names.len() > MOST {
        return Err(CliError::input(anyhow!(
            "{flag} names {} guides, and no more than {MOST} are judged together",
            names.len()
        )));
    }
    let texts = names.iter().map(|name| text(flag, name));
    let texts: Vec<GuideText> = texts.collect::<Result<_, _>>()?;
    load(catalog, &texts)
}

/// Loads guides, each with the others at hand for what it extends.
fn load(catalog: &Catalog, texts: &[GuideText]) -> Result<Vec<Guide>, CliError> {
    let parse = |one: &GuideText, guides: &[Guide]| {
        let library = Library { catalog, guides };
        Guide::parse(&one.file, &one.text, &library)
    };
    let alone = texts.iter().map(|one| parse(one, &[]));
    let alone: Vec<Guide> = alone.collect::<Result<_, _>>().map_err(CliError::input)?;
    for (at, guide) in alone.iter().enumerate() {
        if RESERVED.contains(&guide.id.as_str()) {
            return Err(CliError::input(anyhow!(
                "a guide cannot have the id {}, which is the name of another file of an audit",
                guide.id
            )));
        }
        let twin = alone.iter().skip(at + 1).any(|other| other.id == guide.id);
        if twin {
            return Err(CliError::input(anyhow!(
                "two of the guides have the id {}; name each guide once, or give one of the files another id",
                guide.id
            )));
        }
    }
    if alone.iter().all(|guide| guide.relations.is_empty()) {
        return Ok(alone);
    }
    let related = texts.iter().map(|one| parse(one, &alone));
    let related: Result<Vec<Guide>, GuideError> = related.collect();
    related.map_err(CliError::input)
}

/// The text of a guide by its id, with its edition after an `@`, from a file whose name ends in `.toml`, or from
/// standard input (`-`).
pub(super) fn text(flag: &'static str, name: &str) -> Result<GuideText, CliError> {
    let path = Path::new(name);
    let is_file = path
        .extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("toml"));
    if is_file || input::is_dash(path) {
        let text = input::read_text(flag, path, Bound::GUIDE)?;
        let file = input::name(path);
        return Ok(GuideText { file, text });
    }
    let (id, edition) = match name.split_once('@') {
        Some((id, edition)) => (id, Some(edition)),
        None => (name, None),
    };
    match guide::find_built_in(id, edition) {
        Ok(built_in) => Ok(GuideText {
            file: built_in.file.to_owned(),
            text: built_in.text.to_owned(),
        }),
        Err(unknown) => Err(CliError::input(match no_guide_file(path) {
            Some(why) => anyhow::Error::new(unknown).context(why),
            None => unknown.into(),
        })),
    }
}

/// The reason for which a name that looks like a path is no guide file.
fn no_guide_file(path: &Path) -> Option<String> {
    let name = Quoted::path(path);
    let rule = "a guide file's name ends in .toml";
    if path.is_dir() {
        return Some(format!(
            "{name} is a folder, and a guide is one file: {rule}"
        ));
    }
    let looks_like_a_path =
        path.exists() || path.extension().is_some() || path.components().count() > 1;
    looks_like_a_path.then(|| format!("{name} is not read as a file: {rule}"))
}
