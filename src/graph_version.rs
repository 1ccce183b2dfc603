//! The versions of Microsoft Graph.

use serde::Deserialize;

/// A version of Microsoft Graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
pub enum GraphVersion {
    /// The one that Microsoft supports.
    #[serde(rename = "v1.0")]
    V1,
    /// The one that may change; Unified RBAC is nowhere else.
    #[serde(rename = "beta")]
    Beta,
}

impl GraphVersion {
    /// The first segment of a path.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::V1 => "v1.0",
            Self::Beta => "beta",
        }
    }
}
