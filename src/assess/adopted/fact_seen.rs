//! A fact of a guide, as a snapshot and the reader answer it.

use crate::assess::semantics::Truth;
use crate::guide::format2::ids::{FactId, GuideId};

/// A fact of a guide, with everything that is known of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactSeen {
    /// The guide.
    pub guide: GuideId,
    /// The fact.
    pub fact: FactId,
    /// The statement that is true when the fact is yes.
    pub title: String,
    /// The value that the snapshot shows; open where it shows none.
    pub detected: Truth,
    /// The reason for it, in one sentence; none where the guide names no test.
    pub why: Option<String>,
    /// The reader's answer.
    pub answer: Option<bool>,
}

impl FactSeen {
    /// The value that counts; none where the fact is open.
    pub const fn value(&self) -> Option<bool> {
        match self.detected {
            Truth::Yes => Some(true),
            Truth::No => Some(false),
            Truth::Open => self.answer,
        }
    }

    /// True if the reader answers other than the snapshot shows.
    pub fn is_contradicted(&self) -> bool {
        self.answer.is_some() && self.answer != self.value()
    }
}
