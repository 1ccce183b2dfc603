//! Conditional Access policies that may concern the guest.

use super::{Guest, piece};
use crate::assess::context::Context;
use crate::assess::model::Advice;
use crate::snapshot::{ConditionUsers, ConditionalAccessPolicy, GuestKinds, SectionName};

/// The kind of guest that an invited account is (Microsoft's word).
const INVITED: &str = "b2bCollaborationGuest";

/// One piece per policy that is on (or only reports) and may concern the guest.
pub(super) fn advice(context: &Context<'_>, guest: &Guest<'_>) -> Vec<Advice> {
    let section = &context.snapshot.sections.conditional_access;
    let policies = section.sightings().iter().enumerate();
    policies
        .filter_map(|(item, seen)| of_policy(context, guest, item, &seen.object))
        .collect()
}

fn of_policy(
    context: &Context<'_>,
    guest: &Guest<'_>,
    item: usize,
    policy: &ConditionalAccessPolicy,
) -> Option<Advice> {
    let state = policy.state.as_deref()?;
    let reporting = state == "enabledForReportingButNotEnforced";
    let users = policy.conditions.as_ref()?.users.as_ref()?;
    if !(state == "enabled" || reporting) || !concerns(guest, users) {
        return None;
    }
    let demand = demand(context, policy)?;
    let name = policy.display_name.as_deref().unwrap_or("without a name");
    let mode = if reporting {
        " It only reports for now and enforces nothing."
    } else {
        ""
    };
    let text = format!(
        "The Conditional Access policy {name:?} may concern the guest: {demand}.{mode} Its other \
         conditions (applications, places, devices, risk) were not weighed."
    );
    let id = format!(
        "conditional-access/{}",
        policy.id.as_deref().map_or("unknown", plain)
    );
    let title = "A Conditional Access policy may concern the guest";
    Some(piece(
        context,
        &id,
        title,
        text,
        (SectionName::ConditionalAccess, item),
    ))
}

/// An id as it may stand in ours; one that is not plain is not shown.
fn plain(id: &str) -> &str {
    let fits = id.len() <= 64 && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    if fits { id } else { "unknown" }
}

fn concerns(guest: &Guest<'_>, users: &ConditionUsers) -> bool {
    let ours = |list: &[String]| {
        list.iter()
            .any(|id| guest.ids.contains(&id.to_ascii_lowercase()))
    };
    let roles = |list: &[String]| {
        list.iter()
            .any(|id| guest.roles.contains(&id.to_ascii_lowercase()))
    };
    let names = |list: &[String], word: &str| list.iter().any(|id| id.eq_ignore_ascii_case(word));
    let kinds = |kinds: &Option<GuestKinds>| {
        let kinds = kinds
            .as_ref()
            .and_then(|k| k.guest_or_external_user_types.as_deref());
        kinds.is_some_and(|kinds| kinds.split(',').any(|kind| kind.trim() == INVITED))
    };
    let included = names(&users.include_users, "All")
        || names(&users.include_users, "GuestsOrExternalUsers")
        || ours(&users.include_users)
        || ours(&users.include_groups)
        || roles(&users.include_roles)
        || kinds(&users.include_guests_or_external_users);
    let excluded = names(&users.exclude_users, "GuestsOrExternalUsers")
        || ours(&users.exclude_users)
        || ours(&users.exclude_groups)
        || roles(&users.exclude_roles)
        || kinds(&users.exclude_guests_or_external_users);
    included && !excluded
}

/// What the policy demands, where that can stand in a guest's way.
fn demand(context: &Context<'_>, policy: &ConditionalAccessPolicy) -> Option<&'static str> {
    let controls = &policy.grant_controls.as_ref()?.built_in_controls;
    let has = |control: &str| {
        controls
            .iter()
            .any(|given| given.eq_ignore_ascii_case(control))
    };
    if has("block") {
        return Some("it blocks");
    }
    if has("compliantDevice") || has("domainJoinedDevice") {
        return Some(
            "it asks for a managed device, which a guest has only where cross-tenant access \
             trusts the devices of its home tenant",
        );
    }
    if has("mfa") {
        return Some(if trusts_mfa(context) {
            "it asks for multifactor authentication, and that of the home tenant is trusted"
        } else {
            "it asks for multifactor authentication, which the guest has to register in this tenant"
        });
    }
    None
}

fn trusts_mfa(context: &Context<'_>) -> bool {
    let sections = &context.snapshot.sections;
    let partner = sections.cross_tenant_partner.sightings().first();
    let default = sections.cross_tenant_default.sightings().first();
    let of_partner = partner.and_then(|seen| seen.object.inbound_trust.as_ref());
    let trust = of_partner.or(default.and_then(|seen| seen.object.inbound_trust.as_ref()));
    trust.is_some_and(|trust| trust.is_mfa_accepted == Some(true))
}
