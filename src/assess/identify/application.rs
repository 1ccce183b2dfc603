//! Is this application the vendor's, or the one made for the vendor?

use super::{Candidate, Lookup};
use crate::access::{Holder, HolderKind};
use crate::assess::model::Standing;
use crate::guide::{Principal, PrincipalKind};
use crate::ids::{AppId, TenantId};
use crate::snapshot::{Application, ServicePrincipal};

/// An application as both of its halves, as far as they were seen.
struct Found<'a> {
    app_id: AppId,
    service_principal: Option<&'a ServicePrincipal>,
    registration: Option<&'a Application>,
}

/// Where an application is registered.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Home {
    Here,
    Elsewhere(TenantId),
    Unknown,
}

/// Every application of the right kind in the snapshot, judged against the guide.
pub(super) fn candidates<'a>(lookup: &Lookup<'a>, principal: &Principal) -> Vec<Candidate<'a>> {
    let mut candidates = Vec::new();
    for holder in &lookup.access.holders {
        let Some(found) = find(lookup, holder) else {
            continue;
        };
        let home = home(lookup, &found);
        let wanted = match home {
            Home::Here => principal.kind == PrincipalKind::CustomApplication,
            Home::Elsewhere(_) | Home::Unknown => {
                principal.kind == PrincipalKind::EnterpriseApplication
            }
        };
        if !wanted {
            continue;
        }
        let (standing, why) = standing(lookup, principal, &found, home);
        candidates.push(Candidate {
            holder,
            standing,
            why,
            identity: identity(&found, home),
            display_name: display_name(&found).map(str::to_owned),
        });
    }
    candidates
}

fn find<'a>(lookup: &Lookup<'a>, holder: &'a Holder) -> Option<Found<'a>> {
    let HolderKind::Application {
        app_id,
        service_principal,
        registration,
    } = holder.kind
    else {
        return None;
    };
    let sections = &lookup.snapshot.sections;
    Some(Found {
        app_id,
        service_principal: service_principal
            .and_then(|item| sections.service_principals.sightings().get(item))
            .map(|seen| &seen.object),
        registration: registration
            .and_then(|item| sections.applications.sightings().get(item))
            .map(|seen| &seen.object),
    })
}

/// A registration can be read only in the tenant that holds it.
fn home(lookup: &Lookup<'_>, found: &Found<'_>) -> Home {
    if found.registration.is_some() {
        return Home::Here;
    }
    let owner = found
        .service_principal
        .and_then(|sp| sp.app_owner_organization_id);
    match (owner, lookup.tenant()) {
        (Some(owner), Some(tenant)) if owner == tenant => Home::Here,
        (Some(owner), Some(_)) => Home::Elsewhere(owner),
        (Some(_) | None, None) | (None, Some(_)) => Home::Unknown,
    }
}

fn standing(
    lookup: &Lookup<'_>,
    principal: &Principal,
    found: &Found<'_>,
    home: Home,
) -> (Standing, String) {
    let says = |standing, why: &str| (standing, why.to_owned());
    let pinned_app = principal
        .app_id
        .as_ref()
        .and_then(|id| lookup.parameters.app_id(id));
    let vendor = principal
        .home_tenant
        .as_ref()
        .and_then(|id| lookup.parameters.tenant_id(id));
    let foreign = principal.kind == PrincipalKind::EnterpriseApplication;
    let elsewhere =
        foreign && vendor.is_some_and(|vendor| matches!(home, Home::Elsewhere(t) if t != vendor));
    if elsewhere {
        return says(
            Standing::LookAlike,
            "it is registered in another tenant than the vendor's",
        );
    }
    if let Some(pinned) = pinned_app {
        return if found.app_id == pinned {
            says(Standing::Confirmed, "its application id is the one given")
        } else {
            says(
                Standing::LookAlike,
                "its application id is not the one given",
            )
        };
    }
    let kind = found
        .service_principal
        .and_then(|sp| sp.service_principal_type.as_deref());
    if kind.is_some_and(|kind| !kind.eq_ignore_ascii_case("Application")) {
        return says(Standing::LookAlike, "it is not an ordinary application");
    }
    let name = lookup
        .parameter(principal.name.as_ref())
        .unwrap_or_default();
    if !display_name(found).is_some_and(|given| same_name(given, name)) {
        return says(Standing::LookAlike, "its name only begins like the guide's");
    }
    if !foreign {
        return says(
            Standing::Named,
            "it is registered in this tenant under the guide's name",
        );
    }
    if vendor.is_some() && matches!(home, Home::Elsewhere(_)) {
        return says(
            Standing::Confirmed,
            "it is registered in the vendor's tenant",
        );
    }
    match publisher(found) {
        Some(name) if lookup.is_vendor(principal, name) => (
            Standing::Confirmed,
            format!("Microsoft verified its publisher as {name:?}"),
        ),
        Some(name) if !principal.publishers.is_empty() => (
            Standing::Unproven,
            format!(
                "it has the guide's name, which anybody can choose, and Microsoft verified its publisher as \
                 {name:?}, which is not the name that the guide gives"
            ),
        ),
        _ => says(
            Standing::Unproven,
            "it has the guide's name, which anybody can choose, and no verified publisher of the vendor",
        ),
    }
}

/// The verified publisher's name. Microsoft gives a verified publisher an id; without one, nobody is verified.
fn publisher<'a>(found: &Found<'a>) -> Option<&'a str> {
    let publisher = found.service_principal?.verified_publisher.as_ref()?;
    let verified = |id: &String| !id.trim().is_empty();
    publisher
        .verified_publisher_id
        .as_ref()
        .filter(|id| verified(id))?;
    publisher.display_name.as_deref()
}

fn display_name<'a>(found: &Found<'a>) -> Option<&'a str> {
    let of_principal = found
        .service_principal
        .and_then(|sp| sp.display_name.as_deref());
    of_principal.or(found
        .registration
        .and_then(|app| app.display_name.as_deref()))
}

fn same_name(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

fn identity(found: &Found<'_>, home: Home) -> String {
    let home = match home {
        Home::Here => "registered in this tenant".to_owned(),
        Home::Elsewhere(tenant) => format!("registered in tenant {tenant}"),
        Home::Unknown => "home tenant not known".to_owned(),
    };
    let publisher = match publisher(found) {
        Some(name) => format!("verified publisher {name}"),
        None => "publisher not verified".to_owned(),
    };
    format!("application id {}, {home}, {publisher}", found.app_id)
}
