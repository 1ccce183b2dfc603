//! The cmdlets of Microsoft Graph PowerShell, loaded from `catalog/cmdlets.toml`.

use super::CatalogError;
use super::load::read_data;
use crate::graph_version::GraphVersion;
use serde::Deserialize;

/// A cmdlet, and the request that it makes.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Cmdlet {
    /// The method of the request: `DELETE`.
    pub method: String,
    /// The version of Microsoft Graph.
    pub version: GraphVersion,
    /// The path below the version, with `{}` for each key: `/groups/{}/members/{}/$ref`.
    pub path: String,
    /// The cmdlet's name.
    pub name: String,
    /// Its parameters for the keys, in the order of the path and without a dash.
    pub keys: Vec<String>,
    /// Its parameter for the body; absent when the request has none.
    pub body: Option<String>,
    /// The module that has it.
    pub module: String,
    /// The source of the entry.
    pub source: String,
}

/// Every cmdlet that was found documented for a request of ours.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Cmdlets {
    #[serde(rename = "checked")]
    _checked: String,
    cmdlet: Vec<Cmdlet>,
}

impl Cmdlets {
    /// Reads the data that is part of the program.
    pub fn built_in() -> Result<Self, CatalogError> {
        read_data!("catalog/cmdlets.toml")
    }

    /// Every cmdlet, in the order of the data.
    pub fn all(&self) -> impl Iterator<Item = &Cmdlet> {
        self.cmdlet.iter()
    }

    /// The cmdlet for a request. `path_template` is its path below the version with `{}` for
    /// each key; like Graph itself, this does not mind upper and lower case in it.
    pub fn find(
        &self,
        method: &str,
        version: GraphVersion,
        path_template: &str,
    ) -> Option<&Cmdlet> {
        self.cmdlet.iter().find(|cmdlet| {
            cmdlet.method == method
                && cmdlet.version == version
                && cmdlet.path.eq_ignore_ascii_case(path_template)
        })
    }
}
