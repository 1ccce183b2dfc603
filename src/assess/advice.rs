//! Settings of the tenant that may stop the vendor, and answers that contradict each other: advice, never a verdict.
//!
//! Nothing here simulates Microsoft's evaluation of policies. Each piece says
//! "may", names the setting it rests on, and changes no finding. A piece weighs
//! when what it names could keep the vendor out; it then keeps the answer from
//! plain `ready`.

mod conditional_access;
mod contradictions;
mod guest;
mod invitations;
pub(super) mod kind;
mod licences;
mod piece;
mod role_holders;
mod unread;
mod workload;

pub(super) use licences::advice as licences;

use super::context::Context;
use super::model::Advice;
use super::principals::Matches;
use super::target::TargetPrincipal;
use guest::{Guest, guest};
use std::collections::BTreeSet;

/// Everything that may stand in the vendor's way, in a fixed order, each id once.
pub(super) fn advice(context: &Context<'_>, matches_by_principal: &Matches<'_>) -> Vec<Advice> {
    let guests: Vec<(&TargetPrincipal, Guest<'_>)> = context
        .targets
        .iter()
        .filter_map(|principal| Some((principal, guest(context, principal, matches_by_principal)?)))
        .collect();
    let mut all = contradictions::advice(context, matches_by_principal);
    let mut ids = BTreeSet::new();
    for (principal, guest) in &guests {
        let mut pieces = invitations::advice(context, guest);
        pieces.extend(conditional_access::advice(context, guest));
        for mut piece in pieces {
            // The same setting may stop a second guest of the guide.
            if !ids.insert(piece.id.clone()) {
                piece.id = format!("{}/{}", piece.id, principal.id);
            }
            all.push(piece);
        }
    }
    all.extend(workload::advice(context, matches_by_principal));
    if !guests.is_empty() {
        all.extend(role_holders::advice(context));
    }
    let guests: Vec<&Guest<'_>> = guests.iter().map(|(_, guest)| guest).collect();
    all.extend(unread::advice(context, &guests, matches_by_principal));
    all
}
