//! The objects of a tenant, reduced to the properties that rolecall selects.
//!
//! Names, types and nullability are Microsoft Graph's own (v1.0 metadata;
//! Unified RBAC is beta), so a snapshot reads as the evidence it is. A property
//! that Graph may leave out or set to null is an `Option`, or an empty list.
//! Objects about one principal carry nothing of ours: the request they came by
//! says whom it asked about.

use crate::ids::{AppId, ObjectId, PermissionId, RoleTemplateId, TenantId};
use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize};
use uuid::Uuid;

/// Graph sends `null` for some empty collections.
fn null_is_empty<'de, D, T>(from: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    Ok(Option::<Vec<T>>::deserialize(from)?.unwrap_or_default())
}

macro_rules! objects {
    ($($(#[$doc:meta])+ $name:ident { $($(#[$field_doc:meta])+ $field:ident: $type:ty,)+ })+) => {$(
        $(#[$doc])+
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "camelCase")]
        pub struct $name { $($(#[$field_doc])+ pub $field: $type,)+ }
    )+};
}

objects! {
    /// `organization`: the tenant itself.
    Organization {
        /// The tenant id.
        id: TenantId,
        /// The tenant's display name.
        #[serde(default)]
        display_name: Option<String>,
        /// When the tenant was made.
        #[serde(default)]
        created_date_time: Option<Timestamp>,
        /// Domains that the tenant has proved to own.
        #[serde(default, deserialize_with = "null_is_empty")]
        verified_domains: Vec<VerifiedDomain>,
    }

    /// A domain of the tenant.
    VerifiedDomain {
        /// The domain's name.
        #[serde(default)]
        name: Option<String>,
        /// Whether it is the tenant's initial `onmicrosoft.com` domain.
        #[serde(default)]
        is_initial: Option<bool>,
        /// Whether it is the default domain.
        #[serde(default)]
        is_default: Option<bool>,
    }

    /// `subscribedSku`: a licence that the tenant has bought.
    SubscribedSku {
        /// The product's string id, such as `SPE_E5`.
        #[serde(default)]
        sku_part_number: Option<String>,
        /// `Enabled`, `Warning`, `Suspended`, `Deleted` or `LockedOut`.
        #[serde(default)]
        capability_status: Option<String>,
        /// The plans inside it.
        #[serde(default, deserialize_with = "null_is_empty")]
        service_plans: Vec<ServicePlan>,
    }

    /// A service plan inside a licence.
    ServicePlan {
        /// The plan's id, which does not change.
        #[serde(default)]
        service_plan_id: Option<Uuid>,
        /// The plan's name, such as `WINDEFATP`.
        #[serde(default)]
        service_plan_name: Option<String>,
        /// `Success` when it is switched on.
        #[serde(default)]
        provisioning_status: Option<String>,
    }

    /// `user`: a candidate for the guest of the guide.
    User {
        /// The object id.
        id: ObjectId,
        /// A claim of whoever made the account.
        #[serde(default)]
        display_name: Option<String>,
        /// The primary mail address.
        #[serde(default)]
        mail: Option<String>,
        /// Further addresses: these can be set by an administrator of the tenant to anything.
        #[serde(default, deserialize_with = "null_is_empty")]
        other_mails: Vec<String>,
        /// The sign-in name; a guest's has `#EXT#` in it.
        #[serde(default)]
        user_principal_name: Option<String>,
        /// `Guest` or `Member`.
        #[serde(default)]
        user_type: Option<String>,
        /// `Invitation` for an invited account.
        #[serde(default)]
        creation_type: Option<String>,
        /// `PendingAcceptance`, `Accepted`, or null where no invitation was needed.
        #[serde(default)]
        external_user_state: Option<String>,
        /// When that state last changed.
        #[serde(default)]
        external_user_state_change_date_time: Option<Timestamp>,
        /// Whether the account may sign in.
        #[serde(default)]
        account_enabled: Option<bool>,
        /// When the account was made.
        #[serde(default)]
        created_date_time: Option<Timestamp>,
    }

    /// `servicePrincipal`: an application's presence in the tenant.
    ServicePrincipal {
        /// The object id.
        id: ObjectId,
        /// The application (client) id.
        app_id: AppId,
        /// A claim of whoever made the application.
        #[serde(default)]
        display_name: Option<String>,
        /// The tenant that the application is registered in.
        #[serde(default)]
        app_owner_organization_id: Option<TenantId>,
        /// Whether it may sign in.
        #[serde(default)]
        account_enabled: Option<bool>,
        /// `NotDisabled`, null, or why Microsoft disabled it.
        #[serde(default)]
        disabled_by_microsoft_status: Option<String>,
        /// `Application`, `ManagedIdentity`, `Legacy`, `SocialIdp`.
        #[serde(default)]
        service_principal_type: Option<String>,
        /// `AzureADMyOrg`, `AzureADMultipleOrgs`, …
        #[serde(default)]
        sign_in_audience: Option<String>,
        /// Whether users must be assigned to it.
        #[serde(default)]
        app_role_assignment_required: Option<bool>,
        /// Who Microsoft verified as the publisher, if anybody.
        #[serde(default)]
        verified_publisher: Option<VerifiedPublisher>,
        /// Secrets added to the service principal itself: dates only.
        #[serde(default, deserialize_with = "null_is_empty")]
        password_credentials: Vec<PasswordCredential>,
        /// Certificates added to the service principal itself: dates only.
        #[serde(default, deserialize_with = "null_is_empty")]
        key_credentials: Vec<KeyCredential>,
    }

    /// A publisher that Microsoft verified.
    VerifiedPublisher {
        /// The verified name.
        #[serde(default)]
        display_name: Option<String>,
        /// The publisher's partner id.
        #[serde(default)]
        verified_publisher_id: Option<String>,
    }

    /// A client secret's dates. The hint that Graph also returns is dropped on reading.
    PasswordCredential {
        /// The secret's id.
        #[serde(default)]
        key_id: Option<Uuid>,
        /// Its name.
        #[serde(default)]
        display_name: Option<String>,
        /// From when it is valid.
        #[serde(default)]
        start_date_time: Option<Timestamp>,
        /// Until when it is valid.
        #[serde(default)]
        end_date_time: Option<Timestamp>,
    }

    /// A certificate's dates. Key material is dropped on reading.
    KeyCredential {
        /// The certificate's id.
        #[serde(default)]
        key_id: Option<Uuid>,
        /// Its name.
        #[serde(default)]
        display_name: Option<String>,
        /// `Verify` or `Sign`.
        #[serde(default)]
        usage: Option<String>,
        /// From when it is valid.
        #[serde(default)]
        start_date_time: Option<Timestamp>,
        /// Until when it is valid.
        #[serde(default)]
        end_date_time: Option<Timestamp>,
    }

    /// `application`: a registration, which only the tenant that made it can read.
    Application {
        /// The object id of the registration (not of its service principal).
        id: ObjectId,
        /// The application (client) id.
        app_id: AppId,
        /// A claim of whoever made the application.
        #[serde(default)]
        display_name: Option<String>,
        /// `AzureADMyOrg` for a single tenant.
        #[serde(default)]
        sign_in_audience: Option<String>,
        /// When it was registered.
        #[serde(default)]
        created_date_time: Option<Timestamp>,
        /// The domain it was published from.
        #[serde(default)]
        publisher_domain: Option<String>,
        /// What it asks for, which is not what it has.
        #[serde(default, deserialize_with = "null_is_empty")]
        required_resource_access: Vec<RequiredResourceAccess>,
        /// Client secrets: dates only.
        #[serde(default, deserialize_with = "null_is_empty")]
        password_credentials: Vec<PasswordCredential>,
        /// Certificates: dates only.
        #[serde(default, deserialize_with = "null_is_empty")]
        key_credentials: Vec<KeyCredential>,
    }

    /// What a registration asks of one API.
    RequiredResourceAccess {
        /// The API's application id.
        resource_app_id: AppId,
        /// The permissions asked.
        #[serde(default, deserialize_with = "null_is_empty")]
        resource_access: Vec<ResourceAccess>,
    }

    /// One permission that a registration asks.
    ResourceAccess {
        /// The id of the app role or scope.
        id: PermissionId,
        /// `Role` (application) or `Scope` (delegated).
        #[serde(rename = "type", default)]
        kind: Option<String>,
    }

    /// `servicePrincipal` of an API, with what it offers: the tenant's own names for ids.
    Resource {
        /// The object id.
        id: ObjectId,
        /// The application id.
        app_id: AppId,
        /// The API's display name in this tenant.
        #[serde(default)]
        display_name: Option<String>,
        /// Application permissions that the API offers.
        #[serde(default, deserialize_with = "null_is_empty")]
        app_roles: Vec<AppRole>,
        /// Delegated permissions that the API offers.
        #[serde(default, deserialize_with = "null_is_empty")]
        oauth2_permission_scopes: Vec<PermissionScope>,
    }

    /// An application permission as the API offers it.
    AppRole {
        /// Its id.
        id: PermissionId,
        /// Its value, such as `Alert.Read.All`.
        #[serde(default)]
        value: Option<String>,
        /// `Application`, `User` or both.
        #[serde(default, deserialize_with = "null_is_empty")]
        allowed_member_types: Vec<String>,
        /// Whether it can still be granted.
        #[serde(default)]
        is_enabled: Option<bool>,
    }

    /// A delegated permission as the API offers it.
    PermissionScope {
        /// Its id.
        id: PermissionId,
        /// Its value.
        #[serde(default)]
        value: Option<String>,
        /// Whether it can still be granted.
        #[serde(default)]
        is_enabled: Option<bool>,
    }

    /// `appRoleAssignment`: a granted application permission (or a user's or group's app role).
    AppRoleAssignment {
        /// The assignment's id.
        id: String,
        /// The app role; all zeros for plain access without a role.
        app_role_id: PermissionId,
        /// Who holds it.
        #[serde(default)]
        principal_id: Option<ObjectId>,
        /// `User`, `Group` or `ServicePrincipal`.
        #[serde(default)]
        principal_type: Option<String>,
        /// The holder's display name.
        #[serde(default)]
        principal_display_name: Option<String>,
        /// The API's service principal.
        resource_id: ObjectId,
        /// The API's display name.
        #[serde(default)]
        resource_display_name: Option<String>,
        /// When it was granted.
        #[serde(default)]
        created_date_time: Option<Timestamp>,
    }

    /// `oAuth2PermissionGrant`: a delegated grant.
    DelegatedGrant {
        /// The grant's id.
        id: String,
        /// The service principal that may use it.
        client_id: ObjectId,
        /// `AllPrincipals` (the whole tenant) or `Principal` (one user).
        #[serde(default)]
        consent_type: Option<String>,
        /// The one user.
        #[serde(default)]
        principal_id: Option<ObjectId>,
        /// The API's service principal.
        resource_id: ObjectId,
        /// Scopes, separated by spaces.
        #[serde(default)]
        scope: Option<String>,
    }

    /// A `directoryObject` that owns an application or service principal.
    Owner {
        /// The object id.
        id: ObjectId,
        /// `#microsoft.graph.user`, `#microsoft.graph.servicePrincipal`.
        #[serde(rename = "@odata.type", default)]
        odata_type: Option<String>,
        /// A claim of whoever made it.
        #[serde(default)]
        display_name: Option<String>,
        /// A user's sign-in name.
        #[serde(default)]
        user_principal_name: Option<String>,
    }

    /// `federatedIdentityCredential`: an outside identity that may sign in as the application.
    FederatedCredential {
        /// The credential's id.
        #[serde(default)]
        id: Option<String>,
        /// Its name.
        #[serde(default)]
        name: Option<String>,
        /// The outside identity provider.
        #[serde(default)]
        issuer: Option<String>,
        /// The outside identity.
        #[serde(default)]
        subject: Option<String>,
        /// Accepted audiences.
        #[serde(default, deserialize_with = "null_is_empty")]
        audiences: Vec<String>,
    }

    /// `group`: one that a principal is in, directly or through other groups.
    Group {
        /// The object id.
        id: ObjectId,
        /// A claim of whoever made it.
        #[serde(default)]
        display_name: Option<String>,
        /// Whether directory roles can be assigned to it.
        #[serde(default)]
        is_assignable_to_role: Option<bool>,
        /// Whether it is a security group.
        #[serde(default)]
        security_enabled: Option<bool>,
        /// `DynamicMembership`, `Unified`.
        #[serde(default, deserialize_with = "null_is_empty")]
        group_types: Vec<String>,
    }

    /// `unifiedRoleAssignment`: a directory role that is active now.
    DirectoryRoleAssignment {
        /// The assignment's id.
        id: String,
        /// Who holds it: a user, group or service principal.
        principal_id: ObjectId,
        /// The role definition, which for a built-in role is its template id.
        role_definition_id: RoleTemplateId,
        /// `/` for the tenant, `/administrativeUnits/{id}`, or `/{object id}`.
        #[serde(default)]
        directory_scope_id: Option<String>,
        /// A scope inside an application, where the role has one.
        #[serde(default)]
        app_scope_id: Option<String>,
        /// The role, expanded.
        #[serde(default)]
        role_definition: Option<DirectoryRoleDefinition>,
    }

    /// `unifiedRoleDefinition` of the directory.
    DirectoryRoleDefinition {
        /// The definition's id.
        #[serde(default)]
        id: Option<RoleTemplateId>,
        /// The role's name.
        #[serde(default)]
        display_name: Option<String>,
        /// The template, for a built-in role.
        #[serde(default)]
        template_id: Option<RoleTemplateId>,
        /// Whether Microsoft made it.
        #[serde(default)]
        is_built_in: Option<bool>,
    }

    /// `unifiedRoleEligibilityScheduleInstance`: a directory role that can be activated.
    RoleEligibility {
        /// The instance's id.
        id: String,
        /// Who is eligible.
        principal_id: ObjectId,
        /// The role.
        role_definition_id: RoleTemplateId,
        /// The scope, as in an assignment.
        #[serde(default)]
        directory_scope_id: Option<String>,
        /// `Direct`, `Inherited` or `Group`.
        #[serde(default)]
        member_type: Option<String>,
        /// From when.
        #[serde(default)]
        start_date_time: Option<Timestamp>,
        /// Until when; null for ever.
        #[serde(default)]
        end_date_time: Option<Timestamp>,
    }

    /// `unifiedRoleAssignmentScheduleInstance`: an active directory role, with how and until when.
    RoleSchedule {
        /// The instance's id.
        id: String,
        /// Who holds it.
        principal_id: ObjectId,
        /// The role.
        role_definition_id: RoleTemplateId,
        /// The scope, as in an assignment.
        #[serde(default)]
        directory_scope_id: Option<String>,
        /// `Assigned`, or `Activated` from an eligibility.
        #[serde(default)]
        assignment_type: Option<String>,
        /// `Direct`, `Inherited` or `Group`.
        #[serde(default)]
        member_type: Option<String>,
        /// From when.
        #[serde(default)]
        start_date_time: Option<Timestamp>,
        /// Until when; null for ever.
        #[serde(default)]
        end_date_time: Option<Timestamp>,
    }

    /// `privilegedAccessGroupEligibilityScheduleInstance`: a group membership that can be activated.
    GroupEligibility {
        /// The instance's id.
        #[serde(default)]
        id: Option<String>,
        /// Who is eligible.
        principal_id: ObjectId,
        /// The group.
        group_id: ObjectId,
        /// `member` or `owner`.
        #[serde(default)]
        access_id: Option<String>,
        /// Until when; null for ever.
        #[serde(default)]
        end_date_time: Option<Timestamp>,
    }

    /// `unifiedRoleAssignmentMultiple` of Defender Unified RBAC (beta).
    DefenderRoleAssignment {
        /// The assignment's id.
        id: String,
        /// A claim of whoever made it.
        #[serde(default)]
        display_name: Option<String>,
        /// The role.
        role_definition_id: String,
        /// Users and groups that hold it.
        #[serde(default, deserialize_with = "null_is_empty")]
        principal_ids: Vec<ObjectId>,
        /// `/`, empty or null: all devices and users.
        #[serde(default, deserialize_with = "null_is_empty")]
        directory_scope_ids: Vec<String>,
        /// Data sources: `/` for all, `Mde`, `Mdo`, `Mdi`, …
        #[serde(default, deserialize_with = "null_is_empty")]
        app_scope_ids: Vec<String>,
    }

    /// `unifiedRoleDefinition` of Defender Unified RBAC (beta).
    DefenderRoleDefinition {
        /// The definition's id.
        id: String,
        /// A claim of whoever made it; several roles can share one.
        #[serde(default)]
        display_name: Option<String>,
        /// Whether Microsoft made it.
        #[serde(default)]
        is_built_in: Option<bool>,
        /// Whether it is switched on.
        #[serde(default)]
        is_enabled: Option<bool>,
        /// What it allows.
        #[serde(default, deserialize_with = "null_is_empty")]
        role_permissions: Vec<RolePermission>,
    }

    /// Actions that a role allows.
    RolePermission {
        /// Actions such as `microsoft.xdr/secops/securitydata/alerts/manage`; `*` stands for one or more segments.
        #[serde(default, deserialize_with = "null_is_empty")]
        allowed_resource_actions: Vec<String>,
    }
}
