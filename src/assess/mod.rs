//! The roll call: what the guide asks, held against what the principals hold.
//!
//! [`assess`] is pure: guide, access and a moment in; an
//! [`Assessment`] out. It decides verdicts, options and readiness, and nothing
//! about how they look; `report` and `runbook` come next.

mod account;
mod advice;
mod assemble;
mod attestation;
mod choose;
mod context;
mod coverage;
mod credentials;
mod evaluate;
mod evidence;
mod excess;
mod findings;
mod hold;
mod holders;
mod identify;
mod model;
mod options;
mod outcome;
mod readiness;
mod role_export;
pub mod semantics;
mod shown_by;
mod sign_in;
mod taken;
mod verdict;
mod words;

pub use assemble::assess;
pub use attestation::{Attestation, AttestationProblem, Statements, read_attestations};
pub use role_export::{
    ExportColumns, ExportNamed, ExportProblem, ExportedRole, RoleExport, read_role_export,
};

pub use model::{
    AccessPath, Advice, Assessment, Attested, Candidate, CollectionFacts, Evidence, Finding,
    GuideFacts, LedgerEntry, Note, NoteKind, NoticeShown, OtherHolder, Standing,
};
pub use options::{AssessOptions, AssessProblem};
pub use taken::{ChoiceTaken, HowTaken};
pub use verdict::{Readiness, Verdict};
