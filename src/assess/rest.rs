//! The finding on whether a principal holds more than was seen.

use super::absence;
use super::context::Context;
use super::coverage::Gap;
use super::evaluate;
use super::evidence;
use super::leftover;
use super::model::{AccessPath, Finding, Note, NoteKind, Standing};
use super::outcome::{self, Outcome};
use super::principals::{Candidate, PrincipalMatch};
use super::questions;
use super::remedy;
use super::target::TargetPrincipal;
use super::unasked;
use super::verdict::Verdict;
use super::words;
use crate::access::SightingRef;
use crate::snapshot::SectionName;

/// Everything that stands in the way of saying that there is no more, and what was seen and could not be read.
struct Open {
    sections: Vec<SectionName>,
    gaps: Vec<Gap>,
    unread: Vec<AccessPath>,
    seen: Vec<SightingRef>,
}

/// The finding about it, made from `blank`; none where there is nobody, or an excess says it already.
///
/// Where it is not `settled` that the principal's option applies, nothing is concluded from a candidate that may
/// be somebody else.
pub(super) fn finding(
    context: &Context<'_>,
    principal: &TargetPrincipal,
    (matched, settled): (&PrincipalMatch<'_>, bool),
    excess: &[Finding],
    blank: impl FnOnce(&str, &str, Verdict) -> Finding,
) -> Option<Finding> {
    let open = open(context, matched);
    if open.gaps.is_empty() && (matched.genuine.is_empty() || !excess.is_empty()) {
        return None;
    }
    let title = format!("Other access: {}", principal.title);
    let proven = |one: &Candidate<'_>| one.standing != Standing::Unproven;
    let stranger = matched.genuine.first();
    let stranger = stranger.filter(|_| !settled && !matched.genuine.iter().any(proven));
    let (verdict, actual, reason) = match stranger {
        _ if !open.gaps.is_empty() => {
            let reason = outcome::reason_of(&open.gaps);
            (Verdict::Unknown, "not seen whole", reason)
        }
        Some(candidate) => {
            let reason = evaluate::not_settled(candidate);
            (Verdict::Unknown, "nothing else was seen", reason)
        }
        None => {
            let reason = "every section that would show more was read whole".to_owned();
            (Verdict::Absent, "nothing else is held", reason)
        }
    };
    let mut finding = blank("other-access", &title, verdict);
    finding.holder = matched.only(principal);
    "nothing beyond what the guide asks".clone_into(&mut finding.expected);
    actual.clone_into(&mut finding.actual);
    finding.reason = reason;
    finding.paths = open.unread;
    finding.notes.extend(without_a_name(matched));
    if matched.genuine.len() > 1 {
        finding.notes.push(Note {
            kind: NoteKind::Remark,
            text: "more than one candidate could be this principal".to_owned(),
        });
    }
    let mut judged = Outcome::new(verdict, "", "");
    judged.seen = open.seen;
    if open.gaps.is_empty() {
        judged.looked_at = open.sections;
    }
    judged.gaps = open.gaps;
    finding.remedies = outcome::remedies_of(&judged);
    if verdict == Verdict::Unknown
        && let Some(candidate) = stranger
    {
        finding
            .remedies
            .push(remedy::identity(principal, candidate));
    }
    finding.evidence = evidence::of(context, &judged, Some(matched));
    Some(finding)
}

/// Everything that stands in the way of saying that nothing else is held.
pub(super) fn gaps(context: &Context<'_>, matched: &PrincipalMatch<'_>) -> Vec<Gap> {
    open(context, matched).gaps
}

fn open(context: &Context<'_>, matched: &PrincipalMatch<'_>) -> Open {
    let mut open = Open {
        sections: Vec::new(),
        gaps: matched.unseen.clone(),
        unread: Vec::new(),
        seen: Vec::new(),
    };
    for candidate in &matched.genuine {
        let sections = absence::of_all(candidate.holder);
        let who = words::holder(candidate);
        open.gaps.extend(questions::of_holder(
            context,
            candidate.holder,
            &sections,
            &who,
        ));
        open.sections.extend(sections);
        open.gaps.extend(unasked::gaps(context, candidate));
        for unresolved in candidate.holder.unresolved.iter().filter(|one| one.more) {
            open.gaps.push(leftover::gap(context, unresolved));
            open.unread.push(words::unread(candidate, unresolved));
            open.seen.push(unresolved.seen);
        }
    }
    open.sections.sort();
    open.sections.dedup();
    open.gaps.extend(context.coverage.gaps(&open.sections));
    open.gaps.sort_by_key(|gap| gap.section);
    open.gaps.dedup();
    open.unread.sort();
    open.unread.dedup();
    open
}

/// Consents that name no permission, which are said though they are no sign of more.
fn without_a_name(matched: &PrincipalMatch<'_>) -> Vec<Note> {
    let unresolved = matched
        .genuine
        .iter()
        .flat_map(|candidate| &candidate.holder.unresolved);
    let consents =
        unresolved.filter(|one| !one.more && one.seen.section == SectionName::DelegatedGrants);
    consents
        .map(|one| Note {
            kind: NoteKind::Remark,
            text: format!("{} {}", one.what, one.lacks),
        })
        .collect()
}
