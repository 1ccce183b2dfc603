//! Somebody who is not to hold anything, and does.

use super::{ExcessCheck, holding, sorted};
use crate::access::{Could, Grant, HolderKind, Holding, HoldingKind, Unresolved};
use crate::assess::context::Context;
use crate::assess::counted_grants::is_access;
use crate::assess::coverage::Gap;
use crate::assess::evidence;
use crate::assess::leftover;
use crate::assess::model::{AccessPath, Finding};
use crate::assess::outcome;
use crate::assess::principals::Candidate;
use crate::assess::target::TargetPrincipal;
use crate::assess::unasked::unasked;
use crate::assess::verdict::Verdict;
use crate::assess::words;
use crate::catalog::{Risk, Subject};

/// Everything that somebody was seen to hold.
struct Held<'h> {
    grants: Vec<&'h Grant>,
    /// Groups and applications that it owns, and applications that it is assigned to without a role.
    others: Vec<&'h Holding>,
    /// Everything that was seen of it, and could not be read as a grant.
    unread: Vec<&'h Unresolved>,
}

impl ExcessCheck<'_, '_> {
    /// The finding about a candidate that is not to hold anything; none where it holds nothing.
    pub(in crate::assess) fn other(
        &self,
        principal: &TargetPrincipal,
        candidate: &Candidate<'_>,
        verdict: Verdict,
        why: &str,
    ) -> Option<Finding> {
        let holding = self.held(candidate, verdict);
        let none = holding.grants.is_empty() && holding.others.is_empty();
        if none && holding.unread.is_empty() {
            return None;
        }
        // What was seen of it, and could not be read as a grant, is no proof of one.
        let verdict = if none { Verdict::Unknown } else { verdict };
        let title = words::holder(candidate);
        let key = format!("other/{}", id(candidate));
        let mut finding = self.blank(principal, &key, &title, verdict);
        finding.holder = Some(candidate.as_holder(principal));
        finding.subject = Subject::OtherHolder;
        finding.paths = self.paths(candidate, &holding);
        finding.expected = "no access".to_owned();
        let holds = match (finding.paths.len(), holding.others.is_empty()) {
            (1, true) => "holds 1 grant".to_owned(),
            (many, true) => format!("holds {many} grants"),
            (1, false) => "has access in 1 way".to_owned(),
            (many, false) => format!("has access in {many} ways"),
        };
        finding.actual = format!("{holds}: {}", candidate.identity);
        finding.reason = format!("{why}; {}", candidate.why);
        if verdict == Verdict::Unknown {
            finding.remedies = vec![match &candidate.lacks {
                Some(gap) => gap.remedy.clone(),
                None => self.settles.clone(),
            }];
        }
        if none {
            self.not_read(&mut finding, &holding.unread);
        }
        finding.risk = self.risk(candidate, &holding);
        finding.effect = finding.risk.as_ref().map(|risk| risk.reason.clone());
        let grants = holding.grants.iter();
        let seen = grants.flat_map(|grant| grant.seen.iter().copied());
        let others = holding
            .others
            .iter()
            .flat_map(|one| one.seen.iter().copied());
        let unread = holding.unread.iter().map(|one| one.seen);
        let seen: Vec<_> = seen.chain(others).chain(unread).collect();
        finding.evidence = sorted(evidence::of_sightings(self.context, &seen));
        Some(finding)
    }

    /// Everything that a candidate was seen to hold.
    fn held<'h>(&self, candidate: &Candidate<'h>, verdict: Verdict) -> Held<'h> {
        let grants = candidate
            .holder
            .grants
            .iter()
            .filter(|grant| is_access(self.context, grant) && !grant.implied);
        // A look-alike that nothing could be asked about is no sign of anything.
        let unread = candidate.holder.unresolved.iter().filter(|one| {
            one.more && (one.could_be != Could::Anything || verdict == Verdict::Unknown)
        });
        Held {
            grants: grants.collect(),
            others: accesses(self.context, candidate),
            unread: unread.collect(),
        }
    }

    fn paths(&self, candidate: &Candidate<'_>, holding: &Held<'_>) -> Vec<AccessPath> {
        let (catalog, as_of) = (self.context.catalog, self.context.options.as_of);
        let grants = holding.grants.iter();
        let grants = grants.map(|grant| words::path(catalog, candidate, grant, as_of));
        let unread = holding.unread.iter();
        let unread = unread.map(|one| words::unread(candidate, one));
        let others = holding.others.iter();
        let others = others.map(|one| holding::path(candidate, one));
        let mut paths: Vec<AccessPath> = grants.chain(others).chain(unread).collect();
        paths.sort();
        paths.dedup();
        paths
    }

    /// The greatest risk of what is held.
    fn risk(&self, candidate: &Candidate<'_>, held: &Held<'_>) -> Option<Risk> {
        let others = held.others.iter();
        let others = others.filter_map(|one| holding::risk(self.context, candidate, &one.what));
        let grants = held.grants.iter();
        let grants = grants.filter_map(|grant| self.context.catalog.risk(&grant.entitlement));
        let all = grants.cloned().chain(others);
        all.min_by_key(|risk| risk.level)
    }

    /// Says of a finding that what is held could not be read, and what would show it.
    fn not_read(&self, finding: &mut Finding, unread: &[&Unresolved]) {
        let gaps = unread.iter().map(|one| leftover::gap(self.context, one));
        let gaps: Vec<Gap> = gaps.collect();
        "what it holds could not be read".clone_into(&mut finding.actual);
        finding.reason = format!("{}; {}", finding.reason, outcome::reason_of(&gaps));
        finding.remedies = gaps.into_iter().map(|gap| gap.remedy).collect();
        finding.remedies.sort();
        finding.remedies.dedup();
    }
}

/// The groups and applications that somebody owns, and the applications that it is assigned to without a role. Credentials and owners of
/// an application that is nobody's here are its own affair.
pub(in crate::assess) fn accesses<'h>(
    context: &Context<'_>,
    candidate: &Candidate<'h>,
) -> Vec<&'h Holding> {
    let held = unasked(context, candidate).into_iter();
    let held = held
        .filter(|one| one.lacks.is_none())
        .map(|one| one.holding);
    held.filter(|one| {
        matches!(
            one.what,
            HoldingKind::GroupOwner { .. }
                | HoldingKind::ApplicationOwner { .. }
                | HoldingKind::Assignment { .. }
        )
    })
    .collect()
}

/// The id by which a finding names a candidate: an application's own, which is the same in every tenant.
fn id(candidate: &Candidate<'_>) -> String {
    match candidate.holder.kind {
        HolderKind::Application {
            app_id: Some(app), ..
        } => app.to_string(),
        _ => candidate.holder.id.to_string(),
    }
}
