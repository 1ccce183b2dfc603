//! The inputs of a runbook, and the look-ups in them.

use super::auditor::Needed;
use crate::access::{self, Access, Holder, HolderKind};
use crate::actions::{
    Action, ActionContext, Api, GiveDefenderPermissions, Handle, LetAuditorSee, Permission, Text,
};
use crate::assess::{Assessment, Candidate, Finding, Standing};
use crate::catalog::{
    Catalog, CatalogError, Cloud, Cmdlets, Entitlement, MICROSOFT_GRAPH, PermissionType, Task,
    TaskName, Tasks,
};
use crate::guide::{Guide, Parameters, Principal, Requirement};
use crate::ids::{AppId, ObjectId, PermissionId, TenantId};
use crate::snapshot::{Application, ObserverKind, Resource, ServicePrincipal, Snapshot, User};
use jiff::Timestamp;
use std::collections::BTreeMap;

/// The inputs of a runbook.
#[derive(Clone, Copy, Debug)]
pub struct Inputs<'a> {
    /// The guide.
    pub guide: &'a Guide,
    /// The parameters in force.
    pub parameters: &'a Parameters,
    /// The catalog.
    pub catalog: &'a Catalog,
    /// The snapshot and its assessment; without them nothing is known of the tenant.
    pub seen: Option<(&'a Snapshot, &'a Assessment)>,
    /// Options that the reader chose: choice to option.
    pub choose: &'a BTreeMap<String, String>,
    /// The moment that dates are reckoned from.
    pub as_of: Timestamp,
    /// The cloud, where no snapshot says it.
    pub cloud: Cloud,
    /// An earlier snapshot, for what changed since.
    pub since: Option<&'a Snapshot>,
    /// The permissions of Microsoft Graph that a scan of the guide needs, for the auditor's own application.
    pub needed: &'a [Needed<'a>],
}

/// The inputs with what follows from them.
pub(super) struct RunbookContext<'a> {
    pub(super) inputs: Inputs<'a>,
    pub(super) tasks: Tasks,
    pub(super) cmdlets: Cmdlets,
    pub(super) access: &'a Access,
    pub(super) cloud: Cloud,
}

/// Everybody that was seen, with their grants.
pub(super) fn read_access(inputs: &Inputs<'_>) -> Access {
    inputs
        .seen
        .map(|(snapshot, _)| access::read(snapshot, inputs.catalog))
        .unwrap_or_default()
}

impl<'a> RunbookContext<'a> {
    /// With the data of the catalog, and the cloud that the snapshot says.
    pub(super) fn new(inputs: Inputs<'a>, access: &'a Access) -> Result<Self, CatalogError> {
        let cloud = inputs
            .seen
            .and_then(|(snapshot, _)| snapshot.cloud.parse().ok())
            .unwrap_or(inputs.cloud);
        Ok(Self {
            inputs,
            tasks: Tasks::built_in()?,
            cmdlets: Cmdlets::built_in()?,
            access,
            cloud,
        })
    }

    pub(super) fn guide(&self) -> &'a Guide {
        self.inputs.guide
    }

    pub(super) fn catalog(&self) -> &'a Catalog {
        self.inputs.catalog
    }

    pub(super) fn snapshot(&self) -> Option<&'a Snapshot> {
        self.inputs.seen.map(|(snapshot, _)| snapshot)
    }

    pub(super) fn assessment(&self) -> Option<&'a Assessment> {
        self.inputs.seen.map(|(_, assessment)| assessment)
    }

    pub(super) fn now(&self) -> Timestamp {
        self.inputs.as_of
    }

    pub(super) fn task(&self, name: TaskName) -> Option<&Task> {
        self.tasks.get(name)
    }

    /// The tenant's id.
    pub(super) fn tenant(&self) -> Option<TenantId> {
        self.assessment()?.collection.tenant
    }

    /// The facts that are the same for every action.
    pub(super) fn of_actions(&self) -> ActionContext<'a> {
        let guide = self.guide();
        ActionContext {
            catalog: self.catalog(),
            cloud: self.cloud,
            now: self.now(),
            tenant: self.tenant(),
            vendor: &guide.vendor,
            product: &guide.product,
            guide: &guide.id,
        }
    }

    /// Lets the auditor see more with a permission of Microsoft Graph; nothing where nobody has looked yet.
    pub(super) fn let_see(&self, name: &str) -> Option<Action> {
        let graph = self.graph();
        let observer = &self.snapshot()?.observer;
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

    /// A requirement by the id of its finding.
    pub(super) fn requirement(&self, finding: &Finding) -> Option<&'a Requirement> {
        let id = finding
            .id
            .strip_prefix(&self.guide().id)?
            .strip_prefix('/')?;
        self.guide().requirements.iter().find(|one| one.id == id)
    }

    /// The finding of a requirement.
    pub(super) fn finding(&self, requirement: &Requirement) -> Option<&'a Finding> {
        let id = format!("{}/{}", self.guide().id, requirement.id);
        self.assessment()?.findings.iter().find(|one| one.id == id)
    }

    /// The candidates for a principal that are not look-alikes.
    pub(super) fn candidates(&self, principal: &Principal) -> Vec<&'a Candidate> {
        let all = self.assessment().map(|a| a.candidates.as_slice());
        all.unwrap_or_default()
            .iter()
            .filter(|c| c.principal == principal.id && c.standing != Standing::LookAlike)
            .collect()
    }

    /// Every candidate for a principal, look-alikes too.
    pub(super) fn everybody(&self, principal: &Principal) -> Vec<&'a Candidate> {
        let all = self.assessment().map(|a| a.candidates.as_slice());
        all.unwrap_or_default()
            .iter()
            .filter(|c| c.principal == principal.id)
            .collect()
    }

    /// True for a candidate that could be the principal.
    pub(super) fn is_genuine(candidate: &Candidate) -> bool {
        candidate.standing != Standing::LookAlike
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
        let users = self.snapshot()?.sections.users.sightings();
        users.get(item).map(|seen| &seen.object)
    }

    /// The registration of a holder.
    pub(super) fn registration(&self, holder: &Holder) -> Option<&'a Application> {
        let HolderKind::Application { registration, .. } = holder.kind else {
            return None;
        };
        let all = self.snapshot()?.sections.applications.sightings();
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
        let all = self.snapshot()?.sections.service_principals.sightings();
        all.get(service_principal?).map(|seen| &seen.object)
    }

    fn resource(&self, app_id: AppId) -> Option<&'a Resource> {
        let all = self.snapshot()?.sections.resources.sightings();
        all.iter()
            .map(|seen| &seen.object)
            .find(|one| one.app_id.is(&app_id))
    }

    /// An API of this tenant.
    pub(super) fn api(&self, app_id: AppId) -> Api {
        let known = self.catalog().resource(app_id).map(|api| api.title.clone());
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
            self.catalog()
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

    /// True for a principal that was looked for whole, and is not there yet.
    pub(super) fn is_new(&self, principal: &Principal) -> bool {
        let nobody = self.candidates(principal).is_empty();
        let Some(snapshot) = self.snapshot().filter(|_| nobody) else {
            return false;
        };
        let sections = &snapshot.sections;
        sections.applications.whole().is_ok() && sections.service_principals.whole().is_ok()
    }

    /// True where a requirement's option is decided on: one option of its choice is taken, or it is always
    /// asked. What can lock others out waits for that.
    pub(super) fn is_decided(&self, requirement: &Requirement) -> bool {
        let choice = requirement
            .options
            .first()
            .and_then(|id| id.split_once('/'));
        let taken = choice.and_then(|(choice, _)| {
            let choices = &self.assessment()?.choices;
            choices.iter().find(|taken| taken.choice == choice)
        });
        taken.is_none_or(|taken| taken.options.len() == 1)
    }

    /// A permission of Unified RBAC as this tenant's Defender spells it, else in the catalog's first spelling.
    pub(super) fn action(&self, permission: &str) -> Option<String> {
        let known = self.catalog().unified_permission(permission)?;
        let spelled = self.snapshot().and_then(|snapshot| {
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
        self.catalog()
            .title(&Entitlement::DefenderUnified(permission.to_owned()))
    }
}
