//! The roll call: what the guide asks, held against what the principals hold.
//!
//! [`assess`](crate::assess) is pure: guide, access and a moment in; an
//! [`Assessment`] out. It decides verdicts, options and readiness, and nothing
//! about how they look; `report` and `runbook` come next.

mod model;

pub use model::{
    AccessPath, Assessment, Candidate, ChoiceTaken, CollectionFacts, Evidence, Finding, GuideFacts,
    HowTaken, LedgerEntry, Note, NoteKind, NoticeShown, Readiness, Standing, Verdict,
};
