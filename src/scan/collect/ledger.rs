//! The answers of a scan under way, by section.

use crate::scan::client::{Answer, Failure, Graph};
use crate::scan::requests::Get;
use crate::snapshot::{
    ActionNamespace, AppRoleAssignment, Application, AuthorizationPolicy, B2bPolicy,
    ConditionalAccessPolicy, CrossTenantAccess, DefenderRoleAssignment, DefenderRoleDefinition,
    DelegatedGrant, DirectoryRoleAssignment, FederatedCredential, Group, GroupEligibility,
    Organization, Owner, Resource, RoleEligibility, RoleSchedule, SecurityDefaults,
    ServicePrincipal, SubscribedSku, TenantInformation, User, UserSignIn,
};
use futures_util::future::join_all;
use serde::de::DeserializeOwned;

/// The answers that belong to one section.
#[derive(Debug)]
pub(super) struct Answers<T> {
    /// Requests with what they brought.
    pub(super) made: Vec<Answer<T>>,
    /// Why the section is not whole, beside what the answers say.
    pub(super) gaps: Vec<Failure>,
    /// Why nothing was asked, if nothing was.
    pub(super) silence: Option<String>,
}

impl<T> Default for Answers<T> {
    fn default() -> Self {
        Self {
            made: Vec::new(),
            gaps: Vec::new(),
            silence: None,
        }
    }
}

impl<T> Answers<T> {
    /// Adds what another wave brought.
    pub(super) fn add(&mut self, more: Vec<Answer<T>>) {
        self.made.extend(more);
    }

    /// Says why nothing was asked; the first reason stands.
    pub(super) fn silent(&mut self, why: &str) {
        self.silence.get_or_insert_with(|| why.to_owned());
    }

    /// Every object seen.
    pub(super) fn objects(&self) -> impl Iterator<Item = &T> {
        self.made
            .iter()
            .flat_map(|answer| answer.items.iter().map(|item| &item.object))
    }

    /// Whether everything that was asked was answered whole.
    pub(super) fn whole(&self) -> bool {
        self.gaps.is_empty() && self.made.iter().all(|answer| answer.failure.is_none())
    }
}

/// Makes requests of one kind, all at once; the client bounds how many are under way.
pub(super) async fn ask<T: DeserializeOwned>(graph: &Graph<'_>, gets: Vec<Get>) -> Vec<Answer<T>> {
    join_all(gets.iter().map(|get| graph.read(get))).await
}

/// All answers, section by section.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    pub(super) organization: Answers<Organization>,
    pub(super) licences: Answers<SubscribedSku>,
    pub(super) users: Answers<User>,
    pub(super) service_principals: Answers<ServicePrincipal>,
    pub(super) applications: Answers<Application>,
    pub(super) resources: Answers<Resource>,
    pub(super) app_role_assignments: Answers<AppRoleAssignment>,
    pub(super) delegated_grants: Answers<DelegatedGrant>,
    pub(super) user_app_roles: Answers<AppRoleAssignment>,
    pub(super) owners: Answers<Owner>,
    pub(super) federated_credentials: Answers<FederatedCredential>,
    pub(super) user_groups: Answers<Group>,
    pub(super) service_principal_groups: Answers<Group>,
    pub(super) group_eligibility: Answers<GroupEligibility>,
    pub(super) eligible_groups: Answers<Group>,
    pub(super) directory_roles: Answers<DirectoryRoleAssignment>,
    pub(super) role_eligibility: Answers<RoleEligibility>,
    pub(super) role_schedules: Answers<RoleSchedule>,
    pub(super) defender_assignments: Answers<DefenderRoleAssignment>,
    pub(super) defender_roles: Answers<DefenderRoleDefinition>,
    pub(super) defender_actions: Answers<ActionNamespace>,
    pub(super) nesting: Answers<Group>,
    pub(super) api_holders: Answers<AppRoleAssignment>,
    pub(super) api_holder_principals: Answers<ServicePrincipal>,
    pub(super) vendor_tenant: Answers<TenantInformation>,
    pub(super) authorization_policy: Answers<AuthorizationPolicy>,
    pub(super) cross_tenant_default: Answers<CrossTenantAccess>,
    pub(super) cross_tenant_partner: Answers<CrossTenantAccess>,
    pub(super) b2b_policy: Answers<B2bPolicy>,
    pub(super) security_defaults: Answers<SecurityDefaults>,
    pub(super) conditional_access: Answers<ConditionalAccessPolicy>,
    pub(super) user_sign_ins: Answers<UserSignIn>,
}
