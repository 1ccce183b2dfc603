//! Settings of a tenant that may keep a guest out, loaded from `catalog/guest-access.toml`.

use crate::ids::AppId;
use serde::Deserialize;

/// The way in which a guest of another tenant meets a control of Conditional Access.
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
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct GuestControl {
    /// Graph's name: `compliantDevice`, or the property that holds it.
    pub name: String,
    /// The demand that it makes, in words.
    pub asks: String,
    /// The way in which a guest meets it.
    pub met_by: MetBy,
    /// The source of the entry.
    pub source: String,
}

/// A portal that people sign in to.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Portal {
    /// Its application id.
    pub app_id: AppId,
    /// Its name in a sentence.
    pub title: String,
    /// It is where an invited guest ends up.
    pub lands: bool,
    /// The source of the entry.
    pub source: String,
}

/// The share of the portals that a word for several applications holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HoldsPortals {
    /// All of them.
    All,
    /// Parts of some, or something that some depend on.
    Some,
}

/// A word (or an application id) that stands for several applications.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Suite {
    /// The word, as policies spell it.
    pub name: String,
    /// The share of the portals that it holds.
    pub portals: HoldsPortals,
    /// The source of the entry.
    pub source: String,
}

/// The relation of a name in a policy to the portals.
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

/// A kind of client that speaks protocols that no portal uses.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct LegacyClient {
    name: String,
    #[serde(rename = "source")]
    _source: String,
}

/// Controls, portals and clients, in the order of `catalog/guest-access.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct GuestAccess {
    #[serde(rename = "checked")]
    _checked: String,
    #[serde(rename = "control")]
    controls: Vec<GuestControl>,
    #[serde(rename = "portal")]
    pub(super) portals: Vec<Portal>,
    #[serde(rename = "suite")]
    suites: Vec<Suite>,
    #[serde(rename = "legacy-client")]
    legacy_clients: Vec<LegacyClient>,
}

impl GuestAccess {
    /// The control with this name, in any case of its ASCII letters.
    pub fn control(&self, name: &str) -> Option<&GuestControl> {
        let mut all = self.controls.iter();
        all.find(|control| control.name.eq_ignore_ascii_case(name))
    }

    /// The relation of an application id, or of a word for several, to the portals.
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

    /// True for a kind of client that speaks protocols that no portal uses.
    pub fn is_legacy_client(&self, name: &str) -> bool {
        let mut all = self.legacy_clients.iter();
        all.any(|client| client.name.eq_ignore_ascii_case(name))
    }
}
