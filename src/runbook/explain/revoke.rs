//! What takes it away: what carries it in this tenant, else what would carry it in any.

use super::grant::{changes, given};
use super::holder::{anybody, deciding, nobody_of_the_guide, party};
use super::steps::{CONSENT, ROLE, SECRET, STAYING, Ways};
use super::subject::{Subject, gives};
use crate::catalog::Entitlement;
use crate::guide::{Ask, PrincipalKind, Requirement};
use crate::runbook::change::consent::{self, Consent};
use crate::runbook::change::credential::{self, On};
use crate::runbook::change::{Change, Terraform, defender};
use crate::runbook::party::Party;
use crate::runbook::work::{Piece, Work, lost, merge, offboard};
use crate::runbook::world::World;
use uuid::Uuid;

/// How it is revoked.
pub(super) fn revoke<'a>(world: &World<'a>, subject: &Subject<'a>) -> Ways {
    let mut ways = Ways::default();
    let requirement = deciding(world, subject);
    if let Some(entitlement) = &subject.entitlement {
        held(world, entitlement, &mut ways);
        if !ways.changes.is_empty() {
            return ways;
        }
        if world.snapshot().is_some() {
            ways.remark("Nobody who could be the vendor's was seen to hold it. This is what would take it away.");
        }
        let principal = nobody_of_the_guide(entitlement);
        let party = requirement
            .and_then(|requirement| party(world, requirement))
            .unwrap_or_else(|| anybody(&principal));
        ways.changes = of_entitlement(world, &party, entitlement);
    } else if let Some(requirement) = requirement {
        if let Some(party) = party(world, requirement) {
            of_requirement(world, requirement, &party, &mut ways);
        }
    } else {
        ways.remark("What takes it away stands under “How to put it right”.");
    }
    ways
}

/// What carries it for anybody who could be the vendor's.
fn held(world: &World<'_>, entitlement: &Entitlement, ways: &mut Ways) {
    let mut pieces = Vec::new();
    for principal in &world.guide().principals {
        for candidate in world.everybody(principal) {
            let party = world.party_of(principal, candidate);
            let Some(holder) = party.holder else { continue };
            let taken = lost(world, holder, |grant| {
                gives(world, entitlement, &grant.entitlement)
            });
            let mut along: Vec<String> = taken
                .along
                .iter()
                .map(|grant| world.catalog().title(&grant.entitlement))
                .collect();
            along.sort();
            along.dedup();
            if !along.is_empty() {
                ways.remark(format!(
                    "The same group also gives {}, which goes with it.",
                    along.join(", ")
                ));
            }
            pieces.extend(taken.works.into_iter().map(|work| Piece {
                party: Some(party.clone()),
                work,
                closes: None,
            }));
        }
    }
    ways.changes = merge(world, pieces)
        .into_iter()
        .map(|one| one.change)
        .collect();
}

/// The opposite of what would give it.
fn of_entitlement(world: &World<'_>, party: &Party<'_>, entitlement: &Entitlement) -> Vec<Change> {
    let mut works = Vec::new();
    let mut out = Vec::new();
    if matches!(entitlement, Entitlement::DefenderAction(_)) {
        return vec![defender::take_back(&party.who, &party.object, ROLE)];
    }
    for work in given(world, party, entitlement) {
        match work {
            Work::AssignRole(role) => works.push(Work::RemoveRole(role)),
            Work::Grant(api, permission) => works.push(Work::Revoke(api, permission)),
            Work::Delegate(api, scope) => out.push(consent::undelegate(
                &party.who,
                &party.object,
                &world.api(api),
                (Consent::Everybody, CONSENT),
                (&[scope], &[STAYING.to_owned()]),
            )),
            Work::Defend(_) => out.push(defender::take_back(&party.who, &party.object, ROLE)),
            _ => {}
        }
    }
    out.extend(changes(world, party, works));
    out
}

fn of_requirement(
    world: &World<'_>,
    requirement: &Requirement,
    party: &Party<'_>,
    ways: &mut Ways,
) {
    let custom = party.principal.kind == PrincipalKind::CustomApplication;
    match &requirement.ask {
        Ask::GuestAccount => {
            ways.changes = gone(world, party, Work::DeleteAccount, Work::Invite);
        }
        Ask::ApplicationPresent if custom => {
            let name = world.application_name(party);
            ways.changes = gone(world, party, Work::DeleteRegistration(name), Work::Register);
        }
        Ask::ApplicationPresent => {
            ways.changes = gone(world, party, Work::DeletePrincipal, Work::Consent);
        }
        Ask::ClientSecret => ways.changes = secrets(world, party),
        Ask::SingleTenant => ways.remark(
            "Nothing is granted by it. Without it the application is open to accounts of other tenants.",
        ),
        Ask::Attest | Ask::Hold(_) => ways.remark(
            "Nothing is granted by it, so nothing is revoked: the access that it is about has requirements of its own.",
        ),
    }
    if !ways.changes.is_empty() {
        ways.remark(
            "The whole offboarding, in its order, is a runbook: `rolecall runbook --kind offboard --snapshot FILE`.",
        );
    }
}

/// Takes an object away: by its id where it was seen, else as what undoes its making would.
fn gone(world: &World<'_>, party: &Party<'_>, work: Work, made: Work) -> Vec<Change> {
    let taken = changes(world, party, vec![work]);
    if party.holder.is_some() {
        return taken;
    }
    let made = changes(world, party, vec![made]);
    taken
        .into_iter()
        .zip(made)
        .map(|(taken, made)| Change {
            operations: made.undo,
            undo: made.operations,
            terraform: Terraform::No,
            ..taken
        })
        .collect()
}

fn secrets(world: &World<'_>, party: &Party<'_>) -> Vec<Change> {
    let seen: Vec<Work> = offboard(world, party)
        .into_iter()
        .map(|piece| piece.work)
        .filter(|work| matches!(work, Work::DeleteSecret(..)))
        .collect();
    if !seen.is_empty() {
        return changes(world, party, seen);
    }
    let unseen = [(Uuid::nil(), SECRET.to_owned())];
    let mut change =
        credential::remove_secrets(&party.who, &party.registration, On::Registration, &unseen);
    change.operations.clear();
    change.undo.clear();
    change.terraform = Terraform::No;
    change.warning = Some(
        "There are no commands for it here: they take a secret away by its id, and none was seen."
            .to_owned(),
    );
    vec![change]
}
