//! Defender permissions in both models, and Microsoft's map between them, loaded from
//! `catalog/defender.toml`.

use super::Risk;
use crate::ids::RoleTemplateId;
use serde::Deserialize;

/// A permission of classic Defender for Endpoint RBAC, which no API shows.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ClassicPermission {
    /// The parent in the portal: `View data`.
    pub group: String,
    /// The child in the portal: `Security operations`.
    pub name: String,
    /// Other spellings, such as older portals'.
    pub aliases: Vec<String>,
    /// The actions that it allows, in our words.
    pub means: String,
    /// Ids of the unified permissions that together equal it, sorted.
    pub unified: Vec<String>,
    /// The harm that it can do; absent when nobody rated it.
    pub risk: Option<Risk>,
    /// The source of the entry.
    pub source: String,
}

/// The level of a unified permission.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DefenderLevel {
    /// It only reads.
    Read,
    /// It changes things.
    Manage,
}

/// A permission of Defender XDR Unified RBAC.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct UnifiedPermission {
    /// Our id: `security-data-basics-read`.
    pub id: String,
    /// The group in the portal: `Security operations`.
    pub group: String,
    /// The subgroup in the portal, where there is one.
    pub subgroup: Option<String>,
    /// The permission's name in the portal.
    pub name: String,
    /// Read or manage.
    pub level: DefenderLevel,
    /// Spellings of the action that are accepted.
    pub actions: Vec<String>,
    /// Sources agree on the spelling.
    pub certain: bool,
    /// The harm that it can do; absent when nobody rated it.
    pub risk: Option<Risk>,
    /// The source of the entry.
    pub source: String,
}

/// The permissions of Unified RBAC that a directory role carries.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RoleInDefender {
    /// The directory role.
    #[serde(rename = "id")]
    pub role: RoleTemplateId,
    /// Ids of the unified permissions, sorted.
    pub unified: Vec<String>,
    /// Whoever holds only this is refused once classic RBAC is on.
    #[serde(default)]
    pub cut_off: bool,
    /// The source of the entry.
    pub source: String,
}

/// `catalog/defender.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Defender {
    #[serde(rename = "checked")]
    _checked: String,
    pub(super) unified: Vec<UnifiedPermission>,
    pub(super) classic: Vec<ClassicPermission>,
    #[serde(rename = "entra-role")]
    pub(super) roles: Vec<RoleInDefender>,
}

/// The permissions that one action of a role gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expansion {
    /// Ids of the unified permissions that it gives, sorted.
    pub permissions: Vec<String>,
    /// Those of them that it gives only because whoever may manage may read, where it gives the other too.
    pub implied: Vec<String>,
    /// It has a `*`, and so also gives what Microsoft adds later.
    pub wildcard: bool,
    /// It gives anything that the catalog knows; a wildcard over actions
    /// that we do not know gives something, and is not known.
    pub known: bool,
}

impl Defender {
    pub(super) fn sort(&mut self) {
        self.unified.sort_by(|a, b| a.id.cmp(&b.id));
        self.classic
            .sort_by(|a, b| (&a.group, &a.name).cmp(&(&b.group, &b.name)));
        self.roles.sort_by_key(|entry| entry.role);
        let classic = self.classic.iter_mut().map(|one| &mut one.unified);
        let roles = self.roles.iter_mut().map(|one| &mut one.unified);
        classic.chain(roles).for_each(|ids| ids.sort());
    }
}

impl UnifiedPermission {
    /// As the portal shows it: `Security operations / Security data / Alerts (manage)`.
    pub(super) fn title(&self) -> String {
        let level = match self.level {
            DefenderLevel::Read => "read",
            DefenderLevel::Manage => "manage",
        };
        match &self.subgroup {
            Some(subgroup) => format!("{} / {subgroup} / {} ({level})", self.group, self.name),
            None => format!("{} / {} ({level})", self.group, self.name),
        }
    }
}

impl ClassicPermission {
    /// True for a permission with this group and name or an alias, in any case.
    pub(super) fn answers_to(&self, group: &str, name: &str) -> bool {
        let label = |text: &str| {
            self.name.eq_ignore_ascii_case(text)
                || self
                    .aliases
                    .iter()
                    .any(|alias| alias.eq_ignore_ascii_case(text))
        };
        if self.group == self.name {
            return label(group) && (name.is_empty() || label(name));
        }
        let both = format!("{group} / {name}");
        (self.group.eq_ignore_ascii_case(group) && label(name))
            || self
                .aliases
                .iter()
                .any(|alias| alias.eq_ignore_ascii_case(&both))
    }
}
