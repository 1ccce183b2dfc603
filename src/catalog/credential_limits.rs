//! Limits of the lifetime of credentials, loaded from `catalog/credentials.toml`.

use serde::Deserialize;

/// Limits of the lifetime of secrets and certificates, in days.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct CredentialLimits {
    /// The day when the file was last held against its sources.
    pub checked: String,
    /// From so many on, a credential has no real end.
    pub no_real_end_days: u32,
    /// The source of the limit.
    pub source: String,
}
