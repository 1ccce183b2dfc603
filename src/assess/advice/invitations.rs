//! Advice on invitations: who may invite, which domains may be invited, and whether a new guest would be let in.

use super::guest::Guest;
use super::piece::piece;
use crate::assess::context::Context;
use crate::assess::evidence;
use crate::assess::model::{Advice, AdviceKind};
use crate::assess::ternary::Ternary;
use crate::snapshot::{SectionName, Sections};
use serde::Deserialize;
use std::collections::BTreeSet;

/// Advice about the invitation and about what lets a guest of another tenant in.
pub(super) fn advice(context: &Context<'_>, guest: &Guest<'_>) -> Vec<Advice> {
    let sections = &context.snapshot.sections;
    let mut advice = Vec::new();
    advice.extend(inviters(context, guest, sections));
    advice.extend(domains(context, guest, sections));
    advice.extend(inbound(context, guest));
    advice.extend(security_defaults(context, sections));
    advice
}

/// `authorizationPolicy.allowInvitesFrom`; `none` stops administrators too.
fn inviters(context: &Context<'_>, guest: &Guest<'_>, sections: &Sections) -> Option<Advice> {
    let policy = sections.authorization_policy.sightings().first()?;
    let allowed = policy.object.allow_invites_from.as_deref();
    let at = (SectionName::AuthorizationPolicy, 0);
    if !guest.accounts.is_empty() {
        return None;
    }
    let (id, title, text, weighs) = match allowed {
        Some("none") => (
            "invitations-off",
            "Nobody may invite guests",
            "Invitations are switched off for everybody, administrators included (allowInvitesFrom is none): the \
             guest cannot be invited until that is changed.",
            true,
        ),
        Some("adminsAndGuestInviters") => (
            "invitations-limited",
            "Few may invite guests",
            "Only administrators and holders of Guest Inviter may invite (allowInvitesFrom is \
             adminsAndGuestInviters).",
            false,
        ),
        Some("adminsGuestInvitersAndAllMembers" | "everyone") => return None,
        Some(_) | None => (
            "invitations-untold",
            "Who may invite guests was not told",
            "The answer does not say who may invite guests (allowInvitesFrom), so the guest may not be invited as \
             easily as the guide has it.",
            true,
        ),
    };
    let mut advice = piece(context, id, title, text.to_owned(), at);
    advice.weighs = weighs;
    Some(advice)
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

impl Domains {
    /// The reason why a domain may not be invited.
    fn forbid(&self, domain: &str) -> Option<&'static str> {
        let has = |list: &Option<Vec<String>>| {
            list.iter()
                .flatten()
                .any(|one| one.trim().to_lowercase() == domain)
        };
        let only = self.allowed.as_ref().is_some_and(|list| !list.is_empty());
        if has(&self.blocked) {
            Some("is on the list of domains that may not be invited")
        } else if only && !has(&self.allowed) {
            Some("is not on the list of the only domains that may be invited")
        } else {
            None
        }
    }
}

/// The allow and block lists, which Graph gives as JSON inside a text. They do not apply to who has
/// redeemed an invitation already (entra-docs, allow-deny-list.md).
fn domains(context: &Context<'_>, guest: &Guest<'_>, sections: &Sections) -> Option<Advice> {
    let ahead = guest.invitation_ahead();
    let mut unclear = None;
    for (item, seen) in sections.b2b_policy.sightings().iter().enumerate() {
        let at = (SectionName::B2bPolicy, item);
        if seen.object.definition.whole().is_none() {
            unclear = unclear.or(Some(at));
        }
        for text in seen.object.definition.sightings() {
            let Ok(definition) = serde_json::from_str::<Definition>(text) else {
                unclear = unclear.or(Some(at));
                continue;
            };
            let lists = definition.policy.and_then(|policy| policy.domains);
            let Some(why) = lists.and_then(|lists| lists.forbid(&guest.domain)) else {
                continue;
            };
            let then = if ahead {
                " An invitation is refused, and one that is pending cannot be accepted."
            } else {
                " That does not apply to who has accepted already; a new invitation would be refused."
            };
            let text = format!("The vendor's domain {} {why}.{then}", guest.domain);
            let title = "The vendor's domain may not be invited";
            let mut advice = piece(context, "domain-blocked", title, text, at);
            advice.weighs = ahead;
            return Some(advice);
        }
    }
    let at = unclear.filter(|_| ahead)?;
    let text = "The list of domains that may be invited could not be understood, so the vendor's domain may be refused.";
    let title = "The list of domains was not understood";
    let mut advice = piece(context, "domain-list-unclear", title, text.to_owned(), at);
    advice.weighs = true;
    Some(advice)
}

/// Cross-tenant access, for a guest that is not there yet: of one that is, its account's finding says it.
fn inbound(context: &Context<'_>, guest: &Guest<'_>) -> Option<Advice> {
    if !guest.accounts.is_empty() {
        return None;
    }
    let entry = guest.inbound.entry(context, &BTreeSet::new(), true);
    let title = match entry.lets_in {
        Ternary::No => "Cross-tenant access refuses the guest",
        Ternary::Yes if entry.doubts.is_empty() => return None,
        // What was not read is advice of its own.
        Ternary::Untold if !entry.gaps.is_empty() => return None,
        Ternary::Yes | Ternary::Untold => "Cross-tenant access may refuse the guest",
    };
    let doubts: Vec<String> = entry
        .doubts
        .iter()
        .map(|doubt| format!(" {doubt}."))
        .collect();
    Some(Advice {
        id: format!("{}/advice/cross-tenant-blocked", context.guide),
        kind: AdviceKind::Setting,
        title: title.to_owned(),
        text: format!(
            "The {} say: {}.{} A guest is held against them when it is invited and at every sign-in.",
            entry.setting,
            entry.says,
            doubts.concat()
        ),
        weighs: true,
        evidence: evidence::of_sightings(context, &entry.seen),
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
