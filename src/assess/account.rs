//! Is the principal itself there, and in the state that the guide asks?

use super::context::Context;
use super::identify::Candidate;
use super::model::{AccessPath, Note, NoteKind, Standing};
use super::outcome::Outcome;
use super::verdict::Verdict;
use super::words;
use crate::access::{HolderKind, SightingRef};
use crate::snapshot::{Application, SectionName, ServicePrincipal, User, is_disabled_by_microsoft};

/// What one condition of an account comes to.
enum Condition {
    Met(&'static str),
    Unmet(String),
    Untold(String),
}

/// The guest's account: invited, of type guest, accepted, enabled.
pub(super) fn guest(context: &Context<'_>, candidate: &Candidate<'_>) -> Outcome {
    let HolderKind::User { item } = candidate.holder.kind else {
        return Outcome::new(Verdict::Unknown, "not a user", "it is not a user account");
    };
    let Some(seen) = context.snapshot.sections.users.sightings().get(item) else {
        return Outcome::new(Verdict::Unknown, "not seen", "the account was not seen");
    };
    let conditions = [
        kind(&seen.object),
        accepted(&seen.object),
        enabled(&seen.object),
    ];
    let proof = SightingRef {
        section: SectionName::Users,
        item,
    };
    let mut outcome = of_conditions(candidate, &conditions, vec![proof]);
    let unsponsored = seen.object.sponsors.as_ref().is_some_and(Vec::is_empty);
    if unsponsored && matches!(conditions, [Condition::Met(_), ..]) {
        outcome.notes.push(Note {
            kind: NoteKind::Remark,
            text: "it has no sponsor: nobody in this tenant is named who answers for the guest's access"
                .to_owned(),
        });
    }
    outcome
}

fn kind(user: &User) -> Condition {
    match user.user_type.as_deref() {
        Some(kind) if kind.eq_ignore_ascii_case("Guest") => Condition::Met("guest"),
        Some(kind) => Condition::Unmet(format!("user type {kind}, not guest")),
        None => Condition::Untold("user type not given".to_owned()),
    }
}

fn accepted(user: &User) -> Condition {
    match user.external_user_state.as_deref() {
        Some(state) if state.eq_ignore_ascii_case("Accepted") => {
            Condition::Met("invitation accepted")
        }
        Some(state) if state.eq_ignore_ascii_case("PendingAcceptance") => {
            Condition::Unmet("invitation not accepted yet".to_owned())
        }
        Some(state) => Condition::Untold(format!("invitation state {state}")),
        None => Condition::Untold("no invitation state given".to_owned()),
    }
}

fn enabled(user: &User) -> Condition {
    match user.account_enabled {
        Some(true) => Condition::Met("enabled"),
        Some(false) => Condition::Unmet("account disabled".to_owned()),
        None => Condition::Untold("whether it is enabled was not given".to_owned()),
    }
}

/// The application: consented to (a service principal is there) and enabled.
pub(super) fn application(context: &Context<'_>, candidate: &Candidate<'_>) -> Outcome {
    let (principal, registration) = halves(context, candidate);
    let seen = proof(candidate);
    let present = match (principal, registration) {
        (Some(_), _) => Condition::Met("present"),
        (None, Some(_)) => match context.coverage.gap(SectionName::ServicePrincipals) {
            None => Condition::Unmet(
                "registered, but without a service principal: nobody has consented".to_owned(),
            ),
            Some(gap) => Condition::Untold(gap.words()),
        },
        (None, None) => Condition::Untold("it was not seen".to_owned()),
    };
    let mut conditions = vec![present];
    if let Some(principal) = principal {
        conditions.push(match principal.account_enabled {
            Some(true) => Condition::Met("enabled"),
            Some(false) => Condition::Unmet("disabled: it gets no tokens".to_owned()),
            None => Condition::Untold("whether it is enabled was not given".to_owned()),
        });
        let status = principal.disabled_by_microsoft_status.as_deref();
        if is_disabled_by_microsoft(status) {
            let status = status.unwrap_or_default();
            conditions.push(Condition::Unmet(format!("disabled by Microsoft: {status}")));
        }
    }
    let mut outcome = of_conditions(candidate, &conditions, seen);
    if candidate.standing == Standing::Named {
        outcome.notes.push(Note {
            kind: NoteKind::NameOnly,
            text: "it was found by its display name, which anybody in the tenant who may register \
                   applications can choose; give its application id to settle it"
                .to_owned(),
        });
    }
    outcome
}

/// The application serves this tenant alone.
pub(super) fn single_tenant(context: &Context<'_>, candidate: &Candidate<'_>) -> Outcome {
    let (principal, registration) = halves(context, candidate);
    let of_registration = registration.and_then(|app| app.sign_in_audience.as_deref());
    let audience = of_registration.or(principal.and_then(|sp| sp.sign_in_audience.as_deref()));
    let condition = match audience {
        Some("AzureADMyOrg") => Condition::Met("this tenant alone (AzureADMyOrg)"),
        Some(other) => Condition::Unmet(format!("open to more than this tenant ({other})")),
        None => Condition::Untold("the audience was not given".to_owned()),
    };
    of_conditions(candidate, &[condition], proof(candidate))
}

/// The service principal and the registration of a candidate, as far as they were seen.
pub(super) fn halves<'a>(
    context: &Context<'a>,
    candidate: &Candidate<'_>,
) -> (Option<&'a ServicePrincipal>, Option<&'a Application>) {
    let HolderKind::Application {
        service_principal,
        registration,
        ..
    } = candidate.holder.kind
    else {
        return (None, None);
    };
    let sections = &context.snapshot.sections;
    let principal = service_principal.and_then(|i| sections.service_principals.sightings().get(i));
    let registration = registration.and_then(|i| sections.applications.sightings().get(i));
    (
        principal.map(|seen| &seen.object),
        registration.map(|seen| &seen.object),
    )
}

/// The sightings of a candidate itself.
pub(super) fn proof(candidate: &Candidate<'_>) -> Vec<SightingRef> {
    match candidate.holder.kind {
        HolderKind::User { item } => vec![SightingRef {
            section: SectionName::Users,
            item,
        }],
        HolderKind::Application {
            service_principal,
            registration,
            ..
        } => {
            let principal = service_principal.map(|item| SightingRef {
                section: SectionName::ServicePrincipals,
                item,
            });
            let registration = registration.map(|item| SightingRef {
                section: SectionName::Applications,
                item,
            });
            principal.into_iter().chain(registration).collect()
        }
    }
}

fn of_conditions(
    candidate: &Candidate<'_>,
    conditions: &[Condition],
    seen: Vec<SightingRef>,
) -> Outcome {
    let mut verdict = Verdict::Satisfied;
    let mut words = Vec::new();
    for condition in conditions {
        let (next, text) = match condition {
            Condition::Met(text) => (Verdict::Satisfied, (*text).to_owned()),
            Condition::Unmet(text) => (Verdict::Partial, text.clone()),
            Condition::Untold(text) => (Verdict::Unknown, text.clone()),
        };
        verdict = match (verdict, next) {
            (Verdict::Partial, _) | (_, Verdict::Partial) => Verdict::Partial,
            (Verdict::Unknown, _) | (_, Verdict::Unknown) => Verdict::Unknown,
            _ => Verdict::Satisfied,
        };
        words.push(text);
    }
    let actual = words.join(", ");
    let reason = match verdict {
        Verdict::Satisfied => "it is there as asked",
        Verdict::Partial => "it is there, but not as the guide asks",
        _ => "it is there, but the answer does not tell its whole state",
    };
    let mut outcome = Outcome::new(verdict, &actual, reason);
    outcome.paths.push(AccessPath {
        hops: vec![words::holder(candidate)],
        condition: format!("{}; {}", candidate.identity, candidate.why),
        as_asked: verdict == Verdict::Satisfied,
    });
    outcome.seen = seen;
    outcome
}
