//! A principal of the guide as the target of actions: as it is in the tenant, or will be.

use super::context::RunbookContext;
use crate::access::{Holder, HolderKind};
use crate::actions::{
    APPLICATION_ID, Api, GrantDelegatedPermission, Handle, Requested, Target, TargetKind, Text,
    shown,
};
use crate::assess::CandidateKind;
use crate::assess::{Candidate, Standing, TargetPrincipal};
use crate::document::within;
use crate::guide::format2::kinds::AccountType;
use crate::ids::AppId;
use crate::snapshot::Application;
use std::sync::Arc;

/// A principal whose access is changed.
#[derive(Clone, Debug)]
pub(super) struct PrincipalTarget<'a> {
    /// The guide's principal that it is, or is a candidate for.
    pub(super) principal: &'a TargetPrincipal,
    /// The holder, where it was seen.
    pub(super) holder: Option<&'a Holder>,
    /// The facts that actions need of it.
    pub(super) target: Target,
}

/// The kind of target that a principal is.
pub(super) const fn kind(principal: &TargetPrincipal) -> TargetKind {
    match principal.kind {
        CandidateKind::GuestUser => TargetKind::User,
        CandidateKind::EnterpriseApplication => TargetKind::EnterpriseApplication,
        CandidateKind::CustomApplication => TargetKind::CustomApplication,
    }
}

/// True for an account of the tenant's own, which is no guest.
pub(super) fn is_member(principal: &TargetPrincipal) -> bool {
    principal.kind == CandidateKind::GuestUser && principal.account == AccountType::Member
}

/// A target with what the guide and its parameters say of the principal.
fn with_parameters(principal: &TargetPrincipal, target: Target) -> Target {
    let name = principal.name.as_ref().unwrap_or(&principal.title);
    Target {
        principal: principal.id.to_string(),
        address: principal.address.clone().unwrap_or_default(),
        name: name.clone(),
        ..target
    }
}

impl<'a> RunbookContext<'a> {
    /// A principal of the guide: the candidate for it, or how it is found once it is there.
    ///
    /// Of several candidates that could be meant, none is taken: the id is for the person to fill in.
    pub(super) fn target(&self, principal: &'a TargetPrincipal) -> PrincipalTarget<'a> {
        match self.judged.candidates_for(principal).as_slice() {
            [only] => self.target_of(principal, only),
            [] => self.absent(principal, None),
            several => {
                let sure = several.iter().filter(|c| c.standing == Standing::Confirmed);
                match sure.collect::<Vec<_>>().as_slice() {
                    [only] => self.target_of(principal, only),
                    _ => self.absent(principal, Some(several.len())),
                }
            }
        }
    }

    /// A principal that is not there yet, or that cannot be told.
    fn absent(
        &self,
        principal: &'a TargetPrincipal,
        several: Option<usize>,
    ) -> PrincipalTarget<'a> {
        let app_id = match (principal.app_ids.first(), several) {
            (Some(id), _) => Text::known(id),
            (None, Some(many)) => Text::placeholder(
                APPLICATION_ID,
                format!(
                    "the application (client) id of {}: {many} could be meant",
                    within(&principal.title)
                ),
            ),
            (None, None) => Text::placeholder(APPLICATION_ID, self.where_from(principal)),
        };
        let address = principal.address.as_deref();
        let object = match (principal.kind, address) {
            (CandidateKind::GuestUser, Some(address)) if !is_member(principal) => {
                Handle::account(address)
            }
            (CandidateKind::GuestUser, _) => Handle::placeholder(
                "principal-id",
                &format!("the object id of {}", within(&principal.title)),
            ),
            _ => Handle::service_principal("application", &app_id),
        };
        let sought = address.or(principal.name.as_deref());
        let identity = match (sought, principal.kind) {
            (Some(address), CandidateKind::GuestUser) => address.to_owned(),
            (Some(name), _) => format!("{name} (application id {})", shown(&app_id)),
            (None, _) => within(&principal.title),
        };
        let target = Target::new(kind(principal), &within(&principal.title), object, app_id);
        let target = Target {
            identity,
            // A registration that was looked for whole and is not there is one that the runbook itself makes.
            requested: self.is_new(principal).then(Arc::default),
            ..with_parameters(principal, target)
        };
        PrincipalTarget {
            principal,
            holder: None,
            target,
        }
    }

    fn where_from(&self, principal: &TargetPrincipal) -> String {
        let who = within(&principal.title);
        if principal.kind == CandidateKind::CustomApplication {
            format!("the application (client) id of {who}: the step that registers it tells it")
        } else {
            format!(
                "the application (client) id of {who}: ask {} for it, and give it to rolecall as well \
                 (--param {}=…)",
                self.guide().vendor,
                principal.settled_by.app_id.as_deref().unwrap_or("app-id"),
            )
        }
    }

    /// A candidate.
    pub(super) fn target_of(
        &self,
        principal: &'a TargetPrincipal,
        candidate: &Candidate,
    ) -> PrincipalTarget<'a> {
        let holder = self.index.holder(candidate.object_id);
        let registration = holder.and_then(|holder| self.index.registration(holder));
        let app_id = candidate.app_id.map_or_else(Text::default, Text::known);
        let object = match holder.map(|holder| holder.kind) {
            Some(HolderKind::Application {
                service_principal: None,
                ..
            }) => Handle::service_principal("application", &app_id),
            _ => Handle::known(candidate.object_id),
        };
        let who = self.named(principal, candidate);
        let mut target = Target::new(kind(principal), &who, object, app_id);
        if let Some(id) = registration.and_then(|app| app.id.copied()) {
            target.registration = Handle::known(id);
        }
        target.identity = identity(candidate);
        target.id = holder.map(|holder| holder.id);
        target.audience = registration.and_then(|app| app.sign_in_audience.cloned());
        target.requested = registration.map(|app| Arc::new(requested(app)));
        PrincipalTarget {
            principal,
            holder,
            target: with_parameters(principal, target),
        }
    }

    /// Consents to a delegated permission beside those that are consented to already.
    pub(super) fn consent(
        &self,
        target: &PrincipalTarget<'_>,
        api: AppId,
        scope: String,
    ) -> GrantDelegatedPermission {
        let api = self.index.api(api);
        let before = self.consented(target, &api);
        GrantDelegatedPermission { api, scope, before }
    }

    /// The scopes that are consented to for everybody already; `None` where they were not seen whole.
    fn consented(&self, target: &PrincipalTarget<'_>, api: &Api) -> Option<Vec<String>> {
        // The consent page of another tenant's application may have made a consent by then.
        if target.holder.is_none() && self.is_new(target.principal) {
            let own = target.principal.kind == CandidateKind::CustomApplication;
            return own.then(Vec::new);
        }
        let (snapshot, holder) = self.snapshot().zip(target.holder)?;
        snapshot.sections.delegated_grants.whole().ok()?;
        let id = api.handle.id();
        let api_id = id.as_known()?;
        let grants = snapshot.sections.delegated_grants.sightings().iter();
        let own = grants.map(|seen| &seen.object).filter(|grant| {
            let resource = grant.resource_id.get();
            grant.client_id.is(&holder.id)
                && grant.consent_type.says("AllPrincipals")
                && resource.is_some_and(|id| id.to_string() == api_id)
        });
        let mut consented = Vec::new();
        for grant in own {
            let scopes = grant.scope.as_deref()?.split_whitespace();
            consented.extend(scopes.map(str::to_owned));
        }
        Some(consented)
    }

    /// The name of a candidate. Several are told apart by their own names, which are claims.
    fn named(&self, principal: &TargetPrincipal, candidate: &Candidate) -> String {
        let who = within(&principal.title);
        let unsure = matches!(candidate.standing, Standing::LookAlike | Standing::Unproven);
        let several = self.judged.candidates_for(principal).len() > 1 || unsure;
        match &candidate.display_name {
            Some(name) if several => format!("“{}” ({})", name.trim(), candidate.object_id),
            None if several => candidate.object_id.to_string(),
            _ => who,
        }
    }
}

/// A candidate by its name in the portal, its sign-in name or application id, and its object id.
fn identity(candidate: &Candidate) -> String {
    let name = candidate.display_name.as_deref().map(str::trim);
    let name = name.filter(|name| !name.is_empty()).unwrap_or("(no name)");
    let id = candidate.object_id;
    match candidate.app_id {
        Some(app) => format!("{name} (application id {app}, object id {id})"),
        None => format!("{name} ({}, object id {id})", candidate.identity),
    }
}

/// The permissions that a registration was seen to ask for.
fn requested(registration: &Application) -> Requested {
    let mut requested = Requested::new();
    for asked in registration.required_resource_access.sightings() {
        for access in asked.resource_access.sightings() {
            let kind = match access.kind.as_deref() {
                Some("Scope") => "Scope",
                _ => "Role",
            };
            if let (Some(api), Some(id)) = (asked.resource_app_id.copied(), access.id.copied()) {
                requested.entry(api).or_default().insert((kind, id));
            }
        }
    }
    requested
}
