//! The objects of a tenant, reduced to the properties that rolecall selects.
//!
//! Names, types and nullability are Microsoft Graph's own (v1.0 metadata;
//! Unified RBAC is beta), so a snapshot reads as the evidence it is. A property
//! is a [`Field`] or a [`Listed`], so that absent, null and empty stay distinct, and
//! a misfit does not affect its neighbours.
//! Objects about one principal carry no fields of rolecall: the request behind
//! them names the principal.

mod applications;
mod conditional_access;
mod field;
mod object;
mod permissions;
mod principals;
mod roles;
mod settings;
mod tenant;

pub use applications::{
    Application, FederatedCredential, KeyCredential, PasswordCredential, RequiredResourceAccess,
    ResourceAccess, ServicePrincipal, VerifiedPublisher, is_disabled_by_microsoft,
};
pub use conditional_access::{
    AuthenticationFlows, AuthenticationStrength, ConditionApplications,
    ConditionClientApplications, ConditionDevices, ConditionFilter, ConditionLocations,
    ConditionPlatforms, ExternalTenants, SessionControl, SessionControls,
};
pub use field::{Field, Listed, Misfit, Words};
pub use permissions::{AppRole, AppRoleAssignment, DelegatedGrant, PermissionScope, Resource};
pub use principals::{Group, GroupEligibility, GroupSchedule, Identity, Owner, Sponsor, User};
pub use roles::{
    DefenderRoleAssignment, DefenderRoleDefinition, DirectoryRoleAssignment,
    DirectoryRoleDefinition, RoleEligibility, RoleHolder, RolePermission, RoleSchedule,
};
pub use settings::{
    AccessTarget, AccessTargetEntry, ActionNamespace, ApplicationSignIn, AuthorizationPolicy,
    B2bPolicy, B2bSetting, ConditionUsers, ConditionalAccessPolicy, Conditions, CrossTenantAccess,
    GrantControls, GuestKinds, InboundTrust, ResourceAction, SecurityDefaults, SignInActivity,
    TenantInformation, UserSignIn,
};
pub use tenant::{Organization, ServicePlan, SubscribedSku, VerifiedDomain};
