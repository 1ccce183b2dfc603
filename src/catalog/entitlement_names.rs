//! Names an entitlement: as the tail of a finding id, and for people.

use super::{Catalog, Entitlement, PermissionType};
use crate::ids::AppId;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// The most characters that a text from a tenant takes in a key.
const LONGEST: usize = 120;
/// Hexadecimal digits that tell cut texts apart.
const DIGEST: usize = 8;

impl Catalog {
    /// The tail of a finding id: readable, stable, without spaces.
    ///
    /// `directory-role/SecurityReader`,
    /// `WindowsDefenderATP/application/Ti.ReadWrite.All`,
    /// `defender/ViewData/SecurityOperations`,
    /// `defender-unified/alerts-manage`, `defender-action/microsoft.xdr/new/read`.
    pub fn key(&self, entitlement: &Entitlement) -> String {
        match entitlement {
            Entitlement::DirectoryRole(id) => match self.directory_role(*id) {
                Some(role) => format!("directory-role/{}", letters(&role.name)),
                None => format!("directory-role/{id}"),
            },
            Entitlement::ApiPermission {
                resource,
                kind,
                value,
            } => self.api_key(*resource, *kind, value),
            Entitlement::DefenderClassic { group, name } => self.classic_key(group, name),
            Entitlement::DefenderUnified(id) => {
                format!("defender-unified/{}", clean(id, "._-"))
            }
            Entitlement::DefenderAction(action) => {
                format!("defender-action/{}", clean(action, "._*/-"))
            }
        }
    }

    fn api_key(&self, resource: AppId, kind: PermissionType, value: &str) -> String {
        let name = self
            .resource(resource)
            .map_or_else(|| resource.to_string(), |known| known.name.clone());
        format!("{name}/{kind}/{}", clean(value, "._-"))
    }

    fn classic_key(&self, group: &str, name: &str) -> String {
        let (group, name) = self
            .classic_permission(group, name)
            .map_or((group, name), |known| (&known.group, &known.name));
        if group == name {
            format!("defender/{}", letters(group))
        } else {
            format!("defender/{}/{}", letters(group), letters(name))
        }
    }

    /// A short name for people. What the catalog does not know is shown as the
    /// tenant spells it: hostile text, to be escaped by whoever shows it.
    pub fn title(&self, entitlement: &Entitlement) -> String {
        match entitlement {
            Entitlement::DirectoryRole(id) => match self.directory_role(*id) {
                Some(role) => role.name.clone(),
                None => format!("directory role {id}"),
            },
            Entitlement::ApiPermission {
                resource,
                kind,
                value,
            } => match self.resource(*resource) {
                Some(known) => format!("{} {value} ({kind})", known.title),
                None => format!("{resource} {value} ({kind})"),
            },
            Entitlement::DefenderClassic { group, name } => {
                let (group, name) = self
                    .classic_permission(group, name)
                    .map_or((group, name), |known| (&known.group, &known.name));
                if group == name || name.is_empty() {
                    group.clone()
                } else {
                    format!("{group} / {name}")
                }
            }
            Entitlement::DefenderUnified(id) => match self.unified_permission(id) {
                Some(known) => known.title(),
                None => id.clone(),
            },
            Entitlement::DefenderAction(action) => action.clone(),
        }
    }
}

/// The ASCII letters and digits of a text, each word with a capital: `View data`
/// becomes `ViewData`; `_` when there are none.
fn letters(text: &str) -> String {
    let mut kept = String::new();
    for word in text.split(|c: char| !c.is_ascii_alphanumeric()) {
        let mut characters = word.chars();
        kept.extend(characters.next().map(|first| first.to_ascii_uppercase()));
        kept.extend(characters);
    }
    if kept.is_empty() {
        "_".to_owned()
    } else {
        shorten(kept, text)
    }
}

/// The text with all but ASCII letters, digits and `others` replaced by `_`, and
/// then marked with its digest: two texts never have one key.
fn clean(text: &str, others: &str) -> String {
    if text.is_empty() {
        return "_".to_owned();
    }
    let kept: String = text
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || others.contains(c) {
                c
            } else {
                '_'
            }
        })
        .collect();
    if kept == text {
        shorten(kept, text)
    } else {
        mark(kept, text)
    }
}

/// Cuts an ASCII text to the longest allowed, and marks it where it was cut.
fn shorten(ascii: String, original: &str) -> String {
    if ascii.len() > LONGEST {
        mark(ascii, original)
    } else {
        ascii
    }
}

/// Appends the digest of the original, within the longest allowed.
fn mark(mut ascii: String, original: &str) -> String {
    ascii.truncate(LONGEST - DIGEST - 1);
    ascii.push('-');
    for byte in Sha256::digest(original.as_bytes()).iter().take(DIGEST / 2) {
        // Writing to a String cannot fail.
        let _ = write!(ascii, "{byte:02x}");
    }
    ascii
}
