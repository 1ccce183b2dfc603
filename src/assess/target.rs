//! The principals that a guide means, with the values by which each is recognized.

use super::candidate::CandidateKind;
use crate::guide::PrincipalId;
use crate::guide::format2::ids::{GuideId, ParameterRef};
use crate::guide::format2::kinds::{AccountType, Home};
use crate::guide::format2::{ParameterValues, Template, called, model as format2};
use crate::ids::{AppId, TenantId};
use crate::quote;
use std::collections::BTreeSet;

/// The id that stands for the person who installs, which no principal of a guide has.
pub(super) const INSTALLER: &str = "installer";

/// The most of its addresses or names that a sentence holds.
const NAMED: usize = 5;

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
    /// A user's addresses, any of which names it.
    pub addresses: Vec<String>,
    /// An application's names, any of which names it.
    pub names: Vec<String>,
    /// Ids of the genuine application: where there is one, the name no longer counts.
    pub app_ids: Vec<AppId>,
    /// The tenants that it may come from.
    pub home_tenants: Vec<TenantId>,
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
        let texts = |one: &Template| one.filled(&guide.id, values);
        let filled =
            |template: Option<&Template>| distinct(template.map(texts).unwrap_or_default());
        let names = |template: Option<&Template>| {
            let parameters = template.map(Template::parameters).unwrap_or_default();
            let named = |one: &ParameterRef| {
                let home = one.guide.as_ref().unwrap_or(&guide.id);
                called::parameter(guides, home, &one.id).to_string()
            };
            parameters.first().map(named)
        };
        let mut target = Self::of_no_kind(principal.id.clone(), principal.title.clone());
        target.guide = Some(guide.id.clone());
        let home = match &principal.kind {
            format2::PrincipalKind::User {
                account,
                address,
                home_tenant,
            } => {
                target.account = *account;
                target.addresses = filled(Some(address));
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
                target.names = filled(name.as_ref());
                target.settled_by.name = names(name.as_ref());
                let ids = app_ids.iter().flat_map(|id| filled(Some(id)));
                target.app_ids = ids.filter_map(|id| id.parse().ok()).collect();
                target.settled_by.app_id = names(app_ids.first());
                target.publishers.clone_from(publishers);
                home_tenant
            }
            _ => return None,
        };
        let tenants = filled(home.as_ref()).into_iter();
        target.home_tenants = tenants.filter_map(|id| id.parse().ok()).collect();
        target.settled_by.home_tenant = names(home.as_ref());
        Some(target)
    }

    /// A stand-in for whoever installs, and for a principal of a kind that is not looked for.
    pub(super) fn of_no_kind(id: PrincipalId, title: String) -> Self {
        Self::found_by_nothing(id, CandidateKind::GuestUser, title)
    }

    /// A stand-in for the tenant itself.
    pub(super) fn of_tenant() -> Self {
        Self::of_no_kind(PrincipalId::reserved("tenant"), "The tenant".to_owned())
    }

    /// The person who installs, of any type, by an address.
    pub(super) fn of_installer(address: &str) -> Self {
        let id = PrincipalId::reserved(INSTALLER);
        let title = format!("Whoever installs ({})", quote::name(address));
        Self {
            account: AccountType::Any,
            addresses: vec![address.to_owned()],
            ..Self::found_by_nothing(id, CandidateKind::GuestUser, title)
        }
    }

    /// True for the person who installs.
    pub(super) fn is_installer(&self) -> bool {
        self.id.as_str() == INSTALLER
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
            addresses: Vec::new(),
            names: Vec::new(),
            app_ids: Vec::new(),
            home_tenants: Vec::new(),
            publishers: Vec::new(),
            settled_by: SettledBy {
                address: None,
                name: None,
                app_id: None,
                home_tenant: None,
            },
        }
    }

    /// The address under which it is brought in: the first.
    pub fn address(&self) -> Option<&str> {
        self.addresses.first().map(String::as_str)
    }

    /// The name under which it is brought in: the first.
    pub fn name(&self) -> Option<&str> {
        self.names.first().map(String::as_str)
    }

    /// The addresses of which any names it, in words.
    pub(super) fn any_address(&self) -> String {
        either(&self.addresses).unwrap_or_else(|| "(no address given)".to_owned())
    }

    /// A reason with the address or name that it is about, where the guide gives several.
    pub(super) fn naming(&self, why: &str, found_by: &str) -> String {
        if self.addresses.len().max(self.names.len()) > 1 {
            format!("{why} ({})", quote::name(found_by))
        } else {
            why.to_owned()
        }
    }

    /// True for an application of another tenant.
    pub(super) const fn is_foreign(&self) -> bool {
        matches!(self.kind, CandidateKind::EnterpriseApplication)
    }
}

/// The texts as a scan looks for them: without blanks around them, without those that are empty, each once.
pub(super) fn distinct(texts: Vec<String>) -> Vec<String> {
    let mut known = BTreeSet::new();
    let trimmed = texts.into_iter().map(|text| text.trim().to_owned());
    let given = trimmed.filter(|text| !text.is_empty());
    given
        .filter(|text| known.insert(text.to_lowercase()))
        .collect()
}

/// Texts of which any will do, in words; none where there are none.
pub(super) fn either(texts: &[String]) -> Option<String> {
    match texts {
        [] => None,
        [one] => Some(one.clone()),
        several => {
            let named = several.get(..NAMED).unwrap_or(several).join(" or ");
            Some(match several.len().saturating_sub(NAMED) {
                0 => named,
                more => format!("{named} or one of {more} more"),
            })
        }
    }
}
