//! Look-ups in what a tenant answered.

use crate::access::{Access, Holder, HolderKind};
use crate::actions::{
    Action, Api, GiveDefenderPermissions, Handle, LetAuditorSee, Permission, Text,
};
use crate::catalog::{Catalog, Cloud, Entitlement, MICROSOFT_GRAPH, PermissionType};
use crate::ids::{AppId, ObjectId, PermissionId};
use crate::snapshot::{Application, ObserverKind, Resource, ServicePrincipal, Snapshot, User};
use std::collections::BTreeMap;

/// A tenant: its cloud, what it answered, and the catalog for what it did not.
#[derive(Clone, Copy)]
pub(super) struct TenantIndex<'a> {
    pub(super) catalog: &'a Catalog,
    pub(super) cloud: Cloud,
    /// The answers; without them nothing is known of the tenant.
    pub(super) snapshot: Option<&'a Snapshot>,
    pub(super) access: &'a Access,
}

impl<'a> TenantIndex<'a> {
    /// Lets the auditor see more with a permission of Microsoft Graph; nothing where nobody has looked yet.
    pub(super) fn let_see(&self, name: &str) -> Option<Action> {
        let graph = self.graph();
        let observer = &self.snapshot?.observer;
        let is_application = observer.kind == ObserverKind::Application;
        let act = LetAuditorSee {
            name: name.to_owned(),
            permission: self.permission(graph.app_id, PermissionType::Application, name),
            graph,
            auditor: observer.app_id.filter(|_| is_application),
        };
        Some(act.into())
    }

    /// Gives permissions of Unified RBAC; nothing where there are none.
    pub(super) fn give_defender(&self, permissions: Vec<String>) -> Option<Action> {
        let named = |id: String| {
            let action = self.action(&id);
            (id, action)
        };
        let permissions: BTreeMap<_, _> = permissions.into_iter().map(named).collect();
        (!permissions.is_empty()).then(|| GiveDefenderPermissions { permissions }.into())
    }

    /// A holder by its object id.
    pub(super) fn holder(&self, id: ObjectId) -> Option<&'a Holder> {
        let mut all = self.access.holders.iter().chain(&self.access.role_holders);
        all.find(|holder| holder.id == id)
    }

    /// The account of a holder.
    pub(super) fn user(&self, holder: &Holder) -> Option<&'a User> {
        let HolderKind::User { item } = holder.kind else {
            return None;
        };
        let users = self.snapshot?.sections.users.sightings();
        users.get(item).map(|seen| &seen.object)
    }

    /// The registration of a holder.
    pub(super) fn registration(&self, holder: &Holder) -> Option<&'a Application> {
        let HolderKind::Application { registration, .. } = holder.kind else {
            return None;
        };
        let all = self.snapshot?.sections.applications.sightings();
        all.get(registration?).map(|seen| &seen.object)
    }

    /// The service principal of a holder.
    pub(super) fn service_principal(&self, holder: &Holder) -> Option<&'a ServicePrincipal> {
        let HolderKind::Application {
            service_principal, ..
        } = holder.kind
        else {
            return None;
        };
        let all = self.snapshot?.sections.service_principals.sightings();
        all.get(service_principal?).map(|seen| &seen.object)
    }

    fn resource(&self, app_id: AppId) -> Option<&'a Resource> {
        let all = self.snapshot?.sections.resources.sightings();
        all.iter()
            .map(|seen| &seen.object)
            .find(|one| one.app_id.is(&app_id))
    }

    /// An API of this tenant.
    pub(super) fn api(&self, app_id: AppId) -> Api {
        let known = self.catalog.resource(app_id).map(|api| api.title.clone());
        let seen = self.resource(app_id);
        let claimed = seen.and_then(|api| api.display_name.cloned());
        Api {
            app_id,
            title: known.or(claimed).unwrap_or_else(|| app_id.to_string()),
            handle: seen.and_then(|api| api.id.copied()).map_or_else(
                || Handle::service_principal("api", &Text::known(app_id)),
                Handle::known,
            ),
            is_graph: app_id == MICROSOFT_GRAPH,
        }
    }

    /// Microsoft Graph.
    pub(super) fn graph(&self) -> Api {
        self.api(MICROSOFT_GRAPH)
    }

    /// The id of a permission: the tenant's own, else the catalog's, whose ids are those of the global cloud.
    pub(super) fn permission_id(
        &self,
        api: AppId,
        kind: PermissionType,
        value: &str,
    ) -> Option<PermissionId> {
        let fallback = || {
            self.catalog
                .api_permission(api, kind, value)
                .map(|permission| permission.id)
        };
        self.offered_id(api, kind, value).or_else(fallback)
    }

    /// The id under which this tenant's API offers a permission.
    pub(super) fn offered_id(
        &self,
        api: AppId,
        kind: PermissionType,
        value: &str,
    ) -> Option<PermissionId> {
        self.resource(api).and_then(|resource| match kind {
            PermissionType::Application => resource
                .app_roles
                .sightings()
                .iter()
                .find(|role| role.value.as_deref() == Some(value))
                .and_then(|role| role.id.copied()),
            PermissionType::Delegated => resource
                .oauth2_permission_scopes
                .sightings()
                .iter()
                .find(|scope| scope.value.as_deref() == Some(value))
                .and_then(|scope| scope.id.copied()),
        })
    }

    /// A permission that nobody was seen to hold.
    pub(super) fn permission(
        &self,
        api: AppId,
        kind: PermissionType,
        value: &str,
    ) -> Option<Permission> {
        Some(Permission {
            id: self.permission_id(api, kind, value)?,
            value: value.to_owned(),
            assignment: None,
        })
    }

    /// A permission of Unified RBAC as this tenant's Defender spells it, else in the catalog's first spelling.
    pub(super) fn action(&self, permission: &str) -> Option<String> {
        let known = self.catalog.unified_permission(permission)?;
        let spelled = self.snapshot.and_then(|snapshot| {
            let namespaces = snapshot.sections.defender_actions.sightings().iter();
            namespaces
                .flat_map(|seen| seen.object.resource_actions.sightings())
                .filter_map(|action| action.name.cloned())
                .find(|name| {
                    known
                        .actions
                        .iter()
                        .any(|one| one.eq_ignore_ascii_case(name))
                })
        });
        spelled.or_else(|| known.actions.first().cloned())
    }

    /// A permission of Unified RBAC as the portal shows it.
    pub(super) fn defender_title(&self, permission: &str) -> String {
        self.catalog
            .title(&Entitlement::DefenderUnified(permission.to_owned()))
    }
}
