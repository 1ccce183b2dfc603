//! Identifiers that must not be mixed up.
//!
//! Microsoft's ids are GUIDs and compare without regard to case, so each type
//! here wraps a [`Uuid`] and prints in lower case. Guides, catalogs and
//! snapshots carry them as text; a text that is no GUID is refused where it is
//! read, with the field's name.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

macro_rules! guid_type {
    ($($(#[$doc:meta])+ $name:ident;)+) => {$(
        $(#[$doc])+
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// Wraps a GUID.
            pub const fn new(id: Uuid) -> Self {
                Self(id)
            }

            /// The GUID itself.
            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&self.0.hyphenated(), f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text.trim()).map(Self)
            }
        }
    )+};
}

guid_type! {
    /// A Microsoft Entra tenant (directory) id.
    TenantId;
    /// An application (client) id: the same in every tenant of one cloud.
    AppId;
    /// The object id of a directory object in one tenant: user, group, service principal, application.
    ObjectId;
    /// A built-in directory role's template id, or a custom role's definition id.
    RoleTemplateId;
    /// The id of an Azure role definition: the last segment of its path, without the subscription.
    AzureRoleId;
    /// The id of an app role or of a delegated scope, meaningful only together with its resource and type.
    PermissionId;
}
