//! Ways to sign in and assignments that no guide of this format can ask for, and that somebody holds all the same.

use super::account;
use super::context::Context;
use super::evidence;
use super::identify::Candidate;
use super::model::{AccessPath, Finding};
use super::verdict::Verdict;
use super::words;
use crate::access::{HolderKind, SightingRef};
use crate::catalog::Subject;
use crate::ids::PermissionId;
use crate::snapshot::{AppRoleAssignment, Section, SectionName, ServicePrincipal};
use jiff::Timestamp;
use uuid::Uuid;

/// The app role id of plain access to an application.
const DEFAULT_ACCESS: PermissionId = PermissionId::new(Uuid::nil());

/// Something held that nobody asked for, before it is written up.
struct Unasked {
    /// The end of the finding's id.
    key: String,
    subject: Subject,
    title: String,
    actual: String,
    effect: &'static str,
    hops: Vec<String>,
    seen: SightingRef,
}

/// What a candidate holds besides roles and permissions: one finding each, made from `blank`.
pub(super) fn findings(
    context: &Context<'_>,
    candidate: &Candidate<'_>,
    blank: impl Fn(&str, &str) -> Finding,
) -> Vec<Finding> {
    let held = match candidate.holder.kind {
        HolderKind::User { .. } => assignments(
            candidate,
            SectionName::UserAppRoles,
            &context.snapshot.sections.user_app_roles,
        ),
        HolderKind::RoleHolder { .. } => Vec::new(),
        HolderKind::Application { .. } => {
            let mut held = credentials(context, candidate);
            held.extend(federated(context, candidate));
            held.extend(assignments(
                candidate,
                SectionName::AppRoleAssignments,
                &context.snapshot.sections.app_role_assignments,
            ));
            held
        }
    };
    held.into_iter()
        .map(|one| {
            let mut finding = blank(&one.key, &one.title);
            finding.verdict = Verdict::Excess;
            finding.subject = one.subject;
            "not asked for by the guide".clone_into(&mut finding.expected);
            finding.actual.clone_from(&one.actual);
            "no requirement of the guide asks for it".clone_into(&mut finding.reason);
            finding.effect = Some(one.effect.to_owned());
            finding.paths = vec![AccessPath {
                hops: one.hops,
                condition: one.actual,
                as_asked: false,
            }];
            finding.evidence = evidence::of_sightings(context, &[one.seen]);
            finding
        })
        .collect()
}

/// Certificates of an application that was registered here, and any credential that was added to the
/// service principal of another tenant's application.
fn credentials(context: &Context<'_>, candidate: &Candidate<'_>) -> Vec<Unasked> {
    let (principal, registration) = account::halves(context, candidate);
    let as_of = context.options.as_of;
    let runs = |end: Option<Timestamp>| end.is_none_or(|end| end > as_of);
    let mut held = Vec::new();
    let mut add = |what: &str, on: SectionName, id: Option<Uuid>, end: Option<Timestamp>| {
        let Some(seen) = half(candidate, on) else {
            return;
        };
        let place = match on {
            SectionName::Applications => "the registration",
            _ => "the service principal",
        };
        let id = id.map_or_else(|| "without-an-id".to_owned(), |id| id.to_string());
        let until = end.map_or_else(|| "without an end".to_owned(), |end| format!("until {end}"));
        held.push(Unasked {
            key: format!("credential/{id}"),
            subject: Subject::Credential,
            title: format!("A {what} on {place}"),
            actual: format!("{what} {id} on {place}, {until}"),
            effect: "Whoever has it signs in as the application and acts with all of its permissions.",
            hops: vec![words::holder(candidate), format!("{what} on {place}")],
            seen,
        });
    };
    if let Some(registration) = registration {
        for key in &registration.key_credentials {
            if runs(key.end_date_time) {
                add(
                    "certificate",
                    SectionName::Applications,
                    key.key_id,
                    key.end_date_time,
                );
            }
        }
    }
    // Secrets of an application of this tenant may stand on either half: the check of the secret weighs both.
    if let Some(principal) = principal.filter(|principal| foreign(context, principal)) {
        for secret in &principal.password_credentials {
            if runs(secret.end_date_time) {
                add(
                    "client secret",
                    SectionName::ServicePrincipals,
                    secret.key_id,
                    secret.end_date_time,
                );
            }
        }
        for key in &principal.key_credentials {
            if runs(key.end_date_time) {
                add(
                    "certificate",
                    SectionName::ServicePrincipals,
                    key.key_id,
                    key.end_date_time,
                );
            }
        }
    }
    held
}

/// Whether an application is proven to be another tenant's.
fn foreign(context: &Context<'_>, principal: &ServicePrincipal) -> bool {
    let here = context.snapshot.tenant_id();
    let owner = principal.app_owner_organization_id;
    owner.is_some() && here.is_some() && owner != here
}

/// The sighting of a candidate in one of the two sections of applications.
fn half(candidate: &Candidate<'_>, section: SectionName) -> Option<SightingRef> {
    account::proof(candidate)
        .into_iter()
        .find(|seen| seen.section == section)
}

/// Outside identities that may sign in as the application.
fn federated(context: &Context<'_>, candidate: &Candidate<'_>) -> Vec<Unasked> {
    let (_, registration) = account::halves(context, candidate);
    let Some(registration) = registration else {
        return Vec::new();
    };
    let section = &context.snapshot.sections.federated_credentials;
    let mut held = Vec::new();
    for (item, seen) in section.sightings().iter().enumerate() {
        let subject = section.request_of(seen).and_then(|request| request.subject);
        if subject != Some(registration.id) && subject != Some(candidate.holder.id) {
            continue;
        }
        let credential = &seen.object;
        let text = |value: &Option<String>| value.clone().unwrap_or_else(|| "not given".to_owned());
        let id = text(&credential.id);
        held.push(Unasked {
            key: format!("credential/{id}"),
            subject: Subject::Credential,
            title: "An outside identity may sign in as the application".to_owned(),
            actual: format!(
                "federated credential {}: issuer {}, subject {}",
                text(&credential.name),
                text(&credential.issuer),
                text(&credential.subject)
            ),
            effect: "Whoever controls the outside identity signs in as the application, without a secret, and acts \
                     with all of its permissions.",
            hops: vec![
                format!("{} at {}", text(&credential.subject), text(&credential.issuer)),
                words::holder(candidate),
            ],
            seen: SightingRef {
                section: SectionName::FederatedCredentials,
                item,
            },
        });
    }
    held
}

/// Assignments to an application without a role: plain access to it.
fn assignments(
    candidate: &Candidate<'_>,
    name: SectionName,
    section: &Section<AppRoleAssignment>,
) -> Vec<Unasked> {
    let mut held = Vec::new();
    for (item, seen) in section.sightings().iter().enumerate() {
        let assignment = &seen.object;
        let subject = section.request_of(seen).and_then(|request| request.subject);
        let named = assignment.principal_id == Some(candidate.holder.id);
        let own = named || subject == Some(candidate.holder.id);
        if assignment.app_role_id != DEFAULT_ACCESS || !own {
            continue;
        }
        let application = assignment
            .resource_display_name
            .clone()
            .filter(|name| !name.trim().is_empty())
            .unwrap_or_else(|| assignment.resource_id.to_string());
        let by = match (&assignment.principal_display_name, named) {
            (Some(group), false) => format!(", through the group {group}"),
            (None, false) => ", through a group".to_owned(),
            (_, true) => String::new(),
        };
        held.push(Unasked {
            key: format!("assignment/{}", assignment.resource_id),
            subject: Subject::OtherAccess,
            title: format!("Assigned to {application} (default access)"),
            actual: format!("assigned to {application} without a role (default access){by}"),
            effect: "It may sign in to that application, and sees what the application shows to everybody who is \
                     assigned to it.",
            hops: vec![words::holder(candidate), application],
            seen: SightingRef {
                section: name,
                item,
            },
        });
    }
    held
}
