//! Delegated permissions: consented to for the organization, and revoked.

use super::permission::Api;
use super::{Change, Handle, Terraform, listed};
use crate::catalog::TaskName;
use crate::ids::ObjectId;
use crate::runbook::operation::{Body, Method, Operation, Read, Request, Text};
use crate::runbook::script::hcl::{self, Block, Value};

/// Whom a delegated grant is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::runbook) enum Consent {
    /// Everybody in the tenant.
    Everybody,
    /// One user.
    One(ObjectId),
}

fn grants(principal: &Handle, api: &Api, consent: Consent) -> Read {
    let read = Read::new(
        "consent",
        "/servicePrincipals/{}/oauth2PermissionGrants",
        vec![principal.id()],
    )
    .matching("resourceId", api.handle.id());
    match consent {
        Consent::Everybody => read.matching("consentType", "AllPrincipals"),
        Consent::One(user) => read
            .matching("consentType", "Principal")
            .matching("principalId", user.to_string()),
    }
}

/// Writes the scopes that a grant holds: made, changed, or taken away where none is left.
fn consenting(
    principal: &Handle,
    api: &Api,
    consent: Consent,
    scopes: &[String],
) -> Vec<Operation> {
    let mut operations = if scopes.is_empty() {
        principal.find_if_there("/servicePrincipals")
    } else {
        principal.find()
    };
    operations.extend(api.handle.find());
    operations.push(Operation::Find(grants(principal, api, consent)));
    let keys = || vec![Text::found("consent", "id")];
    if scopes.is_empty() {
        let request = Request::new(Method::Delete, "/oauth2PermissionGrants/{}", keys());
        operations.push(Operation::Each {
            name: "consent",
            request,
        });
        return operations;
    }
    let scope = scopes.join(" ");
    let change = Request::new(Method::Patch, "/oauth2PermissionGrants/{}", keys())
        .with(vec![("scope", Body::text(scope.as_str()))]);
    operations.push(Operation::Each {
        name: "consent",
        request: change,
    });
    let mut body = vec![
        ("clientId", Body::text(principal.id())),
        ("consentType", Body::text("AllPrincipals")),
        ("resourceId", Body::text(api.handle.id())),
        ("scope", Body::text(scope.as_str())),
    ];
    if let Consent::One(user) = consent {
        body.push(("principalId", Body::text(user.to_string())));
        if let Some((_, kind)) = body.get_mut(1) {
            *kind = Body::text("Principal");
        }
    }
    let make = Request::new(Method::Post, "/oauth2PermissionGrants", Vec::new()).with(body);
    operations.push(Operation::unless("consent", make));
    operations
}

/// Consents to delegated permissions for everybody: `all` is what the grant holds afterwards.
pub(in crate::runbook) fn delegate(
    who: &str,
    principal: &Handle,
    api: &Api,
    (added, before): (&[String], &[String]),
) -> Change {
    let title = format!(
        "Consent for the organization to {} of {who} on {}",
        listed(added),
        api.title
    );
    let mut change = Change::new(TaskName::GrantDelegatedPermission, title)
        .word("application", who)
        .word("api", &api.title)
        .word("permissions", listed(added));
    let mut all: Vec<String> = before.iter().chain(added).cloned().collect();
    all.sort();
    all.dedup();
    change.operations = consenting(principal, api, Consent::Everybody, &all);
    change.undo = consenting(principal, api, Consent::Everybody, before);
    change.before =
        "none where nothing is consented to yet; else the grant that is given these too";
    change.after =
        "the line names a grant, and the portal lists the permissions under Admin consent";
    let (mut blocks, id) = principal.terraform();
    let (more, resource) = api.handle.terraform();
    blocks.extend(more);
    let claims = all
        .iter()
        .map(|scope| (scope.clone(), "delegated".to_owned()));
    blocks.push(
        Block::resource(
            "azuread_service_principal_delegated_permission_grant",
            "consent",
        )
        .with("service_principal_object_id", id)
        .with("resource_service_principal_object_id", resource)
        .with("claim_values", Value::List(claims.collect())),
    );
    change.terraform = Terraform::Add(hcl::blocks(&blocks));
    change
}

/// Takes delegated permissions out of a grant, of which `left` stay.
pub(in crate::runbook) fn undelegate(
    who: &str,
    principal: &Handle,
    api: &Api,
    consent: (Consent, &str),
    (removed, left): (&[String], &[String]),
) -> Change {
    let title = format!(
        "Revoke the consent to {} of {who} on {}",
        listed(removed),
        api.title
    );
    let mut change = Change::new(TaskName::RevokeDelegatedPermission, title)
        .word("application", who)
        .word("api", &api.title)
        .word("permissions", listed(removed))
        .taking_away();
    let (for_whom, grant) = consent;
    change.operations = if left.is_empty() {
        consenting(principal, api, for_whom, &[])
    } else {
        // Nothing is made anew here: a grant that is gone is gone.
        let mut operations = consenting(principal, api, for_whom, left);
        operations.pop();
        operations
    };
    let mut before: Vec<String> = removed.iter().chain(left).cloned().collect();
    before.sort();
    change.undo = consenting(principal, api, for_whom, &before);
    if !left.is_empty() {
        change.before = "the line names the grant";
        change.after =
            "the line still names the grant; the portal no longer lists what was revoked";
    }
    let (mut blocks, id) = principal.terraform();
    let (more, resource) = api.handle.terraform();
    blocks.extend(more);
    let kind = "azuread_service_principal_delegated_permission_grant";
    let claims = before
        .iter()
        .map(|scope| (scope.clone(), "delegated".to_owned()));
    blocks.push(Block::import(
        &format!("{kind}.consent"),
        &format!("/oauth2PermissionGrants/{grant}"),
    ));
    blocks.push(
        Block::resource(kind, "consent")
            .with("service_principal_object_id", id)
            .with("resource_service_principal_object_id", resource)
            .with("claim_values", Value::List(claims.collect())),
    );
    change.terraform = Terraform::TakeAway(hcl::blocks(&blocks));
    change
}
