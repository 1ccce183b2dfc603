//! Which sections would show an entitlement, in any form: only where these are whole is it not held.

use crate::access::{Grant, Holder, HolderKind};
use crate::catalog::{Entitlement, PermissionType};
use crate::snapshot::SectionName;

/// The sections that would show one entitlement of such a holder.
pub(super) fn one(holder: &HolderKind, asked: &Entitlement) -> Vec<SectionName> {
    use SectionName as S;
    let user = !matches!(holder, HolderKind::Application { .. });
    let groups = if user {
        S::UserGroups
    } else {
        S::ServicePrincipalGroups
    };
    if let HolderKind::Application {
        service_principal: None,
        ..
    } = holder
    {
        return vec![S::ServicePrincipals, S::Applications];
    }
    match asked {
        // A service principal can be made eligible neither for a role nor for a group
        // (entra-docs, pim-deployment-plan.md): nothing that has to be activated is open to it.
        Entitlement::DirectoryRole(_) if !user => vec![groups, S::DirectoryRoles],
        Entitlement::DirectoryRole(_) => {
            vec![
                groups,
                S::DirectoryRoles,
                S::RoleEligibility,
                S::GroupEligibility,
            ]
        }
        Entitlement::DefenderClassic { .. }
        | Entitlement::DefenderUnified(_)
        | Entitlement::DefenderAction(_) => {
            vec![groups, S::GroupEligibility, S::DefenderAssignments]
        }
        Entitlement::ApiPermission { .. } if user => vec![S::UserAppRoles],
        Entitlement::ApiPermission {
            kind: PermissionType::Application,
            ..
        } => {
            vec![S::Applications, S::DelegatedGrants, S::AppRoleAssignments]
        }
        Entitlement::ApiPermission {
            kind: PermissionType::Delegated,
            ..
        } => {
            vec![S::Applications, S::AppRoleAssignments, S::DelegatedGrants]
        }
    }
}

/// Every section that could show access of such a holder, or that it ends.
pub(super) fn all(holder: &Holder) -> Vec<SectionName> {
    use SectionName as S;
    let role = |grant: &Grant| matches!(grant.entitlement, Entitlement::DirectoryRole(_));
    // Outside identities are asked only of a registration.
    let federated = matches!(
        holder.kind,
        HolderKind::Application {
            registration: Some(_),
            ..
        }
    )
    .then_some(S::FederatedCredentials);
    match holder.kind {
        HolderKind::RoleHolder { .. } => vec![S::RoleHolders],
        HolderKind::User { .. } => vec![
            S::Users,
            S::UserAppRoles,
            S::UserGroups,
            S::GroupEligibility,
            S::GroupSchedules,
            S::DefenderAssignments,
            S::DirectoryRoles,
            S::RoleEligibility,
            S::RoleSchedules,
        ],
        HolderKind::Application {
            service_principal: None,
            ..
        } => vec![S::ServicePrincipals, S::Applications]
            .into_iter()
            .chain(federated)
            .collect(),
        HolderKind::Application { .. } => vec![
            S::ServicePrincipals,
            S::Applications,
            S::AppRoleAssignments,
            S::DelegatedGrants,
            S::ServicePrincipalGroups,
            S::DirectoryRoles,
        ]
        .into_iter()
        // Until when is asked only of an application that holds a role.
        .chain(holder.grants.iter().any(role).then_some(S::RoleSchedules))
        .chain(federated)
        .collect(),
    }
}
