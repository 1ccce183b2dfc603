//! The act that brings a principal into the tenant, or into the state that is asked, and its sentence.

use crate::actions::{
    Action, ConsentToApplication, ConvertToGuest, CreateServicePrincipal, EnableAccount,
    EnableApplication, InviteGuest, RegisterApplication, ResendInvitation, RestrictToOneTenant,
};
use crate::assess::Establish;

/// The act; none where a person has to look first, or no API does it.
pub(crate) fn act(one: Establish, of_account: bool) -> Option<Action> {
    Some(match one {
        Establish::Invite => InviteGuest.into(),
        Establish::Accept => ResendInvitation.into(),
        Establish::ConvertToGuest => ConvertToGuest.into(),
        Establish::Consent => ConsentToApplication.into(),
        Establish::Register => RegisterApplication.into(),
        Establish::CreateServicePrincipal => CreateServicePrincipal.into(),
        Establish::AllowSignIn if of_account => EnableAccount.into(),
        Establish::AllowSignIn => EnableApplication.into(),
        Establish::RestrictAudience => RestrictToOneTenant.into(),
        Establish::ProveRedemption | Establish::RedeemAgain | Establish::AllowInbound => {
            return None;
        }
    })
}

/// The sentence of the act, or what a person does where there is none.
pub(super) fn sentence(one: Establish, who: &str) -> String {
    match one {
        Establish::Invite => InviteGuest::advice(who),
        Establish::Accept => ResendInvitation::advice(),
        Establish::ConvertToGuest => ConvertToGuest::advice(),
        Establish::Consent => ConsentToApplication::advice(),
        Establish::Register => RegisterApplication::advice(),
        Establish::CreateServicePrincipal => CreateServicePrincipal::advice(who),
        Establish::AllowSignIn => EnableAccount::advice(who),
        Establish::RestrictAudience => RestrictToOneTenant::advice(who),
        Establish::RedeemAgain => "In the Microsoft Entra admin center, reset the account's redemption status (Users, the \
                 account, B2B collaboration), and have the vendor accept anew."
                .to_owned(),
        Establish::ProveRedemption => "Have the vendor sign in to this tenant once, and audit again with \
                 AuditLog.Read.All, which shows it; or reset the account's redemption status (Users, the account, B2B \
                 collaboration) and have the vendor accept anew."
                .to_owned(),
        Establish::AllowInbound => format!(
                "Let the tenant of {who} in: in the Microsoft Entra admin center, under External Identities, \
                 Cross-tenant access settings, open the organizational settings of the vendor's tenant (or add it), \
                 Inbound access, B2B collaboration, and allow external users and groups, and applications."
            ),
    }
}
