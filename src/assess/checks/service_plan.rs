//! The check of a service plan: enabled in a subscription of the tenant.

use super::{Asking, Check};
use crate::assess::outcome::Outcome;
use crate::assess::principals::Candidate;
use crate::assess::remedy::Remedy;
use crate::assess::semantics::Truth;
use crate::assess::service_plans::WantedPlans;
use crate::assess::verdict::Verdict;
use crate::catalog::Subject;
use crate::snapshot::SectionName;
use std::slice;

/// A service plan, by its name.
pub(super) struct ServicePlan<'a>(pub(super) &'a String);

impl Check for ServicePlan<'_> {
    fn subject(&self) -> Subject {
        Subject::OtherAccess
    }

    fn expected(&self, asking: &Asking<'_>) -> String {
        let title = self.title(asking);
        format!("a subscription of the tenant has the service plan {title}, enabled")
    }

    fn without_candidates(&self, asking: &Asking<'_>) -> Option<Outcome> {
        let context = asking.context;
        let declared = context.service_plans.iter().copied();
        let wanted = WantedPlans::of(declared, context.catalog, slice::from_ref(self.0));
        let seen = wanted.seen(context.coverage, context.snapshot);
        let mut outcome = match (seen.enabled, seen.gap) {
            (Truth::Yes, _) => Outcome::new(Verdict::Satisfied, "enabled", &seen.why),
            (Truth::No, _) => Outcome::new(Verdict::Missing, "not enabled", &seen.why),
            (Truth::Open, Some(gap)) => Outcome::unseen("not seen", vec![gap]),
            (Truth::Open, None) => Outcome::new(Verdict::Unknown, "not settled", &seen.why),
        };
        outcome.seen.extend(seen.seen);
        outcome.looked_at = vec![SectionName::Licences];
        let title = self.title(asking);
        let remedy = match outcome.verdict {
            Verdict::Missing => Some(format!(
                "Get a subscription that has the service plan {title}, and enable it."
            )),
            Verdict::Unknown if outcome.gaps.is_empty() => Some(format!(
                "Look whether {title} is in use, under Billing, Your products of the Microsoft 365 admin center; a \
                 subscription that names it settles the answer."
            )),
            _ => None,
        };
        outcome.remedies.extend(remedy.map(Remedy::Manual));
        Some(outcome)
    }

    /// Never asked: the outcome is the same whoever is there.
    fn judge(&self, _: &Asking<'_>, _: &Candidate<'_>) -> Outcome {
        Outcome::new(Verdict::Unknown, "not seen", "it is of the tenant")
    }
}

impl ServicePlan<'_> {
    /// The title that a guide gives it, else its name.
    fn title<'a>(&'a self, asking: &Asking<'a>) -> &'a str {
        let mut declared = asking.context.service_plans.iter();
        let declared = declared.find(|plan| plan.name.eq_ignore_ascii_case(self.0));
        declared.map_or(self.0, |plan| &plan.title)
    }
}
