//! The remedies as sentences.

use super::{Clarify, Establish, Give, Observe, Outside, Remedy, Remove};
use crate::assess::words::{listed, shown};
use crate::guide::OptionRef;

/// One sentence or more for each remedy; what shows more stands in one for all of it. `who` and `what` stand
/// within a sentence for the principal and for what is to be held.
pub(super) fn sentences(remedies: &[Remedy], who: &str, what: &str) -> Vec<String> {
    let mut sentences: Vec<String> = remedies
        .iter()
        .map(|remedy| match remedy {
            Remedy::Clarify(settle) => settle.sentence(),
            Remedy::Observe(see) => see.sentence(remedies),
            Remedy::Outside(elsewhere) => elsewhere.sentence(who),
            Remedy::Establish(admit) => admit.sentence(who),
            Remedy::Give(give) => give.sentence(who, what),
            Remedy::Remove(remove) => remove.sentence(remedies),
            Remedy::Manual(sentences) => sentences.clone(),
            Remedy::Attest => "Look yourself, or ask who set it up. Write who looked, when and what was seen in a file \
                 for --attest, under this finding's id, judge again with it, and keep it with the sign-off below."
                .to_owned(),
        })
        .collect();
    sentences.dedup();
    sentences
}

impl Clarify {
    fn sentence(&self) -> String {
        match self {
            Self::Pin {
                app_id,
                home_tenant,
                candidates,
            } => pin(app_id.as_deref(), home_tenant.as_deref(), candidates),
            Self::KeepOne { candidates } => format!(
                "Ask the vendor which of these it uses ({}), delete the others or take the vendor's name and address \
                 off them, and audit again.",
                listed(candidates.iter().cloned(), ", ")
            ),
            Self::InviteAgain { account } => format!(
                "Find out who made the account {}. Take the vendor's address off it or delete it, invite the address, \
                 have the vendor accept, and audit again.",
                shown(account)
            ),
            Self::FreeAddress { accounts } => format!(
                "Find out why the account {} of this tenant carries the vendor's address, and take the address off \
                 it: as long as it is there, the vendor cannot be invited.",
                listed(accounts.iter().map(|account| shown(account)), ", ")
            ),
            Self::Choose { options } => {
                let ways = options
                    .iter()
                    .map(|OptionRef { choice, option }| format!("--choose {choice}={option}"));
                format!(
                    "Say which option is meant, and judge again with {}.",
                    listed(ways, " or ")
                )
            }
        }
    }
}

fn pin(app_id: Option<&str>, home_tenant: Option<&str>, candidates: &[String]) -> String {
    let ids = listed(candidates.iter().cloned(), ", ");
    match (app_id, home_tenant) {
        (Some(app_id), _) if candidates.len() > 1 => format!(
            "Find out which of these is meant ({ids}), and audit again with --param {app_id}=… and its application id."
        ),
        (Some(app_id), Some(tenant)) => format!(
            "Ask the vendor for its application id or its tenant id, and audit again with --param {app_id}=… or \
             --param {tenant}=…. The one that was found has the application id {ids}: if the vendor names another, it \
             is not the vendor's."
        ),
        (Some(app_id), None) => format!(
            "Ask the vendor for its application id, and audit again with --param {app_id}=…. The one that was found \
             has the application id {ids}: if the vendor names another, it is not the vendor's."
        ),
        (None, Some(tenant)) => {
            format!("Ask the vendor for its tenant id, and audit again with --param {tenant}=….")
        }
        (None, None) => format!(
            "The guide has no parameter that would prove it. Ask the vendor for its application id ({ids} was found), \
             and give the guide a parameter for app-id; until then it stays unknown."
        ),
    }
}

impl Observe {
    fn sentence(&self, remedies: &[Remedy]) -> String {
        match self {
            Self::Permission { as_application, .. } => permissions(remedies, *as_application),
            Self::SignIn => "Sign in again, as an identity that Conditional Access lets through, and audit again."
                .to_owned(),
            Self::Refused { held } => format!(
                "The auditor holds {held} and was refused all the same, so no further permission helps. Give the \
                 signed-in identity a directory role that may read it, such as Global Reader, or take it out of the \
                 policy that stands in the way, and audit again. Until then it stays unknown."
            ),
            Self::UnifiedRbac { held } => format!(
                "The auditor holds {held} and was refused all the same, as Microsoft does where Defender Unified RBAC \
                 was never activated; no further permission helps. Look in the Defender portal, under Permissions. \
                 Once Unified RBAC is activated there, audit again. Until then it stays unknown."
            ),
            Self::FewerCandidates => "More were found that could be meant than are asked about. Rename or delete \
                 those that have nothing to do with the vendor, and audit again."
                .to_owned(),
            Self::Again { .. } => again(remedies),
        }
    }
}

fn permissions(remedies: &[Remedy], as_application: bool) -> String {
    let mut permissions: Vec<&str> = remedies
        .iter()
        .filter_map(|remedy| match remedy {
            Remedy::Observe(Observe::Permission { any_of, .. }) => {
                any_of.first().map(String::as_str)
            }
            _ => None,
        })
        .collect();
    permissions.sort_unstable();
    permissions.dedup();
    let permissions = permissions.join(" and ");
    if as_application {
        return format!(
            "Audit again as an application that holds {permissions}, which only reads, with admin consent: who looked \
             was a person, whose sign-in does not carry it."
        );
    }
    format!(
        "Give the auditor {permissions}, which only reads, with admin consent, and audit again."
    )
}

fn again(remedies: &[Remedy]) -> String {
    let sections = remedies.iter().filter_map(|remedy| match remedy {
        Remedy::Observe(Observe::Again { section }) => Some(section.to_string()),
        _ => None,
    });
    format!(
        "Audit again, with this guide and these parameters: nothing is concluded from what was not answered whole \
         ({}).",
        listed(sections, ", ")
    )
}

impl Outside {
    fn sentence(&self, who: &str) -> String {
        match self {
            Self::Microsoft { status } => format!(
                "Microsoft has disabled {who} ({}), and nobody in this tenant can switch it on again. Ask the vendor \
                 and Microsoft's support why. Once Microsoft has lifted it, audit again; until then it stays as it is.",
                shown(status)
            ),
            Self::Product { api } => format!(
                "The API {api} is not in this tenant, so nobody can grant anything on it. It comes with the licence \
                 of its product: see that the tenant has one, and that the API's enterprise application is there."
            ),
            Self::Vendor {
                api,
                value,
                switched_off,
            } => {
                let does = if *switched_off {
                    format!("has {value} switched off")
                } else {
                    format!("does not offer {value}")
                };
                format!(
                    "{api} {does} in this tenant: it can be neither added nor consented to. Ask the vendor what to \
                     grant instead; until the API offers it, this stays as it is."
                )
            }
        }
    }
}

impl Establish {
    fn sentence(self, who: &str) -> String {
        match self {
            Self::Invite => format!(
                "In the Microsoft Entra admin center, under Users, choose New user, Invite external user, and invite \
                 the address that the guide gives. Once the invitation is accepted, {who} counts."
            ),
            Self::Accept => "In the Microsoft Entra admin center, open the account under Users and resend the \
                 invitation (B2B collaboration); have the vendor accept it."
                .to_owned(),
            Self::RedeemAgain => "In the Microsoft Entra admin center, reset the account's redemption status (Users, the \
                 account, B2B collaboration), and have the vendor accept anew."
                .to_owned(),
            Self::ProveRedemption => "Have the vendor sign in to this tenant once, and audit again with \
                 AuditLog.Read.All, which shows it; or reset the account's redemption status (Users, the account, B2B \
                 collaboration) and have the vendor accept anew."
                .to_owned(),
            Self::ConvertToGuest => "In the Microsoft Entra admin center, open the account under Users, ask why its \
                 user type is not Guest, and set it. Where cross-tenant synchronization makes it, set it there."
                .to_owned(),
            Self::Consent => "As an administrator who may grant consent, open the vendor's consent link from the \
                 guide, compare the name, the publisher and the permissions with the guide, and accept."
                .to_owned(),
            Self::Register => "In the Microsoft Entra admin center, register the application under App registrations \
                 as the guide describes."
                .to_owned(),
            Self::CreateServicePrincipal => format!(
                "In the Microsoft Entra admin center, open {who} under App registrations, Overview, and create its \
                 service principal (Managed application in local directory)."
            ),
            Self::AllowSignIn => format!(
                "In the Microsoft Entra admin center, open {who} under Users or Enterprise applications, Properties. \
                 See who blocked sign-in and why, and then allow it."
            ),
            Self::AllowInbound => format!(
                "Let the tenant of {who} in: in the Microsoft Entra admin center, under External Identities, \
                 Cross-tenant access settings, open the organizational settings of the vendor's tenant (or add it), \
                 Inbound access, B2B collaboration, and allow external users and groups, and applications."
            ),
            Self::RestrictAudience => format!(
                "In the Microsoft Entra admin center, open {who} under App registrations, Authentication, and set the \
                 supported account types to this organizational directory only."
            ),
        }
    }
}

impl Give {
    fn sentence(self, who: &str, what: &str) -> String {
        match self {
            Self::EnterprisePermission => format!(
                "An enterprise application brings its own list of permissions. As an administrator who may grant \
                 consent, open {who} under Enterprise applications, Permissions, and choose Grant admin consent. If \
                 {what} is not offered there, ask the vendor for a new consent link."
            ),
            Self::Permission => format!(
                "In the Microsoft Entra admin center, open {who} under App registrations, API permissions. Add {what} \
                 where it is not listed, under exactly this API and type, then choose Grant admin consent. One \
                 consent covers every permission that is listed."
            ),
            Self::DirectoryRole => format!(
                "In the Microsoft Entra admin center, under Roles & admins, open {what} and give {who} an active \
                 assignment for the whole directory. An eligible assignment gives nothing until it is activated: with \
                 PIM, choose the type Active, or agree with the vendor who activates it."
            ),
            Self::DefenderPermission => format!(
                "In the Defender portal, under Permissions, open the role that was made for the vendor, tick {what}, \
                 and see that the role is on and assigned to {who} for all data sources."
            ),
            Self::Secret => format!(
                "In the Microsoft Entra admin center, open {who} under App registrations, Certificates & secrets, and \
                 make a new client secret. Give it to the vendor through the vendor's own form, never by mail, and \
                 note the day on which it ends."
            ),
        }
    }
}

impl Remove {
    fn sentence(&self, remedies: &[Remedy]) -> String {
        match self {
            Self::Leftover { .. } => {
                let all = remedies.iter().filter_map(|remedy| match remedy {
                    Remedy::Remove(Self::Leftover { what }) => Some(shown(what)),
                    _ => None,
                });
                format!(
                    "What it was granted on is gone from the tenant: {}. Take it away, or bring that back, and audit \
                     again.",
                    listed(all, ", ")
                )
            }
            Self::Action { action } => format!(
                "Find out what the action {} gives, and whether the vendor needs it. If nobody vouches for it, take it \
                 out of the role in the Defender portal, and audit again.",
                shown(action)
            ),
        }
    }
}
