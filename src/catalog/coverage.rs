//! What includes what.

use super::Entitlement;
use serde::Deserialize;

/// How it is known that one entitlement includes another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// Microsoft documents it.
    Documented,
    /// Only the names say so.
    NamingConvention,
}

/// One entitlement that includes another, on the same resource and of the same type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cover {
    /// The broader one.
    pub held: Entitlement,
    /// The one it includes.
    pub asked: Entitlement,
    /// How this is known.
    pub basis: Basis,
    /// Who says so.
    pub source: String,
}
