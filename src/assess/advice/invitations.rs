//! Who may invite, which domains may be invited, and what other tenants may send in.

use super::{Guest, piece};
use crate::assess::context::Context;
use crate::assess::model::Advice;
use crate::snapshot::{B2bSetting, SectionName, Sections};
use serde::Deserialize;

/// Advice about the invitation and about what lets a guest of another tenant in.
pub(super) fn advice(context: &Context<'_>, guest: &Guest<'_>) -> Vec<Advice> {
    let sections = &context.snapshot.sections;
    let mut advice = Vec::new();
    advice.extend(inviters(context, guest, sections));
    advice.extend(domains(context, guest, sections));
    advice.extend(inbound(context, sections));
    advice.extend(security_defaults(context, sections));
    advice
}

/// `authorizationPolicy.allowInvitesFrom`; `none` stops administrators too.
fn inviters(context: &Context<'_>, guest: &Guest<'_>, sections: &Sections) -> Option<Advice> {
    let policy = sections.authorization_policy.sightings().first()?;
    let allowed = policy.object.allow_invites_from.as_deref()?;
    let at = (SectionName::AuthorizationPolicy, 0);
    if guest.account.is_some() {
        return None;
    }
    match allowed {
        "none" => {
            let text = "Invitations are switched off for everybody, administrators included \
                        (allowInvitesFrom is none): the guest cannot be invited until that is changed.";
            Some(piece(
                context,
                "invitations-off",
                "Nobody may invite guests",
                text.to_owned(),
                at,
            ))
        }
        "adminsAndGuestInviters" => {
            let text = "Only administrators and holders of Guest Inviter may invite \
                        (allowInvitesFrom is adminsAndGuestInviters).";
            Some(piece(
                context,
                "invitations-limited",
                "Few may invite guests",
                text.to_owned(),
                at,
            ))
        }
        _ => None,
    }
}

#[derive(Deserialize)]
struct Definition {
    #[serde(rename = "B2BManagementPolicy")]
    policy: Option<Policy>,
}

#[derive(Deserialize)]
struct Policy {
    #[serde(rename = "InvitationsAllowedAndBlockedDomainsPolicy")]
    domains: Option<Domains>,
}

#[derive(Deserialize)]
struct Domains {
    #[serde(rename = "AllowedDomains", default)]
    allowed: Option<Vec<String>>,
    #[serde(rename = "BlockedDomains", default)]
    blocked: Option<Vec<String>>,
}

/// The allow and block lists, which Graph gives as JSON inside a text.
fn domains(context: &Context<'_>, guest: &Guest<'_>, sections: &Sections) -> Option<Advice> {
    let has = |list: &Option<Vec<String>>| {
        list.iter()
            .flatten()
            .any(|domain| domain.trim().to_lowercase() == guest.domain)
    };
    for (item, seen) in sections.b2b_policy.sightings().iter().enumerate() {
        let texts = seen.object.definition.iter();
        for lists in texts.filter_map(|text| serde_json::from_str::<Definition>(text).ok()) {
            let Some(lists) = lists.policy.and_then(|policy| policy.domains) else {
                continue;
            };
            let only = lists
                .allowed
                .as_ref()
                .is_some_and(|allowed| !allowed.is_empty());
            let why = if has(&lists.blocked) {
                "is on the list of domains that may not be invited"
            } else if only && !has(&lists.allowed) {
                "is not on the list of the only domains that may be invited"
            } else {
                continue;
            };
            let text = format!("The vendor's domain {} {why}.", guest.domain);
            let title = "The vendor's domain may not be invited";
            return Some(piece(
                context,
                "domain-blocked",
                title,
                text,
                (SectionName::B2bPolicy, item),
            ));
        }
    }
    None
}

/// Cross-tenant access: what is set for the vendor's tenant, else the default.
fn inbound(context: &Context<'_>, sections: &Sections) -> Option<Advice> {
    let partner = sections.cross_tenant_partner.sightings().first();
    let of_partner = partner.and_then(|seen| seen.object.b2b_collaboration_inbound.as_ref());
    let default = sections.cross_tenant_default.sightings().first();
    let of_default = default.and_then(|seen| seen.object.b2b_collaboration_inbound.as_ref());
    let (setting, section, whose) = match (of_partner, of_default) {
        (Some(setting), _) => (
            setting,
            SectionName::CrossTenantPartner,
            "for the vendor's tenant",
        ),
        (None, Some(setting)) => (setting, SectionName::CrossTenantDefault, "by default"),
        (None, None) => return None,
    };
    if !blocks(setting) {
        return None;
    }
    let text = format!(
        "Cross-tenant access blocks guests of other tenants {whose} (B2B collaboration, inbound). \
         The vendor's account may be refused at sign-in."
    );
    let title = "Cross-tenant access may refuse the guest";
    Some(piece(
        context,
        "cross-tenant-blocked",
        title,
        text,
        (section, 0),
    ))
}

fn blocks(setting: &B2bSetting) -> bool {
    let parts = [
        setting.users_and_groups.as_ref(),
        setting.applications.as_ref(),
    ];
    parts.into_iter().flatten().any(|part| {
        part.access_type
            .as_deref()
            .is_some_and(|kind| kind.eq_ignore_ascii_case("blocked"))
    })
}

fn security_defaults(context: &Context<'_>, sections: &Sections) -> Option<Advice> {
    let seen = sections.security_defaults.sightings().first()?;
    if seen.object.is_enabled != Some(true) {
        return None;
    }
    let text = "Security defaults are on: everybody has to register for multifactor \
                authentication, and an account that several people share may be stopped by it.";
    let title = "Security defaults ask for multifactor authentication";
    Some(piece(
        context,
        "security-defaults",
        title,
        text.to_owned(),
        (SectionName::SecurityDefaults, 0),
    ))
}
