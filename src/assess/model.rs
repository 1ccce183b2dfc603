//! The assessment: what every report is made from.

pub use super::advice::kind::AdviceKind;
use super::attestation::Attestation;
use super::holders::{HoldersRead, OtherHolder};
use super::lifetime::Lifetime;
use super::obstacle::{ApiState, Obstacle};
use super::remedy::Remedy;
use super::taken::ChoiceTaken;
use super::verdict::{Readiness, Verdict};
use crate::catalog::{Entitlement, Risk, Subject};
use crate::guide::{Cite, NoticeKind, PrincipalKind, Tier};
use crate::ids::{AppId, ObjectId, TenantId};
use crate::snapshot::{ObserverKind, SectionName, State};
use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The matched call of one guide in one tenant at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessment {
    /// The version of rolecall that assessed.
    pub tool: String,
    /// The moment that expiry dates are held against.
    pub as_of: Timestamp,
    /// The guide.
    pub guide: GuideFacts,
    /// The tenant and how it was read.
    pub collection: CollectionFacts,
    /// The overall answer.
    pub readiness: Readiness,
    /// Why, in one sentence.
    pub readiness_reason: String,
    /// The option taken for each choice of the guide, and why.
    pub choices: Vec<ChoiceTaken>,
    /// Everybody who could be a principal of the guide, genuine or not.
    pub candidates: Vec<Candidate>,
    /// The findings, in the order of every output.
    pub findings: Vec<Finding>,
    /// What a reader must know about the guide.
    pub notices: Vec<NoticeShown>,
    /// Settings of the tenant that may stop the guest. They change no verdict.
    pub advice: Vec<Advice>,
    /// Who else holds application permissions on the API that the guide is about.
    pub other_holders: Vec<OtherHolder>,
    /// How far they were read; absent where they were not asked about.
    pub holders_read: Option<HoldersRead>,
    /// What became of each section.
    pub ledger: Vec<LedgerEntry>,
}

/// A setting that may stop the guest. The text can hold names of the tenant: hostile text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advice {
    /// Stable: `expel-mde/advice/invitations-off`.
    pub id: String,
    /// What it is about.
    pub kind: AdviceKind,
    /// One line.
    pub title: String,
    /// The whole of it, plain text.
    pub text: String,
    /// It keeps the answer from plain `ready`: what is asked may not work.
    pub weighs: bool,
    /// The setting it rests on.
    pub evidence: Vec<Evidence>,
}

/// The guide, as a report names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuideFacts {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Who wrote it.
    pub vendor: String,
    /// What it gives access to.
    pub product: String,
    /// The edition's id.
    pub edition: String,
    /// Where the text stands.
    pub url: String,
    /// SHA-256 of the text.
    pub sha256: String,
    /// When the text was read, `YYYY-MM-DD`.
    pub read: String,
    /// The parameters in force: id, title, value.
    pub parameters: Vec<(String, String, Option<String>)>,
}

/// How the tenant was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CollectionFacts {
    /// The tenant's id, where it is known.
    pub tenant: Option<TenantId>,
    /// The tenant's display name: its own claim.
    pub tenant_name: Option<String>,
    /// The cloud.
    pub cloud: String,
    /// When collection began, UTC.
    pub started: Timestamp,
    /// When collection ended, UTC.
    pub ended: Timestamp,
    /// By how many seconds the clock of whoever looked was ahead of the service's (below 0: behind).
    pub clock_ahead_seconds: Option<i64>,
    /// The version of rolecall that collected.
    pub tool: String,
    /// How the observer signed in.
    pub sign_in: String,
    /// Application or person.
    pub observer_kind: ObserverKind,
    /// The observer's name, as its token gave it.
    pub observer_name: Option<String>,
    /// The observer's application id.
    pub observer_app_id: Option<AppId>,
    /// The Graph permissions of the observer.
    pub observer_permissions: Vec<String>,
    /// Sections collected whole.
    pub sections_whole: usize,
    /// Sections that were asked for.
    pub sections_asked: usize,
}

/// How sure it is that a candidate is the principal it looks like.
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

/// Somebody who could be a principal of the guide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The guide's principal.
    pub principal: String,
    /// What kind of principal that is.
    pub kind: PrincipalKind,
    /// The object id: of the user, of the service principal, or of the registration where there is no other.
    pub object_id: ObjectId,
    /// The application id.
    pub app_id: Option<AppId>,
    /// A claim of whoever made it.
    pub display_name: Option<String>,
    /// A user's sign-in name, or an application's home tenant and publisher, in words.
    pub identity: String,
    /// How sure it is.
    pub standing: Standing,
    /// Why, in one sentence.
    pub why: String,
    /// How many grants it holds.
    pub grants: usize,
    /// When the account last signed in, where that could be read.
    pub last_sign_in: Option<Timestamp>,
}

/// One line of the matched call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Stable across runs, formats and editions: `expel-mde/api/WindowsDefenderATP/application/Ti.ReadWrite.All`.
    pub id: String,
    /// What it is about, in a few words.
    pub title: String,
    /// What kind of thing it is about.
    pub subject: Subject,
    /// What it says.
    pub verdict: Verdict,
    /// The guide's principal that it is about: `guest`.
    pub principal: String,
    /// The principal's title.
    pub principal_title: String,
    /// The id of the guide's requirement that it answers; absent where it is about something else.
    pub requirement: Option<String>,
    /// The choice that it belongs to, if any.
    pub choice: Option<String>,
    /// How strongly the guide asks; absent where it does not ask at all.
    pub tier: Option<Tier>,
    /// The entitlement, where it is about one.
    pub entitlement: Option<Entitlement>,
    /// What the guide asks, in words.
    pub expected: String,
    /// What was seen, in words.
    pub actual: String,
    /// Why this verdict, in one sentence.
    pub reason: String,
    /// What happens without it (the guide's effect), or what a holder could do (an excess).
    pub effect: Option<String>,
    /// How it is held: one line per way, from the principal to the entitlement.
    pub paths: Vec<AccessPath>,
    /// The requests that showed it, or that would have.
    pub evidence: Vec<Evidence>,
    /// Remarks that change no verdict.
    pub notes: Vec<Note>,
    /// How much harm it can do.
    pub risk: Option<Risk>,
    /// What a person does about it, in order; empty where there is nothing to do, and of an excess.
    pub remedies: Vec<Remedy>,
    /// Where the guide asks it.
    pub cites: Vec<Cite>,
    /// What a person attests to, which is never shown as observed.
    pub attested: Option<Attested>,
    /// What stands in the way beside the access itself.
    pub obstacle: Option<Obstacle>,
    /// How long the credentials live that the application signs in with.
    pub lifetimes: Vec<Lifetime>,
}

/// A person's word, where no public API shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attested {
    /// Who looked.
    pub by: String,
    /// When, `YYYY-MM-DD`.
    pub on: String,
    /// The last day on which it counts, `YYYY-MM-DD`.
    pub until: Option<String>,
    /// Whether it is as the guide asks.
    pub holds: bool,
    /// What was looked at, and what was seen.
    pub statement: String,
    /// A file that shows it.
    pub file: Option<String>,
    /// The SHA-256 of that file.
    pub sha256: Option<String>,
}

impl Attested {
    /// As the file says it.
    pub(super) fn of(attestation: &Attestation) -> Self {
        Self {
            by: attestation.by.clone(),
            on: attestation.on.to_string(),
            until: attestation.until.map(|until| until.to_string()),
            holds: attestation.holds,
            statement: attestation.statement.clone(),
            file: attestation.file.clone(),
            sha256: attestation.sha256.clone(),
        }
    }
}

/// One way in which something is held.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct AccessPath {
    /// From the holder to the entitlement: `guest`, `group SOC vendors`, `Security Reader`.
    pub hops: Vec<String>,
    /// How it is held: `active`, `eligible`, `scoped to administrative unit …`, `requested, not consented`.
    pub condition: String,
    /// Whether this way alone gives what was asked.
    pub as_asked: bool,
}

/// A request and the object in its answer that a finding rests on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Evidence {
    /// The section.
    pub section: SectionName,
    /// What became of the section.
    pub state: State,
    /// The request's URL, where one was made.
    pub url: Option<String>,
    /// When it was answered, UTC.
    pub at: Option<Timestamp>,
    /// When that was by the service's own clock, UTC.
    pub server_date: Option<Timestamp>,
    /// The HTTP status.
    pub status: Option<u16>,
    /// Microsoft's `request-id`.
    pub request_id: Option<String>,
    /// Where the object stands in the snapshot, as a JSON pointer.
    pub pointer: Option<String>,
    /// The object as compact JSON.
    pub object: Option<String>,
}

/// What kind of remark a note is.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum NoteKind {
    /// It ends within the warning window.
    Expiry,
    /// Something that keeps the answer from plain `ready`, such as a credential without an end.
    Concern,
    /// Another ask of the same guide includes it.
    Redundant,
    /// The guide's wording was read in one of several ways.
    Interpretation,
    /// It rests on a name that could be anybody's.
    NameOnly,
    /// It also gives what is added later (wildcards).
    Drift,
    /// Something else that a reader should know.
    Remark,
}

/// A remark that changes no verdict.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Note {
    /// What kind.
    pub kind: NoteKind,
    /// The remark.
    pub text: String,
}

/// A notice of the guide, as a report shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeShown {
    /// Its id.
    pub id: String,
    /// What kind of thing it tells.
    pub kind: NoticeKind,
    /// One line.
    pub title: String,
    /// The whole of it, in Markdown. Data of the guide, never of the tenant.
    pub text: String,
    /// Who says so, where it is not the guide.
    pub source: Option<String>,
    /// Where in the guide.
    pub cite: Option<Cite>,
}

/// What became of a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerEntry {
    /// The section.
    pub section: SectionName,
    /// What became of it.
    pub state: State,
    /// Requests made.
    pub requests: usize,
    /// Pages read.
    pub pages: u32,
    /// Items seen.
    pub items: usize,
    /// Why it is not whole.
    pub problem: Option<String>,
    /// The service's error code.
    pub code: Option<String>,
    /// Graph permissions, any one of which would answer.
    pub permissions: Vec<String>,
    /// The `request-id`s of its answers.
    pub request_ids: Vec<String>,
}

impl Assessment {
    /// How many findings have a verdict and stand for themselves.
    pub fn count(&self, verdict: Verdict) -> usize {
        let findings = self.findings.iter();
        findings
            .filter(|finding| finding.verdict == verdict && !finding.waits())
            .count()
    }

    /// How many findings wait for another.
    pub fn waiting(&self) -> usize {
        self.findings.iter().filter(|one| one.waits()).count()
    }
}

impl Finding {
    /// Whether the gap is part of another finding's: it is closed only once that one is.
    pub fn waits(&self) -> bool {
        let obstacle = self.obstacle.as_ref();
        let absent = obstacle.is_some_and(|obstacle| obstacle.state == ApiState::Absent);
        absent && self.subject != Subject::Api && self.verdict.is_gap()
    }

    /// The id of the finding that it waits for.
    pub fn waits_for(&self) -> Option<&str> {
        let obstacle = self.obstacle.as_ref().filter(|_| self.waits())?;
        Some(&obstacle.finding)
    }
}
