//! The certainty that an account is the user that a guide means by an address.

use crate::assess::external::external;
use crate::assess::model::Standing;
use crate::assess::ternary::Ternary;
use crate::guide::format2::kinds::AccountType;
use crate::snapshot::{Field, User};

/// The certainty, and the reason for it.
pub(super) type Reasoned = (Standing, &'static str);

/// The standing of an account as a user of a type.
pub(super) fn standing_as(account: AccountType, user: &User, address: &str) -> Reasoned {
    match account {
        AccountType::Guest => standing(user, address),
        AccountType::Member => standing_of_member(user, address),
        AccountType::Any => {
            let (as_guest, as_member) =
                (standing(user, address), standing_of_member(user, address));
            let by_guest = as_guest.0 != Standing::LookAlike && as_guest.0 <= as_member.0;
            if by_guest { as_guest } else { as_member }
        }
    }
}

/// An account of the tenant itself has a sign-in name of its own: it is used once, and in a domain of the tenant.
fn standing_of_member(user: &User, address: &str) -> Reasoned {
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
        (false, Ternary::No | Ternary::Untold) if !told(&user.mail) => {
            (Standing::Unproven, "the answer does not give its mail")
        }
        (false, _) => (
            Standing::LookAlike,
            "neither its sign-in name nor its mail is the guide's address",
        ),
    }
}

/// An invited account's sign-in name is `{address with _ for @}#EXT#@{domain}`,
/// and its mail is the address that was invited; `otherMails` can be set to anything.
fn standing(user: &User, address: &str) -> Reasoned {
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
        (false, _) if !told(&user.mail) => {
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
pub(super) fn lacks(user: &User) -> Option<&'static str> {
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

/// True of a property that was told, if only that it has no value.
const fn told(field: &Field<String>) -> bool {
    field.is_given() || field.is_null()
}

/// The part of a guest's sign-in name before `#EXT#@`.
pub(super) fn invited_address(name: &str) -> Option<String> {
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
pub(super) fn is_invited_as(name: &str, address: &str) -> bool {
    same(name, &address.replace('@', "_"))
}

pub(super) fn same(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}
