//! Defender permissions in both models, and Microsoft's map between them.

use super::Risk;
use serde::Deserialize;

/// A permission of classic Defender for Endpoint RBAC, which no API shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassicPermission {
    /// The parent in the portal: `View data`.
    pub group: String,
    /// The child in the portal: `Security operations`.
    pub name: String,
    /// Other spellings, such as older portals'.
    pub aliases: Vec<String>,
    /// What it allows, in our words.
    pub means: String,
    /// Ids of the unified permissions that together equal it.
    pub unified: Vec<String>,
    /// How much harm it can do; absent when nobody rated it.
    pub risk: Option<Risk>,
    /// Where this was read.
    pub source: String,
}

/// Whether a unified permission reads or manages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DefenderLevel {
    /// It only reads.
    Read,
    /// It changes things.
    Manage,
}

/// A permission of Defender XDR Unified RBAC.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// Whether sources agree on the spelling.
    pub certain: bool,
    /// How much harm it can do; absent when nobody rated it.
    pub risk: Option<Risk>,
    /// Where this was read.
    pub source: String,
}

/// What one action of a role gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expansion {
    /// Ids of the unified permissions that it gives, sorted.
    pub permissions: Vec<String>,
    /// Those of them that it gives only because whoever may manage may read, where it gives the other too.
    pub implied: Vec<String>,
    /// Whether it has a `*`, and so also gives what Microsoft adds later.
    pub wildcard: bool,
    /// Whether it gives anything that the catalog knows; a wildcard over actions
    /// that we do not know gives something, and is not known.
    pub known: bool,
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
