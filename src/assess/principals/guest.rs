//! The standing of an account as the vendor's guest.

use super::account::{invited_address, is_invited_as, lacks, same, standing_as};
use super::{Candidate, Lookup};
use crate::access::{Holder, HolderKind};
use crate::assess::coverage::Gap;
use crate::assess::model::Standing;
use crate::assess::target::TargetPrincipal;
use crate::ids::ObjectId;
use crate::snapshot::{Owner, SectionName, Seen, User};
use std::collections::BTreeMap;

/// Every user in the snapshot, judged against the guide's addresses.
pub(super) fn candidates<'a>(
    lookup: &Lookup<'a>,
    principal: &TargetPrincipal,
) -> Vec<Candidate<'a>> {
    let mut candidates = Vec::new();
    for holder in &lookup.access.holders {
        let HolderKind::User { item } = holder.kind else {
            continue;
        };
        let Some(seen) = lookup.snapshot.sections.users.sightings().get(item) else {
            continue;
        };
        // The scan may have found it because it looked for somebody else.
        let Some(Fit {
            standing,
            why,
            address,
        }) = best(lookup, principal, seen)
        else {
            continue;
        };
        candidates.push(Candidate {
            holder,
            standing,
            why: principal.naming(why, address),
            identity: identity(&seen.object),
            display_name: seen.object.display_name.cloned(),
            found_by: Some(address.to_owned()),
            lacks: lacks(&seen.object)
                .filter(|_| standing == Standing::Unproven)
                .map(|lacks| {
                    let who = identity(&seen.object);
                    lookup.coverage.lack(SectionName::Users, lacks, &who)
                }),
        });
    }
    candidates
}

/// The certainty that an account is whom the guide means by an address.
struct Fit<'p> {
    standing: Standing,
    why: &'static str,
    address: &'p str,
}

/// The address of the guide that fits an account best; none where it has nothing to do with any of them.
fn best<'p>(
    lookup: &Lookup<'_>,
    principal: &'p TargetPrincipal,
    seen: &Seen<User>,
) -> Option<Fit<'p>> {
    let request = lookup.snapshot.sections.users.request_of(seen);
    let looked_for = |address: &str| request.is_some_and(|one| one.looked_for("address", address));
    let fits = principal.addresses.iter().map(|address| {
        let (standing, why) = standing_as(principal.account, &seen.object, address);
        Fit {
            standing,
            why,
            address,
        }
    });
    fits.filter(|fit| {
        fit.standing != Standing::LookAlike
            || looked_for(fit.address)
            || resembles(&seen.object, fit.address)
    })
    .min_by_key(|fit| fit.standing)
}

/// Guests that hold a role which was listed for its own sake, and want to be taken for the vendor's, whatever
/// their domain.
///
/// Only where the accounts with the guide's address were read whole: the guest itself may be in the list.
pub(super) fn role_holders<'a>(
    lookup: &Lookup<'a>,
    principal: &TargetPrincipal,
) -> Vec<Candidate<'a>> {
    let sections = &lookup.snapshot.sections;
    let mut users = sections.users.sightings().iter();
    let nameless = users.any(|seen| !seen.object.id.is_given());
    if nameless || lookup.coverage.gap(SectionName::Users).is_some() {
        return Vec::new();
    }
    let listed = sections.role_holders.sightings().iter();
    let listed: BTreeMap<ObjectId, &Owner> = listed
        .rev()
        .filter_map(|seen| {
            Some((
                seen.object.principal_id.copied()?,
                seen.object.principal.get()?,
            ))
        })
        .collect();
    let mut candidates = Vec::new();
    let named = lookup.access.holders.iter();
    let known = named.filter(|one| was_looked_for_by_name(lookup, one));
    for holder in lookup.access.role_holders.iter().chain(known) {
        let Some(user) = listed.get(&holder.id) else {
            continue;
        };
        let sign_in_name = user.user_principal_name.as_deref().unwrap_or_default();
        let Some(address) = invited_address(sign_in_name) else {
            continue;
        };
        let mut own = principal.addresses.iter();
        if own.any(|own| is_invited_as(&address, own)) {
            // It is no look-alike: the list of accounts lacks it (`advice::contradictions`).
            continue;
        }
        let resembles = |text: &str| lookup.catalog.resembles_company(text, lookup.vendor);
        let why = if resembles(&address) {
            "its sign-in name holds the vendor's name, and its address is another than the guide's"
        } else if user.display_name.as_deref().is_some_and(resembles) {
            "it calls itself by the vendor's name, and its address is another than the guide's"
        } else {
            continue;
        };
        candidates.push(Candidate {
            holder,
            standing: Standing::LookAlike,
            why: why.to_owned(),
            identity: format!("{sign_in_name} (Guest)"),
            display_name: user.display_name.cloned(),
            found_by: None,
            lacks: None,
        });
    }
    candidates
}

/// True for an account that was looked for by its sign-in name too, as whoever installs: it holds its role all the same.
fn was_looked_for_by_name(lookup: &Lookup<'_>, holder: &Holder) -> bool {
    let HolderKind::User { item } = holder.kind else {
        return false;
    };
    let sections = &lookup.snapshot.sections;
    let request = sections.shown_by(SectionName::Users, item);
    request.is_some_and(|one| one.lookup.contains_key("account"))
}

/// Accounts without an id, by which they would be asked about, that could be the guest all the same.
pub(super) fn nameless(lookup: &Lookup<'_>, principal: &TargetPrincipal) -> Vec<Gap> {
    let users = lookup.snapshot.sections.users.sightings().iter();
    let could_be = |user: &User| {
        let mut addresses = principal.addresses.iter();
        addresses
            .any(|address| standing_as(principal.account, user, address).0 != Standing::LookAlike)
    };
    users
        .map(|seen| &seen.object)
        .filter(|user| !user.id.is_given() && could_be(user))
        .map(|user| {
            let lacks = "does not give the id of an account that may be it";
            lookup
                .coverage
                .lack(SectionName::Users, lacks, &identity(user))
        })
        .collect()
}

/// True if a lookup of the address would find the account: by its mail, by a further address, or by the beginning of
/// its sign-in name.
fn resembles(user: &User, address: &str) -> bool {
    let is_address = |mail: &String| same(mail, address);
    let begins = address.replace('@', "_").to_lowercase();
    let named = |name: &String| name.to_lowercase().starts_with(&begins);
    user.mail.get().is_some_and(is_address)
        || user.other_mails.sightings().iter().any(is_address)
        || user.user_principal_name.get().is_some_and(named)
}

fn identity(user: &User) -> String {
    let kind = user.user_type.as_deref().unwrap_or("type not given");
    let name = user
        .user_principal_name
        .as_deref()
        .unwrap_or("sign-in name not given");
    format!("{name} ({kind})")
}
