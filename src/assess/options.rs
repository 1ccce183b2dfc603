//! What a reader may decide about an assessment.

use super::attestation::{Attestation, AttestationError};
use super::role_export::RoleExport;
use crate::guide::Guide;
use crate::quote::Quoted;
use crate::snapshot::Moment;
use jiff::Timestamp;
use std::collections::BTreeMap;
use thiserror::Error;

/// The reader's decisions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssessOptions {
    /// Options chosen by the reader: choice id to option id. Others are detected.
    pub choose: BTreeMap<String, String>,
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
    /// Nothing chosen, a warning window of 30 days, and attestations that count for a year.
    pub const fn detect(as_of: Timestamp) -> Self {
        Self {
            choose: BTreeMap::new(),
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

    /// Refuses a choice or an option that the guide does not offer.
    pub(crate) fn check(&self, guide: &Guide) -> Result<(), AssessError> {
        for (choice_id, option) in &self.choose {
            let mut choices = guide.choices.iter();
            let Some(choice) = choices.find(|known| known.id == **choice_id) else {
                return Err(AssessError::NoSuchChoice {
                    guide: Quoted::new(&guide.id),
                    given: Quoted::new(choice_id),
                    known: Quoted::list(guide.choices.iter().map(|choice| choice.id.as_str())),
                });
            };
            if !choice.options.iter().any(|known| known.id == **option) {
                return Err(AssessError::NoSuchOption {
                    choice: Quoted::new(choice_id),
                    given: Quoted::new(option),
                    known: Quoted::list(choice.options.iter().map(|option| option.id.as_str())),
                });
            }
        }
        Ok(())
    }
}

/// The reason why an assessment cannot be made.
#[derive(Debug, Error)]
pub enum AssessError {
    /// An attestation answers nothing.
    #[error(transparent)]
    Attestation(#[from] AttestationError),
    /// The guide offers no such choice.
    #[error("the guide {guide} has no choice {given:?}; it has: {known}")]
    NoSuchChoice {
        /// The guide.
        guide: Quoted,
        /// Everything that was given.
        given: Quoted,
        /// Everything that the guide offers.
        known: String,
    },
    /// The choice has no such option.
    #[error("the choice {choice} has no option {given:?}; it has: {known}")]
    NoSuchOption {
        /// The choice.
        choice: Quoted,
        /// Everything that was given.
        given: Quoted,
        /// Everything that the choice offers.
        known: String,
    },
}
