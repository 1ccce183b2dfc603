//! Deletes the credentials of an application.

use crate::access::Holder;
use crate::actions::{Action, DeleteCertificates, DeleteFederatedCredential, DeleteSecret, On};
use crate::guide::format2::Template;
use crate::guide::format2::model::RightKind;
use crate::runbook::index::TenantIndex;

/// The client secrets that are there. Old ones go once the vendor uses the new one.
pub(super) fn secrets(index: &TenantIndex<'_>, holder: &Holder) -> Vec<Action> {
    let mut actions = Vec::new();
    let registration = index
        .registration(holder)
        .map(|app| &app.password_credentials);
    let principal = index
        .service_principal(holder)
        .map(|sp| &sp.password_credentials);
    for (on, secrets) in [
        (On::Registration, registration),
        (On::ServicePrincipal, principal),
    ] {
        for secret in secrets.into_iter().flat_map(|listed| listed.sightings()) {
            let name = secret.display_name.cloned().unwrap_or_default();
            let end = secret.end_date_time.get();
            let end = end.map_or_else(|| name.clone(), |end| format!("{name} until {end}"));
            let id = secret.key_id.copied();
            let name = end.trim().to_owned();
            actions.extend(id.map(|id| DeleteSecret { on, id, name }.into()));
        }
    }
    actions
}

/// The deletions of every credential that somebody could sign in with as the application.
pub(in crate::runbook) fn credentials(index: &TenantIndex<'_>, holder: &Holder) -> Vec<Action> {
    let mut actions = secrets(index, holder);
    let registration = index.registration(holder);
    let of_registration = registration.map(|app| app.key_credentials.sightings());
    let principal = index.service_principal(holder);
    let of_principal = principal.map(|sp| sp.key_credentials.sightings());
    for (on, keys) in [
        (On::Registration, of_registration),
        (On::ServicePrincipal, of_principal),
    ] {
        for key in keys.unwrap_or_default() {
            let name = key
                .display_name
                .cloned()
                .or_else(|| key.key_id.get().map(ToString::to_string));
            let name = name.unwrap_or_default();
            actions.push(DeleteCertificates { on, name }.into());
        }
    }
    if let (Some(snapshot), Some(registration)) = (index.snapshot, registration) {
        let section = &snapshot.sections.federated_credentials;
        for seen in section.sightings() {
            let subject = section.request_of(seen).and_then(|request| request.subject);
            let own = subject.is_some_and(|id| registration.id.is(&id) || id == holder.id);
            if let (true, Some(id)) = (own, seen.object.id.get()) {
                let name = seen.object.name.cloned().unwrap_or_else(|| id.clone());
                let id = id.clone();
                actions.push(DeleteFederatedCredential { id, name }.into());
            }
        }
    }
    actions
}

/// The right that the credential is which an action deletes; none for another action.
pub(in crate::runbook) fn right_of(index: &TenantIndex<'_>, action: &Action) -> Option<RightKind> {
    match action {
        Action::DeleteSecret(_) => Some(RightKind::Secret { max_days: None }),
        Action::DeleteCertificates(_) => Some(RightKind::Certificate { max_days: None }),
        Action::DeleteFederatedCredential(one) => {
            let section = &index.snapshot?.sections.federated_credentials;
            let mut all = section.sightings().iter().map(|seen| &seen.object);
            let seen = all.find(|seen| seen.id.says(&one.id))?;
            Some(RightKind::Federated {
                issuer: Template::literal(seen.issuer.cloned()?),
                subject: Template::literal(seen.subject.cloned()?),
            })
        }
        _ => None,
    }
}

/// True for a right that is a credential.
pub(in crate::runbook) const fn is_credential(kind: &RightKind) -> bool {
    matches!(
        kind,
        RightKind::Secret { .. } | RightKind::Certificate { .. } | RightKind::Federated { .. }
    )
}
