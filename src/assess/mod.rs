//! The matched call: what guides ask, held against what the principals hold.
//!
//! [`assess`] is pure: guides, a snapshot and a moment in; an [`Assessment`] of
//! each guide out. It decides verdicts, options and readiness, and nothing
//! about how they look; `report` and `runbook` come next.

mod absence;
mod adopted;
mod advice;
mod api;
mod asks;
mod attestation;
mod candidate;
mod checks;
mod context;
mod counted_grants;
mod coverage;
mod day;
mod evaluate;
mod evidence;
mod excess;
mod external;
mod gives;
mod group_target;
mod handover;
mod holders;
mod inbound;
mod leftover;
mod lifetime;
mod lookups;
mod member_of;
mod model;
mod needs;
mod note;
mod obstacle;
mod options;
mod outcome;
mod principals;
mod questions;
mod readiness;
mod remedy;
mod rest;
mod right_seen;
mod role_export;
mod selection;
pub mod semantics;
mod service_plans;
mod sign_in;
mod taken;
mod target;
mod ternary;
mod unasked;
mod verdict;
mod words;

pub use adopted::{
    AdoptedAnswer, FactSeen, Given, GivenError, GivenFault, Holding, InstallerFault, Named, Reader,
    TenantHolder, TenantRight, Words, assess, facts, facts_in_force, judge,
};
pub use attestation::{Attestation, AttestationError, Statements, read_attestations};
pub use checks::is_refused_by_cross_tenant_access;
pub use role_export::{
    ExportColumns, ExportError, ExportNamed, ExportedRole, RoleExport, read_role_export,
};

pub use crate::access::CredentialKind;
pub use handover::{HandoverEvidence, HandoverSeen};
pub use holders::{HoldersRead, OtherHolder};
pub use lifetime::Lifetime;
pub use model::{
    AccessPath, Advice, AdviceKind, Assessment, Attested, Candidate, CandidateKind, CitedPlace,
    CollectionFacts, Evidence, Finding, FindingHolder, GuideFacts, LedgerEntry, Note, NoteKind,
    NoticeShown, RelationSeen, RightSeen, Standing,
};
pub(crate) use needs::needed_permissions;
pub use obstacle::{ApiState, Obstacle};
pub use options::{AssessError, AssessOptions};
pub use remedy::{Clarify, Establish, Give, Observe, Outside, Remedy, Remove};
pub use taken::{ChoiceTaken, HowTaken};
pub use target::{SettledBy, TargetPrincipal};
pub use verdict::{Readiness, Verdict};
pub(crate) use words::{listed, shown};
