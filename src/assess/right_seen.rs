//! A right that a requirement names, and what was seen of it.

use super::candidate::FindingHolder;
use super::note::Note;
use super::obstacle::Obstacle;
use super::remedy::Remedy;
use super::verdict::Verdict;
use crate::catalog::Entitlement;
use crate::guide::PrincipalId;
use crate::guide::format2::ids::GuideId;
use crate::guide::format2::model::RightKind;

/// A right that a requirement names, and what was seen of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RightSeen {
    /// The guide that the principal is of: another than the finding's where that one is extended.
    pub guide: GuideId,
    /// The principal that is to hold it: `tenant` and `installer` for those.
    pub principal: PrincipalId,
    /// The principal's title.
    pub principal_title: String,
    /// The candidate that it rests on; absent where it rests on nobody, or on several.
    pub holder: Option<FindingHolder>,
    /// The right, with the values of its parameters.
    pub kind: RightKind,
    /// The role or permission that it is, where it is one that the catalogue can tell apart.
    pub entitlement: Option<Entitlement>,
    /// The verdict on this right by itself.
    pub verdict: Verdict,
    /// Everything that is asked, in words.
    pub expected: String,
    /// Everything that was seen, in words.
    pub actual: String,
    /// The reason for this verdict, in one sentence.
    pub reason: String,
    /// Remarks that change no verdict.
    pub notes: Vec<Note>,
    /// Everything that a person does about it, in order.
    pub remedies: Vec<Remedy>,
    /// Everything that stands in the way beside the access itself.
    pub obstacle: Option<Obstacle>,
}
