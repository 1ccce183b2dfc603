//! The cmdlets of Microsoft Graph PowerShell, loaded from `catalog/cmdlets.toml`.

use super::CatalogProblem;
use super::file::{CmdletEntry, CmdletFile};
use super::load::DataFile;

const METHODS: [&str; 4] = ["GET", "POST", "PATCH", "DELETE"];
const VERSIONS: [&str; 2] = ["v1.0", "beta"];

/// A cmdlet, and the request that it makes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cmdlet {
    /// The method of the request: `DELETE`.
    pub method: String,
    /// The version of Microsoft Graph: `v1.0` or `beta`.
    pub version: String,
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
    /// Where this was read.
    pub source: String,
}

/// Every cmdlet that was found documented for a request of ours.
#[derive(Clone, Debug)]
pub struct Cmdlets {
    all: Vec<Cmdlet>,
}

impl Cmdlets {
    /// Reads the data that is part of the program, and checks that each has a parameter for every key.
    pub fn built_in() -> Result<Self, CatalogProblem> {
        Self::from_file(DataFile::cmdlets())
    }

    pub(super) fn from_file(file: DataFile) -> Result<Self, CatalogProblem> {
        let data: CmdletFile = file.read()?;
        let mut cmdlets = Self { all: Vec::new() };
        for entry in data.cmdlet {
            cmdlets.add(file, entry)?;
        }
        Ok(cmdlets)
    }

    fn add(&mut self, file: DataFile, entry: CmdletEntry) -> Result<(), CatalogProblem> {
        if !METHODS.contains(&entry.method.get_ref().as_str()) {
            return Err(file.dangling("method", &entry.method));
        }
        if !VERSIONS.contains(&entry.version.get_ref().as_str()) {
            return Err(file.dangling("version", &entry.version));
        }
        let holes = entry.path.get_ref().matches("{}").count();
        if holes != entry.keys.len() {
            return Err(CatalogProblem::Uneven {
                place: file.place(&entry.name),
                name: entry.name.into_inner(),
                holes,
                keys: entry.keys.len(),
            });
        }
        let (method, version) = (entry.method.get_ref(), entry.version.get_ref());
        if self.find(method, version, entry.path.get_ref()).is_some() {
            return Err(file.twice("the request", &entry.path));
        }
        self.all.push(Cmdlet {
            method: entry.method.into_inner(),
            version: entry.version.into_inner(),
            path: entry.path.into_inner(),
            name: entry.name.into_inner(),
            keys: entry.keys,
            body: entry.body,
            module: entry.module,
            source: entry.source,
        });
        Ok(())
    }

    /// Every cmdlet, in the order of the data.
    pub fn all(&self) -> impl Iterator<Item = &Cmdlet> {
        self.all.iter()
    }

    /// The cmdlet for a request. `path_template` is its path below the version with `{}` for
    /// each key; like Graph itself, this does not mind upper and lower case in it.
    pub fn find(&self, method: &str, version: &str, path_template: &str) -> Option<&Cmdlet> {
        self.all.iter().find(|cmdlet| {
            cmdlet.method == method
                && cmdlet.version == version
                && cmdlet.path.eq_ignore_ascii_case(path_template)
        })
    }
}
