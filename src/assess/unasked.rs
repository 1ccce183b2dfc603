//! Ways to sign in and assignments that no guide of this format can ask for, and that somebody holds all the same.

use super::context::Context;
use super::coverage::Gap;
use super::evidence;
use super::lookups::ById;
use super::model::{AccessPath, Finding};
use super::outcome;
use super::principals::Candidate;
use super::verdict::Verdict;
use super::words;
use crate::access::{HolderKind, SightingRef};
use crate::catalog::Subject;
use crate::snapshot::{
    AppRoleAssignment, Application, Field, KeyCredential, Listed, Moment, PasswordCredential,
    SectionName, ServicePrincipal,
};
use std::collections::BTreeSet;
use std::slice;
use uuid::Uuid;

/// Something held that nobody asked for, before it is written up.
struct Unasked {
    /// The end of the finding's id.
    key: String,
    /// Everything that the answer leaves out, without which it cannot be told whether it is still held, or which it is.
    lacks: Option<&'static str>,
    /// `client secret` or `certificate`, where it is one.
    credential: Option<&'static str>,
    subject: Subject,
    title: String,
    actual: String,
    effect: &'static str,
    hops: Vec<String>,
    seen: SightingRef,
}

/// Everything that a candidate holds besides roles and permissions: one finding each, made from `blank`.
pub(super) fn findings(
    context: &Context<'_>,
    candidate: &Candidate<'_>,
    blank: impl Fn(&str, &str) -> Finding,
) -> Vec<Finding> {
    let held = held(context, candidate);
    held.into_iter()
        .map(|one| {
            let mut finding = blank(&one.key, &one.title);
            finding.verdict = Verdict::Excess;
            finding.subject = one.subject;
            "not asked for by the guide".clone_into(&mut finding.expected);
            finding.actual.clone_from(&one.actual);
            "no requirement of the guide asks for it".clone_into(&mut finding.reason);
            if let Some(lacks) = one.lacks {
                let gap = context.coverage.lack(one.seen.section, lacks, &one.title);
                finding.verdict = Verdict::Unknown;
                finding.reason = outcome::reason_of(slice::from_ref(&gap));
                finding.remedies = vec![gap.remedy];
            }
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

/// Something that a candidate holds besides roles and permissions, by what tells it apart.
pub(super) struct Key {
    /// The end of its finding's id.
    pub ends: String,
    /// `client secret` or `certificate`, where it is one.
    pub credential: Option<&'static str>,
    /// True for a credential of the registration: a guide may ask for one of its kind.
    pub of_registration: bool,
}

/// Everything that a candidate holds besides roles and permissions.
pub(super) fn keys(context: &Context<'_>, candidate: &Candidate<'_>) -> Vec<Key> {
    let held = held(context, candidate).into_iter();
    held.map(|one| Key {
        of_registration: one.seen.section == SectionName::Applications,
        ends: one.key,
        credential: one.credential,
    })
    .collect()
}

fn held(context: &Context<'_>, candidate: &Candidate<'_>) -> Vec<Unasked> {
    match candidate.holder.kind {
        HolderKind::User { .. } => assignments(
            candidate,
            SectionName::UserAppRoles,
            &context.lookups.of_users,
        ),
        HolderKind::RoleHolder { .. } => Vec::new(),
        HolderKind::Application { .. } => {
            let mut held = credentials(context, candidate);
            held.extend(federated(context, candidate));
            held.extend(assignments(
                candidate,
                SectionName::AppRoleAssignments,
                &context.lookups.of_applications,
            ));
            held
        }
    }
}

/// A credential by what tells it apart, and by when it ends.
struct Credential<'a> {
    what: &'static str,
    on: SectionName,
    id: Option<Uuid>,
    end: &'a Field<Moment>,
}

fn certificates(on: SectionName, listed: &Listed<KeyCredential>) -> Vec<Credential<'_>> {
    let seen = listed.sightings().iter();
    seen.map(|key| Credential {
        what: "certificate",
        on,
        id: key.key_id.copied(),
        end: &key.end_date_time,
    })
    .collect()
}

fn secrets(on: SectionName, listed: &Listed<PasswordCredential>) -> Vec<Credential<'_>> {
    let seen = listed.sightings().iter();
    seen.map(|secret| Credential {
        what: "client secret",
        on,
        id: secret.key_id.copied(),
        end: &secret.end_date_time,
    })
    .collect()
}

/// Certificates of an application that was registered here, and any credential that was added to the
/// service principal of another tenant's application.
fn credentials(context: &Context<'_>, candidate: &Candidate<'_>) -> Vec<Unasked> {
    let (principal, registration) = candidate.halves(context);
    let mut all = Vec::new();
    if let Some(registration) = registration {
        let on = SectionName::Applications;
        all.extend(certificates(on, &registration.key_credentials));
    }
    // Secrets of an application of this tenant may stand on either half: the check of the secret weighs both.
    let foreign = principal.map(|principal| foreign(context, principal, registration));
    if let Some(principal) = principal.filter(|_| foreign != Some(Some(false))) {
        let on = SectionName::ServicePrincipals;
        all.extend(secrets(on, &principal.password_credentials));
        all.extend(certificates(on, &principal.key_credentials));
    }
    let unsure = foreign == Some(None);
    let held = all.iter().filter_map(|one| {
        let seen = half(candidate, one.on)?;
        credential(context, one, unsure, (words::holder(candidate), seen))
    });
    held.collect()
}

/// A credential that has not ended, as far as that is told.
fn credential(
    context: &Context<'_>,
    one: &Credential<'_>,
    unsure: bool,
    (holder, seen): (String, SightingRef),
) -> Option<Unasked> {
    let end = one.end.get();
    if end.is_some_and(|end| *end <= context.options.as_of) {
        return None;
    }
    let place = match one.on {
        SectionName::Applications => "the registration",
        _ => "the service principal",
    };
    let what = one.what;
    let lacks = match (one.id, end) {
        (None, _) => Some("does not give its id"),
        (_, None) => Some("does not give its end"),
        _ if unsure && one.on == SectionName::ServicePrincipals => {
            Some("does not say in which tenant the application is registered")
        }
        _ => None,
    };
    let id = one
        .id
        .map_or_else(|| "without-an-id".to_owned(), |id| id.to_string());
    let until = end.map_or_else(
        || "until when is not told".to_owned(),
        |end| format!("until {end}"),
    );
    Some(Unasked {
        key: format!("credential/{id}"),
        lacks,
        credential: Some(what),
        subject: Subject::Credential,
        title: format!("A {what} on {place}"),
        actual: format!("{what} {id} on {place}, {until}"),
        effect: "Whoever has it signs in as the application and acts with all of its permissions.",
        hops: vec![holder, format!("{what} on {place}")],
        seen,
    })
}

/// Tells if an application is another tenant's; `None` where the answer does not tell.
fn foreign(
    context: &Context<'_>,
    principal: &ServicePrincipal,
    registration: Option<&Application>,
) -> Option<bool> {
    if registration.is_some() {
        return Some(false);
    }
    let here = context.snapshot.tenant_id()?;
    Some(principal.app_owner_organization_id.copied()? != here)
}

/// Everything that the answer leaves out, so that there may be more of it.
pub(super) fn gaps(context: &Context<'_>, candidate: &Candidate<'_>) -> Vec<Gap> {
    let (principal, registration) = candidate.halves(context);
    let who = words::holder(candidate);
    let mut lacks = Vec::new();
    if let Some(registration) = registration {
        let on = SectionName::Applications;
        if registration.key_credentials.whole().is_none() {
            lacks.push((on, "does not list its certificates"));
        }
        let outside = &context.snapshot.sections.federated_credentials;
        if !registration.id.is_given() && !outside.sightings().is_empty() {
            lacks.push((on, "does not give the id of its registration"));
        }
    }
    let foreign = principal.map(|principal| foreign(context, principal, registration));
    if let Some(principal) = principal.filter(|_| foreign != Some(Some(false))) {
        let on = SectionName::ServicePrincipals;
        if principal.password_credentials.whole().is_none() {
            lacks.push((on, "does not list its client secrets"));
        }
        if principal.key_credentials.whole().is_none() {
            lacks.push((on, "does not list its certificates"));
        }
    }
    let lacks = lacks.into_iter();
    lacks
        .map(|(section, lacks)| context.coverage.lack(section, lacks, &who))
        .collect()
}

/// The sighting of a candidate in one of the two sections of applications.
fn half(candidate: &Candidate<'_>, section: SectionName) -> Option<SightingRef> {
    candidate
        .sightings()
        .into_iter()
        .find(|seen| seen.section == section)
}

/// Outside identities that may sign in as the application.
fn federated(context: &Context<'_>, candidate: &Candidate<'_>) -> Vec<Unasked> {
    let (_, registration) = candidate.halves(context);
    let Some(registration) = registration else {
        return Vec::new();
    };
    let ids = BTreeSet::from([registration.id.copied(), Some(candidate.holder.id)]);
    let own = ids.into_iter().flatten();
    let mut own: Vec<_> = own
        .flat_map(|id| context.lookups.federated.with(id))
        .collect();
    own.sort_by_key(|(item, _)| *item);
    let mut held = Vec::new();
    for (item, credential) in own {
        let text = |value: &Field<String>| value.cloned().unwrap_or_else(|| "not given".to_owned());
        let id = text(&credential.id);
        held.push(Unasked {
            key: format!("credential/{id}"),
            lacks: (!credential.id.is_given()).then_some("does not give its id"),
            credential: None,
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
                item: *item,
            },
        });
    }
    held
}

/// Assignments to an application without a role: plain access to it.
fn assignments(
    candidate: &Candidate<'_>,
    section: SectionName,
    plain: &ById<'_, AppRoleAssignment>,
) -> Vec<Unasked> {
    let mut held = Vec::new();
    for (item, assignment) in plain.with(candidate.holder.id) {
        let named = assignment.principal_id.is(&candidate.holder.id);
        let id = assignment.resource_id.copied();
        let id = id.map_or_else(|| "without-an-id".to_owned(), |id| id.to_string());
        let application = assignment
            .resource_display_name
            .cloned()
            .filter(|name| !name.trim().is_empty())
            .unwrap_or_else(|| id.clone());
        let by = match (assignment.principal_display_name.get(), named) {
            (Some(group), false) => format!(", through the group {group}"),
            (None, false) => ", through a group".to_owned(),
            (_, true) => String::new(),
        };
        held.push(Unasked {
            key: format!("assignment/{id}"),
            lacks: (!assignment.resource_id.is_given()).then_some("does not say to which application"),
            credential: None,
            subject: Subject::OtherAccess,
            title: format!("Assigned to {application} (default access)"),
            actual: format!("assigned to {application} without a role (default access){by}"),
            effect: "It may sign in to that application, and sees what the application shows to everybody who is \
                     assigned to it.",
            hops: vec![words::holder(candidate), application],
            seen: SightingRef {
                section,
                item: *item,
            },
        });
    }
    held
}
