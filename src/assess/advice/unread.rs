//! Settings that could stop the vendor and were not read: that is advice too.

use super::guest::Guest;
use super::workload;
use crate::assess::context::Context;
use crate::assess::coverage::Gap;
use crate::assess::evidence;
use crate::assess::model::{Advice, AdviceKind};
use crate::assess::principals::Matches;
use crate::assess::remedy::{Observe, Remedy};
use crate::snapshot::SectionName;
use std::collections::BTreeSet;

/// One piece for each section that was not read whole and could show an obstacle. It weighs: nothing is
/// concluded from what was not read.
pub(super) fn advice(
    context: &Context<'_>,
    guests: &[&Guest<'_>],
    matches_by_principal: &Matches<'_>,
) -> Vec<Advice> {
    let mut gaps: Vec<Gap> = Vec::new();
    if !guests.is_empty() || workload::matter(context, matches_by_principal) {
        gaps.extend(context.coverage.gap(SectionName::ConditionalAccess));
    }
    for guest in guests {
        gaps.extend(guest.inbound.unread().iter().cloned());
        if guest.accounts.is_empty() {
            gaps.extend(context.coverage.gap(SectionName::AuthorizationPolicy));
        }
        if guest.invitation_ahead() {
            gaps.extend(context.coverage.gap(SectionName::B2bPolicy));
        }
    }
    let mut known = BTreeSet::new();
    gaps.retain(|gap| known.insert(gap.section));
    gaps.iter().map(|gap| piece(context, gap)).collect()
}

fn piece(context: &Context<'_>, gap: &Gap) -> Advice {
    let need = match &gap.remedy {
        Remedy::Observe(Observe::Permission { any_of, .. }) => any_of.first(),
        _ => None,
    };
    let need = need.map_or_else(String::new, |need| {
        format!(" {need} would let the auditor read it.")
    });
    Advice {
        id: format!("{}/advice/not-read/{}", context.guide, gap.section),
        kind: AdviceKind::NotRead,
        title: format!("Not read: {}", gap.section.row().title),
        text: format!(
            "{} could stop the vendor, and nothing is concluded from what was not read: {}.{need}",
            capital(gap.section.row().title),
            gap.words()
        ),
        weighs: true,
        evidence: evidence::of_section(context, gap.section, &BTreeSet::new()),
    }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().chain(chars).collect())
        .unwrap_or_default()
}
