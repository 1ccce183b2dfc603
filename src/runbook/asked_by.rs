//! The adopted guides that ask for what somebody holds.

use super::bearer::Bearer;
use super::holding::Holding;
use super::judged::{Judged, PrincipalKey, refuses};
use crate::assess::semantics::{Ask, Truth};
use crate::assess::{Finding, RightSeen, Verdict};
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
    let query = Query {
        judged,
        bearer,
        principals: bearer.principals(judged),
        held,
        stay,
    };
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

/// The titles of guides, within a sentence.
pub(super) fn titles(guides: &[&Guide]) -> String {
    let titles: Vec<&str> = guides.iter().map(|guide| guide.title.as_str()).collect();
    titles.join(", ")
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

impl Query<'_, '_, '_> {
    fn is_asked_by(&self, guide: &Guide) -> bool {
        let mut guides = self.judged.basis.expanded.iter();
        let expanded = guides.find(|one| one.id == guide.id);
        let asks = expanded.into_iter().flat_map(|one| &one.requirements);
        let mut all = guide.requirements.iter().zip(asks);
        all.any(|(requirement, ask)| self.is_named(guide, requirement, ask))
    }

    /// True if a requirement asks for it: in the alternative that counts, and as long as none does in any.
    fn is_named(&self, guide: &Guide, requirement: &Requirement, ask: &Ask<Right>) -> bool {
        let judged = self.judged;
        let onboarding = judged.reader.onboarding && self.stay == Stay::Now;
        if refuses(requirement, onboarding, judged.today) {
            return false;
        }
        let assessment = judged.assessment_of(&guide.id);
        let findings = assessment.map(|one| one.findings.as_slice());
        let mut findings = findings.unwrap_or_default().iter();
        let finding = findings.find(|one| one.requirement.as_ref() == Some(&requirement.id));
        let in_play = match assessment {
            // Nothing in the options that may be taken asks for what has no finding.
            Some(_) => finding.is_some(),
            None => judged.basis.possibility.truth(ask.when.as_ref()) != Truth::No,
        };
        in_play && (finding.is_some_and(|one| self.is_seen(one)) || self.may_be(ask, finding))
    }

    fn is_seen(&self, finding: &Finding) -> bool {
        let mut rights = finding.rights.iter();
        rights.any(|right| {
            self.is_of((&right.guide, &right.principal), right.is_of_tenant())
                && self
                    .held
                    .is_needed_for(self.judged, &right.kind, right.entitlement.as_ref())
        })
    }

    fn may_be(&self, ask: &Ask<Right>, finding: Option<&Finding>) -> bool {
        let open = finding.is_none_or(|one| one.verdict != Verdict::Satisfied);
        open && ask.rights().into_iter().any(|right| {
            let of = match &right.of {
                Holder::Principal(one) => {
                    let guide = one.guide.as_ref();
                    guide.is_some_and(|guide| self.is_of((guide, &one.id), false))
                }
                Holder::Tenant => matches!(self.bearer, Bearer::Tenant),
                Holder::Installer => false,
            };
            of && self.held.is_needed_for(self.judged, &right.kind, None)
        })
    }

    fn is_of(&self, principal: PrincipalKey<'_>, of_tenant: bool) -> bool {
        match self.bearer {
            Bearer::Tenant => of_tenant,
            Bearer::Object(_) | Bearer::Principal(_) => self.principals.contains(&principal),
        }
    }
}

