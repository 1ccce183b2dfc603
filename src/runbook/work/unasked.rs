//! What takes away a credential or an assignment that nobody asked for.

use super::{Piece, Work, named};
use crate::access::Holder;
use crate::assess::{Finding, Verdict};
use crate::catalog::Subject;
use crate::runbook::party::Party;
use crate::runbook::world::World;
use crate::snapshot::KeyCredential;
use uuid::Uuid;

/// The pieces for the findings about one holder's credentials and assignments.
pub(in crate::runbook) fn unasked<'a>(
    world: &World<'a>,
    party: &Party<'a>,
    findings: &[&Finding],
) -> Vec<Piece<'a>> {
    let Some(holder) = party.holder else {
        return Vec::new();
    };
    let mut pieces = Vec::new();
    for finding in findings {
        let held = finding.verdict == Verdict::Excess && finding.entitlement.is_none();
        let works = match finding.subject {
            Subject::Credential if held => credential(world, holder, finding),
            Subject::OtherAccess if held => assignment(world, holder, finding),
            _ => Vec::new(),
        };
        pieces.extend(works.into_iter().map(|work| Piece {
            party: Some(party.clone()),
            work,
            closes: Some(finding.id.clone()),
        }));
    }
    pieces
}

/// The credential that a finding's id ends with.
fn credential(world: &World<'_>, holder: &Holder, finding: &Finding) -> Vec<Work> {
    let is = |id: &str| finding.id.ends_with(&format!("/credential/{id}"));
    let is_key = |id: Option<Uuid>| id.is_some_and(|id| is(&id.to_string()));
    let mut works = Vec::new();
    let registration = world.registration(holder);
    let principal = world.service_principal(holder);
    for secret in principal.iter().flat_map(|sp| &sp.password_credentials) {
        if let Some(id) = secret.key_id.filter(|id| is(&id.to_string())) {
            let name = secret
                .display_name
                .clone()
                .unwrap_or_else(|| id.to_string());
            works.push(Work::DeleteSecret(true, id, name));
        }
    }
    let of_registration = registration.map(|app| app.key_credentials.as_slice());
    let of_principal = principal.map(|sp| sp.key_credentials.as_slice());
    for (on_principal, keys) in [(false, of_registration), (true, of_principal)] {
        let keys = keys.unwrap_or_default();
        works.extend(
            keys.iter()
                .filter(|key| is_key(key.key_id))
                .map(|key| Work::DeleteCertificates(on_principal, name_of(key))),
        );
    }
    let federated = world.snapshot().map(|s| &s.sections.federated_credentials);
    for seen in federated.iter().flat_map(|section| section.sightings()) {
        if let Some(id) = seen.object.id.as_ref().filter(|id| is(id)) {
            let name = seen.object.name.clone().unwrap_or_else(|| id.clone());
            works.push(Work::DeleteFederated(id.clone(), name));
        }
    }
    works
}

fn name_of(key: &KeyCredential) -> String {
    let id = || key.key_id.map(|id| id.to_string());
    key.display_name.clone().or_else(id).unwrap_or_default()
}

/// An assignment to an application without a role: taken away where it is the holder's own.
fn assignment(world: &World<'_>, holder: &Holder, finding: &Finding) -> Vec<Work> {
    let Some(snapshot) = world.snapshot() else {
        return Vec::new();
    };
    let section = &snapshot.sections.user_app_roles;
    let mut works = Vec::new();
    for seen in section.sightings() {
        let assignment = &seen.object;
        let own = assignment.principal_id == Some(holder.id);
        let about = finding
            .id
            .ends_with(&format!("/assignment/{}", assignment.resource_id));
        if own && about && assignment.app_role_id.uuid().is_nil() {
            let name = named(
                assignment.resource_display_name.as_ref(),
                assignment.resource_id,
            );
            works.push(Work::RevokeAppRole(assignment.id.clone(), name));
        }
    }
    if works.is_empty() && finding.id.contains("/assignment/") {
        works.push(Work::Settle(format!(
            "Take the assignment away in the portal, where it is given to a group or to an application: {}.",
            finding.actual
        )));
    }
    works
}
