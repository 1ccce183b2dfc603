//! The candidates in the tenant for a principal of the guide.

use crate::guide::PrincipalId;
use crate::ids::{AppId, ObjectId};
use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The certainty that a candidate is the principal it looks like.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// The reader pinned its id, or what cannot be chosen freely matches.
    Confirmed,
    /// It has the right name and nothing speaks against it; a name can be anybody's.
    Named,
    /// It cannot be told whether it is the principal.
    Unproven,
    /// It only looks like the principal. It satisfies nothing.
    LookAlike,
}

impl Standing {
    /// The word as every output spells it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Named => "by name only",
            Self::Unproven => "unproven",
            Self::LookAlike => "look-alike",
        }
    }
}

/// The kind of a principal.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "PrincipalKind")]
pub enum CandidateKind {
    /// A user of another tenant, invited as a guest.
    GuestUser,
    /// A multi-tenant application of the vendor, consented to by an administrator.
    EnterpriseApplication,
    /// An application that the customer registers for the vendor.
    CustomApplication,
}

/// Somebody who could be a principal of the guide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The guide's principal.
    pub principal: PrincipalId,
    /// The kind of the principal.
    pub kind: CandidateKind,
    /// The object id: of the user, of the service principal, or of the registration where there is no other.
    pub object_id: ObjectId,
    /// The application id.
    pub app_id: Option<AppId>,
    /// A claim of whoever made it.
    pub display_name: Option<String>,
    /// A user's sign-in name, or an application's home tenant and publisher, in words.
    pub identity: String,
    /// The address or the name of the guide that it fits.
    pub found_by: Option<String>,
    /// The certainty that it is the principal.
    pub standing: Standing,
    /// The reason, in one sentence.
    pub why: String,
    /// The number of grants that it holds.
    pub grants: usize,
    /// The time when the account last signed in, where that could be read.
    pub last_sign_in: Option<Timestamp>,
}

/// The candidate that a finding rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FindingHolder {
    /// The object id of the candidate.
    pub object_id: ObjectId,
    /// The kind of principal that it is a candidate for.
    pub kind: CandidateKind,
}

impl FindingHolder {
    /// The one that all of these are; none where there are none, or several.
    pub(super) fn only(mut holders: impl Iterator<Item = Self>) -> Option<Self> {
        let first = holders.next()?;
        holders.all(|holder| holder == first).then_some(first)
    }
}
