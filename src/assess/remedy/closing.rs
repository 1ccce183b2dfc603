//! The remedies that close a gap, and those that settle who is meant.

use super::{Clarify, Establish, Give, Outside, Remedy};
use crate::access::HolderKind;
use crate::assess::candidate::CandidateKind;
use crate::assess::context::Context;
use crate::assess::principals::{Candidate, PrincipalMatch};
use crate::assess::target::{TargetPrincipal, either};
use crate::catalog::{Entitlement, PermissionType};
use crate::guide::format2::kinds::AccountType;
use crate::ids::AppId;
use crate::quote;
use crate::snapshot::{Listed, Resource, SectionName};

/// Everything that gives an entitlement.
pub(in crate::assess) fn held(
    context: &Context<'_>,
    entitlement: &Entitlement,
    kind: CandidateKind,
) -> Vec<Remedy> {
    match entitlement {
        Entitlement::DirectoryRole(_) => vec![Remedy::Give(Give::DirectoryRole)],
        Entitlement::DefenderClassic { .. }
        | Entitlement::DefenderUnified(_)
        | Entitlement::DefenderAction(_) => vec![Remedy::Give(Give::DefenderPermission)],
        Entitlement::ApiPermission {
            resource,
            kind: type_,
            value,
        } => {
            let enterprise = kind == CandidateKind::EnterpriseApplication;
            permission(context, (*resource, *type_), value, enterprise)
        }
    }
}

/// A permission can be granted where the tenant's API offers it, and only there.
fn permission(
    context: &Context<'_>,
    (app, kind): (AppId, PermissionType),
    value: &str,
    enterprise: bool,
) -> Vec<Remedy> {
    let grant = Remedy::Give(if enterprise {
        Give::EnterprisePermission
    } else {
        Give::Permission
    });
    let name = || {
        let known = context.catalog.resource(app);
        known.map_or_else(|| app.to_string(), |api| api.title.clone())
    };
    let resources = context.snapshot.sections.resources.sightings();
    let api = resources
        .iter()
        .map(|seen| &seen.object)
        .find(|api| api.app_id.is(&app));
    let Some(api) = api else {
        let absent = context.coverage.gap(SectionName::Resources).is_none();
        let bring = absent.then(|| Remedy::Outside(Outside::Product { api: name() }));
        return bring.into_iter().chain([grant]).collect();
    };
    match offer(api, kind, value) {
        Offer::Open => vec![grant],
        closed => vec![Remedy::Outside(Outside::Vendor {
            api: name(),
            value: value.to_owned(),
            switched_off: closed == Offer::SwitchedOff,
        })],
    }
}

/// Tells if an API offers a permission.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Offer {
    /// It can be granted; or the API's list was not seen, and nothing speaks against it.
    Open,
    SwitchedOff,
    Nowhere,
}

fn offer(api: &Resource, kind: PermissionType, value: &str) -> Offer {
    let (listed, enabled): (bool, Vec<Option<bool>>) = match kind {
        PermissionType::Application => (
            seen_whole(&api.app_roles, |role| role.value.is_given()),
            api.app_roles
                .sightings()
                .iter()
                .filter(|role| role.value.says(value))
                .map(|role| role.is_enabled.copied())
                .collect(),
        ),
        PermissionType::Delegated => (
            seen_whole(&api.oauth2_permission_scopes, |scope| {
                scope.value.is_given()
            }),
            api.oauth2_permission_scopes
                .sightings()
                .iter()
                .filter(|scope| scope.value.says(value))
                .map(|scope| scope.is_enabled.copied())
                .collect(),
        ),
    };
    if enabled.is_empty() {
        return if listed { Offer::Nowhere } else { Offer::Open };
    }
    if enabled.iter().all(|enabled| *enabled == Some(false)) {
        Offer::SwitchedOff
    } else {
        Offer::Open
    }
}

/// True if what a list lacks is not there. An API that offers nothing at all, or something without a name, is as
/// good as one whose list was not seen: nothing speaks against the grant.
fn seen_whole<T>(list: &Listed<T>, named: impl Fn(&T) -> bool) -> bool {
    list.whole()
        .is_some_and(|list| !list.is_empty() && list.iter().all(named))
}

/// Everything that brings a principal into the tenant that is not there.
pub(in crate::assess) fn presence(
    context: &Context<'_>,
    principal: &TargetPrincipal,
    matched: &PrincipalMatch<'_>,
) -> Vec<Remedy> {
    match principal.kind {
        CandidateKind::EnterpriseApplication => vec![Remedy::Establish(Establish::Consent)],
        CandidateKind::CustomApplication => vec![Remedy::Establish(Establish::Register)],
        CandidateKind::GuestUser if principal.is_installer() => {
            vec![Remedy::Manual(
                "Give the sign-in name or the mail of the account that installs (--installer ADDRESS), and scan again \
                 with it."
                    .to_owned(),
            )]
        }
        CandidateKind::GuestUser if principal.account != AccountType::Guest => {
            let addresses: Vec<String> = principal
                .addresses
                .iter()
                .map(|one| quote::name(one))
                .collect();
            let address = either(&addresses).unwrap_or_else(|| quote::name("the guide's address"));
            vec![Remedy::Manual(format!(
                "Create the account {address}, as the guide asks, or set the parameter to the address of the account \
                 that is meant."
            ))]
        }
        CandidateKind::GuestUser => {
            let accounts = holding_address(context, principal, matched);
            let free = (!accounts.is_empty())
                .then_some(Remedy::Clarify(Clarify::FreeAddress { accounts }));
            free.into_iter()
                .chain([Remedy::Establish(Establish::Invite)])
                .collect()
        }
    }
}

/// Everything that a registration lacks whose service principal is not there: nothing can be granted to it.
pub(in crate::assess) fn halved(candidate: &Candidate<'_>) -> Option<Remedy> {
    let lacks = matches!(
        candidate.holder.kind,
        HolderKind::Application {
            service_principal: None,
            ..
        }
    );
    lacks.then_some(Remedy::Establish(Establish::CreateServicePrincipal))
}

/// Accounts with the guide's address as their mail that are not the guest: as long as one has it, nobody can
/// be invited under it.
fn holding_address(
    context: &Context<'_>,
    principal: &TargetPrincipal,
    matched: &PrincipalMatch<'_>,
) -> Vec<String> {
    let is_one = |mail: &str| {
        let mut addresses = principal.addresses.iter();
        addresses.any(|address| mail.trim().eq_ignore_ascii_case(address))
    };
    let users = context.snapshot.sections.users.sightings();
    let mut accounts: Vec<String> = matched
        .look_alikes
        .iter()
        .filter_map(|candidate| match candidate.holder.kind {
            HolderKind::User { item } => users.get(item),
            _ => None,
        })
        .map(|seen| &seen.object)
        .filter(|user| user.mail.as_deref().is_some_and(is_one))
        .map(|user| {
            let name = user.user_principal_name.cloned();
            name.or_else(|| Some(user.id.copied()?.to_string()))
                .unwrap_or_else(|| "without a name".to_owned())
        })
        .collect();
    accounts.sort();
    accounts
}

/// Everything that proves who a candidate is of whom that cannot be told.
pub(in crate::assess) fn identity(
    principal: &TargetPrincipal,
    candidate: &Candidate<'_>,
) -> Remedy {
    match candidate.holder.kind {
        HolderKind::Application { app_id, .. } => {
            pin(principal, app_id.iter().map(ToString::to_string).collect())
        }
        HolderKind::User { .. } if principal.account != AccountType::Guest => {
            sign_in_name(principal)
        }
        HolderKind::User { .. } | HolderKind::RoleHolder { .. } => {
            Remedy::Clarify(Clarify::InviteAgain {
                account: candidate.identity.clone(),
            })
        }
    }
}

/// Everything that settles which of several candidates is meant.
pub(in crate::assess) fn which(
    principal: &TargetPrincipal,
    candidates: &[Candidate<'_>],
) -> Remedy {
    let apps: Vec<String> = candidates
        .iter()
        .filter_map(|candidate| match candidate.holder.kind {
            HolderKind::Application { app_id, .. } => Some(app_id?.to_string()),
            _ => None,
        })
        .collect();
    if !apps.is_empty() && principal.settled_by.app_id.is_some() {
        return pin(principal, apps);
    }
    if principal.is_installer() {
        return sign_in_name(principal);
    }
    let ids = candidates.iter().map(|one| one.holder.id.to_string());
    Remedy::Clarify(Clarify::KeepOne {
        candidates: ids.collect(),
    })
}

/// Names an account that is no guest by what nobody else has.
fn sign_in_name(principal: &TargetPrincipal) -> Remedy {
    let by = match &principal.settled_by.address {
        Some(parameter) => format!(" (--param {parameter}=…)"),
        None if principal.is_installer() => " (--installer ADDRESS)".to_owned(),
        None => String::new(),
    };
    Remedy::Manual(format!(
        "Look in the portal for the account that is meant, give its sign-in name, which no other account has{by}, and \
         scan again."
    ))
}

fn pin(principal: &TargetPrincipal, mut candidates: Vec<String>) -> Remedy {
    candidates.sort();
    let several = candidates.len() > 1;
    let foreign = principal.is_foreign() && !several;
    Remedy::Clarify(Clarify::Pin {
        app_id: principal.settled_by.app_id.clone(),
        // Two applications of one tenant are not told apart by it.
        home_tenant: principal.settled_by.home_tenant.clone().filter(|_| foreign),
        candidates: candidates.into(),
    })
}
