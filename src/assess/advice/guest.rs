//! The guide's guest, and the accounts that could be it.

use crate::access::{Holder, HolderKind};
use crate::assess::candidate::CandidateKind;
use crate::assess::context::Context;
use crate::assess::external::external;
use crate::assess::inbound::Inbound;
use crate::assess::member_of::{self, Groups, Roles};
use crate::assess::principals::Matches;
use crate::assess::target::TargetPrincipal;
use crate::assess::ternary::Ternary;
use crate::guide::format2::kinds::AccountType;
use crate::snapshot::User;

/// The guide's guest, and who of the tenant it could be.
pub(super) struct Guest<'a> {
    /// The domain of the guide's address, in lower case.
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

pub(super) fn guest<'a>(
    context: &Context<'a>,
    principal: &TargetPrincipal,
    matches_by_principal: &Matches<'a>,
) -> Option<Guest<'a>> {
    let is_guest = principal.account == AccountType::Guest;
    if principal.kind != CandidateKind::GuestUser || !is_guest {
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
