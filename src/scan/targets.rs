//! What a guide with its parameters makes a scan look for.

use super::requests::{Get, build};
use crate::catalog::{Catalog, Entitlement, MICROSOFT_GRAPH};
use crate::guide::{Ask, Guide, Parameters, PrincipalKind};
use crate::ids::{AppId, RoleTemplateId, TenantId};
use std::collections::BTreeSet;

/// Whom and what to look up, without repetition and in a fixed order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Targets {
    /// Addresses of guests.
    pub(super) addresses: BTreeSet<String>,
    /// Applications by pinned id.
    pub(super) apps: BTreeSet<AppId>,
    /// Applications by name.
    pub(super) names: BTreeSet<String>,
    /// APIs that the guide asks permissions on.
    pub(super) resources: BTreeSet<AppId>,
    /// Those of them whose other holders concern a reader.
    pub(super) watched: BTreeSet<AppId>,
    /// The vendor's tenant, where the reader gave it.
    pub(super) vendor_tenant: Option<TenantId>,
    /// Whether one of the applications is registered in the tenant itself, which policies can stop.
    pub(super) own_application: bool,
    /// Directory roles that lose their access when the guide's Defender role is put in force by turning RBAC on.
    pub(super) cut_off: BTreeSet<RoleTemplateId>,
}

impl Targets {
    /// Reads them out of a guide.
    pub(super) fn of(guide: &Guide, parameters: &Parameters, catalog: &Catalog) -> Self {
        let mut targets = Self::default();
        let value = |id: &Option<String>| {
            let value = parameters.get(id.as_deref()?)?.trim();
            (!value.is_empty()).then(|| value.to_owned())
        };
        for principal in &guide.principals {
            match principal.kind {
                PrincipalKind::GuestUser => targets.addresses.extend(value(&principal.address)),
                PrincipalKind::EnterpriseApplication | PrincipalKind::CustomApplication => {
                    let pinned = principal
                        .app_id
                        .as_deref()
                        .and_then(|id| parameters.app_id(id));
                    // A pinned id does not make others of the same name uninteresting: they are listed.
                    targets.apps.extend(pinned);
                    targets.names.extend(value(&principal.name));
                    let sought = pinned.is_some() || value(&principal.name).is_some();
                    targets.own_application |=
                        sought && principal.kind == PrincipalKind::CustomApplication;
                }
            }
        }
        for requirement in &guide.requirements {
            match &requirement.ask {
                Ask::Hold(Entitlement::ApiPermission { resource, .. }) => {
                    targets.resources.insert(*resource);
                }
                Ask::Hold(Entitlement::DefenderClassic { .. }) => {
                    targets.cut_off.extend(catalog.cut_off_by_rbac());
                }
                _ => {}
            }
        }
        // Graph is everybody's; on any other API that a guide asks for, few hold anything.
        targets.watched = targets.resources.clone();
        targets.watched.retain(|api| *api != MICROSOFT_GRAPH);
        let mut vendors = guide
            .principals
            .iter()
            .filter_map(|p| p.home_tenant.as_deref());
        targets.vendor_tenant = vendors.find_map(|id| parameters.tenant_id(id));
        if targets.seeks_applications() {
            targets.resources.insert(MICROSOFT_GRAPH);
        }
        targets
    }

    pub(super) fn seeks_guests(&self) -> bool {
        !self.addresses.is_empty()
    }

    pub(super) fn seeks_applications(&self) -> bool {
        !self.apps.is_empty() || !self.names.is_empty()
    }

    /// Whether policies of Conditional Access could stop anybody of the guide.
    pub(super) fn seeks_policies(&self) -> bool {
        self.seeks_guests() || self.own_application
    }

    pub(super) fn users(&self) -> Vec<Get> {
        self.addresses
            .iter()
            .map(|address| build::users(address))
            .collect()
    }

    /// The same, where the service refuses the ways in one filter.
    pub(super) fn users_one_by_one(&self) -> Vec<Get> {
        self.addresses
            .iter()
            .flat_map(|address| build::users_one_by_one(address))
            .collect()
    }

    pub(super) fn service_principals(&self) -> Vec<Get> {
        let by_id = self
            .apps
            .iter()
            .map(|app| build::service_principals_by_app_id(*app));
        let by_name = self
            .names
            .iter()
            .map(|name| build::service_principals_by_name(name));
        by_id.chain(by_name).collect()
    }

    pub(super) fn applications(&self) -> Vec<Get> {
        let by_id = self
            .apps
            .iter()
            .map(|app| build::applications_by_app_id(*app));
        let by_name = self
            .names
            .iter()
            .map(|name| build::applications_by_name(name));
        by_id.chain(by_name).collect()
    }

    pub(super) fn resources(&self) -> Vec<Get> {
        let apps: Vec<AppId> = self.resources.iter().copied().collect();
        build::resources_by_app_id(&apps)
    }

    /// The first wave: everything that can be asked before anything is known.
    pub(super) fn lookups(&self) -> Vec<Get> {
        let mut gets = vec![build::organization(), build::licences()];
        gets.extend(self.users());
        gets.extend(self.service_principals());
        gets.extend(self.applications());
        gets.extend(self.resources());
        if self.seeks_guests() {
            gets.extend([
                build::defender_actions(),
                build::authorization_policy(),
                build::cross_tenant_default(),
                build::b2b_policy(),
                build::security_defaults(),
            ]);
            gets.extend(self.cut_off.iter().map(|role| build::role_holders(*role)));
            gets.extend(
                self.domains()
                    .iter()
                    .filter_map(|domain| build::vendor_tenant(domain)),
            );
        }
        if self.seeks_policies() {
            gets.push(build::conditional_access());
        }
        gets
    }

    /// The mail domains of the vendor.
    pub(super) fn domains(&self) -> BTreeSet<String> {
        let split = self
            .addresses
            .iter()
            .filter_map(|address| address.rsplit_once('@'));
        split
            .map(|(_, domain)| domain.to_ascii_lowercase())
            .collect()
    }
}
