//! Conditional Access policies that may concern the guest.

mod conditions;
mod controls;
mod who;

pub(super) use conditions::{Reach, of_service};
pub(super) use controls::blocks;

use super::guest::Guest;
use super::piece::piece;
use crate::assess::context::Context;
use crate::assess::model::Advice;
use crate::assess::ternary::Ternary;
use crate::snapshot::{ConditionalAccessPolicy, SectionName};

/// Tells if a policy is in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// It is, or what was seen does not say that it is not.
    On,
    /// It only reports what it would do.
    Reports,
    /// It is switched off.
    Off,
}

impl Mode {
    pub(super) fn of(policy: &ConditionalAccessPolicy) -> Self {
        match policy.state.as_deref() {
            Some("disabled") => Self::Off,
            Some("enabledForReportingButNotEnforced") => Self::Reports,
            _ => Self::On,
        }
    }

    /// The mode as a sentence, where it is not plainly on.
    pub(super) fn words(policy: &ConditionalAccessPolicy) -> &'static str {
        match policy.state.as_deref() {
            Some("enabled" | "disabled") => "",
            Some("enabledForReportingButNotEnforced") => {
                " It only reports for now and enforces nothing."
            }
            _ => " Whether it is on was not told.",
        }
    }
}

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
    let mode = Mode::of(policy);
    let concerned = who::concerns(guest, policy);
    if mode == Mode::Off || concerned == Ternary::No {
        return None;
    }
    let known = context.catalog.guest_access();
    let conditions = conditions::of_guest(known, policy.conditions.get());
    if conditions.reach == Reach::Nowhere {
        return None;
    }
    let demand = controls::demand(known, policy, guest.inbound.trust())?;
    let weighs = mode == Mode::On && conditions.reach == Reach::Portals && demand.weighs;
    let title = if weighs {
        "A Conditional Access policy may stop the guest"
    } else {
        "A Conditional Access policy may concern the guest"
    };
    let doubt = if concerned == Ternary::Untold {
        " Whether the guest is among those that it is about could not be told."
    } else {
        ""
    };
    let text = format!(
        "The Conditional Access policy {} may concern the guest: {}.{}{}{doubt}",
        name(policy),
        demand.words,
        Mode::words(policy),
        conditions.words(),
    );
    let id = format!("conditional-access/{}", plain_id(policy, item));
    let at = (SectionName::ConditionalAccess, item);
    let mut advice = piece(context, &id, title, text, at);
    advice.weighs = weighs;
    Some(advice)
}

/// A policy's name between quotes; a claim of whoever made it.
pub(super) fn name(policy: &ConditionalAccessPolicy) -> String {
    let name = policy.display_name.as_deref();
    name.map_or_else(|| "without a name".to_owned(), |name| format!("{name:?}"))
}

/// A policy's id as it may stand in ours; one that is not plain is its place in the answer.
pub(super) fn plain_id(policy: &ConditionalAccessPolicy, item: usize) -> String {
    let plain = |id: &&str| {
        let fits = |b: u8| b.is_ascii_alphanumeric() || b == b'-';
        !id.is_empty() && id.len() <= 64 && id.bytes().all(fits)
    };
    let id = policy.id.as_deref().filter(plain);
    id.map_or_else(|| format!("item-{item}"), str::to_owned)
}
