//! A right in the tenant: the object that holds it, and what is held, whatever guide names it.

use crate::assess::semantics::Holdable;
use crate::catalog::{Catalog, Entitlement, PermissionType};
use crate::guide::format2::ids::{GuideId, Holder, PrincipalId};
use crate::guide::format2::kinds::AskedType;
use crate::guide::format2::model::{Right, RightKind, Shown};
use crate::ids::{ObjectId, RoleTemplateId};

/// A right of a holder in the tenant.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TenantRight {
    /// The holder.
    pub of: TenantHolder,
    /// Everything that is held.
    pub what: Holding,
}

/// The holder of a right. Two guides that name one object speak of the same holder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TenantHolder {
    /// The tenant itself.
    Tenant,
    /// The person who installs.
    Installer,
    /// The one object that the principal was found to be.
    Object(ObjectId),
    /// A principal that nobody, or more than one, could be.
    Principal(GuideId, PrincipalId),
}

/// Everything that can be held.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Holding {
    /// A role or permission of the catalogue.
    Entitlement(Entitlement),
    /// A right of another kind.
    Right(RightKind),
    /// Something that no guide names by itself, by its key: a credential, or an assignment.
    Other(String),
}

impl Holdable for TenantRight {
    type Holder = TenantHolder;

    fn holder(&self) -> TenantHolder {
        self.of.clone()
    }

    fn shown(&self) -> Shown {
        match &self.what {
            Holding::Entitlement(Entitlement::DefenderClassic { .. }) => Shown::ByApiOrAttestation,
            Holding::Entitlement(_) | Holding::Other(_) => Shown::ByApi,
            Holding::Right(kind) => kind.shown(),
        }
    }

    fn of_installer(&self) -> bool {
        self.of == TenantHolder::Installer
    }
}

/// The guide and the principal that a right names. Expansion has written the guide out.
pub(super) fn principal(right: &Right) -> Option<(GuideId, PrincipalId)> {
    match &right.of {
        Holder::Principal(reference) => Some((reference.guide.clone()?, reference.id.clone())),
        Holder::Tenant | Holder::Installer => None,
    }
}

/// Everything that a right names, by its full key where the catalogue has one.
pub(super) fn holding(catalog: &Catalog, kind: &RightKind) -> Holding {
    let entitlement = match kind {
        RightKind::DirectoryRole(role) => role
            .id
            .map(|id| Entitlement::DirectoryRole(RoleTemplateId::new(id))),
        RightKind::ApiPermission { api, kind, value } => {
            let kind = match kind {
                AskedType::Application => Some(PermissionType::Application),
                AskedType::Delegated => Some(PermissionType::Delegated),
                // Expansion writes both types out.
                AskedType::Either | AskedType::Unstated => None,
            };
            kind.map(|kind| Entitlement::ApiPermission {
                resource: *api,
                kind,
                value: value.clone(),
            })
        }
        RightKind::Defender { group, name } => {
            let known = catalog.classic_permission(group, name);
            let (group, name) = known.map_or((group, name), |one| (&one.group, &one.name));
            Some(Entitlement::DefenderClassic {
                group: group.clone(),
                name: name.clone(),
            })
        }
        _ => None,
    };
    entitlement.map_or_else(|| Holding::Right(kind.clone()), Holding::Entitlement)
}

/// The key of a credential of a kind, as a holding that a guide may ask for.
pub(super) fn credential(kind: &RightKind) -> Option<&'static str> {
    match kind {
        RightKind::Secret { .. } => Some("client secret"),
        RightKind::Certificate { .. } => Some("certificate"),
        _ => None,
    }
}
