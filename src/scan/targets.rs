//! Whom and what a scan for a guide with its parameters looks for.

use super::requests::{ValueSet, Values};
use crate::catalog::{Catalog, Entitlement, MICROSOFT_GRAPH};
use crate::guide::{Ask, Guide, Parameters, PrincipalKind};
use crate::ids::{AppId, RoleTemplateId, TenantId};
use crate::snapshot::Subject;
use std::collections::BTreeSet;

/// The subjects to look up, without repetition and in a fixed order.
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
    /// One of the applications is registered in the tenant itself, which policies can stop.
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

    /// Policies of Conditional Access could stop somebody of the guide.
    pub(super) fn seeks_policies(&self) -> bool {
        self.seeks_guests() || self.own_application
    }

    /// The values of the first phase, before anything is known.
    pub(super) fn values(&self) -> Values {
        let mut subjects = vec![Subject::Tenant];
        let mut sets: Vec<ValueSet> = Vec::new();
        sets.extend(self.addresses.iter().map(|one| ValueSet::address(one)));
        sets.extend(self.apps.iter().map(|app| ValueSet::app_id(*app)));
        sets.extend(self.names.iter().map(|name| ValueSet::app_name(name)));
        let apis = self.resources.iter().map(|app| app.uuid());
        sets.extend(ValueSet::lists("resource-app-ids", apis));
        if self.seeks_guests() {
            subjects.push(Subject::GuestSettings);
            let domains = self.domains();
            sets.extend(domains.iter().filter_map(|one| ValueSet::domain(one)));
            sets.extend(self.cut_off.iter().map(|role| ValueSet::role(*role)));
        }
        if self.seeks_policies() {
            subjects.push(Subject::SignInSettings);
        }
        Values { sets, subjects }
    }

    /// The mail domains of the vendor.
    fn domains(&self) -> BTreeSet<String> {
        let split = self
            .addresses
            .iter()
            .filter_map(|address| address.rsplit_once('@'));
        split
            .map(|(_, domain)| domain.to_ascii_lowercase())
            .collect()
    }
}
