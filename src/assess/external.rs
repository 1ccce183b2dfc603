//! Tells if an account signs in with another tenant or mailbox.
//!
//! The user type only says how much an account may see: an account from outside
//! can be a member, and one of the tenant itself can be a guest.

use super::ternary::Ternary;
use crate::snapshot::{Field, Identity, User};

/// The creation types of an account from outside.
const FROM_OUTSIDE: [&str; 2] = ["Invitation", "SelfServiceSignUp"];

/// Tells if an account comes from outside, by its sign-in name, its identities and how it was made.
pub(super) fn external(user: &User) -> Ternary {
    let name = user.user_principal_name.as_deref();
    let marked = name.is_some_and(|name| name.to_ascii_uppercase().contains("#EXT#"));
    let made = user.creation_type.as_deref();
    let invited = made.is_some_and(|made| {
        FROM_OUTSIDE
            .iter()
            .any(|kind| made.eq_ignore_ascii_case(kind))
    });
    let identities = user.identities.whole();
    let federated = user.identities.sightings().iter().any(from_outside);
    if marked || invited || federated || user.external_user_state.is_given() {
        return Ternary::Yes;
    }
    // Nothing speaks for it; only where all of it was seen is that an answer. Null stands for an ordinary account in
    // two of these (Microsoft Graph, user: `creationType`, `externalUserState`).
    let told = |field: &Field<String>| field.is_given() || field.is_null();
    let whole = |one: &Identity| one.issuer.is_given() && one.sign_in_type.is_given();
    match (name, identities) {
        (Some(_), Some(all))
            if all.iter().all(whole)
                && told(&user.creation_type)
                && told(&user.external_user_state) =>
        {
            Ternary::No
        }
        _ => Ternary::Untold,
    }
}

/// A way to sign in that is not the tenant's own.
fn from_outside(identity: &Identity) -> bool {
    identity.sign_in_type.says("federated")
}
