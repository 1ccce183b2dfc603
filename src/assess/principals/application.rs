//! The standing of an application as the vendor's, or as the one made for the vendor.

use super::{Candidate, Lookup};
use crate::access::{Holder, HolderKind};
use crate::assess::coverage::Gap;
use crate::assess::model::Standing;
use crate::assess::target::TargetPrincipal;
use crate::ids::{AppId, TenantId};
use crate::snapshot::{Application, Field, Request, SectionName, ServicePrincipal};

/// An application as both of its halves, as far as they were seen.
struct Found<'a> {
    app_id: Option<AppId>,
    service_principal: Option<&'a ServicePrincipal>,
    registration: Option<&'a Application>,
}

/// The place where an application is registered.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Home {
    Here,
    Elsewhere(TenantId),
    Unknown,
}

/// Every application of the right kind in the snapshot, judged against the guide.
pub(super) fn candidates<'a>(
    lookup: &Lookup<'a>,
    principal: &TargetPrincipal,
) -> Vec<Candidate<'a>> {
    let mut candidates = Vec::new();
    for holder in &lookup.access.holders {
        let Some(found) = find(lookup, holder) else {
            continue;
        };
        let home = home(lookup, &found);
        let custom = !principal.is_foreign();
        let wanted = match home {
            Home::Here => custom,
            Home::Elsewhere(_) => !custom,
            Home::Unknown => true,
        };
        if !wanted {
            continue;
        }
        let (standing, why) = standing(lookup, principal, &found, home);
        if custom && home == Home::Unknown && standing == Standing::LookAlike {
            // It stands among the applications of other tenants already.
            continue;
        }
        if standing == Standing::LookAlike && !concerns(lookup, principal, holder, &found) {
            // The scan found it because it looked for another application.
            continue;
        }
        let found_by = name_of(principal, &found).filter(|_| principal.app_ids.is_empty());
        candidates.push(Candidate {
            holder,
            standing,
            why: found_by.map_or_else(|| why.clone(), |name| principal.naming(&why, name)),
            found_by: found_by.map(str::to_owned),
            identity: identity(&found, home),
            display_name: display_name(&found).map(str::to_owned),
            lacks: lacks(&found, home)
                .filter(|_| standing == Standing::Unproven)
                .map(|(section, lacks)| {
                    let who = identity(&found, home);
                    lookup.coverage.lack(section, lacks, &who)
                }),
        });
    }
    candidates
}

/// Applications without any id, by which they would be asked about, that could be the principal all the same.
pub(super) fn nameless(lookup: &Lookup<'_>, principal: &TargetPrincipal) -> Vec<Gap> {
    let sections = &lookup.snapshot.sections;
    let principals = sections.service_principals.sightings().iter();
    let principals = principals
        .map(|seen| &seen.object)
        .filter(|one| !one.id.is_given() && !one.app_id.is_given())
        .map(|one| (SectionName::ServicePrincipals, Some(one), None));
    let registrations = sections.applications.sightings().iter();
    let registrations = registrations
        .map(|seen| &seen.object)
        .filter(|one| !one.id.is_given() && !one.app_id.is_given())
        .map(|one| (SectionName::Applications, None, Some(one)));
    let mut gaps = Vec::new();
    for (section, service_principal, registration) in principals.chain(registrations) {
        let found = Found {
            app_id: None,
            service_principal,
            registration,
        };
        let (standing, _) = standing(lookup, principal, &found, home(lookup, &found));
        if standing != Standing::LookAlike {
            let lacks = "does not give the ids of an application that may be it";
            let name = display_name(&found).unwrap_or("without a name");
            gaps.push(lookup.coverage.lack(section, lacks, name));
        }
    }
    gaps
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

/// True if the scan found the application by the principal's id or name, or would have: by the beginning of its name.
fn concerns(
    lookup: &Lookup<'_>,
    principal: &TargetPrincipal,
    holder: &Holder,
    found: &Found<'_>,
) -> bool {
    let pinned: Vec<String> = principal.app_ids.iter().map(ToString::to_string).collect();
    let asked = |request: Option<&Request>| {
        request.is_some_and(|one| {
            let mut names = principal.names.iter();
            names.any(|name| one.looked_for("app-name", name))
                || pinned.iter().any(|id| one.looked_for("app-id", id))
        })
    };
    let named = principal.names.iter().any(|name| {
        let begins = name.to_lowercase();
        names(found).any(|given| given.trim().to_lowercase().starts_with(&begins))
    });
    let HolderKind::Application {
        service_principal,
        registration,
        ..
    } = holder.kind
    else {
        return named;
    };
    let sections = &lookup.snapshot.sections;
    let shown = |section, item: Option<usize>| sections.shown_by(section, item?);
    named
        || asked(shown(SectionName::ServicePrincipals, service_principal))
        || asked(shown(SectionName::Applications, registration))
}

/// Everything that the answer leaves out of an application, where that would tell whose it is.
fn lacks(found: &Found<'_>, home: Home) -> Option<(SectionName, &'static str)> {
    let section = match found.service_principal {
        Some(_) => SectionName::ServicePrincipals,
        None => SectionName::Applications,
    };
    let kind = found.service_principal.map(|sp| &sp.service_principal_type);
    let untyped = found.registration.is_none() && kind.is_some_and(|kind| !kind.is_given());
    let lacks = if display_name(found).is_none() {
        "does not give its name"
    } else if found.app_id.is_none() {
        "does not give its application id"
    } else if home == Home::Unknown {
        "does not say in which tenant it is registered"
    } else if untyped {
        "does not say whether it is an ordinary application"
    } else {
        return None;
    };
    Some((section, lacks))
}

/// A registration can be read only in the tenant that holds it.
fn home(lookup: &Lookup<'_>, found: &Found<'_>) -> Home {
    if found.registration.is_some() {
        return Home::Here;
    }
    let owner = found
        .service_principal
        .and_then(|sp| sp.app_owner_organization_id.copied());
    match (owner, lookup.tenant()) {
        (Some(owner), Some(tenant)) if owner == tenant => Home::Here,
        (Some(owner), Some(_)) => Home::Elsewhere(owner),
        (Some(_) | None, None) | (None, Some(_)) => Home::Unknown,
    }
}

/// The certainty that an application is the principal, and why.
type Reasoned = (Standing, String);

fn says(standing: Standing, why: &str) -> Reasoned {
    (standing, why.to_owned())
}

fn standing(
    lookup: &Lookup<'_>,
    principal: &TargetPrincipal,
    found: &Found<'_>,
    home: Home,
) -> Reasoned {
    let foreign = principal.is_foreign();
    let known = &principal.home_tenants;
    if foreign
        && let Home::Elsewhere(tenant) = home
        && !known.is_empty()
        && !known.contains(&tenant)
    {
        return says(
            Standing::LookAlike,
            "it is registered in another tenant than the vendor's",
        );
    }
    let by_form = by_app_id(principal, found).or_else(|| by_name(principal, found));
    if let Some(standing) = by_form {
        return standing;
    }
    if !foreign {
        own(found, home)
    } else if !known.is_empty() && matches!(home, Home::Elsewhere(_)) {
        says(
            Standing::Confirmed,
            "it is registered in the vendor's tenant",
        )
    } else {
        by_publisher(lookup, principal, found)
    }
}

/// By the application id that the reader gave; none where none was given.
fn by_app_id(principal: &TargetPrincipal, found: &Found<'_>) -> Option<Reasoned> {
    if principal.app_ids.is_empty() {
        return None;
    }
    Some(match found.app_id {
        Some(id) if principal.app_ids.contains(&id) => {
            says(Standing::Confirmed, "its application id is the one given")
        }
        Some(_) => says(
            Standing::LookAlike,
            "its application id is not the one given",
        ),
        None => says(
            Standing::Unproven,
            "the answer does not give its application id",
        ),
    })
}

/// By what it is and how it is called; none where both are as the guide says.
fn by_name(principal: &TargetPrincipal, found: &Found<'_>) -> Option<Reasoned> {
    if kind(found).is_some_and(|kind| !kind.eq_ignore_ascii_case("Application")) {
        return Some(says(
            Standing::LookAlike,
            "it is not an ordinary application",
        ));
    }
    if display_name(found).is_none() {
        return Some(says(
            Standing::Unproven,
            "the answer does not give its name",
        ));
    }
    // A registration can be renamed without its service principal: either name will do.
    if name_of(principal, found).is_some() {
        return None;
    }
    Some(if all_names(found).any(|name| !name.is_given()) {
        says(
            Standing::Unproven,
            "the answer does not give the name of its other half, of service principal and registration",
        )
    } else {
        says(Standing::LookAlike, "its name only begins like the guide's")
    })
}

/// The guide's name that one of its halves has.
fn name_of<'p>(principal: &'p TargetPrincipal, found: &Found<'_>) -> Option<&'p str> {
    let mut known = principal.names.iter();
    let name = known.find(|name| names(found).any(|given| same_name(given, name)))?;
    Some(name)
}

/// Of an application that the customer registers, under the guide's name.
fn own(found: &Found<'_>, home: Home) -> Reasoned {
    let ordinary = kind(found).is_some() || found.registration.is_some();
    if home == Home::Unknown || !ordinary {
        return says(
            Standing::Unproven,
            "the answer does not say whose it is, or that it is an ordinary application",
        );
    }
    says(
        Standing::Named,
        "it is registered in this tenant under the guide's name",
    )
}

/// Of an application of somebody else, under the guide's name.
fn by_publisher(lookup: &Lookup<'_>, principal: &TargetPrincipal, found: &Found<'_>) -> Reasoned {
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

/// The kind of its service principal, where it was told.
fn kind<'a>(found: &Found<'a>) -> Option<&'a str> {
    let principal = found.service_principal?;
    principal.service_principal_type.as_deref()
}

/// The verified publisher's name. Microsoft gives a verified publisher an id; without one, nobody is verified.
fn publisher<'a>(found: &Found<'a>) -> Option<&'a str> {
    let publisher = found.service_principal?.verified_publisher.get()?;
    let verified = |id: &&str| !id.trim().is_empty();
    publisher
        .verified_publisher_id
        .as_deref()
        .filter(verified)?;
    publisher.display_name.as_deref()
}

/// The names of its two halves, as far as they were given; the service principal's first.
fn names<'a>(found: &Found<'a>) -> impl Iterator<Item = &'a str> + use<'a> {
    all_names(found).filter_map(|name| name.as_deref())
}

/// The same, with those that the answer leaves out.
fn all_names<'a>(found: &Found<'a>) -> impl Iterator<Item = &'a Field<String>> + use<'a> {
    let of_principal = found.service_principal.map(|sp| &sp.display_name);
    let of_registration = found.registration.map(|app| &app.display_name);
    of_principal.into_iter().chain(of_registration)
}

fn display_name<'a>(found: &Found<'a>) -> Option<&'a str> {
    names(found).next()
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
    match found.app_id {
        Some(id) => format!("application id {id}, {home}, {publisher}"),
        None => format!("application id not given, {home}, {publisher}"),
    }
}
