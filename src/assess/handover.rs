//! Handovers, with the evidence that they happened.

use crate::guide::format2::ids::HandoverId;
use jiff::Timestamp;
use jiff::civil::Date;

/// Information that the vendor needs on its own side, with the evidence that it was given. It changes no readiness.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandoverSeen {
    /// Its id without the guide's.
    pub id: HandoverId,
    /// Its title.
    pub title: String,
    /// True if it could not be told that it applies: its condition is open.
    pub is_open: bool,
    /// The evidence; absent where there is none, which is no evidence that it did not happen.
    pub evidence: Option<HandoverEvidence>,
    /// Everything that would be evidence, in words.
    pub would_be: String,
}

/// Evidence that a handover happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HandoverEvidence {
    /// A person's word.
    Attested {
        /// The person.
        by: String,
        /// The day.
        on: Date,
        /// The statement.
        statement: String,
    },
    /// A principal has signed in, which it can only after the handover.
    SignIn {
        /// The title of the principal.
        principal: String,
        /// The last sign-in.
        at: Timestamp,
    },
}
