//! The standing of an account as the vendor's guest.

use super::{Candidate, Lookup};
use crate::access::HolderKind;
use crate::assess::coverage::Gap;
use crate::assess::external::external;
use crate::assess::model::Standing;
use crate::assess::target::TargetPrincipal;
use crate::assess::ternary::Ternary;
use crate::guide::format2::kinds::AccountType;
use crate::snapshot::{Field, SectionName, User};

/// Every user in the snapshot, judged against the guide's address.
pub(super) fn candidates<'a>(
    lookup: &Lookup<'a>,
    principal: &TargetPrincipal,
) -> Vec<Candidate<'a>> {
    let Some(address) = principal.address.as_deref() else {
        return Vec::new();
    };
    let mut candidates = Vec::new();
    for holder in &lookup.access.holders {
        let HolderKind::User { item } = holder.kind else {
            continue;
        };
        let Some(seen) = lookup.snapshot.sections.users.sightings().get(item) else {
            continue;
        };
        let (standing, why) = standing_as(principal.account, &seen.object, address);
        let request = lookup.snapshot.sections.users.request_of(seen);
        let looked_for = request.is_some_and(|one| one.looked_for("address", address));
        if standing == Standing::LookAlike && !looked_for && !resembles(&seen.object, address) {
            // The scan found it because it looked for somebody else.
            continue;
        }
        candidates.push(Candidate {
            holder,
            standing,
            why: why.to_owned(),
            identity: identity(&seen.object),
            display_name: seen.object.display_name.cloned(),
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

/// Guests that hold a role which was listed for its own sake, and want to be taken for the vendor's, whatever
/// their domain.
///
/// Only where the accounts with the guide's address were read whole: the guest itself may be in the list.
pub(super) fn role_holders<'a>(
    lookup: &Lookup<'a>,
    principal: &TargetPrincipal,
) -> Vec<Candidate<'a>> {
    let sections = &lookup.snapshot.sections;
    let own = principal.address.as_deref();
    let mut users = sections.users.sightings().iter();
    let nameless = users.any(|seen| !seen.object.id.is_given());
    if nameless || lookup.coverage.gap(SectionName::Users).is_some() {
        return Vec::new();
    }
    let mut candidates = Vec::new();
    for holder in &lookup.access.role_holders {
        let HolderKind::RoleHolder { item } = holder.kind else {
            continue;
        };
        let seen = sections.role_holders.sightings().get(item);
        let Some(user) = seen.and_then(|seen| seen.object.principal.get()) else {
            continue;
        };
        let sign_in_name = user.user_principal_name.as_deref().unwrap_or_default();
        let Some(address) = invited_address(sign_in_name) else {
            continue;
        };
        if own.is_some_and(|own| is_invited_as(&address, own)) {
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
            lacks: None,
        });
    }
    candidates
}

/// Accounts without an id, by which they would be asked about, that could be the guest all the same.
pub(super) fn nameless(lookup: &Lookup<'_>, principal: &TargetPrincipal) -> Vec<Gap> {
    let Some(address) = principal.address.as_deref() else {
        return Vec::new();
    };
    let users = lookup.snapshot.sections.users.sightings().iter();
    users
        .map(|seen| &seen.object)
        .filter(|user| {
            let (standing, _) = standing_as(principal.account, user, address);
            !user.id.is_given() && standing != Standing::LookAlike
        })
        .map(|user| {
            let lacks = "does not give the id of an account that may be it";
            lookup
                .coverage
                .lack(SectionName::Users, lacks, &identity(user))
        })
        .collect()
}

/// The standing of an account as a user of a type.
fn standing_as(account: AccountType, user: &User, address: &str) -> (Standing, &'static str) {
    match account {
        AccountType::Guest => standing(user, address),
        AccountType::Member => standing_of_member(user, address),
        AccountType::Any => {
            let as_guest = standing(user, address);
            if as_guest.0 == Standing::LookAlike {
                standing_of_member(user, address)
            } else {
                as_guest
            }
        }
    }
}

/// An account of the tenant itself has a sign-in name of its own: it is used once, and in a domain of the tenant.
fn standing_of_member(user: &User, address: &str) -> (Standing, &'static str) {
    let name = user.user_principal_name.as_deref();
    if name.is_some_and(|name| same(name, address)) {
        return (
            Standing::Confirmed,
            "its sign-in name is the guide's address",
        );
    }
    let mail = user.mail.as_deref().is_some_and(|mail| same(mail, address));
    match (mail, external(user)) {
        (true, Ternary::No) => (Standing::Named, "its mail is the guide's address"),
        (true, Ternary::Untold) => (
            Standing::Unproven,
            "its mail is the guide's address, and it could not be told if it is an account of this tenant",
        ),
        (true, Ternary::Yes) => (
            Standing::LookAlike,
            "its mail is the guide's address, and it is an account of another tenant or mailbox",
        ),
        (false, _) if !user.user_principal_name.is_given() => (
            Standing::Unproven,
            "the answer does not give its sign-in name",
        ),
        (false, _) => (
            Standing::LookAlike,
            "neither its sign-in name nor its mail is the guide's address",
        ),
    }
}

/// The reason why an account of the tenant itself may be there unseen: a scan looks for addresses among mails.
pub(super) fn by_sign_in_name(lookup: &Lookup<'_>, principal: &TargetPrincipal) -> Option<Gap> {
    let address = principal.address.as_deref()?;
    let asked = principal.account != AccountType::Guest;
    let lacks =
        "was asked for this address among mails, and an account without a mail is not found by it";
    asked.then(|| lookup.coverage.lack(SectionName::Users, lacks, address))
}

/// An invited account's sign-in name is `{address with _ for @}#EXT#@{domain}`,
/// and its mail is the address that was invited; `otherMails` can be set to anything.
fn standing(user: &User, address: &str) -> (Standing, &'static str) {
    let external = is_external(user);
    let mail = user.mail.as_deref().is_some_and(|mail| same(mail, address));
    let invited_as = user
        .user_principal_name
        .as_deref()
        .and_then(invited_address);
    let sign_in_name = invited_as.is_some_and(|name| is_invited_as(&name, address));
    let others = user.other_mails.sightings();
    let other = others.iter().any(|mail| same(mail, address));
    let guest = user
        .user_type
        .as_deref()
        .is_some_and(|kind| kind.eq_ignore_ascii_case("Guest"));
    match (mail, sign_in_name) {
        (true, _) if external => (
            Standing::Confirmed,
            if signed_up(user) {
                "its mail is the guide's address, which it proved when it signed up by itself"
            } else {
                "its mail is the guide's address, and it is an invited account"
            },
        ),
        (true, _) if guest || lacks(user).is_some() => (
            Standing::Unproven,
            "its mail is the guide's address, but nothing shows that it was invited: \
             a local account of type guest looks the same",
        ),
        (true, _) => (
            Standing::LookAlike,
            "it is an account of this tenant that carries the vendor's address as its mail",
        ),
        // An account has no mail where the address clashes with a contact of the tenant.
        (false, true) if user.mail.is_null() => (
            Standing::Confirmed,
            "its sign-in name is that of the invited address",
        ),
        (false, _) if !user.mail.is_given() && !user.mail.is_null() => {
            (Standing::Unproven, "the answer does not give its mail")
        }
        (false, false) if !user.user_principal_name.is_given() => (
            Standing::Unproven,
            "the answer does not give its sign-in name",
        ),
        (false, true) => (
            Standing::Unproven,
            "its sign-in name is that of the guide's address, but its mail is another",
        ),
        (false, false) if other => (
            Standing::LookAlike,
            "the vendor's address is only among its further addresses (otherMails), \
             which an administrator can set to anything",
        ),
        (false, false) => (
            Standing::LookAlike,
            "its sign-in name only begins like that of the guide's address",
        ),
    }
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

/// True if the account belongs to another tenant or mailbox.
fn is_external(user: &User) -> bool {
    let ext = user
        .user_principal_name
        .as_deref()
        .and_then(invited_address)
        .is_some();
    let invited = made_by(user, "Invitation");
    ext || invited || signed_up(user) || user.external_user_state.is_given()
}

/// True if it came by self-service sign-up: a guest, who had to prove the address. What is made by
/// `EmailVerified` or as `LocalAccount` is an account of this tenant.
fn signed_up(user: &User) -> bool {
    made_by(user, "SelfServiceSignUp")
}

fn made_by(user: &User, way: &str) -> bool {
    user.creation_type
        .as_deref()
        .is_some_and(|kind| kind.eq_ignore_ascii_case(way))
}

/// Everything that the answer leaves out by which an account of another tenant differs from one of this. Null stands
/// for an ordinary account in three of these (Microsoft Graph, user: `mail`, `creationType`, `externalUserState`).
fn lacks(user: &User) -> Option<&'static str> {
    let told = |field: &Field<String>| field.is_given() || field.is_null();
    if !user.user_principal_name.is_given() {
        Some("does not give its sign-in name")
    } else if !user.user_type.is_given() {
        Some("does not give its type")
    } else if !told(&user.mail) {
        Some("does not give its mail")
    } else if !told(&user.creation_type) || !told(&user.external_user_state) {
        Some("does not say whether it was invited")
    } else {
        None
    }
}

/// The part of a guest's sign-in name before `#EXT#@`.
fn invited_address(name: &str) -> Option<String> {
    let lower = name.to_lowercase();
    lower
        .split_once("#ext#@")
        .map(|(address, _)| address.to_owned())
}

/// True if a sign-in name is what an invitation of the address makes.
pub(in crate::assess) fn is_guest_of(sign_in_name: &str, address: &str) -> bool {
    invited_address(sign_in_name).is_some_and(|name| is_invited_as(&name, address))
}

/// The same for the part before `#EXT#@`.
fn is_invited_as(name: &str, address: &str) -> bool {
    same(name, &address.replace('@', "_"))
}

fn same(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

fn identity(user: &User) -> String {
    let kind = user.user_type.as_deref().unwrap_or("type not given");
    let name = user
        .user_principal_name
        .as_deref()
        .unwrap_or("sign-in name not given");
    format!("{name} ({kind})")
}
