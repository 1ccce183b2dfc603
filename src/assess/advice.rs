//! Settings of the tenant that may stop the vendor, and answers that contradict each other: advice, never a verdict.
//!
//! Nothing here simulates Microsoft's evaluation of policies. Each piece says
//! "may", names the setting it rests on, and changes no finding. A piece weighs
//! when what it names could keep the vendor out; it then keeps the answer from
//! plain `ready`.

mod conditional_access;
mod contradictions;
mod invitations;
pub(super) mod kind;
mod licences;
mod role_holders;
mod unread;
mod workload;

pub(super) use licences::advice as licences;

use super::context::Context;
use super::evidence;
use super::external::external;
use super::inbound::Inbound;
use super::member_of::{self, Groups, Roles};
use super::model::{Advice, AdviceKind};
use super::principals::Matches;
use super::target::TargetPrincipal;
use super::ternary::Ternary;
use crate::access::{Holder, HolderKind, SightingRef};
use crate::guide::PrincipalKind;
use crate::snapshot::{SectionName, User};
use std::collections::BTreeSet;

/// The guide's guest, and who of the tenant it could be.
struct Guest<'a> {
    /// The domain of the guide's address, in lower case.
    domain: String,
    /// The way the tenant receives it.
    inbound: Inbound<'a>,
    /// The accounts that could be it.
    accounts: Vec<Account<'a>>,
    /// True if there may be others that were not seen.
    unseen: bool,
}

impl Guest<'_> {
    /// True if somebody has yet to be invited, or to accept.
    fn invitation_ahead(&self) -> bool {
        let pending = |account: &Account<'_>| {
            let state = &account.user.external_user_state;
            state.says("PendingAcceptance")
        };
        self.accounts.is_empty() || self.accounts.iter().any(pending)
    }
}

/// An account that could be the guest.
struct Account<'a> {
    user: &'a User,
    groups: Groups,
    roles: Roles,
    /// Tells if it signs in with another tenant or mailbox.
    external: Ternary,
    /// Tells if it is of type guest.
    guest: Ternary,
}

/// Everything that may stand in the vendor's way, in a fixed order, each id once.
pub(super) fn advice(context: &Context<'_>, matches_by_principal: &Matches<'_>) -> Vec<Advice> {
    let guests: Vec<(&TargetPrincipal, Guest<'_>)> = context
        .targets
        .iter()
        .filter_map(|principal| Some((principal, guest(context, principal, matches_by_principal)?)))
        .collect();
    let mut all = contradictions::advice(context, matches_by_principal);
    let mut ids = BTreeSet::new();
    for (principal, guest) in &guests {
        let mut pieces = invitations::advice(context, guest);
        pieces.extend(conditional_access::advice(context, guest));
        for mut piece in pieces {
            // The same setting may stop a second guest of the guide.
            if !ids.insert(piece.id.clone()) {
                piece.id = format!("{}/{}", piece.id, principal.id);
            }
            all.push(piece);
        }
    }
    all.extend(workload::advice(context, matches_by_principal));
    if !guests.is_empty() {
        all.extend(role_holders::advice(context));
    }
    let guests: Vec<&Guest<'_>> = guests.iter().map(|(_, guest)| guest).collect();
    all.extend(unread::advice(context, &guests, matches_by_principal));
    all
}

fn guest<'a>(
    context: &Context<'a>,
    principal: &TargetPrincipal,
    matches_by_principal: &Matches<'a>,
) -> Option<Guest<'a>> {
    if principal.kind != PrincipalKind::GuestUser {
        return None;
    }
    let address = principal.address.as_deref()?;
    let (_, domain) = address.rsplit_once('@')?;
    let matched = matches_by_principal.get(&principal.id)?;
    let accounts = matched.genuine.iter();
    Some(Guest {
        domain: domain.to_lowercase(),
        inbound: Inbound::of(context, principal, domain),
        accounts: accounts
            .filter_map(|one| account(context, one.holder))
            .collect(),
        unseen: !matched.unseen.is_empty(),
    })
}

fn account<'a>(context: &Context<'a>, holder: &Holder) -> Option<Account<'a>> {
    let HolderKind::User { item } = holder.kind else {
        return None;
    };
    let user = &context
        .snapshot
        .sections
        .users
        .sightings()
        .get(item)?
        .object;
    let is_guest = |kind: &String| kind.eq_ignore_ascii_case("Guest");
    Some(Account {
        user,
        groups: member_of::groups(context, holder),
        roles: member_of::roles(context, holder),
        external: external(user),
        guest: Ternary::of(user.user_type.get().map(is_guest)),
    })
}

/// A piece of advice that rests on one item of a section, and weighs nothing.
fn piece(
    context: &Context<'_>,
    id: &str,
    title: &str,
    text: String,
    (section, item): (SectionName, usize),
) -> Advice {
    Advice {
        id: format!("{}/advice/{id}", context.guide.id),
        kind: AdviceKind::Setting,
        title: title.to_owned(),
        text,
        weighs: false,
        evidence: evidence::of_sightings(context, &[SightingRef { section, item }]),
    }
}
