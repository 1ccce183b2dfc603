//! The check of an application: consented to, so that a service principal is there, and enabled.

use super::conditions::{Condition, outcome_of};
use super::{Asking, Check};
use crate::access::Could;
use crate::assess::context::Context;
use crate::assess::coverage::Gap;
use crate::assess::leftover;
use crate::assess::lifetime;
use crate::assess::model::{Note, NoteKind, Standing};
use crate::assess::outcome::Outcome;
use crate::assess::principals::Candidate;
use crate::assess::remedy::{Establish, Observe, Outside, Remedy};
use crate::assess::target::either;
use crate::assess::words::shown;
use crate::catalog::Subject;
use crate::snapshot::{Field, SectionName, ServicePrincipal};

/// The presence of an application.
pub(super) struct Application;

impl Check for Application {
    fn subject(&self) -> Subject {
        Subject::Application
    }

    fn expected(&self, asking: &Asking<'_>) -> String {
        let principal = asking.principal;
        let name = either(&principal.names).unwrap_or_else(|| principal.title.clone());
        format!("{name} is in the tenant and enabled")
    }

    fn judge(&self, asking: &Asking<'_>, candidate: &Candidate<'_>) -> Outcome {
        let context = asking.context;
        let (principal, registration) = candidate.halves(context);
        let seen = candidate.sightings();
        let present = match (principal, registration) {
            (Some(_), _) => Condition::Met("present"),
            (None, Some(_)) => match unseen_half(context, candidate) {
                None => Condition::Unmet(
                    "registered, but without a service principal: nobody has consented".to_owned(),
                    Remedy::Establish(Establish::CreateServicePrincipal),
                ),
                Some(gap) => Condition::Untold(gap.words(), gap.remedy),
            },
            (None, None) => Condition::Untold(
                "it was not seen".to_owned(),
                Remedy::Observe(Observe::Again {
                    section: SectionName::ServicePrincipals,
                }),
            ),
        };
        let mut conditions = vec![present];
        if let Some(principal) = principal {
            let allow = Remedy::Establish(Establish::AllowSignIn);
            conditions.push(match principal.account_enabled.copied() {
                Some(true) => Condition::Met("enabled"),
                Some(false) => Condition::Unmet("disabled: it gets no tokens".to_owned(), allow),
                None => Condition::Untold("whether it is enabled was not given".to_owned(), allow),
            });
            conditions.extend(disabled_by_microsoft(principal));
        }
        let mut outcome = outcome_of(candidate, conditions, seen);
        if candidate.standing == Standing::Named {
            outcome.notes.push(Note {
                kind: NoteKind::NameOnly,
                text: "it was found by its display name, which anybody in the tenant who may register \
                       applications can choose; give its application id to settle it"
                    .to_owned(),
            });
        }
        if !context.asks.secret_of(asking.principal) {
            lifetime::describe(context, candidate, &mut outcome);
        }
        outcome
    }
}

/// The reason why a registration may have a service principal that was not seen.
fn unseen_half(context: &Context<'_>, candidate: &Candidate<'_>) -> Option<Gap> {
    let unresolved = candidate.holder.unresolved.iter();
    let mut nameless = unresolved.filter(|one| one.could_be == Could::Anything);
    let section = context.coverage.gap(SectionName::ServicePrincipals);
    section.or_else(|| nameless.next().map(|one| leftover::gap(context, one)))
}

/// Null is that it is not disabled (Microsoft Graph, servicePrincipal: `disabledByMicrosoftStatus`).
fn disabled_by_microsoft(principal: &ServicePrincipal) -> Option<Condition> {
    match &principal.disabled_by_microsoft_status {
        Field::Null => None,
        Field::Given(status) => {
            let fine = status.is_empty() || status.eq_ignore_ascii_case("NotDisabled");
            (!fine).then(|| {
                let text = format!("disabled by Microsoft: {}", shown(status));
                let status = status.clone();
                Condition::Unmet(text, Remedy::Outside(Outside::Microsoft { status }))
            })
        }
        Field::Absent | Field::Misfit(_) => Some(Condition::Untold(
            "whether Microsoft disabled it was not given".to_owned(),
            Remedy::Observe(Observe::Again {
                section: SectionName::ServicePrincipals,
            }),
        )),
    }
}
