//! The guides that come with rolecall.

use super::nearest::did_you_mean;
use crate::quote::Quoted;
use thiserror::Error;

/// A guide's file, embedded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BuiltIn {
    /// The guide's id: `expel-mde`.
    pub id: &'static str,
    /// The edition's id: `2026-11-23`.
    pub edition: &'static str,
    /// The file's path in the repository, for messages.
    pub file: &'static str,
    /// Its text, for [`super::Guide::parse`].
    pub text: &'static str,
}

/// The error for a built-in guide that does not exist.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NoSuchGuide {
    /// No guide has this id.
    #[error("there is no built-in guide {given:?}; {hint}")]
    Id {
        /// The given id.
        given: Quoted,
        /// The nearest id, or all of them.
        hint: String,
    },
    /// The guide has no such edition.
    #[error("the guide {id} has no edition {given:?}; it has: {known}")]
    Edition {
        /// The guide's id.
        id: Quoted,
        /// The given edition.
        given: Quoted,
        /// The editions, oldest first, separated by commas.
        known: String,
    },
}

/// The file of an edition of a guide, named by its place in `guides/`.
macro_rules! edition {
    ($id:literal, $edition:literal) => {
        BuiltIn {
            id: $id,
            edition: $edition,
            file: concat!("guides/", $id, "/", $edition, ".toml"),
            text: include_str!(concat!("../../guides/", $id, "/", $edition, ".toml")),
        }
    };
}

const EXPEL_MDE: BuiltIn = edition!("expel-mde", "2026-11-23");

/// The id of the guide that a command takes where none is named.
pub const DEFAULT_GUIDE: &str = EXPEL_MDE.id;

/// Every built-in guide, sorted by id and then by edition, oldest first.
static BUILT_IN: &[BuiltIn] = &[EXPEL_MDE];

/// Every built-in guide, sorted by id and then by edition, oldest first.
pub const fn built_in() -> &'static [BuiltIn] {
    BUILT_IN
}

/// The built-in guide with this id: the named edition, or the newest when none is named.
pub fn find_built_in(id: &str, edition: Option<&str>) -> Result<&'static BuiltIn, NoSuchGuide> {
    let of_id = || BUILT_IN.iter().filter(|guide| guide.id == id);
    let Some(newest) = of_id().next_back() else {
        return Err(NoSuchGuide::Id {
            given: Quoted::new(id),
            hint: hint(id),
        });
    };
    let Some(edition) = edition else {
        return Ok(newest);
    };
    of_id()
        .find(|guide| guide.edition == edition)
        .ok_or_else(|| NoSuchGuide::Edition {
            id: Quoted::new(id),
            given: Quoted::new(edition),
            known: of_id()
                .map(|guide| guide.edition)
                .collect::<Vec<_>>()
                .join(", "),
        })
}

fn hint(given: &str) -> String {
    let mut ids: Vec<&str> = BUILT_IN.iter().map(|guide| guide.id).collect();
    ids.dedup();
    did_you_mean(given, &ids)
}
