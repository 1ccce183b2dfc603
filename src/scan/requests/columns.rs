//! The properties that are asked of each kind of object: what a finding may need, and no more.

pub(super) const USER: &str = "id,displayName,mail,otherMails,userPrincipalName,userType,creationType,identities,externalUserState,externalUserStateChangeDateTime,accountEnabled,createdDateTime";
pub(super) const SERVICE_PRINCIPAL: &str = "id,appId,displayName,appOwnerOrganizationId,accountEnabled,disabledByMicrosoftStatus,servicePrincipalType,signInAudience,verifiedPublisher,appRoleAssignmentRequired,passwordCredentials,keyCredentials";
pub(super) const APPLICATION: &str = "id,appId,displayName,signInAudience,createdDateTime,publisherDomain,requiredResourceAccess,passwordCredentials,keyCredentials";
pub(super) const RESOURCE: &str =
    "id,appId,displayName,accountEnabled,disabledByMicrosoftStatus,appRoles,oauth2PermissionScopes";
pub(super) const GROUP: &str = "id,displayName,isAssignableToRole,securityEnabled,groupTypes";
pub(super) const OWNER: &str = "id,displayName,userPrincipalName";
/// Who answers for a guest. Asked with all ways in one filter alone: where that is refused, the lookups one by
/// one go without it.
pub(super) const SPONSORS: &str = "sponsors($select=id)";
