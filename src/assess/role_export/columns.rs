//! The columns of an export, by their content.

use serde::Deserialize;

/// Headers that a person named, for columns that are not recognised.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct ExportColumns {
    /// The column with the role's name.
    pub role: Option<String>,
    /// The column with its permissions.
    pub permissions: Option<String>,
    /// The column with the users and groups.
    pub assigned: Option<String>,
    /// The column with the data sources.
    pub sources: Option<String>,
}

/// The kinds of column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Content {
    Role,
    Permissions,
    Assigned,
    Sources,
}

impl Content {
    pub(super) const ALL: [Self; 4] =
        [Self::Role, Self::Permissions, Self::Assigned, Self::Sources];

    /// The key that names it in the file of attestations.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Role => "role",
            Self::Permissions => "permissions",
            Self::Assigned => "assigned",
            Self::Sources => "sources",
        }
    }

    /// True if an export without it is of no use.
    pub(super) const fn needed(self) -> bool {
        !matches!(self, Self::Sources)
    }

    /// The header that a person named.
    pub(super) fn named(self, columns: &ExportColumns) -> Option<&str> {
        match self {
            Self::Role => columns.role.as_deref(),
            Self::Permissions => columns.permissions.as_deref(),
            Self::Assigned => columns.assigned.as_deref(),
            Self::Sources => columns.sources.as_deref(),
        }
    }

    /// Headers that are taken for it, letters and digits alone.
    ///
    /// Microsoft documents what the export holds, and not how its headers are
    /// spelled. The first of each list is the documented content, word for word;
    /// the others are near spellings. No export of a live portal was seen, so
    /// none of them is verified.
    const fn spellings(self) -> &'static [&'static str] {
        match self {
            Self::Role => &["rolename", "role", "name"],
            Self::Permissions => &[
                "permissionsincludedintherole",
                "permissions",
                "rolepermissions",
                "includedpermissions",
            ],
            Self::Assigned => &[
                "theassignedusersorusergroups",
                "assignedusersorusergroups",
                "assignedusersandusergroups",
                "assignedusersandgroups",
                "assignedusers",
                "assignedto",
                "usersandgroups",
                "assignees",
            ],
            Self::Sources => &[
                "theassigneddatasources",
                "assigneddatasources",
                "datasources",
            ],
        }
    }

    /// The one column that holds it. `None` when there is none, or when two could.
    pub(super) fn find(self, headers: &[String], columns: &ExportColumns) -> Option<usize> {
        if let Some(named) = self.named(columns) {
            return headers
                .iter()
                .position(|header| plain(header) == plain(named));
        }
        self.spellings().iter().find_map(|spelling| {
            let mut fitting = headers
                .iter()
                .enumerate()
                .filter(|(_, header)| plain(header) == *spelling);
            let (first, _) = fitting.next()?;
            fitting.next().is_none().then_some(first)
        })
    }
}

/// Letters and digits, in lower case.
pub(super) fn plain(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}
