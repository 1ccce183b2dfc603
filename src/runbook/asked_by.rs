//! The adopted guides that ask for what somebody holds.

use super::bearer::Bearer;
use super::holding::Holding;
use super::judged::{Judged, refuses};
use super::principal_key::{PrincipalKey, is_of_tenant, principal_of};
use crate::assess::semantics::{Ask, Truth};
use crate::assess::{Finding, RightSeen, Verdict};
use crate::catalog::Entitlement;
use crate::guide::format2::ids::Holder;
use crate::guide::format2::model::{Guide, Requirement, Right};
use std::collections::BTreeSet;

/// The time for which it is told what a guide asks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Stay {
    /// As of now: while onboarding with what is temporary.
    Now,
    /// Once onboarding is over.
    Afterwards,
}

/// The adopted guides that ask whoever holds something, or the tenant, for it, or may: without it they would lack what
/// they ask for.
pub(super) fn asked_by<'a>(
    judged: &Judged<'a>,
    bearer: Bearer<'_>,
    held: Holding<'_>,
    stay: Stay,
) -> Vec<&'a Guide> {
    let query = Query::new(judged, bearer, held, stay);
    let guides = judged.guides.iter();
    guides.filter(|guide| query.is_asked_by(guide)).collect()
}

/// The other adopted guides that ask for it, or may.
pub(super) fn asked_by_others<'a>(
    judged: &Judged<'a>,
    bearer: Bearer<'_>,
    held: Holding<'_>,
    stay: Stay,
) -> Vec<&'a Guide> {
    let mut guides = asked_by(judged, bearer, held, stay);
    guides.retain(|guide| guide.id != judged.guide.id);
    guides
}

/// The adopted guides that refuse it, where it was seen to be held.
pub(super) fn refused_by<'a>(
    judged: &Judged<'a>,
    bearer: Bearer<'_>,
    held: Holding<'_>,
) -> Vec<&'a Guide> {
    let query = Query::new(judged, bearer, held, Stay::Now);
    let guides = judged.guides.iter();
    guides.filter(|guide| query.is_refused_by(guide)).collect()
}

/// The roles and permissions that guides ask somebody for, and that were seen to be held as asked.
pub(super) fn held_as_asked<'a>(
    judged: &Judged<'a>,
    guides: &[&'a Guide],
    bearer: Bearer<'_>,
    stay: Stay,
) -> BTreeSet<Entitlement> {
    let query = Query::new(judged, bearer, Holding::Anything, stay);
    let all = guides.iter().flat_map(|guide| query.named(guide));
    let asked = all.filter(|(requirement, _)| !query.refuses(requirement));
    let rights = asked.filter_map(|(_, finding)| finding);
    let rights = rights.flat_map(|finding| query.seen(finding));
    let held = rights.filter(|right| right.verdict == Verdict::Satisfied);
    held.filter_map(|right| right.entitlement.clone()).collect()
}

/// Guides that ask for something, as a sentence goes on: `Acme and Beta ask for`.
pub(super) fn asking(guides: &[&Guide]) -> String {
    let verb = if guides.len() == 1 { "asks" } else { "ask" };
    format!("{} {verb} for", titles(guides))
}

/// The titles of guides, within a sentence.
pub(super) fn titles(guides: &[&Guide]) -> String {
    let titles: Vec<&str> = guides.iter().map(|guide| guide.title.as_str()).collect();
    titles.join(" and ")
}

/// Something that is held, and whoever holds it.
struct Query<'j, 'q, 'a> {
    judged: &'j Judged<'a>,
    bearer: Bearer<'q>,
    /// The principals of the guides that the bearer could be.
    principals: BTreeSet<PrincipalKey<'a>>,
    held: Holding<'q>,
    stay: Stay,
}

impl<'j, 'q, 'a> Query<'j, 'q, 'a> {
    fn new(judged: &'j Judged<'a>, bearer: Bearer<'q>, held: Holding<'q>, stay: Stay) -> Self {
        Self {
            judged,
            bearer,
            principals: bearer.principals(judged),
            held,
            stay,
        }
    }

    fn is_asked_by(&self, guide: &'a Guide) -> bool {
        self.named(guide)
            .any(|(requirement, finding)| match finding {
                Some(finding) => {
                    // As long as the alternative that counts is not held, any will do.
                    !self.refuses(requirement)
                        && (finding.verdict != Verdict::Satisfied || self.is_seen(finding))
                }
                None => !self.refuses(requirement),
            })
    }

    fn is_refused_by(&self, guide: &'a Guide) -> bool {
        self.named(guide)
            .filter(|(requirement, _)| self.refuses(requirement))
            .filter_map(|(_, finding)| finding)
            .any(|finding| finding.verdict == Verdict::Excess && self.is_seen(finding))
    }

    /// True for a requirement that refuses what it names.
    fn refuses(&self, requirement: &Requirement) -> bool {
        let onboarding = self.judged.reader.onboarding && self.stay == Stay::Now;
        refuses(requirement, onboarding, self.judged.today)
    }

    /// The requirements of a guide that name it in some alternative and are in play, each with its finding.
    fn named(
        &self,
        guide: &'a Guide,
    ) -> impl Iterator<Item = (&'a Requirement, Option<&'a Finding>)> {
        let judged = self.judged;
        let mut guides = judged.basis.expanded.iter();
        let expanded = guides.find(|one| one.id == guide.id);
        let asks = expanded.into_iter().flat_map(|one| &one.requirements);
        let all = guide.requirements.iter().zip(asks);
        let named = all.filter(|(_, ask)| self.is_named(ask));
        let assessment = judged.assessment_of(&guide.id);
        named.filter_map(move |(requirement, ask)| {
            let Some(assessment) = assessment else {
                let truth = judged.basis.possibility.truth(ask.when.as_ref());
                return (truth != Truth::No).then_some((requirement, None));
            };
            // Nothing in the options that may be taken asks for what has no finding.
            let mut findings = assessment.findings.iter();
            let finding = findings.find(|one| one.requirement.as_ref() == Some(&requirement.id));
            finding.map(|finding| (requirement, Some(finding)))
        })
    }

    fn is_named(&self, ask: &Ask<Right>) -> bool {
        ask.rights().into_iter().any(|right| {
            let of = match &right.of {
                Holder::Principal(one) => {
                    let guide = one.guide.as_ref();
                    guide.is_some_and(|guide| self.principals.contains(&(guide, &one.id)))
                }
                Holder::Tenant => self.bearer == Bearer::Tenant,
                Holder::Installer => false,
            };
            of && self.held.is_needed_for(self.judged, &right.kind, None)
        })
    }

    fn is_seen(&self, finding: &Finding) -> bool {
        self.seen(finding).next().is_some()
    }

    /// The rights of a finding that it is needed for.
    fn seen<'f>(&self, finding: &'f Finding) -> impl Iterator<Item = &'f RightSeen> {
        finding.rights.iter().filter(|right| {
            let of = match principal_of(right) {
                Some(key) => self.principals.contains(&key),
                None => is_of_tenant(right) && self.bearer == Bearer::Tenant,
            };
            let known = right.entitlement.as_ref();
            of && self.held.is_needed_for(self.judged, &right.kind, known)
        })
    }
}
