//! How long credentials may be said to live.

/// Limits of the lifetime of secrets and certificates, in days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CredentialLimits {
    /// From so many on, a credential has no real end.
    pub no_real_end_days: u32,
}
