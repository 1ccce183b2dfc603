//! The principals that a guide means, with the values by which each is recognized.

use super::candidate::CandidateKind;
use crate::guide::PrincipalId;
use crate::guide::format2::ids::{GuideId, ParameterRef};
use crate::guide::format2::kinds::{AccountType, Home};
use crate::guide::format2::{ParameterValues, Template, called, model as format2};
use crate::ids::{AppId, TenantId};

/// A principal of the guide with its parameters' values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TargetPrincipal {
    /// The guide that it is a principal of; absent for a stand-in.
    pub guide: Option<GuideId>,
    /// Its id.
    pub id: PrincipalId,
    /// Its kind.
    pub kind: CandidateKind,
    /// Its title, in a few words.
    pub title: String,
    /// The type of a user's account.
    pub account: AccountType,
    /// A user's address.
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

/// The names of parameters by which a reader can say who is meant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SettledBy {
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
    /// Every user and application of a guide, in its order. `guides` are all adopted ones.
    pub fn of_guide(
        guide: &format2::Guide,
        guides: &[format2::Guide],
        values: &ParameterValues,
    ) -> Vec<Self> {
        let principals = guide.principals.iter();
        principals
            .filter_map(|one| Self::of_principal(guide, guides, values, one))
            .collect()
    }

    /// A user or an application of a guide; none for a principal of another kind.
    fn of_principal(
        guide: &format2::Guide,
        guides: &[format2::Guide],
        values: &ParameterValues,
        principal: &format2::Principal,
    ) -> Option<Self> {
        let filled = |template: &Template| template.filled(&guide.id, values);
        let first = |template: Option<&Template>| filled(template?).into_iter().next();
        let names = |template: Option<&Template>| {
            let parameters = template.map(Template::parameters).unwrap_or_default();
            let named = |one: &ParameterRef| {
                let home = one.guide.as_ref().unwrap_or(&guide.id);
                called::parameter(guides, home, &one.id).to_string()
            };
            parameters.first().map(named)
        };
        let mut target = Self::found_by_nothing(
            principal.id.clone(),
            CandidateKind::GuestUser,
            principal.title.clone(),
        );
        target.guide = Some(guide.id.clone());
        let home = match &principal.kind {
            format2::PrincipalKind::User {
                account,
                address,
                home_tenant,
            } => {
                target.account = *account;
                target.address = first(Some(address));
                target.settled_by.address = names(Some(address));
                home_tenant
            }
            format2::PrincipalKind::Application {
                home,
                name,
                app_ids,
                home_tenant,
                publishers,
            } => {
                target.kind = match home {
                    Home::Own => CandidateKind::CustomApplication,
                    Home::Vendor => CandidateKind::EnterpriseApplication,
                };
                target.name = first(name.as_ref());
                target.settled_by.name = names(name.as_ref());
                let ids = app_ids.iter().flat_map(filled);
                target.app_ids = ids.filter_map(|id| id.parse().ok()).collect();
                target.settled_by.app_id = names(app_ids.first());
                target.publishers.clone_from(publishers);
                home_tenant
            }
            _ => return None,
        };
        target.home_tenant = first(home.as_ref()).and_then(|id| id.parse().ok());
        target.settled_by.home_tenant = names(home.as_ref());
        Some(target)
    }

    /// A stand-in for the tenant, for whoever installs, and for a principal of a kind that is not looked for.
    pub(super) fn of_no_kind(id: PrincipalId, title: String) -> Self {
        Self::found_by_nothing(id, CandidateKind::GuestUser, title)
    }

    /// A principal that nothing is known of by which it could be found.
    pub(crate) const fn found_by_nothing(
        id: PrincipalId,
        kind: CandidateKind,
        title: String,
    ) -> Self {
        Self {
            guide: None,
            id,
            kind,
            title,
            account: AccountType::Guest,
            address: None,
            name: None,
            app_ids: Vec::new(),
            home_tenant: None,
            publishers: Vec::new(),
            settled_by: SettledBy {
                address: None,
                name: None,
                app_id: None,
                home_tenant: None,
            },
        }
    }

    /// True for an application of another tenant.
    pub(super) const fn is_foreign(&self) -> bool {
        matches!(self.kind, CandidateKind::EnterpriseApplication)
    }
}
