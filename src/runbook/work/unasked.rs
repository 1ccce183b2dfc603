//! What takes away a credential or an assignment that nobody asked for.

use super::{Piece, Work, named};
use crate::access::Holder;
use crate::assess::{Finding, Verdict};
use crate::catalog::Subject;
use crate::runbook::party::Party;
use crate::runbook::world::World;
use crate::snapshot::{Field, KeyCredential};
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
    let is_key = |id: &Field<Uuid>| id.get().is_some_and(|id| is(&id.to_string()));
    let mut works = Vec::new();
    let registration = world.registration(holder);
    let principal = world.service_principal(holder);
    for secret in principal
        .iter()
        .flat_map(|sp| sp.password_credentials.sightings())
    {
        if let Some(id) = secret.key_id.copied().filter(|id| is(&id.to_string())) {
            let name = secret
                .display_name
                .cloned()
                .unwrap_or_else(|| id.to_string());
            works.push(Work::DeleteSecret(true, id, name));
        }
    }
    let of_registration = registration.map(|app| app.key_credentials.sightings());
    let of_principal = principal.map(|sp| sp.key_credentials.sightings());
    for (on_principal, keys) in [(false, of_registration), (true, of_principal)] {
        let keys = keys.unwrap_or_default();
        works.extend(
            keys.iter()
                .filter(|key| is_key(&key.key_id))
                .map(|key| Work::DeleteCertificates(on_principal, name_of(key))),
        );
    }
    let federated = world.snapshot().map(|s| &s.sections.federated_credentials);
    for seen in federated.iter().flat_map(|section| section.sightings()) {
        if let Some(id) = seen.object.id.get().filter(|id| is(id)) {
            let name = seen.object.name.cloned().unwrap_or_else(|| id.clone());
            works.push(Work::DeleteFederated(id.clone(), name));
        }
    }
    works
}

fn name_of(key: &KeyCredential) -> String {
    let id = || key.key_id.get().map(ToString::to_string);
    key.display_name.cloned().or_else(id).unwrap_or_default()
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
        let plain = assignment
            .app_role_id
            .get()
            .is_some_and(|id| id.uuid().is_nil());
        let own = plain && assignment.principal_id.is(&holder.id);
        let (Some(api), Some(id)) = (assignment.resource_id.copied(), assignment.id.cloned())
        else {
            continue;
        };
        if own && finding.id.ends_with(&format!("/assignment/{api}")) {
            let name = named(assignment.resource_display_name.get(), api);
            works.push(Work::RevokeAppRole(id, name));
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
