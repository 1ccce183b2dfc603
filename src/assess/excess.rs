//! What is held and nobody asked for, and whether there could be more of it unseen.

mod held;

use super::choose::Taken;
use super::context::Context;
use super::evidence;
use super::exit;
use super::findings;
use super::identify::{Candidate, Roll};
use super::leftover;
use super::model::{AccessPath, Evidence, Finding, Note, NoteKind};
use super::outcome;
use super::shown_by;
use super::unasked;
use super::verdict::Verdict;
use super::words;
use crate::access::{Grant, Held, HolderKind};
use crate::catalog::Subject;
use crate::guide::{Choice, Principal};
use crate::snapshot::SectionName;
use std::collections::{BTreeMap, BTreeSet};

/// Findings about access beyond the guide, for one choice and its principals.
pub(super) fn findings(
    context: &Context<'_>,
    choice: &Choice,
    rolls: &BTreeMap<String, Roll<'_>>,
    taken: &Taken<'_>,
    done: &[Finding],
) -> Vec<Finding> {
    let beyond = Beyond {
        context,
        choice,
        taken,
    };
    let of = |options: Vec<usize>| -> BTreeSet<&str> {
        let judged = options
            .iter()
            .filter_map(|option| taken.judged.get(*option));
        judged.map(|one| one.option.principal.as_str()).collect()
    };
    let possible = of(taken.possible().into_iter().collect());
    let beside = of(taken.beside.clone());
    let mut found = Vec::new();
    if let Some(finding) = beyond.granted_twice() {
        found.push(finding);
    }
    for principal in context
        .guide
        .principals
        .iter()
        .filter(|p| p.choice == choice.id)
    {
        let Some(roll) = rolls.get(&principal.id) else {
            continue;
        };
        if possible.contains(principal.id.as_str()) {
            let mut grants = beyond.grants(principal, roll);
            for candidate in &roll.genuine {
                grants.extend(unasked::findings(context, candidate, |key, title| {
                    beyond.blank(principal, key, title, Verdict::Excess)
                }));
            }
            found.extend(beyond.rest(principal, roll, &grants));
            found.extend(grants);
        } else {
            let (verdict, why) = if beside.contains(principal.id.as_str()) {
                let why = "whether its option is granted too could not be seen";
                (Verdict::Unknown, why)
            } else {
                (Verdict::Excess, "another option is taken")
            };
            let others = roll.genuine.iter();
            found.extend(others.filter_map(|c| beyond.other(principal, c, verdict, why)));
        }
        let why = "it is not the one that the guide means";
        let fakes = roll.look_alikes.iter();
        found.extend(fakes.filter_map(|c| beyond.other(principal, c, Verdict::Excess, why)));
    }
    tell_apart(context, choice, &mut found, done);
    found
}

/// The same entitlement, held beyond the guide by two principals, is two findings:
/// the later one's id names its principal.
fn tell_apart(context: &Context<'_>, choice: &Choice, found: &mut [Finding], done: &[Finding]) {
    let start = format!("{}/{}/", context.guide.id, choice.id);
    let mut ids: BTreeSet<String> = done.iter().map(|finding| finding.id.clone()).collect();
    for finding in found {
        if !ids.insert(finding.id.clone()) {
            let key = finding.id.strip_prefix(&start).unwrap_or(&finding.id);
            finding.id = format!("{start}{}/{key}", finding.principal);
            ids.insert(finding.id.clone());
        }
    }
}

struct Beyond<'a, 'b> {
    context: &'a Context<'b>,
    choice: &'a Choice,
    taken: &'a Taken<'b>,
}

impl Beyond<'_, '_> {
    /// Whether there is more than was seen.
    fn rest(&self, principal: &Principal, roll: &Roll<'_>, excess: &[Finding]) -> Option<Finding> {
        let context = self.context;
        let mut gaps = roll.unseen.clone();
        let mut sections: Vec<SectionName> = Vec::new();
        for candidate in &roll.genuine {
            sections.extend(shown_by::all(candidate.holder));
            let unresolved = candidate.holder.unresolved.iter();
            gaps.extend(unresolved.map(|one| leftover::gap(context, one)));
        }
        sections.sort();
        sections.dedup();
        gaps.extend(context.coverage.gaps(&sections));
        gaps.sort_by_key(|gap| gap.section);
        gaps.dedup();
        let unproven = roll.genuine.len() > 1;
        let title = format!("Other access: {}", principal.title);
        let id = format!("other-access/{}", principal.id);
        let verdict = if gaps.is_empty() {
            Verdict::Absent
        } else {
            Verdict::Unknown
        };
        if gaps.is_empty() && (roll.genuine.is_empty() || !excess.is_empty()) {
            return None;
        }
        let mut finding = self.blank(principal, &id, &title, verdict);
        finding.expected = "nothing beyond what the guide asks".to_owned();
        if gaps.is_empty() {
            "nothing else is held".clone_into(&mut finding.actual);
            "every section that would show more was read whole".clone_into(&mut finding.reason);
        } else {
            "not seen whole".clone_into(&mut finding.actual);
            finding.reason = outcome::reason_of(&gaps);
        }
        if unproven {
            let text = "more than one candidate could be this principal".to_owned();
            finding.notes.push(Note {
                kind: NoteKind::Remark,
                text,
            });
        }
        let mut judged = outcome::Outcome::new(verdict, "", "");
        judged.looked_at = if gaps.is_empty() {
            sections
        } else {
            Vec::new()
        };
        judged.gaps = gaps;
        finding.exits = exit::of_outcome(&judged);
        finding.evidence = evidence::of(context, &judged, Some(roll));
        Some(finding)
    }

    /// Somebody who is not to hold anything, and does.
    fn other(
        &self,
        principal: &Principal,
        candidate: &Candidate<'_>,
        verdict: Verdict,
        why: &str,
    ) -> Option<Finding> {
        let context = self.context;
        let as_of = context.options.as_of;
        let grants: Vec<&Grant> = candidate
            .holder
            .grants
            .iter()
            .filter(|g| g.held != Held::Requested && !g.implied)
            .collect();
        if grants.is_empty() {
            return None;
        }
        let mut paths: Vec<AccessPath> = grants
            .iter()
            .map(|g| words::path(context.catalog, candidate, g, as_of))
            .collect();
        paths.sort();
        paths.dedup();
        let id = match candidate.holder.kind {
            HolderKind::User { .. } | HolderKind::RoleHolder { .. } => {
                candidate.holder.id.to_string()
            }
            HolderKind::Application { app_id, .. } => app_id.to_string(),
        };
        let title = format!("{} ({})", words::holder(candidate), candidate.identity);
        let risks = grants
            .iter()
            .filter_map(|g| context.catalog.risk(&g.entitlement));
        let risk = risks.min_by_key(|risk| risk.level).cloned();
        let seen: Vec<_> = grants.iter().flat_map(|grant| grant.seen.clone()).collect();
        let mut finding = self.blank(principal, &format!("other/{id}"), &title, verdict);
        finding.subject = Subject::OtherHolder;
        finding.expected = "no access".to_owned();
        finding.actual = match paths.len() {
            1 => "holds 1 grant".to_owned(),
            many => format!("holds {many} grants"),
        };
        finding.reason = format!("{why}; {}", candidate.why);
        if verdict == Verdict::Unknown {
            finding.exits = vec![findings::choose(self.taken)];
        }
        finding.effect = risk.as_ref().map(|risk| risk.reason.clone());
        finding.paths = paths;
        finding.evidence = sorted(evidence::of_sightings(context, &seen));
        finding.risk = risk;
        Some(finding)
    }

    /// Two options granted whole, where the guide asks for one.
    fn granted_twice(&self) -> Option<Finding> {
        let places = self.taken.places.iter();
        let granted: BTreeSet<usize> = places.filter_map(|place| place.first().copied()).collect();
        let granted: Vec<_> = granted
            .into_iter()
            .filter_map(|option| self.taken.judged.get(option))
            .collect();
        let [_, option, ..] = granted.as_slice() else {
            return None;
        };
        let names: Vec<&str> = granted
            .iter()
            .map(|one| one.option.title.as_str())
            .collect();
        let principal = self.context.guide.principal(&option.option.principal)?;
        let title = format!("{}: more than one option is granted", self.choice.title);
        let mut finding = self.blank(principal, "granted-twice", &title, Verdict::Excess);
        finding.subject = Subject::GrantedTwice;
        finding.expected = "one of the options".to_owned();
        finding.actual = names.join(" and ");
        finding.reason = "each of these options is granted whole, and the guide asks for one; \
                          choose the one that is meant to see what the other adds"
            .to_owned();
        Some(finding)
    }

    fn blank(&self, principal: &Principal, key: &str, title: &str, verdict: Verdict) -> Finding {
        Finding {
            id: format!("{}/{}/{key}", self.context.guide.id, self.choice.id),
            title: title.to_owned(),
            subject: Subject::OtherAccess,
            verdict,
            principal: principal.id.clone(),
            principal_title: principal.title.clone(),
            choice: Some(self.choice.id.clone()),
            tier: None,
            entitlement: None,
            expected: String::new(),
            actual: String::new(),
            reason: String::new(),
            effect: None,
            paths: Vec::new(),
            evidence: Vec::new(),
            notes: Vec::new(),
            risk: None,
            exits: Vec::new(),
            cites: Vec::new(),
            attested: None,
            obstacle: None,
            lifetimes: Vec::new(),
        }
    }
}

fn sorted(mut evidence: Vec<Evidence>) -> Vec<Evidence> {
    evidence.sort();
    evidence.dedup();
    evidence
}
