//! The one list of sections.
//!
//! Everything that speaks of sections (the file format, the ledger, the plan,
//! the tests that remove each in turn) goes through this list.

use super::{Head, Request, Section};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Hands the list to another macro: whoever needs something for each section makes it from here.
macro_rules! with_sections {
    ($made:ident) => { $made! {
        /// The tenant itself.
        organization: $crate::snapshot::Organization as Organization, "organization";
        /// What the tenant has bought.
        licences: $crate::snapshot::SubscribedSku as Licences, "licences";
        /// Accounts that could be the guide's guest.
        users: $crate::snapshot::User as Users, "users";
        /// Service principals that could be the vendor's.
        service_principals: $crate::snapshot::ServicePrincipal as ServicePrincipals, "service-principals";
        /// Registrations that could be the vendor's.
        applications: $crate::snapshot::Application as Applications, "applications";
        /// The APIs on which permissions are asked or held, with what they offer.
        resources: $crate::snapshot::Resource as Resources, "resources";
        /// Application permissions that the candidates hold.
        app_role_assignments: $crate::snapshot::AppRoleAssignment as AppRoleAssignments, "app-role-assignments";
        /// Delegated permissions that the candidates hold.
        delegated_grants: $crate::snapshot::DelegatedGrant as DelegatedGrants, "delegated-grants";
        /// App roles that the guest candidates hold.
        user_app_roles: $crate::snapshot::AppRoleAssignment as UserAppRoles, "user-app-roles";
        /// Who owns the candidates' registrations and service principals.
        owners: $crate::snapshot::Owner as Owners, "owners";
        /// Outside identities that may sign in as the candidates.
        federated_credentials: $crate::snapshot::FederatedCredential as FederatedCredentials, "federated-credentials";
        /// Groups that the guest candidates are in, directly or through other groups.
        user_groups: $crate::snapshot::Group as UserGroups, "user-groups";
        /// Groups that the service principals are in, directly or through other groups.
        service_principal_groups: $crate::snapshot::Group as ServicePrincipalGroups, "service-principal-groups";
        /// Group memberships that the candidates can activate (PIM for Groups).
        group_eligibility: $crate::snapshot::GroupEligibility as GroupEligibility, "group-eligibility";
        /// The groups behind those: the candidates are not in them until they activate.
        eligible_groups: $crate::snapshot::Group as EligibleGroups, "eligible-groups";
        /// Directory roles that the candidates and their groups hold now.
        directory_roles: $crate::snapshot::DirectoryRoleAssignment as DirectoryRoles, "directory-roles";
        /// Directory roles that they can activate (PIM).
        role_eligibility: $crate::snapshot::RoleEligibility as RoleEligibility, "role-eligibility";
        /// How and until when they hold directory roles (PIM).
        role_schedules: $crate::snapshot::RoleSchedule as RoleSchedules, "role-schedules";
        /// Unified RBAC assignments of the candidates and their groups.
        defender_assignments: $crate::snapshot::DefenderRoleAssignment as DefenderAssignments, "defender-assignments";
        /// The Unified RBAC roles in those assignments.
        defender_roles: $crate::snapshot::DefenderRoleDefinition as DefenderRoles, "defender-roles";
        /// Actions that the tenant's Defender knows, which settles spellings.
        defender_actions: $crate::snapshot::ActionNamespace as DefenderActions, "defender-actions";
        /// Groups that a candidate, or a group on the way, is a direct member of.
        nesting: $crate::snapshot::Group as Nesting, "nesting";
        /// Everybody who holds an application permission on an API that the guide is about.
        api_holders: $crate::snapshot::AppRoleAssignment as ApiHolders, "api-holders";
        /// Those holders, with publisher and home.
        api_holder_principals: $crate::snapshot::ServicePrincipal as ApiHolderPrincipals, "api-holder-principals";
        /// The tenant behind the vendor's mail domain.
        vendor_tenant: $crate::snapshot::TenantInformation as VendorTenant, "vendor-tenant";
        /// Who may invite guests.
        authorization_policy: $crate::snapshot::AuthorizationPolicy as AuthorizationPolicy, "authorization-policy";
        /// What comes in from other tenants by default.
        cross_tenant_default: $crate::snapshot::CrossTenantAccess as CrossTenantDefault, "cross-tenant-default";
        /// What comes in from the vendor's tenant, where that is set apart.
        cross_tenant_partner: $crate::snapshot::CrossTenantAccess as CrossTenantPartner, "cross-tenant-partner";
        /// Domains that may or may not be invited.
        b2b_policy: $crate::snapshot::B2bPolicy as B2bPolicy, "b2b-policy";
        /// Whether security defaults are on.
        security_defaults: $crate::snapshot::SecurityDefaults as SecurityDefaults, "security-defaults";
        /// Conditional Access policies.
        conditional_access: $crate::snapshot::ConditionalAccessPolicy as ConditionalAccess, "conditional-access";
        /// When the guest candidates last signed in.
        user_sign_ins: $crate::snapshot::UserSignIn as UserSignIns, "user-sign-ins";
        /// How and until when the guest candidates are in groups that PIM manages.
        group_schedules: $crate::snapshot::GroupSchedule as GroupSchedules, "group-schedules";
        /// When the candidate applications last signed in.
        application_sign_ins: $crate::snapshot::ApplicationSignIn as ApplicationSignIns, "application-sign-ins";
        /// Who holds directory roles that turning on classic RBAC of Defender would cut off.
        role_holders: $crate::snapshot::RoleHolder as RoleHolders, "role-holders";
    } };
}

pub(crate) use with_sections;

macro_rules! sections {
    ($($(#[$doc:meta])+ $field:ident: $type:ty as $variant:ident, $text:literal;)+) => {
        /// The sections of a snapshot. One that a file leaves out was not asked.
        #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
        pub struct Sections { $($(#[$doc])+ pub $field: Section<$type>,)+ }

        /// The name of a section.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum SectionName { $($(#[$doc])+ $variant,)+ }

        impl SectionName {
            /// Every section, in the order of every ledger.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The name as files, reports and `plan` spell it.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }
        }

        impl Sections {
            /// A section without its items.
            pub fn head(&self, name: SectionName) -> Head<'_> {
                match name { $(SectionName::$variant => self.$field.head(),)+ }
            }

            /// One item's object as compact JSON, and the request that showed it.
            pub fn sighting(&self, name: SectionName, item: usize) -> Option<(String, &Request)> {
                match name {
                    $(SectionName::$variant => {
                        let seen = self.$field.sightings().get(item)?;
                        let object = serde_json::to_string(&seen.object).ok()?;
                        Some((object, self.$field.request_of(seen)?))
                    })+
                }
            }

            /// The request that showed one item.
            pub fn shown_by(&self, name: SectionName, item: usize) -> Option<&Request> {
                match name {
                    $(SectionName::$variant => {
                        self.$field.request_of(self.$field.sightings().get(item)?)
                    })+
                }
            }

            /// The first item of a section that names a request which is not there.
            pub(super) fn dangling(&self, name: SectionName) -> Option<usize> {
                match name { $(SectionName::$variant => self.$field.dangling(),)+ }
            }

            /// Takes a section out, as if the scan had never asked for it.
            pub fn remove(&mut self, name: SectionName) {
                match name { $(SectionName::$variant => self.$field = Section::default(),)+ }
            }
        }
    };
}

with_sections!(sections);

impl fmt::Display for SectionName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
