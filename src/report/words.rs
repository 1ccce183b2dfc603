//! The wording that every format shares.

use crate::assess::CandidateKind;
use crate::assess::{CollectionFacts, HowTaken, NoteKind, Readiness, Verdict};
use crate::guide::{NoticeKind, Tier};
use crate::snapshot::ObserverKind;
use jiff::Timestamp;

/// The moment in UTC, to the second: `2026-11-20 09:14:02 UTC`.
pub(super) fn moment(at: Timestamp) -> String {
    at.strftime("%Y-%m-%d %H:%M:%S UTC").to_string()
}

/// The overall answer as a headline.
pub(super) const fn readiness(answer: Readiness) -> &'static str {
    match answer {
        Readiness::Ready => "Ready",
        Readiness::ReadyWithFindings => "Ready, with findings",
        Readiness::NotReady => "Not ready",
        Readiness::Undetermined => "Cannot be determined",
    }
}

/// A sign that tells the answers apart without colour.
pub(super) const fn readiness_sign(answer: Readiness) -> &'static str {
    match answer {
        Readiness::Ready => "✓",
        Readiness::ReadyWithFindings => "!",
        Readiness::NotReady => "✗",
        Readiness::Undetermined => "?",
    }
}

/// The meaning of a verdict, for the legend.
pub(super) const fn verdict_means(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Satisfied => {
            "Held as asked: active, for the whole tenant and of the right type, or covered by a grant that is."
        }
        Verdict::Partial => {
            "Held, but not as asked: eligible and not active, limited in scope, not accepted, or not consented."
        }
        Verdict::Missing => "Not there, and the answer that would show it was read whole.",
        Verdict::Excess => "Held, although no chosen option of the guide asks for it.",
        Verdict::Absent => "Not needed and not held: as it should be.",
        Verdict::Noted => {
            "Only told: the guide gives no verdict on it, or another guide asks for what this one does not need."
        }
        Verdict::Unknown => {
            "What would show it could not be read whole. It is neither a pass nor a gap."
        }
        Verdict::Manual => "No public API shows it. A person has to look and attest to it.",
    }
}

/// The tier of a requirement.
pub(super) const fn tier(tier: Option<Tier>) -> &'static str {
    match tier {
        Some(Tier::Required) => "required",
        Some(Tier::Recommended) => "recommended",
        Some(Tier::Optional) => "optional",
        Some(Tier::NotRequired) => "not required",
        Some(Tier::Forbidden) => "forbidden",
        Some(Tier::Temporary) => "temporary",
        Some(Tier::Informational) => "informational",
        None => "not asked",
    }
}

/// The kind of a note.
pub(super) const fn note(kind: NoteKind) -> &'static str {
    match kind {
        NoteKind::Expiry => "expires",
        NoteKind::Concern => "concern",
        NoteKind::Redundant => "redundant",
        NoteKind::Interpretation => "interpretation",
        NoteKind::NameOnly => "by name only",
        NoteKind::Drift => "grows by itself",
        NoteKind::Remark => "remark",
    }
}

/// The kind of a notice.
pub(super) const fn notice(kind: NoticeKind) -> &'static str {
    match kind {
        NoticeKind::Contradiction => "contradiction",
        NoticeKind::Caution => "caution",
        NoticeKind::Interpretation => "interpretation",
        NoticeKind::Redundant => "redundant ask",
        NoticeKind::Gap => "left open",
    }
}

/// The kind of a principal.
pub(super) const fn principal(kind: CandidateKind) -> &'static str {
    match kind {
        CandidateKind::GuestUser => "guest user",
        CandidateKind::EnterpriseApplication => "enterprise application",
        CandidateKind::CustomApplication => "custom application",
    }
}

/// The way in which an option came to be taken.
pub(super) const fn how(how: HowTaken) -> &'static str {
    match how {
        HowTaken::Chosen => "chosen by the reader",
        HowTaken::Detected => "detected in the tenant",
        HowTaken::Assumed => "assumed",
        HowTaken::Open => "open",
    }
}

/// The observer, in one line.
pub(super) fn observer(facts: &CollectionFacts) -> String {
    let kind = match facts.observer_kind {
        ObserverKind::Application => "application",
        ObserverKind::Person => "person",
        ObserverKind::Unknown => "identity that the token did not name",
    };
    let mut line = kind.to_owned();
    if let Some(name) = &facts.observer_name {
        line = format!("{line} {name}");
    }
    if let Some(id) = facts.observer_app_id {
        line = format!("{line} (application id {id})");
    }
    format!("{line}, signed in with {}", facts.sign_in)
}

/// The distance of two clocks in words, where it is more than a few seconds.
pub(super) fn clock(ahead_seconds: Option<i64>) -> Option<String> {
    let ahead = ahead_seconds.filter(|ahead| are_apart(*ahead))?;
    let apart = ahead.unsigned_abs();
    let (count, one, several) = match apart {
        0..120 => (apart, "second", "seconds"),
        120..7_200 => (apart / 60, "minute", "minutes"),
        7_200..172_800 => (apart / 3_600, "hour", "hours"),
        _ => (apart / 86_400, "day", "days"),
    };
    let side = if ahead > 0 { "ahead of" } else { "behind" };
    let noun = if count == 1 { one } else { several };
    Some(format!(
        "{count} {noun} {side} Microsoft's; times are by the clock of whoever looked"
    ))
}

/// `true` where two clocks are apart by more than a slow answer and whole seconds make it seem.
pub(super) const fn are_apart(seconds: i64) -> bool {
    seconds.unsigned_abs() > 5
}

/// The label of an effect: it is one of not having something, or of having it.
pub(super) const fn effect(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Excess | Verdict::Absent | Verdict::Noted => "What a holder could do",
        Verdict::Satisfied
        | Verdict::Partial
        | Verdict::Missing
        | Verdict::Unknown
        | Verdict::Manual => "Without it",
    }
}

/// `Step 2, option 2, item 9 (line 57)`, behind the title of its text where there are several.
pub(super) fn cite(source: Option<&str>, step: &str, line: Option<u32>) -> String {
    let source = source.map_or_else(String::new, |source| format!("{source}: "));
    let line = line.map_or_else(String::new, |line| format!(" (line {line})"));
    format!("{source}{step}{line}")
}

/// The verdicts in the order in which a reader wants to know of them.
pub(super) const URGENT_FIRST: [Verdict; 8] = [
    Verdict::Missing,
    Verdict::Partial,
    Verdict::Excess,
    Verdict::Unknown,
    Verdict::Manual,
    Verdict::Satisfied,
    Verdict::Absent,
    Verdict::Noted,
];

/// One thing or several.
pub(super) const fn plural(count: usize, one: &'static str, several: &'static str) -> &'static str {
    if count == 1 { one } else { several }
}

/// The part of a finding's id after the guide's: what is left to tell findings of one report apart.
pub(super) fn id_tail<'f>(id: &'f str, guide: &str) -> &'f str {
    id.strip_prefix(guide)
        .and_then(|rest| rest.strip_prefix('/'))
        .unwrap_or(id)
}

/// Words that a reader of a report may not know, by term.
pub(super) const GLOSSARY: [(&str, &str); 14] = [
    (
        "Admin consent",
        "An administrator's yes to an application's permissions, for the whole tenant.",
    ),
    (
        "Application permission",
        "What an application may do by itself, with nobody signed in.",
    ),
    ("As of", "The moment that expiry dates are held against."),
    (
        "Coverage",
        "How many of all sections were read whole, and what became of the others.",
    ),
    (
        "Delegated permission",
        "What an application may do on behalf of a person who is signed in, and never more than that person may.",
    ),
    (
        "Directory role",
        "A role of Microsoft Entra ID, such as Security Reader.",
    ),
    (
        "Eligible",
        "May be activated, for a time, with Privileged Identity Management. Until then it gives nothing.",
    ),
    (
        "Enterprise application",
        "An application of somebody else that was let into the tenant by consent.",
    ),
    (
        "Guide, edition",
        "The vendor's onboarding document as data, and the dated version of it.",
    ),
    (
        "Option",
        "One of several ways that the guide offers; the report says which was taken and why.",
    ),
    (
        "Path",
        "How something is held: from the account or application, through groups, to the role or permission.",
    ),
    (
        "Principal",
        "Who is to hold access: the guest account or the application.",
    ),
    (
        "Section",
        "One kind of answer of the tenant, such as its directory role assignments.",
    ),
    (
        "Tier",
        "How strongly the guide asks: required, recommended, optional, or not required.",
    ),
];
