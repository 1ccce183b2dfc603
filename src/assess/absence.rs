//! The sections that prove absence: only where these are whole is something not held.

use crate::access::{Grant, Holder, HolderKind};
use crate::catalog::Entitlement;
use crate::snapshot::{SectionName, Shows};

/// The sections that would show one entitlement of such a holder, in any form.
pub(super) fn of_one(holder: &HolderKind, asked: &Entitlement) -> Vec<SectionName> {
    let (guest, application) = match asked {
        Entitlement::DirectoryRole(_) => (Shows::GuestRole, Shows::ApplicationRole),
        Entitlement::DefenderClassic { .. }
        | Entitlement::DefenderUnified(_)
        | Entitlement::DefenderAction(_) => (Shows::GuestDefender, Shows::ApplicationDefender),
        Entitlement::ApiPermission { .. } => (Shows::GuestPermission, Shows::ApplicationPermission),
    };
    let what = match holder {
        HolderKind::Application {
            service_principal: None,
            ..
        } => Shows::Application,
        HolderKind::Application { .. } => application,
        HolderKind::User { .. } | HolderKind::RoleHolder { .. } => guest,
    };
    SectionName::showing(&[what])
}

/// The sections that show both halves of an application.
pub(super) fn of_half(holder: &Holder) -> Vec<SectionName> {
    match holder.kind {
        HolderKind::Application { .. } => SectionName::showing(&[Shows::Application]),
        HolderKind::User { .. } | HolderKind::RoleHolder { .. } => Vec::new(),
    }
}

/// Every section that could show access of such a holder, or that it ends.
pub(super) fn of_all(holder: &Holder) -> Vec<SectionName> {
    let mut shows = match holder.kind {
        HolderKind::RoleHolder { .. } => vec![Shows::RoleHolder],
        HolderKind::User { .. } => vec![Shows::GuestAccess],
        HolderKind::Application {
            service_principal: None,
            ..
        } => vec![Shows::Application],
        HolderKind::Application { .. } => vec![Shows::ApplicationAccess],
    };
    if let HolderKind::Application {
        service_principal,
        registration,
        ..
    } = &holder.kind
    {
        let role = |grant: &Grant| matches!(grant.entitlement, Entitlement::DirectoryRole(_));
        // Until when is asked only of a service principal that holds a role.
        if service_principal.is_some() && holder.grants.iter().any(role) {
            shows.push(Shows::ApplicationRoleEnd);
        }
        shows.push(Shows::ApplicationOwner);
        // Outside identities are asked only of a registration.
        if registration.is_some() {
            shows.push(Shows::FederatedIdentity);
        }
    }
    SectionName::showing(&shows)
}
