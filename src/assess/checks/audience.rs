//! The check of an application's audience: it serves this tenant alone.

use super::conditions::{Condition, outcome_of};
use super::{Asking, Check};
use crate::assess::outcome::Outcome;
use crate::assess::principals::Candidate;
use crate::assess::remedy::{Establish, Remedy};
use crate::assess::words::shown;
use crate::catalog::Subject;
use crate::guide::format2::kinds::Audience;

/// The audience of an application that is registered here.
pub(super) struct Serves(pub(super) Audience);

impl Check for Serves {
    fn subject(&self) -> Subject {
        Subject::SingleTenant
    }

    fn expected(&self, asking: &Asking<'_>) -> String {
        let who = match self.0 {
            Audience::ThisTenant => "this tenant alone",
            Audience::AnyTenant => "any tenant",
            Audience::AnyTenantAndPersonal => "any tenant and personal accounts",
        };
        format!("{} serves {who}", asking.principal.title)
    }

    fn judge(&self, asking: &Asking<'_>, candidate: &Candidate<'_>) -> Outcome {
        let context = asking.context;
        let (principal, registration) = candidate.halves(context);
        let of_registration = registration.and_then(|app| app.sign_in_audience.as_deref());
        let audience = of_registration.or(principal.and_then(|sp| sp.sign_in_audience.as_deref()));
        let remedy = Remedy::Establish(Establish::RestrictAudience);
        let condition = match (self.0, audience) {
            (Audience::ThisTenant, Some("AzureADMyOrg")) => {
                Condition::Met("this tenant alone (AzureADMyOrg)")
            }
            (Audience::AnyTenant, Some("AzureADMultipleOrgs")) => {
                Condition::Met("any tenant (AzureADMultipleOrgs)")
            }
            (Audience::AnyTenantAndPersonal, Some("AzureADandPersonalMicrosoftAccount")) => {
                Condition::Met("any tenant and personal accounts")
            }
            (Audience::ThisTenant, Some(other)) => Condition::Unmet(
                format!("open to more than this tenant ({})", shown(other)),
                remedy,
            ),
            (_, Some(other)) => Condition::Unmet(
                format!("another audience ({})", shown(other)),
                Remedy::Manual("Set the audience that the guide names.".to_owned()),
            ),
            (_, None) => Condition::Untold("the audience was not given".to_owned(), remedy),
        };
        outcome_of(candidate, [condition], candidate.sightings())
    }

    /// An application that is registered anew serves this tenant alone.
    fn closes(&self, _: &Asking<'_>, candidate: Option<&Candidate<'_>>) -> Vec<Remedy> {
        let restrict = candidate.map(|_| Remedy::Establish(Establish::RestrictAudience));
        restrict.into_iter().collect()
    }
}
