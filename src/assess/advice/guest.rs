//! The guide's guest, and the accounts that could be it.

use crate::access::{Holder, HolderKind};
use crate::assess::candidate::CandidateKind;
use crate::assess::context::Context;
use crate::assess::external::external;
use crate::assess::inbound::Inbound;
use crate::assess::member_of::{self, Groups, Roles};
use crate::assess::principals::{Candidate, Matches};
use crate::assess::target::TargetPrincipal;
use crate::assess::ternary::Ternary;
use crate::guide::format2::kinds::AccountType;
use crate::snapshot::User;

/// The guide's guest, and who of the tenant it could be.
pub(super) struct Guest<'a> {
    /// The domain of an address of the guide, in lower case.
    pub(super) domain: String,
    /// The way the tenant receives it.
    pub(super) inbound: Inbound<'a>,
    /// The accounts that could be it.
    pub(super) accounts: Vec<Account<'a>>,
    /// True if there may be others that were not seen.
    pub(super) unseen: bool,
}

impl Guest<'_> {
    /// True if somebody has yet to be invited, or to accept.
    pub(super) fn invitation_ahead(&self) -> bool {
        let pending = |account: &Account<'_>| {
            let state = &account.user.external_user_state;
            state.says("PendingAcceptance")
        };
        self.accounts.is_empty() || self.accounts.iter().any(pending)
    }
}

/// An account that could be the guest.
pub(super) struct Account<'a> {
    pub(super) user: &'a User,
    pub(super) groups: Groups,
    pub(super) roles: Roles,
    /// Tells if it signs in with another tenant or mailbox.
    pub(super) external: Ternary,
    /// Tells if it is of type guest.
    pub(super) guest: Ternary,
}

/// A guest, by each mail domain that it is found under; while nobody is, by each that it may be invited under.
pub(super) fn guests<'a>(
    context: &Context<'a>,
    principal: &TargetPrincipal,
    matches_by_principal: &Matches<'a>,
) -> Vec<Guest<'a>> {
    let is_guest = principal.account == AccountType::Guest;
    let matched = matches_by_principal.get(&principal.id);
    let Some(matched) = matched.filter(|_| is_guest && principal.kind == CandidateKind::GuestUser)
    else {
        return Vec::new();
    };
    let mut domains: Vec<(String, Vec<&Candidate<'_>>)> = Vec::new();
    for address in &principal.addresses {
        let Some((_, domain)) = address.rsplit_once('@') else {
            continue;
        };
        let domain = domain.to_lowercase();
        let found = matched.genuine.iter();
        let found = found.filter(|one| one.found_by.as_ref() == Some(address));
        match domains.iter_mut().find(|(known, _)| *known == domain) {
            Some((_, known)) => known.extend(found),
            None => domains.push((domain, found.collect())),
        }
    }
    domains.retain(|(_, found)| !found.is_empty() || matched.genuine.is_empty());
    let guest = |(domain, found): (String, Vec<&Candidate<'_>>)| Guest {
        inbound: Inbound::of(context, principal, &domain),
        domain,
        accounts: found
            .into_iter()
            .filter_map(|one| account(context, one.holder))
            .collect(),
        unseen: !matched.unseen.is_empty(),
    };
    domains.into_iter().map(guest).collect()
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
