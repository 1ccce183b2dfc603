//! Version 1 of the wire format. Keys are `snake_case`, words are those of every report, times are ISO 8601 in UTC.
//!
//! A field without a value is `null` and a list without entries is `[]`:
//! every key is always there. Plain words (a state, a tier, a level) are those
//! of the types themselves, in kebab-case; a test holds each of them.

mod around;
mod fill;

use crate::assess::{HowTaken, NoteKind, Standing};
use crate::catalog::{PermissionType, RiskLevel, Subject};
use crate::guide::{NoticeKind, PrincipalKind, Tier};
use crate::report::lazily::Lazily;
use crate::report::view::ControlStatus;
use crate::snapshot::{ObserverKind, State};
use around::{AdviceEntry, AttestedEntry, HolderEntry, HoldersReadEntry};
use serde::Serialize;

/// The name of the schema, in every document.
pub const SCHEMA: &str = "rolecall/assessment";
/// The version of the schema that this build writes.
pub const SCHEMA_VERSION: u32 = 1;

/// The whole document.
#[derive(Serialize)]
pub(super) struct Document<'a> {
    schema: &'static str,
    schema_version: u32,
    tool: Tool<'a>,
    as_of: String,
    guide: Guide<'a>,
    tenant: Tenant<'a>,
    collection: Collection<'a>,
    readiness: &'static str,
    readiness_reason: &'a str,
    counts: Counts,
    /// What to do, in order.
    actions: Vec<ActionEntry<'a>>,
    choices: Vec<Choice<'a>>,
    candidates: Vec<CandidateEntry<'a>>,
    /// Settings that may stop the vendor. They change no verdict; one that weighs keeps from plain `ready`.
    advice: Vec<AdviceEntry<'a>>,
    other_holders: Vec<HolderEntry<'a>>,
    /// How far these were read; `null` where they were not asked about.
    other_holders_read: Option<HoldersReadEntry<'a>>,
    controls: Vec<ControlSum<'a>>,
    findings: Lazily<'a, FindingEntry<'a>>,
    notices: Vec<Notice<'a>>,
    sections: Vec<Section<'a>>,
}

#[derive(Serialize)]
struct Tool<'a> {
    name: &'static str,
    version: &'a str,
}

#[derive(Serialize)]
struct Guide<'a> {
    id: &'a str,
    title: &'a str,
    vendor: &'a str,
    product: &'a str,
    edition: &'a str,
    url: &'a str,
    sha256: &'a str,
    read: &'a str,
    parameters: Vec<Parameter<'a>>,
}

#[derive(Serialize)]
struct Parameter<'a> {
    id: &'a str,
    title: &'a str,
    value: Option<&'a str>,
}

#[derive(Serialize)]
struct Tenant<'a> {
    id: Option<String>,
    name: Option<&'a str>,
    cloud: &'a str,
}

#[derive(Serialize)]
struct Collection<'a> {
    tool_version: &'a str,
    started: String,
    ended: String,
    clock_ahead_seconds: Option<i64>,
    observer: Observer<'a>,
    sections_whole: usize,
    sections_asked: usize,
}

#[derive(Serialize)]
struct Observer<'a> {
    kind: ObserverKind,
    name: Option<&'a str>,
    app_id: Option<String>,
    sign_in: &'a str,
    permissions: &'a [String],
}

#[derive(Serialize)]
struct Counts {
    satisfied: usize,
    partial: usize,
    missing: usize,
    excess: usize,
    absent: usize,
    unknown: usize,
    manual: usize,
    /// Gaps that are part of another finding's and counted nowhere else.
    waiting: usize,
}

#[derive(Serialize)]
struct ActionEntry<'a> {
    urgency: &'static str,
    title: String,
    how: String,
    /// Ids of the findings that it closes.
    closes: Vec<&'a str>,
}

#[derive(Serialize)]
struct Choice<'a> {
    id: &'a str,
    title: &'a str,
    options: Vec<OptionEntry<'a>>,
    how: HowTaken,
    why: &'a str,
}

#[derive(Serialize)]
struct OptionEntry<'a> {
    id: &'a str,
    title: &'a str,
}

#[derive(Serialize)]
struct CandidateEntry<'a> {
    principal: &'a str,
    kind: PrincipalKind,
    object_id: String,
    app_id: Option<String>,
    display_name: Option<&'a str>,
    identity: &'a str,
    standing: Standing,
    why: &'a str,
    grants: usize,
    last_sign_in: Option<String>,
}

#[derive(Serialize)]
struct FindingEntry<'a> {
    id: &'a str,
    verdict: &'static str,
    /// What was decided about it. Always `open` in this version of rolecall.
    status: &'static str,
    subject: Subject,
    tier: Option<Tier>,
    principal: &'a str,
    principal_title: &'a str,
    choice: Option<&'a str>,
    title: &'a str,
    entitlement: Option<EntitlementEntry<'a>>,
    expected: &'a str,
    actual: &'a str,
    reason: &'a str,
    effect: Option<&'a str>,
    paths: Vec<Path<'a>>,
    evidence: Vec<EvidenceEntry<'a>>,
    notes: Vec<Note<'a>>,
    risk: Option<Risk<'a>>,
    needs: Vec<&'a str>,
    cites: Vec<CiteEntry<'a>>,
    controls: Vec<ControlEntry<'a>>,
    /// What to do about it.
    fix: Option<String>,
    /// How to check it without rolecall.
    verify: Option<&'static str>,
    /// The finding whose gap this is part of.
    waits_for: Option<&'a str>,
    /// A person's word, never an observation.
    attested: Option<AttestedEntry<'a>>,
}

#[derive(Serialize)]
struct ControlEntry<'a> {
    framework: &'a str,
    id: &'a str,
    title: &'a str,
    /// What the finding comes to for it.
    status: ControlStatus,
}

/// A control that findings speak to, and what they come to together.
#[derive(Serialize)]
struct ControlSum<'a> {
    framework: &'a str,
    id: &'a str,
    title: &'a str,
    findings: usize,
    open: usize,
    status: ControlStatus,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum EntitlementEntry<'a> {
    DirectoryRole {
        template_id: String,
    },
    ApiPermission {
        resource_app_id: String,
        permission_type: PermissionType,
        value: &'a str,
    },
    DefenderClassic {
        group: &'a str,
        name: &'a str,
    },
    DefenderUnified {
        permission: &'a str,
    },
    DefenderAction {
        action: &'a str,
    },
}

#[derive(Serialize)]
struct Path<'a> {
    hops: &'a [String],
    condition: &'a str,
    as_asked: bool,
}

#[derive(Serialize)]
struct EvidenceEntry<'a> {
    section: &'static str,
    state: State,
    url: Option<&'a str>,
    at: Option<String>,
    server_date: Option<String>,
    status: Option<u16>,
    request_id: Option<&'a str>,
    pointer: Option<&'a str>,
    /// The object as compact JSON, in a string.
    object: Option<&'a str>,
}

#[derive(Serialize)]
struct Note<'a> {
    kind: NoteKind,
    text: &'a str,
}

#[derive(Serialize)]
struct Risk<'a> {
    level: RiskLevel,
    reason: &'a str,
    source: &'a str,
}

#[derive(Serialize)]
struct CiteEntry<'a> {
    step: &'a str,
    line: u32,
}

#[derive(Serialize)]
struct Notice<'a> {
    id: &'a str,
    kind: NoticeKind,
    title: &'a str,
    text: &'a str,
    source: Option<&'a str>,
    cite: Option<CiteEntry<'a>>,
}

#[derive(Serialize)]
struct Section<'a> {
    name: &'static str,
    state: State,
    requests: usize,
    pages: u32,
    items: usize,
    problem: Option<&'a str>,
    code: Option<&'a str>,
    permissions: &'a [String],
    request_ids: &'a [String],
}
