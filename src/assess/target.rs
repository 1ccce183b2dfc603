//! The principals that a guide means, with the values by which each is recognized.

use crate::guide::{ChoiceId, Guide, Parameters, Principal, PrincipalId, PrincipalKind};
use crate::ids::{AppId, TenantId};

/// A principal of the guide with its parameters' values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TargetPrincipal {
    /// Its id.
    pub id: PrincipalId,
    /// Its kind.
    pub kind: PrincipalKind,
    /// Its title, in a few words.
    pub title: String,
    /// The choice that decides about its access.
    pub choice: ChoiceId,
    /// A guest's address.
    pub address: Option<String>,
    /// An application's name.
    pub name: Option<String>,
    /// Ids of the genuine application: where there is one, the name no longer counts.
    pub app_ids: Vec<AppId>,
    /// The tenant that it comes from.
    pub home_tenant: Option<TenantId>,
    /// The whole names that the verified publisher of the genuine application may have.
    pub publishers: Vec<String>,
    /// The parameters by which a reader can say who is meant.
    pub settled_by: SettledBy,
}

/// The ids of parameters by which a reader can say who is meant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct SettledBy {
    /// For the address.
    pub address: Option<String>,
    /// For the name.
    pub name: Option<String>,
    /// For the application id.
    pub app_id: Option<String>,
    /// For the home tenant's id.
    pub home_tenant: Option<String>,
}

impl TargetPrincipal {
    /// Every principal of a guide, in its order.
    pub(super) fn all(guide: &Guide, parameters: &Parameters) -> Vec<Self> {
        let principals = guide.principals.iter();
        principals.map(|one| Self::of(one, parameters)).collect()
    }

    fn of(principal: &Principal, parameters: &Parameters) -> Self {
        let value = |id: &Option<String>| {
            let value = parameters.get(id.as_deref()?)?;
            Some(value.trim().to_owned()).filter(|value| !value.is_empty())
        };
        let app_id = principal.app_id.as_deref();
        let home = principal.home_tenant.as_deref();
        Self {
            id: principal.id.clone(),
            kind: principal.kind,
            title: principal.title.clone(),
            choice: principal.choice.clone(),
            address: value(&principal.address),
            name: value(&principal.name),
            app_ids: app_id
                .and_then(|id| parameters.app_id(id))
                .into_iter()
                .collect(),
            home_tenant: home.and_then(|id| parameters.tenant_id(id)),
            publishers: principal.publishers.clone(),
            settled_by: SettledBy {
                address: principal.address.clone(),
                name: principal.name.clone(),
                app_id: principal.app_id.clone(),
                home_tenant: principal.home_tenant.clone(),
            },
        }
    }

    /// True for an application of another tenant.
    pub(super) const fn is_foreign(&self) -> bool {
        matches!(self.kind, PrincipalKind::EnterpriseApplication)
    }
}
