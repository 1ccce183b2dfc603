//! Takes away a credential or an assignment that nobody asked for.

use super::contested::refused_elsewhere;
use super::credentials::{credentials, right_of};
use super::ownership::ownership;
use super::planned::{named, plan};
use crate::access::Holder;
use crate::actions::{
    Action, Decide, DeleteCertificates, DeleteFederatedCredential, DeleteSecret, On, Planned,
    RevokeUserAppRole,
};
use crate::assess::{Finding, Verdict};
use crate::catalog::Subject;
use crate::guide::format2::model::RightKind;
use crate::runbook::asked_by::{Stay, asked_by, titles};
use crate::runbook::bearer::Bearer;
use crate::runbook::context::RunbookContext;
use crate::runbook::holding::Holding;
use crate::runbook::index::TenantIndex;
use crate::runbook::target::PrincipalTarget;
use crate::snapshot::{Field, KeyCredential};
use uuid::Uuid;

/// The actions for the findings about one holder's credentials and assignments. What a guide asks for stays.
pub(in crate::runbook) fn beyond(
    context: &RunbookContext<'_>,
    target: &PrincipalTarget<'_>,
    findings: &[&Finding],
) -> Vec<Planned> {
    let Some(holder) = target.holder else {
        return Vec::new();
    };
    let index = &context.index;
    let mut all = Vec::new();
    let concerned = findings.iter().filter(|finding| {
        let of = finding.holder.map(|one| one.object_id);
        of.is_none_or(|id| id == holder.id)
    });
    for finding in concerned {
        let held = finding.verdict == Verdict::Excess && finding.entitlement.is_none();
        let actions = match finding.subject {
            Subject::Credential if held => unasked(context, holder, finding),
            Subject::OtherAccess if held => assignment(index, holder, finding),
            Subject::Ownership if held => ownership(holder, finding),
            _ => Vec::new(),
        };
        all.extend(plan(actions, Some(target), Some(&finding.id)));
    }
    all
}

/// The deletions of the credentials of a finding that no guide asks for, and a decision about the others.
fn unasked(context: &RunbookContext<'_>, holder: &Holder, finding: &Finding) -> Vec<Action> {
    let mut actions = credential(&context.index, holder, finding);
    let mut asked = Vec::new();
    actions.retain(|action| {
        let right = right_of(&context.index, action);
        let is_asked = right.is_some_and(|right| {
            let decision = contested(context, finding, holder, &right);
            asked.extend(decision.clone());
            decision.is_some()
        });
        !is_asked
    });
    asked.dedup();
    actions.extend(asked);
    actions
}

/// The decision about a credential of a kind that a guide asks for; none where no guide does.
fn contested(
    context: &RunbookContext<'_>,
    finding: &Finding,
    holder: &Holder,
    right: &RightKind,
) -> Option<Action> {
    let (bearer, held) = (Bearer::Object(holder.id), Holding::Right(right));
    let between = refused_elsewhere(context, finding, bearer, held);
    between.or_else(|| {
        let asking = asked_by(&context.judged, bearer, held, Stay::Now);
        let text = format!(
            "Decide about {}: it is too much, and {} asks for one of its kind.",
            finding.title,
            titles(&asking)
        );
        (!asking.is_empty()).then(|| Decide { text }.into())
    })
}

/// The credential that a finding's id ends with, or all of the kind that it ends with.
fn credential(index: &TenantIndex<'_>, holder: &Holder, finding: &Finding) -> Vec<Action> {
    let all = |of_kind: fn(&Action) -> bool| -> Vec<Action> {
        let held = credentials(index, holder).into_iter();
        held.filter(of_kind).collect()
    };
    if finding.id.ends_with("/credential/client-secret") {
        return all(|one| matches!(one, Action::DeleteSecret(_)));
    }
    if finding.id.ends_with("/credential/certificate") {
        return all(|one| matches!(one, Action::DeleteCertificates(_)));
    }
    let is = |id: &str| finding.id.ends_with(&format!("/credential/{id}"));
    let is_key = |id: &Field<Uuid>| id.get().is_some_and(|id| is(&id.to_string()));
    let mut actions = Vec::new();
    let registration = index.registration(holder);
    let principal = index.service_principal(holder);
    for secret in principal
        .iter()
        .flat_map(|sp| sp.password_credentials.sightings())
    {
        if let Some(id) = secret.key_id.copied().filter(|id| is(&id.to_string())) {
            let name = secret
                .display_name
                .cloned()
                .unwrap_or_else(|| id.to_string());
            let on = On::ServicePrincipal;
            actions.push(DeleteSecret { on, id, name }.into());
        }
    }
    let of_registration = registration.map(|app| app.key_credentials.sightings());
    let of_principal = principal.map(|sp| sp.key_credentials.sightings());
    for (on, keys) in [
        (On::Registration, of_registration),
        (On::ServicePrincipal, of_principal),
    ] {
        let keys = keys.unwrap_or_default();
        actions.extend(keys.iter().filter(|key| is_key(&key.key_id)).map(|key| {
            let name = name_of(key);
            DeleteCertificates { on, name }.into()
        }));
    }
    let federated = index.snapshot.map(|s| &s.sections.federated_credentials);
    for seen in federated.iter().flat_map(|section| section.sightings()) {
        if let Some(id) = seen.object.id.get().filter(|id| is(id)) {
            let name = seen.object.name.cloned().unwrap_or_else(|| id.clone());
            let id = id.clone();
            actions.push(DeleteFederatedCredential { id, name }.into());
        }
    }
    actions
}

fn name_of(key: &KeyCredential) -> String {
    let id = || key.key_id.get().map(ToString::to_string);
    key.display_name.cloned().or_else(id).unwrap_or_default()
}

/// An assignment to an application without a role: taken away where it is the holder's own.
fn assignment(index: &TenantIndex<'_>, holder: &Holder, finding: &Finding) -> Vec<Action> {
    let Some(snapshot) = index.snapshot else {
        return Vec::new();
    };
    let section = &snapshot.sections.user_app_roles;
    let mut actions = Vec::new();
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
            let act = RevokeUserAppRole {
                assignment: id,
                gives: named(assignment.resource_display_name.get(), api),
            };
            actions.push(act.into());
        }
    }
    if actions.is_empty() && finding.id.contains("/assignment/") {
        let text = format!(
            "Take the assignment away in the portal, where it is given to a group or to an application: {}.",
            finding.actual
        );
        actions.push(Decide { text }.into());
    }
    actions
}
