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
use guest::{Guest, guests};
use std::collections::BTreeSet;

/// Everything that may stand in the vendor's way, in a fixed order, each id once.
pub(super) fn advice(context: &Context<'_>, matches_by_principal: &Matches<'_>) -> Vec<Advice> {
    let guests: Vec<(&TargetPrincipal, Vec<Guest<'_>>)> = context
        .targets
        .iter()
        .map(|principal| (principal, guests(context, principal, matches_by_principal)))
        .collect();
    let mut all = contradictions::advice(context, matches_by_principal);
    let mut ids = BTreeSet::new();
    for (principal, guests) in &guests {
        let mut pieces: Vec<Advice> = Vec::new();
        for guest in guests {
            let mut more = invitations::advice(context, guest);
            more.extend(conditional_access::advice(context, guest));
            more.retain(|piece| !pieces.contains(piece));
            pieces.extend(more);
        }
        for mut piece in pieces {
            // The same setting may stop a second guest of the guide, or one guest under each of its domains.
            let mut place = 1;
            let own = piece.id.clone();
            while !ids.insert(piece.id.clone()) {
                piece.id = match place {
                    1 => format!("{own}/{}", principal.id),
                    more => format!("{own}/{}/{more}", principal.id),
                };
                place += 1;
            }
            all.push(piece);
        }
    }
    let guests: Vec<&Guest<'_>> = guests.iter().flat_map(|(_, guests)| guests).collect();
    all.extend(workload::advice(context, matches_by_principal));
    if !guests.is_empty() {
        all.extend(role_holders::advice(context));
    }
    all.extend(unread::advice(context, &guests, matches_by_principal));
    all
}
