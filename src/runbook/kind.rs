//! The one list of kinds.

use serde::Serialize;
use std::fmt;

/// The purpose of a runbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// The whole guide for this tenant, with what is done struck off.
    Onboard,
    /// The changes that close the gaps of an assessment and take the excess away.
    Remediate,
    /// Takes back everything that the vendor holds.
    Offboard,
    /// The periodic access review: keep or remove, and sign.
    Review,
    /// Creates the auditor's own application, and takes it away again.
    Auditor,
}

impl Kind {
    /// Every kind, in the order in which help lists them.
    pub const ALL: [Self; 5] = [
        Self::Onboard,
        Self::Remediate,
        Self::Offboard,
        Self::Review,
        Self::Auditor,
    ];

    /// The name on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Onboard => "onboard",
            Self::Remediate => "remediate",
            Self::Offboard => "offboard",
            Self::Review => "review",
            Self::Auditor => "auditor",
        }
    }

    /// Its description for help.
    pub const fn describe(self) -> &'static str {
        match self {
            Self::Onboard => {
                "the whole guide made out for this tenant, with what is done struck off"
            }
            Self::Remediate => "only what closes the gaps and takes the excess away",
            Self::Offboard => "everything that the vendor holds, taken back",
            Self::Review => "the periodic access review: keep or remove, and sign",
            Self::Auditor => {
                "the application that a scan signs in as, with the permissions that the guide's plan needs"
            }
        }
    }

    /// True for a kind that cannot be written without a snapshot.
    pub const fn needs_snapshot(self) -> bool {
        !matches!(self, Self::Onboard | Self::Auditor)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
