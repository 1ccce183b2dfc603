//! The decisions that a reader may make about an assessment.

use super::attestation::{Attestation, AttestationError};
use super::role_export::RoleExport;
use crate::snapshot::Moment;
use jiff::Timestamp;
use thiserror::Error;

/// The reader's decisions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssessOptions {
    /// The moment that expiry dates are held against.
    pub as_of: Timestamp,
    /// The number of days before an end in which it is worth a warning.
    pub warn_days: u32,
    /// The number of days for which an attestation counts after the day that it names.
    pub attest_max_age: u32,
    /// Everything that a person attests to.
    pub attestations: Vec<Attestation>,
    /// Exports of roles that a person supplied.
    pub role_exports: Vec<RoleExport>,
}

impl AssessOptions {
    /// A warning window of 30 days, and attestations that count for a year.
    pub const fn detect(as_of: Timestamp) -> Self {
        Self {
            as_of,
            warn_days: 30,
            attest_max_age: 365,
            attestations: Vec::new(),
            role_exports: Vec::new(),
        }
    }

    /// True if a moment lies ahead, but within the warning window.
    pub(super) fn soon(&self, end: &Moment) -> bool {
        let window = i64::from(self.warn_days) * 86_400;
        let left = end.unix_seconds().saturating_sub(self.as_of.as_second());
        (0..=window).contains(&left)
    }
}

/// The reason why an assessment cannot be made.
#[derive(Debug, Error)]
pub enum AssessError {
    /// An attestation answers nothing.
    #[error(transparent)]
    Attestation(#[from] AttestationError),
}
