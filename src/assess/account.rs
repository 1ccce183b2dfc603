//! Is the principal itself there, and in the state that the guide asks?

use super::context::Context;
use super::coverage::Gap;
use super::exit::{Admit, Elsewhere, Exit, See};
use super::external::external;
use super::identify::Candidate;
use super::inbound::{Entry, Inbound};
use super::leftover;
use super::member_of;
use super::model::{AccessPath, Finding, Note, NoteKind, Standing};
use super::outcome::{Outcome, reason_of};
use super::told::Told;
use super::verdict::Verdict;
use super::words::{self, shown};
use crate::access::{Could, HolderKind, SightingRef};
use crate::guide::Principal;
use crate::snapshot::{Application, Field, Moment, SectionName, ServicePrincipal, User};

/// How the path begins that says what cross-tenant access does to an account.
const INBOUND: &str = "B2B collaboration, inbound";

/// What one condition of an account comes to, and what puts it right.
enum Condition {
    Met(&'static str),
    Unmet(String, Exit),
    Untold(String, Exit),
}

/// The guest's account: invited, of type guest, accepted, enabled.
pub(super) fn guest(
    context: &Context<'_>,
    principal: &Principal,
    candidate: &Candidate<'_>,
) -> Outcome {
    let HolderKind::User { item } = candidate.holder.kind else {
        return Outcome::new(Verdict::Unknown, "not a user", "it is not a user account");
    };
    let Some(seen) = context.snapshot.sections.users.sightings().get(item) else {
        return Outcome::new(Verdict::Unknown, "not seen", "the account was not seen");
    };
    let from_outside = external(&seen.object);
    let redeemed = redeemed(context, &seen.object);
    let mut conditions = vec![
        kind(&seen.object, from_outside),
        accepted(&seen.object, redeemed.is_some()),
        enabled(&seen.object),
    ];
    let proof = SightingRef {
        section: SectionName::Users,
        item,
    };
    let entry = (from_outside != Told::No)
        .then(|| entry(context, principal, candidate))
        .flatten();
    match entry.as_ref().map(|entry| entry.lets_in) {
        Some(Told::No) => {
            conditions.push(Condition::Unmet(
                "refused by cross-tenant access".to_owned(),
                Exit::Admit(Admit::LetIn),
            ));
        }
        Some(Told::Untold) => conditions.push(Condition::Untold(
            "whether cross-tenant access lets it in was not told".to_owned(),
            Exit::Admit(Admit::LetIn),
        )),
        Some(Told::Yes) | None => {}
    }
    let is_guest = matches!(conditions.first(), Some(Condition::Met(_)));
    let mut outcome = of_conditions(
        candidate,
        conditions,
        [proof].into_iter().chain(redeemed).collect(),
    );
    if let Some(entry) = entry {
        receive(candidate, entry, &mut outcome);
    }
    let unsponsored = seen.object.sponsors.whole().is_some_and(<[_]>::is_empty);
    if unsponsored && is_guest {
        outcome.notes.push(Note {
            kind: NoteKind::Remark,
            text: "it has no sponsor: nobody in this tenant is named who answers for the guest's access"
                .to_owned(),
        });
    }
    outcome
}

/// What cross-tenant access says of the account of a guest.
fn entry(context: &Context<'_>, principal: &Principal, candidate: &Candidate<'_>) -> Option<Entry> {
    let address = context.parameters.get(principal.address.as_ref()?)?;
    let (_, domain) = address.rsplit_once('@')?;
    let member = member_of::groups(context, candidate.holder);
    let mut own = member.now;
    own.insert(candidate.holder.id.to_string());
    let inbound = Inbound::of(context, principal, domain);
    Some(inbound.entry(context, &own, member.whole))
}

/// Writes into an outcome what cross-tenant access says.
fn receive(candidate: &Candidate<'_>, entry: Entry, outcome: &mut Outcome) {
    outcome.seen.extend(entry.seen);
    match entry.lets_in {
        // The account is let in, and a person should look at the rest.
        Told::Yes => outcome
            .notes
            .extend(entry.doubts.into_iter().map(|text| Note {
                kind: NoteKind::Concern,
                text,
            })),
        Told::No => outcome.paths.push(AccessPath {
            hops: vec![words::holder(candidate), entry.setting],
            condition: entry.says,
            as_asked: false,
        }),
        Told::Untold if outcome.verdict == Verdict::Unknown => {
            let mut reasons = vec![outcome.reason.clone()];
            if !entry.gaps.is_empty() {
                reasons.push(reason_of(&entry.gaps));
            }
            reasons.extend(entry.doubts);
            outcome.reason = reasons.join("; ");
            outcome.gaps = entry.gaps;
        }
        Told::Untold => {}
    }
}

/// Whether a finding says that cross-tenant access refuses the account.
pub fn is_refused_by_cross_tenant_access(finding: &Finding) -> bool {
    finding.verdict == Verdict::Partial
        && finding
            .paths
            .iter()
            .any(|path| !path.as_asked && path.condition.starts_with(INBOUND))
}

fn kind(user: &User, from_outside: Told) -> Condition {
    let exit = Exit::Admit(Admit::TurnIntoGuest);
    match user.user_type.as_deref() {
        Some(kind) if kind.eq_ignore_ascii_case("Guest") => Condition::Met("guest"),
        Some(kind) if from_outside == Told::Yes => Condition::Unmet(
            format!(
                "an account from outside of user type {}, not guest: by default it can see more than the guest that \
                 is asked for",
                shown(kind)
            ),
            exit,
        ),
        Some(kind) => Condition::Unmet(format!("user type {}, not guest", shown(kind)), exit),
        None => Condition::Untold("user type not given".to_owned(), exit),
    }
}

/// The state is null of whoever came by another way than an invitation: by self-service sign-up, by cross-tenant
/// synchronization, or long ago (Microsoft Graph, user resource). Null is not "accepted", and not "internal".
fn accepted(user: &User, redeemed: bool) -> Condition {
    match user.external_user_state.as_deref() {
        Some(state) if state.eq_ignore_ascii_case("Accepted") => {
            Condition::Met("invitation accepted")
        }
        Some(state) if state.eq_ignore_ascii_case("PendingAcceptance") => Condition::Unmet(
            "invitation not accepted yet".to_owned(),
            Exit::Admit(Admit::Accept),
        ),
        Some(state) => Condition::Untold(
            format!("invitation state {}", shown(state)),
            Exit::Admit(Admit::RedeemAnew),
        ),
        None if user.external_user_state.is_null()
            && user.creation_type.says("SelfServiceSignUp") =>
        {
            Condition::Met("signed up by itself, so that no invitation is open")
        }
        None if redeemed => Condition::Met("no invitation state given, and it has signed in here"),
        None => Condition::Untold(
            "no invitation state given".to_owned(),
            Exit::Admit(Admit::ShowRedemption),
        ),
    }
}

/// The sighting of a sign-in that succeeded: whoever signs in here has redeemed what there was to redeem.
fn redeemed(context: &Context<'_>, user: &User) -> Option<SightingRef> {
    let mut sign_ins = context.lookups.sign_ins.with(user.id.copied()?).iter();
    let (item, _) = sign_ins.find(|(_, seen)| {
        let activity = seen.sign_in_activity.get();
        let last = activity.and_then(|activity| activity.last_successful_sign_in_date_time.get());
        // A service that knows of none may also give the first moment of its calendar.
        let real = last.filter(|last| last.unix_seconds() > 0);
        let made = user.created_date_time.get();
        let since = |last: &Moment| made.is_some_and(|made| last >= made);
        real.is_some_and(since)
    })?;
    Some(SightingRef {
        section: SectionName::UserSignIns,
        item: *item,
    })
    .filter(|_| !user.external_user_state.is_given())
}

fn enabled(user: &User) -> Condition {
    let exit = Exit::Admit(Admit::AllowSignIn);
    match user.account_enabled.copied() {
        Some(true) => Condition::Met("enabled"),
        Some(false) => Condition::Unmet("account disabled".to_owned(), exit),
        None => Condition::Untold("whether it is enabled was not given".to_owned(), exit),
    }
}

/// The application: consented to (a service principal is there) and enabled.
pub(super) fn application(context: &Context<'_>, candidate: &Candidate<'_>) -> Outcome {
    let (principal, registration) = halves(context, candidate);
    let seen = proof(candidate);
    let present = match (principal, registration) {
        (Some(_), _) => Condition::Met("present"),
        (None, Some(_)) => match unseen_half(context, candidate) {
            None => Condition::Unmet(
                "registered, but without a service principal: nobody has consented".to_owned(),
                Exit::Admit(Admit::MakePrincipal),
            ),
            Some(gap) => Condition::Untold(gap.words(), gap.exit),
        },
        (None, None) => Condition::Untold(
            "it was not seen".to_owned(),
            Exit::See(See::Again {
                section: SectionName::ServicePrincipals,
            }),
        ),
    };
    let mut conditions = vec![present];
    if let Some(principal) = principal {
        let allow = Exit::Admit(Admit::AllowSignIn);
        conditions.push(match principal.account_enabled.copied() {
            Some(true) => Condition::Met("enabled"),
            Some(false) => Condition::Unmet("disabled: it gets no tokens".to_owned(), allow),
            None => Condition::Untold("whether it is enabled was not given".to_owned(), allow),
        });
        conditions.extend(disabled_by_microsoft(principal));
    }
    let mut outcome = of_conditions(candidate, conditions, seen);
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

/// Why a registration may have a service principal that was not seen.
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
                Condition::Unmet(text, Exit::Elsewhere(Elsewhere::Microsoft { status }))
            })
        }
        Field::Absent | Field::Misfit(_) => Some(Condition::Untold(
            "whether Microsoft disabled it was not given".to_owned(),
            Exit::See(See::Again {
                section: SectionName::ServicePrincipals,
            }),
        )),
    }
}

/// The application serves this tenant alone.
pub(super) fn single_tenant(context: &Context<'_>, candidate: &Candidate<'_>) -> Outcome {
    let (principal, registration) = halves(context, candidate);
    let of_registration = registration.and_then(|app| app.sign_in_audience.as_deref());
    let audience = of_registration.or(principal.and_then(|sp| sp.sign_in_audience.as_deref()));
    let exit = Exit::Admit(Admit::RestrictAudience);
    let condition = match audience {
        Some("AzureADMyOrg") => Condition::Met("this tenant alone (AzureADMyOrg)"),
        Some(other) => Condition::Unmet(
            format!("open to more than this tenant ({})", shown(other)),
            exit,
        ),
        None => Condition::Untold("the audience was not given".to_owned(), exit),
    };
    of_conditions(candidate, [condition], proof(candidate))
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
        HolderKind::RoleHolder { item } => vec![SightingRef {
            section: SectionName::RoleHolders,
            item,
        }],
    }
}

fn of_conditions(
    candidate: &Candidate<'_>,
    conditions: impl IntoIterator<Item = Condition>,
    seen: Vec<SightingRef>,
) -> Outcome {
    let mut verdict = Verdict::Satisfied;
    let (mut words, mut exits) = (Vec::new(), Vec::new());
    for condition in conditions {
        let (next, text, exit) = match condition {
            Condition::Met(text) => (Verdict::Satisfied, text.to_owned(), None),
            Condition::Unmet(text, exit) => (Verdict::Partial, text, Some(exit)),
            Condition::Untold(text, exit) => (Verdict::Unknown, text, Some(exit)),
        };
        exits.extend(exit);
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
    outcome.exits = exits;
    outcome
}
