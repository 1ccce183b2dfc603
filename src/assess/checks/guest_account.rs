//! The check of a guest's account: invited, of type guest, accepted, enabled, and let in by cross-tenant access.

use super::conditions::{Condition, outcome_of};
use super::{Asking, Check};
use crate::access::{HolderKind, SightingRef};
use crate::assess::context::Context;
use crate::assess::external::external;
use crate::assess::inbound::{Entry, Inbound};
use crate::assess::member_of;
use crate::assess::model::{AccessPath, Finding, Note, NoteKind};
use crate::assess::outcome::{Outcome, reason_of};
use crate::assess::principals::Candidate;
use crate::assess::remedy::{Establish, Remedy};
use crate::assess::target::TargetPrincipal;
use crate::assess::ternary::Ternary;
use crate::assess::verdict::Verdict;
use crate::assess::words::{self, shown};
use crate::catalog::Subject;
use crate::guide::format2::kinds::AccountType;
use crate::snapshot::{Moment, SectionName, User};

/// The beginning of the path that says what cross-tenant access does to an account.
const INBOUND: &str = "B2B collaboration, inbound";

/// The account of a guest, or of somebody from outside who may be of any type.
pub(super) struct GuestAccount(pub(super) AccountType);

impl Check for GuestAccount {
    fn subject(&self) -> Subject {
        Subject::GuestAccount
    }

    fn expected(&self, asking: &Asking<'_>) -> String {
        let address = asking.principal.any_address();
        format!(
            "{address} is a guest of the tenant, has accepted the invitation, is enabled, and is let in by cross-tenant \
             access"
        )
    }

    fn judge(&self, asking: &Asking<'_>, candidate: &Candidate<'_>) -> Outcome {
        let (context, principal) = (asking.context, asking.principal);
        let HolderKind::User { item } = candidate.holder.kind else {
            return Outcome::new(Verdict::Unknown, "not a user", "it is not a user account");
        };
        let Some(seen) = context.snapshot.sections.users.sightings().get(item) else {
            return Outcome::new(Verdict::Unknown, "not seen", "the account was not seen");
        };
        let from_outside = external(&seen.object);
        let redeemed = redeemed(context, &seen.object);
        let kind = kind(&seen.object, from_outside);
        let is_guest = matches!(kind, Condition::Met(_));
        let mut conditions = vec![
            accepted(&seen.object, redeemed.is_some()),
            enabled(&seen.object),
        ];
        if is_guest || self.0 == AccountType::Guest {
            conditions.insert(0, kind);
        }
        let proof = SightingRef {
            section: SectionName::Users,
            item,
        };
        let entry = (from_outside != Ternary::No)
            .then(|| entry(context, principal, candidate))
            .flatten();
        match entry.as_ref().map(|entry| entry.lets_in) {
            Some(Ternary::No) => {
                conditions.push(Condition::Unmet(
                    "refused by cross-tenant access".to_owned(),
                    Remedy::Establish(Establish::AllowInbound),
                ));
            }
            Some(Ternary::Untold) => conditions.push(Condition::Untold(
                "whether cross-tenant access lets it in was not told".to_owned(),
                Remedy::Establish(Establish::AllowInbound),
            )),
            Some(Ternary::Yes) | None => {}
        }
        let mut outcome = outcome_of(
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
}

/// Everything that cross-tenant access says of the account of a guest.
fn entry(
    context: &Context<'_>,
    principal: &TargetPrincipal,
    candidate: &Candidate<'_>,
) -> Option<Entry> {
    let address = candidate.found_by.as_deref()?;
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
        Ternary::Yes => outcome
            .notes
            .extend(entry.doubts.into_iter().map(|text| Note {
                kind: NoteKind::Concern,
                text,
            })),
        Ternary::No => outcome.paths.push(AccessPath {
            hops: vec![words::holder(candidate), entry.setting],
            condition: entry.says,
            as_asked: false,
        }),
        Ternary::Untold if outcome.verdict == Verdict::Unknown => {
            let mut reasons = vec![outcome.reason.clone()];
            if !entry.gaps.is_empty() {
                reasons.push(reason_of(&entry.gaps));
            }
            reasons.extend(entry.doubts);
            outcome.reason = reasons.join("; ");
            outcome.gaps = entry.gaps;
        }
        Ternary::Untold => {}
    }
}

/// True if a finding says that cross-tenant access refuses the account.
pub fn is_refused_by_cross_tenant_access(finding: &Finding) -> bool {
    finding.verdict == Verdict::Partial
        && finding
            .paths
            .iter()
            .any(|path| !path.as_asked && path.condition.starts_with(INBOUND))
}

fn kind(user: &User, from_outside: Ternary) -> Condition {
    let remedy = Remedy::Establish(Establish::ConvertToGuest);
    match user.user_type.as_deref() {
        Some(kind) if kind.eq_ignore_ascii_case("Guest") => Condition::Met("guest"),
        Some(kind) if from_outside == Ternary::Yes => Condition::Unmet(
            format!(
                "an account from outside of user type {}, not guest: by default it can see more than the guest that \
                 is asked for",
                shown(kind)
            ),
            remedy,
        ),
        Some(kind) => Condition::Unmet(format!("user type {}, not guest", shown(kind)), remedy),
        None => Condition::Untold("user type not given".to_owned(), remedy),
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
            Remedy::Establish(Establish::Accept),
        ),
        Some(state) => Condition::Untold(
            format!("invitation state {}", shown(state)),
            Remedy::Establish(Establish::RedeemAgain),
        ),
        None if user.external_user_state.is_null()
            && user.creation_type.says("SelfServiceSignUp") =>
        {
            Condition::Met("signed up by itself, so that no invitation is open")
        }
        None if redeemed => Condition::Met("no invitation state given, and it has signed in here"),
        None => Condition::Untold(
            "no invitation state given".to_owned(),
            Remedy::Establish(Establish::ProveRedemption),
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

/// The account may sign in.
pub(super) fn enabled(user: &User) -> Condition {
    let remedy = Remedy::Establish(Establish::AllowSignIn);
    match user.account_enabled.copied() {
        Some(true) => Condition::Met("enabled"),
        Some(false) => Condition::Unmet("account disabled".to_owned(), remedy),
        None => Condition::Untold("whether it is enabled was not given".to_owned(), remedy),
    }
}
