//! Microsoft Graph: the API that the program itself speaks to.

use crate::ids::AppId;
use serde::Deserialize;
use uuid::uuid;

/// The application id of Microsoft Graph, the same in every cloud: what a scan reads, and the
/// permissions that it needs for that, are on it.
pub const MICROSOFT_GRAPH: AppId = AppId::new(uuid!("00000003-0000-0000-c000-000000000000"));

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
