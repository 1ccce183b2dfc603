//! The shape of a guide's file: the one list of its tables and keys.
//!
//! `docs/guide-format.md` explains each key to guide authors.

mod catalog;
mod cite;
mod condition;
mod head;
mod principal;
mod requirement;
mod right;
mod step;

pub(crate) use catalog::CatalogEntry;
pub(crate) use cite::CiteEntry;
pub(crate) use condition::{TreeEntry, WhenEntry};
pub(crate) use head::{
    ChoiceEntry, DefaultEntry, DetectEntry, FactEntry, FormatNumber, GuideFile, OptionEntry,
    ParameterEntry, RelationEntry, SourceEntry,
};
pub(crate) use principal::{ApplicationEntry, PrincipalEntry, PublisherEntry};
pub(crate) use requirement::{RequirementEntry, RightsEntry};
pub(crate) use right::{AtEntry, CredentialEntry, DefenderEntry, PlainCredential, RightEntry};
pub(crate) use step::{
    EvidenceEntry, FieldEntry, HandoverEntry, NoticeEntry, PlainEvidence, StepEntry,
};
