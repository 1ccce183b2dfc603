//! Loads the catalog from the data in `catalog/`, which is part of the program.

use super::file::{
    ApiFile, CompanyFile, CoverFile, CredentialFile, DefenderFile, LicenceFile, RoleFile,
};
use super::{Catalog, CredentialLimits, GuestAccess, Place};
use serde::de::DeserializeOwned;
use thiserror::Error;
use toml::Spanned;

/// Why the catalog's data cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum CatalogProblem {
    /// It is no TOML, or has a field that is unknown, missing or of the wrong kind.
    #[error("{place}: {message}")]
    Unreadable {
        /// Where.
        place: Place,
        /// What the reader says.
        message: String,
    },
    /// Two entries have one key.
    #[error("{place}: {what} `{name}` is there twice; keep one")]
    Duplicate {
        /// Where the second stands.
        place: Place,
        /// What it is.
        what: &'static str,
        /// Its key.
        name: String,
    },
    /// An entry names something that is not in the catalog.
    #[error(
        "{place}: there is no {what} `{name}`; correct the name, or add the entry that it names"
    )]
    Dangling {
        /// Where it is named.
        place: Place,
        /// What should be there.
        what: &'static str,
        /// The name.
        name: String,
    },
    /// There is no entry for something that the program knows.
    #[error("{place}: there is no entry for {what} `{name}`; add one")]
    Missing {
        /// The end of the file.
        place: Place,
        /// What has no entry.
        what: &'static str,
        /// Its name.
        name: String,
    },
    /// A cmdlet has more or fewer parameters for keys than its path has keys.
    #[error(
        "{place}: the path of `{name}` has {holes} `{{}}`, and `keys` names {keys}; make them as many"
    )]
    Uneven {
        /// Where its name stands.
        place: Place,
        /// The cmdlet.
        name: String,
        /// How many keys its path has.
        holes: usize,
        /// How many parameters are named for them.
        keys: usize,
    },
}

/// A data file: its name in the repository, and its text.
#[derive(Clone, Copy, Debug)]
pub(super) struct DataFile {
    pub(super) name: &'static str,
    pub(super) text: &'static str,
}

macro_rules! data_file {
    ($name:literal) => {
        DataFile {
            name: $name,
            text: include_str!(concat!("../../", $name)),
        }
    };
}

/// All the data files.
#[derive(Clone, Debug)]
pub(super) struct Data {
    pub(super) roles: DataFile,
    pub(super) apis: Vec<DataFile>,
    pub(super) defender: DataFile,
    pub(super) covers: DataFile,
    pub(super) licences: DataFile,
    pub(super) guest_access: DataFile,
    pub(super) companies: DataFile,
    pub(super) credentials: DataFile,
}

impl Data {
    pub(super) fn built_in() -> Self {
        Self {
            roles: data_file!("catalog/directory-roles.toml"),
            apis: vec![
                data_file!("catalog/api/microsoft-graph.toml"),
                data_file!("catalog/api/microsoft-threat-protection.toml"),
                data_file!("catalog/api/windows-defender-atp.toml"),
            ],
            defender: data_file!("catalog/defender.toml"),
            covers: data_file!("catalog/covers.toml"),
            licences: data_file!("catalog/licences.toml"),
            guest_access: data_file!("catalog/guest-access.toml"),
            companies: data_file!("catalog/company-names.toml"),
            credentials: data_file!("catalog/credentials.toml"),
        }
    }
}

impl Catalog {
    /// Reads the data that is part of the program, and checks that what it names is there.
    pub fn built_in() -> Result<Self, CatalogProblem> {
        Self::from_data(&Data::built_in())
    }

    pub(super) fn from_data(data: &Data) -> Result<Self, CatalogProblem> {
        let mut catalog = Self::default();
        let roles: RoleFile = data.roles.read()?;
        catalog.add_roles(data.roles, roles)?;
        for file in &data.apis {
            let api: ApiFile = file.read()?;
            catalog.add_api(*file, api)?;
        }
        let defender: DefenderFile = data.defender.read()?;
        catalog.add_defender(data.defender, defender)?;
        let covers: CoverFile = data.covers.read()?;
        catalog.add_covers(data.covers, covers)?;
        let licences: LicenceFile = data.licences.read()?;
        catalog.add_licences(data.licences, licences)?;
        let credentials: CredentialFile = data.credentials.read()?;
        catalog.credential_limits = CredentialLimits {
            no_real_end_days: credentials.no_real_end_days,
        };
        catalog.guest_access = GuestAccess::read(data.guest_access)?;
        let companies: CompanyFile = data.companies.read()?;
        catalog.add_companies(data.companies, companies)?;
        catalog.sort();
        Ok(catalog)
    }

    fn sort(&mut self) {
        self.legal_forms.sort();
        self.legal_forms.dedup();
        self.directory_roles.sort_by(|a, b| a.name.cmp(&b.name));
        self.resources.sort_by(|a, b| a.name.cmp(&b.name));
        for resource in &mut self.resources {
            resource
                .permissions
                .sort_by(|a, b| (a.kind, &a.value).cmp(&(b.kind, &b.value)));
        }
        self.classic
            .sort_by(|a, b| (&a.group, &a.name).cmp(&(&b.group, &b.name)));
        self.unified.sort_by(|a, b| a.id.cmp(&b.id));
        self.roles_in_defender.sort_by_key(|entry| entry.role);
        self.licences
            .plans
            .sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
        self.covers
            .sort_by(|a, b| (&a.held, &a.asked).cmp(&(&b.held, &b.asked)));
    }
}

impl DataFile {
    /// The controls stand beside the catalog: they say nothing about Microsoft.
    pub(super) fn controls() -> Self {
        data_file!("catalog/controls.toml")
    }

    /// What an administrator's tasks need.
    pub(super) fn tasks() -> Self {
        data_file!("catalog/tasks.toml")
    }

    /// The cmdlets of Microsoft Graph PowerShell.
    pub(super) fn cmdlets() -> Self {
        data_file!("catalog/cmdlets.toml")
    }

    pub(super) fn read<T: DeserializeOwned>(&self) -> Result<T, CatalogProblem> {
        toml::from_str(self.text).map_err(|problem| CatalogProblem::Unreadable {
            place: Place::of(
                self.name,
                self.text,
                problem.span().map_or(0, |span| span.start),
            ),
            message: problem.message().to_owned(),
        })
    }

    pub(super) fn place<T>(&self, at: &Spanned<T>) -> Place {
        Place::of(self.name, self.text, at.span().start)
    }

    /// The problem that `at` is there already.
    pub(super) fn twice<T: ToString>(&self, what: &'static str, at: &Spanned<T>) -> CatalogProblem {
        CatalogProblem::Duplicate {
            place: self.place(at),
            what,
            name: at.get_ref().to_string(),
        }
    }

    /// The same for a key that is no text.
    pub(super) fn twice_called<T>(
        &self,
        what: &'static str,
        at: &Spanned<T>,
        name: &str,
    ) -> CatalogProblem {
        CatalogProblem::Duplicate {
            place: self.place(at),
            what,
            name: name.to_owned(),
        }
    }

    /// The problem that nothing in the file is about `name`.
    pub(super) fn missing(&self, what: &'static str, name: &str) -> CatalogProblem {
        CatalogProblem::Missing {
            place: Place::of(self.name, self.text, self.text.len()),
            what,
            name: name.to_owned(),
        }
    }

    /// The problem that `at` names nothing.
    pub(super) fn dangling<T: ToString>(
        &self,
        what: &'static str,
        at: &Spanned<T>,
    ) -> CatalogProblem {
        CatalogProblem::Dangling {
            place: self.place(at),
            what,
            name: at.get_ref().to_string(),
        }
    }
}
