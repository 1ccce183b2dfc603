//! The check of a role or permission: held as asked, or, where the guide does not need it, not held.

use super::doubts::{doubts, untold};
use super::{Asking, Check};
use crate::access::{self, Grant};
use crate::assess::absence;
use crate::assess::api;
use crate::assess::candidate::CandidateKind;
use crate::assess::context::Context;
use crate::assess::gives::{gives, same, wrong_type};
use crate::assess::model::{Note, NoteKind};
use crate::assess::outcome::Outcome;
use crate::assess::principals::Candidate;
use crate::assess::remedy::{self, Remedy};
use crate::assess::verdict::Verdict;
use crate::assess::words;
use crate::catalog::{Basis, Entitlement, Subject};

/// An entitlement that a guide asks for.
pub(super) struct Held<'a>(pub(super) &'a Entitlement);

impl Check for Held<'_> {
    fn subject(&self) -> Subject {
        Subject::from(self.0)
    }

    fn expected(&self, asking: &Asking<'_>) -> String {
        let who = &asking.principal.title;
        let what = asking.context.catalog.title(self.0);
        format!("{who} holds {what}, active and tenant-wide")
    }

    fn judge(&self, asking: &Asking<'_>, candidate: &Candidate<'_>) -> Outcome {
        evaluate(asking.context, candidate, self.0, asking.principal.kind)
    }

    fn closes(&self, asking: &Asking<'_>, candidate: Option<&Candidate<'_>>) -> Vec<Remedy> {
        let mut remedies = remedy::held(asking.context, self.0, asking.principal.kind);
        remedies.extend(candidate.and_then(remedy::halved));
        remedies
    }

    fn settle(&self, asking: &Asking<'_>, outcome: Outcome) -> Outcome {
        api::weigh(asking.context, self.0, outcome)
    }
}

/// An entitlement that a guide says is not required.
pub(super) struct NotRequired<'a>(pub(super) &'a Entitlement);

impl Check for NotRequired<'_> {
    fn subject(&self) -> Subject {
        Subject::from(self.0)
    }

    fn expected(&self, asking: &Asking<'_>) -> String {
        let who = &asking.principal.title;
        format!(
            "{who} does not need {}",
            asking.context.catalog.title(self.0)
        )
    }

    fn judge(&self, asking: &Asking<'_>, candidate: &Candidate<'_>) -> Outcome {
        any_part(asking.context, candidate, self.0)
    }

    fn closes(&self, asking: &Asking<'_>, candidate: Option<&Candidate<'_>>) -> Vec<Remedy> {
        Held(self.0).closes(asking, candidate)
    }
}

/// Holds one candidate's grants against one entitlement.
fn evaluate(
    context: &Context<'_>,
    candidate: &Candidate<'_>,
    asked: &Entitlement,
    kind: CandidateKind,
) -> Outcome {
    let parts = context.catalog.parts(asked);
    if parts.is_empty() {
        let mut outcome = Outcome::new(
            Verdict::Manual,
            "not visible to any public API",
            "classic Defender roles cannot be read, and Unified RBAC has no equivalent",
        );
        outcome.remedies = vec![Remedy::Attest];
        return outcome;
    }
    let grants = candidate.holder.grants.iter();
    let near = grants.filter(|grant| parts.iter().any(|part| near(context, grant, part)));
    let near: Vec<&Grant> = near.collect();
    let working = near.iter().copied();
    let working = working.filter(|grant| grant.works(context.options.as_of));
    let working: Vec<&Grant> = working.collect();
    let held = |part: &Entitlement| {
        let mut working = working.iter();
        working.any(|grant| gives(context, &grant.entitlement, part))
    };
    let (mut outcome, shown) = if parts.iter().all(held) {
        (Outcome::new(Verdict::Satisfied, "", ""), working)
    } else {
        let closes = || remedy::held(context, asked, kind);
        (short(context, candidate, &parts, &near, closes), near)
    };
    outcome.looked_at = absence::of_one(&candidate.holder.kind, asked);
    describe(context, candidate, &parts, &shown, &mut outcome);
    outcome
}

/// The outcome where the grants that are near do not give every part.
fn short(
    context: &Context<'_>,
    candidate: &Candidate<'_>,
    parts: &[Entitlement],
    near: &[&Grant],
    closes: impl FnOnce() -> Vec<Remedy>,
) -> Outcome {
    let mut gaps = doubts(context, candidate, parts);
    let untold = untold(context, near);
    // A grant as asked settles it, whatever the other one is.
    let remedies = if untold.is_empty() {
        Vec::new()
    } else {
        closes()
    };
    gaps.extend(untold);
    if !gaps.is_empty() {
        let unseen = Outcome::unseen("", gaps);
        Outcome { remedies, ..unseen }
    } else if near.is_empty() {
        Outcome::new(Verdict::Missing, "", "")
    } else {
        Outcome::new(Verdict::Partial, "", "")
    }
}

/// Tells if any part is held in any form: what a `not-required` item is judged by.
fn any_part(context: &Context<'_>, candidate: &Candidate<'_>, asked: &Entitlement) -> Outcome {
    let parts = context.catalog.parts(asked);
    let held: Vec<&Grant> = candidate
        .holder
        .grants
        .iter()
        .filter(|g| g.held != access::Held::Requested)
        .filter(|g| {
            parts
                .iter()
                .any(|part| gives(context, &g.entitlement, part))
        })
        .collect();
    let mut outcome = if held.is_empty() {
        let gaps = doubts(context, candidate, &parts);
        if gaps.is_empty() {
            Outcome::new(
                Verdict::Absent,
                "not held",
                "the guide does not need it, and it is not held",
            )
        } else {
            Outcome::unseen("not seen", gaps)
        }
    } else {
        Outcome::new(
            Verdict::Excess,
            "",
            "the guide says that it is not required, and it is held",
        )
    };
    outcome.looked_at = absence::of_one(&candidate.holder.kind, asked);
    if !held.is_empty() {
        describe(context, candidate, &parts, &held, &mut outcome);
    }
    outcome
}

/// True if a grant gives the part, or is it in the wrong type.
fn near(context: &Context<'_>, grant: &Grant, part: &Entitlement) -> bool {
    gives(context, &grant.entitlement, part) || wrong_type(&grant.entitlement, part)
}

fn describe(
    context: &Context<'_>,
    candidate: &Candidate<'_>,
    parts: &[Entitlement],
    grants: &[&Grant],
    outcome: &mut Outcome,
) {
    let as_of = context.options.as_of;
    for grant in grants {
        let mut path = words::path(context.catalog, candidate, grant, as_of);
        let right = parts
            .iter()
            .any(|part| gives(context, &grant.entitlement, part));
        if !right {
            path.as_asked = false;
            path.condition = format!("{}, of the wrong type", path.condition);
        }
        outcome.paths.push(path);
        outcome.seen.extend(grant.seen.iter().copied());
        notes(context, parts, grant, outcome);
    }
    outcome.paths.sort();
    outcome.paths.dedup();
    outcome.seen.sort();
    outcome.seen.dedup();
    outcome.notes.sort();
    outcome.notes.dedup();
    if outcome.actual.is_empty() {
        let mut conditions: Vec<String> = outcome
            .paths
            .iter()
            .map(|path| path.condition.clone())
            .collect();
        conditions.sort();
        conditions.dedup();
        outcome.actual = match (outcome.verdict, conditions.is_empty()) {
            (Verdict::Unknown, true) => "not seen".to_owned(),
            (_, true) => "not held".to_owned(),
            (_, false) => words::listed(conditions, "; "),
        };
    }
    if outcome.reason.is_empty() {
        outcome.reason = match outcome.verdict {
            Verdict::Satisfied => covered(context, parts, grants),
            Verdict::Partial => "it is held, but not as the guide asks".to_owned(),
            _ => "every section that would show it was read whole, and it is not there".to_owned(),
        };
    }
}

fn covered(context: &Context<'_>, parts: &[Entitlement], grants: &[&Grant]) -> String {
    let exact = parts
        .iter()
        .all(|part| grants.iter().any(|grant| same(&grant.entitlement, part)));
    if exact {
        return "it is held as asked".to_owned();
    }
    let broader: Vec<String> = grants
        .iter()
        .filter(|grant| !parts.iter().any(|part| same(&grant.entitlement, part)))
        .map(|grant| words::entitlement(context.catalog, grant))
        .collect();
    format!(
        "it is covered by a grant that includes it: {}",
        words::listed(broader, ", ")
    )
}

fn notes(context: &Context<'_>, parts: &[Entitlement], grant: &Grant, outcome: &mut Outcome) {
    let mut note = |kind, text: String| outcome.notes.push(Note { kind, text });
    let end = grant.ends.moment();
    if let Some(end) = end.filter(|end| context.options.soon(end)) {
        note(NoteKind::Expiry, format!("this assignment ends at {end}"));
    }
    if grant.held == access::Held::Activated {
        note(
            NoteKind::Expiry,
            "it works only through an activation, and lapses when that ends".to_owned(),
        );
    }
    if grant.wildcard {
        outcome.notes.push(drift());
    }
    let mut note = |kind, text: String| outcome.notes.push(Note { kind, text });
    if let (Verdict::Excess, Some(text)) =
        (outcome.verdict, words::given_along(context.catalog, grant))
    {
        note(NoteKind::Remark, text);
    }
    for part in parts {
        if let Some(cover) = context.catalog.covers(&grant.entitlement, part) {
            let basis = match cover.basis {
                Basis::Documented => "documented",
                Basis::NamingConvention => "by naming convention only, not documented",
            };
            let held = context.catalog.title(&grant.entitlement);
            let asked = context.catalog.title(part);
            let source = &cover.source;
            note(
                NoteKind::Remark,
                format!("{held} includes {asked} ({basis}; {source})"),
            );
        }
    }
}

/// The note that a wildcard also gives what is added later.
pub(in crate::assess) fn drift() -> Note {
    Note {
        kind: NoteKind::Drift,
        text: "it comes by a wildcard, which also gives permissions that Microsoft adds later"
            .to_owned(),
    }
}
