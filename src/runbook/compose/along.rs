//! What goes along with something that is taken away, because one group or role gives both.

use super::unwanted::is_asked;
use crate::access::{Grant, Holder, Via};
use crate::actions::{Action, Decide, Planned};
use crate::catalog::Entitlement;
use crate::runbook::asked_by::{Stay, asked_by, asking, held_as_asked};
use crate::runbook::bearer::Bearer;
use crate::runbook::context::RunbookContext;
use crate::runbook::holding::Holding;
use crate::runbook::selection::{grants_of, hold, plan};
use crate::runbook::target::PrincipalTarget;
use std::collections::{BTreeMap, BTreeSet};

/// The actions that give directly before what is asked for, works, and would go along with something else; and the
/// decisions about what is asked for in another form than it is held.
pub(super) fn kept(
    context: &RunbookContext<'_>,
    target: &PrincipalTarget<'_>,
    along: &[&Grant],
    is_chosen: &impl Fn(&Grant) -> bool,
) -> Vec<Planned> {
    let Some(holder) = target.holder else {
        return Vec::new();
    };
    let mut actions = in_place_of(context, target, |grant| {
        is_chosen(grant) || along.contains(&grant)
    });
    let mut unused = Vec::new();
    for grant in lost(context, holder, along, is_chosen) {
        if !is_asked(&context.judged, holder, &grant.entitlement) {
            continue;
        }
        if grant.works(context.now()) {
            actions.extend(hold(context, target, &grant.entitlement));
        } else {
            unused.push(grant);
        }
    }
    actions.sort();
    actions.dedup();
    // What works in another way is not lost.
    let given: BTreeSet<&Entitlement> = grants_of(holder)
        .filter(|grant| grant.works(context.now()))
        .map(|grant| &grant.entitlement)
        .collect();
    unused.retain(|grant| !given.contains(&grant.entitlement));
    actions.extend(decisions(context, target, &unused));
    plan(actions, Some(target), None)
}

/// The actions that give directly what is asked for and is held only through something broader that goes.
pub(super) fn in_place_of(
    context: &RunbookContext<'_>,
    target: &PrincipalTarget<'_>,
    goes: impl Fn(&Grant) -> bool,
) -> Vec<Action> {
    let Some(holder) = target.holder else {
        return Vec::new();
    };
    let catalog = context.catalog();
    let mut actions = Vec::new();
    let asked = held_as_asked(&context.judged, Bearer::Object(holder.id));
    for part in asked.iter().flat_map(|one| catalog.parts(one)) {
        let gives = |grant: &&Grant| {
            let held = &grant.entitlement;
            let is_it = held.is_same(&part) || catalog.covers(held, &part).is_some();
            is_it && grant.works(context.now())
        };
        let mut giving = grants_of(holder).filter(gives).peekable();
        if giving.peek().is_some() && giving.all(&goes) {
            actions.extend(hold(context, target, &part));
        }
    }
    actions
}

/// The decisions about what nobody asks for and would go along with something else.
pub(super) fn unasked(
    context: &RunbookContext<'_>,
    target: &PrincipalTarget<'_>,
    along: &[&Grant],
    is_chosen: &impl Fn(&Grant) -> bool,
) -> Vec<Planned> {
    let Some(holder) = target.holder else {
        return Vec::new();
    };
    let mut lost = lost(context, holder, along, is_chosen);
    lost.retain(|grant| !is_asked(&context.judged, holder, &grant.entitlement));
    plan(decisions(context, target, &lost), Some(target), None)
}

/// The grants among these that no other grant stands for.
fn lost<'g>(
    context: &RunbookContext<'_>,
    holder: &Holder,
    along: &[&'g Grant],
    is_chosen: &impl Fn(&Grant) -> bool,
) -> Vec<&'g Grant> {
    let stays = |grant: &Grant| {
        grants_of(holder).any(|other| {
            other.entitlement == grant.entitlement
                && other.works(context.now())
                && !along.contains(&other)
                && !is_chosen(other)
        })
    };
    let all = along.iter().copied();
    all.filter(|grant| !stays(grant)).collect()
}

/// A decision for each group or role that gives something else beside what is taken away.
fn decisions(
    context: &RunbookContext<'_>,
    target: &PrincipalTarget<'_>,
    lost: &[&Grant],
) -> Vec<Action> {
    let mut by_carrier: BTreeMap<String, BTreeSet<&Entitlement>> = BTreeMap::new();
    for grant in lost {
        if let Some(carrier) = grant.via.first().map(carrier) {
            let given = by_carrier.entry(carrier).or_default();
            given.insert(&grant.entitlement);
        }
    }
    let sentence = |(carrier, given): (String, BTreeSet<&Entitlement>)| {
        let given: Vec<String> = given
            .into_iter()
            .map(|one| described(context, target, one))
            .collect();
        let text = format!(
            "Decide what {} is to have in place of {carrier}, which is taken away and gives also {}.",
            target.target.who,
            given.join("; ")
        );
        Decide { text }.into()
    };
    by_carrier.into_iter().map(sentence).collect()
}

/// An entitlement, and who asks for it.
fn described(
    context: &RunbookContext<'_>,
    target: &PrincipalTarget<'_>,
    held: &Entitlement,
) -> String {
    let title = context.catalog().title(held);
    let bearer = target.holder.map(|holder| Bearer::Object(holder.id));
    let of = |bearer| {
        asked_by(
            &context.judged,
            bearer,
            Holding::Entitlement(held),
            Stay::Now,
        )
    };
    let guides = bearer.map(of).unwrap_or_default();
    if guides.is_empty() {
        return format!("{title}, which no guide asks for");
    }
    format!("{title}, which {}", asking(&guides))
}

/// The group or role, within a sentence. A name of the tenant is hostile text.
fn carrier(via: &Via) -> String {
    let named = |name: Option<&String>, id: String| {
        let name = name.map(|name| name.trim()).filter(|name| !name.is_empty());
        name.map_or(id, |name| format!("“{name}”"))
    };
    match via {
        Via::Group { id, name } => {
            format!(
                "membership of the group {}",
                named(name.as_ref(), id.to_string())
            )
        }
        Via::EligibleGroup { id, name } => format!(
            "eligibility for the group {}",
            named(name.as_ref(), id.to_string())
        ),
        Via::DefenderRole { id, name, .. } => {
            format!("the Defender role {}", named(name.as_ref(), id.clone()))
        }
    }
}
