//! Consents to delegated permissions.

use super::handle::Handle;
use super::permission::Api;
use crate::actions::operation::{Body, Method, Operation, Read, Request, Text};
use crate::actions::script::hcl::{Block, Value};
use crate::ids::ObjectId;

/// The users that a delegated grant is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Consent {
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
pub(crate) fn consenting(
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

/// The block of a consent, with those that look up what it names.
pub(crate) fn blocks(
    principal: &Handle,
    api: &Api,
    scopes: &[String],
    import: Option<&str>,
) -> Vec<Block> {
    let kind = "azuread_service_principal_delegated_permission_grant";
    let (mut blocks, id) = principal.terraform();
    let (more, resource) = api.handle.terraform();
    blocks.extend(more);
    if let Some(grant) = import {
        let to = format!("{kind}.consent");
        blocks.push(Block::import(
            &to,
            &format!("/oauth2PermissionGrants/{grant}"),
        ));
    }
    let claims = scopes
        .iter()
        .map(|scope| (scope.clone(), "delegated".to_owned()));
    blocks.push(
        Block::resource(kind, "consent")
            .with("service_principal_object_id", id)
            .with("resource_service_principal_object_id", resource)
            .with("claim_values", Value::List(claims.collect())),
    );
    blocks
}
