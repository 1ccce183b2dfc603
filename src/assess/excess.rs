//! What is held and nobody asked for, and whether there could be more of it unseen.

mod held;

use super::choose::Taken;
use super::context::Context;
use super::coverage::Gap;
use super::evidence;
use super::findings;
use super::leftover;
use super::model::{AccessPath, Evidence, Finding};
use super::outcome;
use super::principals::{Candidate, PrincipalMatch};
use super::rest;
use super::sign_in_scopes;
use super::unasked;
use super::verdict::Verdict;
use super::words;
use crate::access::{Could, Grant, Held, HolderKind, Unresolved};
use crate::catalog::Subject;
use crate::guide::{Choice, Principal};
use std::collections::{BTreeMap, BTreeSet};

/// Findings about access beyond the guide, for one choice and its principals.
pub(super) fn findings(
    context: &Context<'_>,
    choice: &Choice,
    matches_by_principal: &BTreeMap<String, PrincipalMatch<'_>>,
    taken: &Taken<'_>,
    done: &[Finding],
) -> Vec<Finding> {
    let beyond = ExcessCheck {
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
        let Some(matched) = matches_by_principal.get(&principal.id) else {
            continue;
        };
        if possible.contains(principal.id.as_str()) {
            let mut grants = beyond.grants(principal, matched);
            let mut ids: BTreeSet<String> = grants.iter().map(|one| one.id.clone()).collect();
            for candidate in &matched.genuine {
                let more = unasked::findings(context, candidate, |key, title| {
                    beyond.blank(principal, key, title, Verdict::Excess)
                });
                // What two answers tell differently of one candidate is one thing all the same.
                for one in more {
                    if ids.insert(one.id.clone()) {
                        grants.push(one);
                    }
                }
            }
            let own = |option: &usize| {
                let judged = taken.judged.get(*option);
                judged.is_some_and(|one| one.option.principal == principal.id)
            };
            let settled = taken.places.iter().any(|place| place.iter().all(own));
            let rest = rest::finding(
                context,
                principal,
                (matched, settled),
                &grants,
                |id, title, verdict| beyond.blank(principal, id, title, verdict),
            );
            found.extend(rest);
            found.extend(grants);
        } else {
            let (verdict, why) = if beside.contains(principal.id.as_str()) {
                let why = "whether its option is granted too could not be seen";
                (Verdict::Unknown, why)
            } else {
                (Verdict::Excess, "another option is taken")
            };
            for candidate in &matched.genuine {
                let (verdict, why) = match &candidate.lacks {
                    Some(_) => (Verdict::Unknown, "whose it is could not be told"),
                    None => (verdict, why),
                };
                found.extend(beyond.other(principal, candidate, verdict, why));
            }
        }
        let why = "it is not the one that the guide means";
        let fakes = matched.look_alikes.iter();
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

struct ExcessCheck<'a, 'b> {
    context: &'a Context<'b>,
    choice: &'a Choice,
    taken: &'a Taken<'b>,
}

impl ExcessCheck<'_, '_> {
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
            .filter(|g| {
                let scope = sign_in_scopes::is_one(context, &g.entitlement);
                g.held != Held::Requested && !g.implied && !scope
            })
            .collect();
        let unread: Vec<&Unresolved> = candidate
            .holder
            .unresolved
            .iter()
            // A look-alike that nothing could be asked about is no sign of anything.
            .filter(|one| {
                one.more && (one.could_be != Could::Anything || verdict == Verdict::Unknown)
            })
            .collect();
        if grants.is_empty() && unread.is_empty() {
            return None;
        }
        // What was seen of it, and could not be read as a grant, is no proof of one.
        let verdict = if grants.is_empty() {
            Verdict::Unknown
        } else {
            verdict
        };
        let mut paths: Vec<AccessPath> = grants
            .iter()
            .map(|g| words::path(context.catalog, candidate, g, as_of))
            .chain(unread.iter().map(|one| words::unread(candidate, one)))
            .collect();
        paths.sort();
        paths.dedup();
        let app_id = match candidate.holder.kind {
            HolderKind::User { .. } | HolderKind::RoleHolder { .. } => None,
            HolderKind::Application { app_id, .. } => app_id,
        };
        let id = app_id.map_or_else(|| candidate.holder.id.to_string(), |id| id.to_string());
        let title = format!("{} ({})", words::holder(candidate), candidate.identity);
        let risks = grants
            .iter()
            .filter_map(|g| context.catalog.risk(&g.entitlement));
        let risk = risks.min_by_key(|risk| risk.level).cloned();
        let seen = grants.iter().flat_map(|grant| grant.seen.clone());
        let seen: Vec<_> = seen.chain(unread.iter().map(|one| one.seen)).collect();
        let mut finding = self.blank(principal, &format!("other/{id}"), &title, verdict);
        finding.subject = Subject::OtherHolder;
        finding.expected = "no access".to_owned();
        finding.actual = match paths.len() {
            1 => "holds 1 grant".to_owned(),
            many => format!("holds {many} grants"),
        };
        finding.reason = format!("{why}; {}", candidate.why);
        if verdict == Verdict::Unknown {
            finding.remedies = vec![match &candidate.lacks {
                Some(gap) => gap.remedy.clone(),
                None => findings::choose(self.taken),
            }];
        }
        if grants.is_empty() {
            "what it holds could not be read".clone_into(&mut finding.actual);
            let gaps: Vec<Gap> = unread
                .iter()
                .map(|one| leftover::gap(context, one))
                .collect();
            finding.reason = format!("{}; {}", finding.reason, outcome::reason_of(&gaps));
            finding.remedies = gaps.into_iter().map(|gap| gap.remedy).collect();
            finding.remedies.sort();
            finding.remedies.dedup();
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
            requirement: None,
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
            remedies: Vec::new(),
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
