//! What may stop a guest at the door, loaded from `catalog/guest-access.toml`.

use super::CatalogProblem;
use super::load::DataFile;
use crate::ids::AppId;
use serde::Deserialize;
use toml::Spanned;

/// How a guest of another tenant meets a control of Conditional Access.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MetBy {
    /// It cannot.
    Never,
    /// It registers in this tenant.
    Registering,
    /// The multifactor authentication of its home tenant is trusted.
    MfaTrust,
    /// The compliant devices of its home tenant are trusted.
    CompliantDeviceTrust,
    /// The joined devices of its home tenant are trusted.
    JoinedDeviceTrust,
    /// Nothing that is read says whether it can.
    NotWeighed,
}

/// A control of Conditional Access, by Graph's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuestControl {
    /// Graph's name: `compliantDevice`, or the property that holds it.
    pub name: String,
    /// The thing that it asks for, in words.
    pub asks: String,
    /// How a guest meets it.
    pub met_by: MetBy,
    /// Where this was read.
    pub source: String,
}

/// A portal that people sign in to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Portal {
    /// Its application id.
    pub app_id: AppId,
    /// Its name in a sentence.
    pub title: String,
    /// It is where an invited guest ends up.
    pub lands: bool,
    /// Where this was read.
    pub source: String,
}

/// How much of the portals a word for several applications holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HoldsPortals {
    /// All of them.
    All,
    /// Parts of some, or something that some depend on.
    Some,
}

/// A word (or an application id) that stands for several applications.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suite {
    /// The word, as policies spell it.
    pub name: String,
    /// How much of the portals it holds.
    pub portals: HoldsPortals,
    /// Where this was read.
    pub source: String,
}

/// What a name in a policy has to do with the portals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reaches {
    /// The portal where an invited guest ends up is in it.
    Landing,
    /// Another portal is.
    Beside,
    /// Parts of a portal may be.
    Perhaps,
    /// No portal that is known.
    Nothing,
}

/// Controls, portals and clients. Every list is in the order of the file.
#[derive(Clone, Debug, Default)]
pub struct GuestAccess {
    controls: Vec<GuestControl>,
    portals: Vec<Portal>,
    suites: Vec<Suite>,
    legacy_clients: Vec<String>,
}

impl GuestAccess {
    pub(super) fn read(file: DataFile) -> Result<Self, CatalogProblem> {
        let data: File = file.read()?;
        let mut all = Self::default();
        for entry in data.control {
            if all.control(entry.name.get_ref()).is_some() {
                return Err(file.twice("the control", &entry.name));
            }
            all.controls.push(GuestControl {
                name: entry.name.into_inner(),
                asks: entry.asks,
                met_by: entry.met_by,
                source: entry.source,
            });
        }
        for entry in data.portal {
            if all
                .portals
                .iter()
                .any(|one| one.app_id == *entry.app_id.get_ref())
            {
                return Err(file.twice("the portal", &entry.app_id));
            }
            all.portals.push(Portal {
                app_id: entry.app_id.into_inner(),
                title: entry.title,
                lands: entry.lands,
                source: entry.source,
            });
        }
        for entry in data.suite {
            if all.suite(entry.name.get_ref()).is_some() {
                return Err(file.twice("the suite", &entry.name));
            }
            all.suites.push(Suite {
                name: entry.name.into_inner(),
                portals: entry.portals,
                source: entry.source,
            });
        }
        for entry in data.legacy_client {
            if all.is_legacy_client(entry.name.get_ref()) {
                return Err(file.twice("the client", &entry.name));
            }
            all.legacy_clients.push(entry.name.into_inner());
        }
        Ok(all)
    }

    /// The control with this name, in any case of its ASCII letters.
    pub fn control(&self, name: &str) -> Option<&GuestControl> {
        let mut all = self.controls.iter();
        all.find(|control| control.name.eq_ignore_ascii_case(name))
    }

    /// What an application id or a word for several has to do with the portals.
    pub fn reaches(&self, name: &str) -> Reaches {
        let id: Option<AppId> = name.parse().ok();
        let portal = self.portals.iter().find(|one| Some(one.app_id) == id);
        match (portal, self.suite(name).map(|suite| suite.portals)) {
            (Some(portal), _) if portal.lands => Reaches::Landing,
            (Some(_), _) => Reaches::Beside,
            (None, Some(HoldsPortals::All)) => Reaches::Landing,
            (None, Some(HoldsPortals::Some)) => Reaches::Perhaps,
            (None, None) => Reaches::Nothing,
        }
    }

    /// The portal where an invited guest ends up, by its name in a sentence.
    pub fn landing(&self) -> &str {
        let lands = self.portals.iter().find(|portal| portal.lands);
        lands.map_or("the portal", |portal| &portal.title)
    }

    /// The suite with this word or application id.
    pub fn suite(&self, name: &str) -> Option<&Suite> {
        let mut all = self.suites.iter();
        all.find(|suite| suite.name.eq_ignore_ascii_case(name))
    }

    /// The kind of client speaks protocols that no portal uses.
    pub fn is_legacy_client(&self, name: &str) -> bool {
        let mut all = self.legacy_clients.iter();
        all.any(|client| client.eq_ignore_ascii_case(name))
    }
}

/// `catalog/guest-access.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    #[serde(rename = "checked")]
    _checked: String,
    control: Vec<ControlEntry>,
    portal: Vec<PortalEntry>,
    suite: Vec<SuiteEntry>,
    legacy_client: Vec<ClientEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct ControlEntry {
    name: Spanned<String>,
    asks: String,
    met_by: MetBy,
    source: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct PortalEntry {
    app_id: Spanned<AppId>,
    title: String,
    lands: bool,
    source: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct SuiteEntry {
    name: Spanned<String>,
    portals: HoldsPortals,
    source: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct ClientEntry {
    name: Spanned<String>,
    #[serde(rename = "source")]
    _source: String,
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::super::Catalog;
    use super::{MetBy, Reaches};

    #[test]
    fn every_entry_has_a_source_and_one_portal_is_where_a_guest_ends_up() {
        let catalog = Catalog::built_in().unwrap();
        let known = catalog.guest_access();
        assert!(known.controls.iter().all(|one| one.source.len() > 5));
        assert!(known.portals.iter().all(|one| one.source.len() > 5));
        assert!(known.suites.iter().all(|one| one.source.len() > 5));
        assert_eq!(known.portals.iter().filter(|one| one.lands).count(), 1);
        let met_by = |name: &str| known.control(name).map(|one| one.met_by);
        assert_eq!(met_by("MFA"), Some(MetBy::Registering));
        assert_eq!(met_by("passwordChange"), Some(MetBy::Never));
        assert_eq!(met_by("riskRemediation"), None);
        assert_eq!(known.reaches("microsoftadminportals"), Reaches::Landing);
        assert_eq!(known.reaches("office365"), Reaches::Perhaps);
        let graph = "00000003-0000-0000-c000-000000000000";
        assert_eq!(known.reaches(graph), Reaches::Nothing);
        assert_eq!(known.landing(), "the Microsoft Defender portal");
        assert!(known.is_legacy_client("EasSupported") && !known.is_legacy_client("browser"));
    }
}
