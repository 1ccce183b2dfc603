//! The assessment: what every report is made from.

use super::adopted::FactSeen;
pub use super::advice::kind::AdviceKind;
use super::attestation::Attestation;
pub use super::candidate::{Candidate, CandidateKind, FindingHolder, Standing};
use super::handover::HandoverSeen;
use super::holders::{HoldersRead, OtherHolder};
use super::lifetime::Lifetime;
pub use super::note::{Note, NoteKind};
use super::obstacle::{ApiState, Obstacle};
use super::remedy::Remedy;
pub use super::right_seen::RightSeen;
use super::taken::ChoiceTaken;
use super::target::INSTALLER;
use super::verdict::{Readiness, Verdict};
use crate::catalog::{Entitlement, Risk, Subject};
use crate::guide::format2::ids::GuideId;
use crate::guide::format2::kinds::RelationKind;
use crate::guide::{ChoiceId, NoticeKind, PrincipalId, RequirementId, Tier};
use crate::ids::{AppId, TenantId};
use crate::snapshot::{ObserverKind, SectionName, State};
use jiff::Timestamp;

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
    /// The reason, in one sentence.
    pub readiness_reason: String,
    /// The option taken for each choice of the guide, and why.
    pub choices: Vec<ChoiceTaken>,
    /// Everybody who could be a principal of the guide, genuine or not.
    pub candidates: Vec<Candidate>,
    /// The findings, in the order of every output.
    pub findings: Vec<Finding>,
    /// Everything that a reader must know about the guide.
    pub notices: Vec<NoticeShown>,
    /// Settings of the tenant that may stop the guest. They change no verdict.
    pub advice: Vec<Advice>,
    /// The others who hold application permissions on the API that the guide is about.
    pub other_holders: Vec<OtherHolder>,
    /// The extent to which they were read; absent where they were not asked about.
    pub holders_read: Option<HoldersRead>,
    /// The state of each section.
    pub ledger: Vec<LedgerEntry>,
    /// True if it was judged while the vendor is being onboarded.
    pub onboarding: bool,
    /// The facts of the guide, with what is known of each.
    pub facts: Vec<FactSeen>,
    /// The guides that this one needs, with what became of each.
    pub relations: Vec<RelationSeen>,
    /// Information that the vendor needs on its own side, with the evidence that it was given.
    pub handovers: Vec<HandoverSeen>,
}

/// A guide that another one needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelationSeen {
    /// The needed guide.
    pub guide: GuideId,
    /// The kind of dependency.
    pub kind: RelationKind,
    /// True if it could not be told that it applies: its condition is open.
    pub is_open: bool,
    /// The answer to the needed guide; absent where that one is not judged here.
    pub readiness: Option<Readiness>,
}

/// A setting that may stop the guest. The text can hold names of the tenant: hostile text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advice {
    /// Stable: `expel-mde/advice/invitations-off`.
    pub id: String,
    /// The subject.
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
    /// The author.
    pub vendor: String,
    /// Everything that it gives access to.
    pub product: String,
    /// The edition's id.
    pub edition: String,
    /// The place where the text stands.
    pub url: String,
    /// SHA-256 of the text, where the text is held.
    pub sha256: Option<String>,
    /// The time when the text was read, `YYYY-MM-DD`.
    pub read: String,
    /// The parameters in force: id, title, value.
    pub parameters: Vec<(String, String, Option<String>)>,
}

/// The way the tenant was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CollectionFacts {
    /// The tenant's id, where it is known.
    pub tenant: Option<TenantId>,
    /// The tenant's display name: its own claim.
    pub tenant_name: Option<String>,
    /// The cloud.
    pub cloud: String,
    /// The time when collection began, UTC.
    pub started: Timestamp,
    /// The time when collection ended, UTC.
    pub ended: Timestamp,
    /// By how many seconds the clock of whoever looked was ahead of the service's (below 0: behind).
    pub clock_ahead_seconds: Option<i64>,
    /// The version of rolecall that collected.
    pub tool: String,
    /// The way the observer signed in.
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

/// One line of the matched call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Stable across runs, formats and editions: `expel-mde/api/WindowsDefenderATP/application/Ti.ReadWrite.All`.
    pub id: String,
    /// The subject, in a few words.
    pub title: String,
    /// The kind of thing it is about.
    pub subject: Subject,
    /// Everything that it says.
    pub verdict: Verdict,
    /// The guide's principal that it is about: `guest`.
    pub principal: PrincipalId,
    /// The principal's title.
    pub principal_title: String,
    /// The candidate that it rests on; absent where it rests on nobody, or on several.
    pub holder: Option<FindingHolder>,
    /// The guide's requirement that it answers; absent where it is about something else.
    pub requirement: Option<RequirementId>,
    /// The choice that it belongs to, if any.
    pub choice: Option<ChoiceId>,
    /// The tier: how strongly the guide asks; absent where it does not ask at all.
    pub tier: Option<Tier>,
    /// The entitlement, where it is about one.
    pub entitlement: Option<Entitlement>,
    /// Everything that the guide asks, in words.
    pub expected: String,
    /// Everything that was seen, in words.
    pub actual: String,
    /// The reason for this verdict, in one sentence.
    pub reason: String,
    /// The purpose that the guide states for it.
    pub purpose: Option<String>,
    /// The effect of its absence (the guide's effect), or what a holder could do (an excess).
    pub effect: Option<String>,
    /// The way it is held: one line per way, from the principal to the entitlement.
    pub paths: Vec<AccessPath>,
    /// The requests that showed it, or that would have.
    pub evidence: Vec<Evidence>,
    /// Remarks that change no verdict.
    pub notes: Vec<Note>,
    /// The harm that it can do.
    pub risk: Option<Risk>,
    /// Everything that a person does about it, in order; empty where there is nothing to do, and of an excess.
    pub remedies: Vec<Remedy>,
    /// The place where the guide asks it.
    pub cites: Vec<CitedPlace>,
    /// Everything that a person attests to, which is never shown as observed.
    pub attested: Option<Attested>,
    /// Everything that stands in the way beside the access itself.
    pub obstacle: Option<Obstacle>,
    /// The lifetimes of the credentials that the application signs in with.
    pub lifetimes: Vec<Lifetime>,
    /// The rights of the alternative that counts, with what was seen of each; empty of a statement, and of what no
    /// requirement asks.
    pub rights: Vec<RightSeen>,
}

/// A place in the text that the guide was made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CitedPlace {
    /// The title of the text, where the guide was made from several.
    pub source: Option<String>,
    /// The headings that lead to the place, from the outermost, then the item or row: `Step 2, Option 2, Item 9`.
    pub step: String,
    /// The first line, counted from 1, where the text is held.
    pub line: Option<u32>,
}

/// A person's word, where no public API shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attested {
    /// The person who looked.
    pub by: String,
    /// The day, `YYYY-MM-DD`.
    pub on: String,
    /// The last day on which it counts, `YYYY-MM-DD`.
    pub until: Option<String>,
    /// True if it is as the guide asks.
    pub holds: bool,
    /// Everything that was looked at, and what was seen.
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
    /// The way it is held: `active`, `eligible`, `scoped to administrative unit …`, `requested, not consented`.
    pub condition: String,
    /// True if this way alone gives what was asked.
    pub as_asked: bool,
}

/// A request and the object in its answer that a finding rests on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Evidence {
    /// The section.
    pub section: SectionName,
    /// The state of the section.
    pub state: State,
    /// The request's URL, where one was made.
    pub url: Option<String>,
    /// The time when it was answered, UTC.
    pub at: Option<Timestamp>,
    /// The time when that was by the service's own clock, UTC.
    pub server_date: Option<Timestamp>,
    /// The HTTP status.
    pub status: Option<u16>,
    /// Microsoft's `request-id`.
    pub request_id: Option<String>,
    /// The place where the object stands in the snapshot, as a JSON pointer.
    pub pointer: Option<String>,
    /// The object as compact JSON.
    pub object: Option<String>,
}

/// A notice of the guide, as a report shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeShown {
    /// Its id.
    pub id: String,
    /// The kind of thing it tells.
    pub kind: NoticeKind,
    /// One line.
    pub title: String,
    /// The whole of it, in Markdown. Data of the guide, never of the tenant.
    pub text: String,
    /// The source, where it is not the guide.
    pub source: Option<String>,
    /// The place in the guide.
    pub cite: Option<CitedPlace>,
}

/// The state of a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerEntry {
    /// The section.
    pub section: SectionName,
    /// The state of it.
    pub state: State,
    /// Requests made.
    pub requests: usize,
    /// Pages read.
    pub pages: u32,
    /// Items seen.
    pub items: usize,
    /// The reason why it is not whole.
    pub problem: Option<String>,
    /// The service's error code.
    pub code: Option<String>,
    /// Graph permissions, any one of which would answer.
    pub permissions: Vec<String>,
    /// The `request-id`s of its answers.
    pub request_ids: Vec<String>,
}

impl Assessment {
    /// The number of findings that have a verdict and stand for themselves; what is asked of whoever installs is not
    /// counted.
    pub fn count(&self, verdict: Verdict) -> usize {
        let mut findings: Vec<&Finding> = self.findings.iter().collect();
        findings.retain(|one| one.verdict == verdict && one.counts());
        findings.len()
    }

    /// The number of findings that wait for another.
    pub fn waiting(&self) -> usize {
        self.findings.iter().filter(|one| one.waits()).count()
    }
}

impl Finding {
    /// Returns `true` for one that a reader is to look at: what waits for another is open there.
    pub fn is_open(&self) -> bool {
        self.verdict.is_open() && self.counts()
    }

    /// Returns `true` for one that rests on something that ends within the warning window.
    pub fn ends_soon(&self) -> bool {
        self.notes.iter().any(|note| note.kind == NoteKind::Expiry)
    }

    /// Returns `true` for one that a reader is to look at: it is open, or something that is there ends soon.
    pub fn needs_a_look(&self) -> bool {
        self.is_open() || self.ends_soon()
    }

    /// Returns `true` for a gap or an excess that stands for itself.
    pub fn is_failure(&self) -> bool {
        self.verdict.is_failure() && self.counts()
    }

    /// Returns `true` for one that stands for itself, and is about the vendor's access.
    fn counts(&self) -> bool {
        !self.waits() && !self.is_of_installer()
    }

    /// Returns `true` for one that is about whoever installs, which counts for no readiness.
    pub fn is_of_installer(&self) -> bool {
        self.principal.as_str() == INSTALLER
    }

    /// True if the gap is part of another finding's: it is closed only once that one is.
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

    /// True for a permission of Defender that was not seen, and that a classic role may give.
    pub(crate) fn may_be_of_a_classic_role(&self) -> bool {
        let classic = matches!(self.entitlement, Some(Entitlement::DefenderClassic { .. }));
        classic
            && self.verdict.may_be_gap()
            && self.verdict != Verdict::Manual
            && self.tier.is_some()
    }
}
