//! Access that is held and nobody asked for, and the possibility of more of it unseen.

mod groups;
mod held;
mod holding;
mod other;

pub(super) use other::accesses;

use super::context::Context;
use super::model::{Evidence, Finding, Standing};
use super::principals::{Candidate, PrincipalMatch};
use super::remedy::Remedy;
use super::rest;
use super::target::TargetPrincipal;
use super::verdict::Verdict;
use crate::access::Holding;
use crate::catalog::{Entitlement, Subject};
use crate::guide::ChoiceId;
use std::collections::BTreeMap;

/// The reason why something that a candidate for a principal holds is too much; none where it is asked for.
type Reason<'a> = dyn Fn(&TargetPrincipal, &Candidate<'_>, &Entitlement) -> Option<String> + 'a;

/// The same for what is held besides roles and permissions.
type HoldingReason<'a> = dyn Fn(&Candidate<'_>, &Holding) -> Option<String> + 'a;

/// The inputs of a check for access beyond what is asked, which is written up as findings.
pub(super) struct ExcessCheck<'a, 'b> {
    pub(super) context: &'a Context<'b>,
    /// The beginning of the findings' ids, without the last `/`.
    pub(super) prefix: String,
    /// The choice that the findings belong to.
    pub(super) choice: Option<ChoiceId>,
    /// Everything that settles whether somebody is asked for who may not be.
    pub(super) settles: Remedy,
    /// The reason why a role or permission that is held is too much.
    pub(super) reason: &'a Reason<'a>,
    /// The reason why something else that is held is too much.
    pub(super) holding_reason: &'a HoldingReason<'a>,
}

impl ExcessCheck<'_, '_> {
    /// Everything that a principal holds beyond what is asked of it, and whether there may be more. Where it is not
    /// `settled` that it is asked for, nothing is concluded from a candidate that may be somebody else.
    pub(super) fn of_asked(
        &self,
        principal: &TargetPrincipal,
        matched: &PrincipalMatch<'_>,
        settled: bool,
    ) -> Vec<Finding> {
        let mut held = self.grants(principal, matched);
        let places = held.iter().enumerate();
        let mut places: BTreeMap<String, usize> =
            places.map(|(place, one)| (one.id.clone(), place)).collect();
        for candidate in &matched.genuine {
            for one in self.holdings(principal, candidate) {
                // What two answers tell differently of one candidate is one thing all the same.
                if let Some(known) = places.get(&one.id).and_then(|place| held.get_mut(*place)) {
                    known.holder = known.holder.filter(|_| known.holder == one.holder);
                } else {
                    places.insert(one.id.clone(), held.len());
                    held.push(one);
                }
            }
        }
        let rest = rest::finding(
            self.context,
            principal,
            (matched, settled),
            &held,
            |id, title, verdict| Finding {
                id: format!("{}/{id}/{}", self.context.guide, principal.id),
                ..self.blank(principal, id, title, verdict)
            },
        );
        let groups = self.groups(principal, matched);
        rest.into_iter().chain(held).chain(groups).collect()
    }

    /// A finding of this principal, without what it says.
    pub(super) fn blank(
        &self,
        principal: &TargetPrincipal,
        key: &str,
        title: &str,
        verdict: Verdict,
    ) -> Finding {
        Finding {
            id: format!("{}/{key}", self.prefix),
            title: title.to_owned(),
            subject: Subject::OtherAccess,
            verdict,
            principal: principal.id.clone(),
            principal_title: principal.title.clone(),
            holder: None,
            requirement: None,
            choice: self.choice.clone(),
            tier: None,
            entitlement: None,
            expected: String::new(),
            actual: String::new(),
            reason: String::new(),
            effect: None,
            purpose: None,
            paths: Vec::new(),
            evidence: Vec::new(),
            notes: Vec::new(),
            risk: None,
            remedies: Vec::new(),
            cites: Vec::new(),
            attested: None,
            obstacle: None,
            lifetimes: Vec::new(),
            rights: Vec::new(),
        }
    }
}

/// True where nobody can tell whether a candidate is the principal.
pub(super) fn is_unsure(candidate: &Candidate<'_>) -> bool {
    candidate.lacks.is_some() || candidate.standing == Standing::Unproven
}

fn sorted(mut evidence: Vec<Evidence>) -> Vec<Evidence> {
    evidence.sort();
    evidence.dedup();
    evidence
}
