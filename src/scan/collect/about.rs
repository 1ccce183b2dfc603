//! Whom each section is about: why it may have nobody to ask about, and whose cap cuts it short.

use crate::snapshot::SectionName;

/// Whom a section's requests ask about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::scan) enum About {
    /// Nobody yet: it finds whom to ask about, or is the tenant's own.
    Nobody,
    /// The guest candidates.
    Guest,
    /// The service principals.
    Application,
    /// The registrations.
    Registration,
    /// Guests and service principals alike.
    Both,
    /// Settings of the tenant that concern a guest.
    Settings,
    /// What other answers named.
    Named,
}

/// Whom this section is about.
pub(in crate::scan) const fn about(section: SectionName) -> About {
    use SectionName as S;
    match section {
        S::Organization
        | S::Licences
        | S::Users
        | S::ServicePrincipals
        | S::Applications
        | S::Resources => About::Nobody,
        S::UserGroups
        | S::UserAppRoles
        | S::GroupEligibility
        | S::GroupSchedules
        | S::RoleEligibility
        | S::DefenderAssignments
        | S::UserSignIns
        | S::Nesting => About::Guest,
        S::ServicePrincipalGroups
        | S::AppRoleAssignments
        | S::DelegatedGrants
        | S::Owners
        | S::ApplicationSignIns => About::Application,
        S::FederatedCredentials => About::Registration,
        S::DirectoryRoles | S::RoleSchedules => About::Both,
        S::DefenderActions
        | S::AuthorizationPolicy
        | S::CrossTenantDefault
        | S::CrossTenantPartner
        | S::B2bPolicy
        | S::SecurityDefaults
        | S::ConditionalAccess
        | S::RoleHolders
        | S::VendorTenant => About::Settings,
        S::EligibleGroups | S::DefenderRoles | S::ApiHolders | S::ApiHolderPrincipals => {
            About::Named
        }
    }
}
