//! The requests that a scan would make, and the permissions that it takes, without asking.

mod claim;
mod claims;

use super::Cloud;
use super::requests::{ValueSet, batches, render};
use super::subject::ScanSubject;
use super::targets::Targets;
use crate::catalog::{Catalog, MICROSOFT_GRAPH, PermissionType};
use crate::ids::PermissionId;
use crate::snapshot::{Endpoint, Phase, SectionName, Subject};
pub use claim::Claim;
use claims::Claims;
use std::collections::{BTreeMap, BTreeSet};

/// One kind of request, or one request where all its values are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedRequest {
    /// The section that its answers go to.
    pub section: SectionName,
    /// The phase, which says the earliest round trip.
    pub phase: Phase,
    /// Path and query from the version on; `{placeholders}` stand for what earlier answers give.
    pub target: String,
    /// Headers beside the usual ones, name and value.
    pub headers: Vec<(&'static str, &'static str)>,
    /// Graph permissions, any one of which answers it, least first.
    pub permissions: Vec<&'static str>,
    /// The reason why a scan asks.
    pub why: &'static str,
    /// No verdict depends on it, so it is asked apart and delays nothing.
    pub advisory: bool,
}

impl PlannedRequest {
    /// The whole URL at a cloud's Graph host.
    pub fn url(&self, cloud: Cloud) -> String {
        format!("https://{}{}", cloud.graph(), self.target)
    }
}

/// A permission that the auditor's own application needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditorPermission {
    /// The value, such as `Application.Read.All`.
    pub name: &'static str,
    /// The id of the application permission on Microsoft Graph, where it is known.
    pub id: Option<PermissionId>,
    /// The sections that it opens, sorted.
    pub opens: Vec<SectionName>,
    /// The claims that rest on it, sorted: those of the requests that it answers, as far as no permission of the set
    /// that reads less answers them too.
    pub serves: Vec<Claim>,
}

/// The requests of a scan that is not made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The requests, by round trip and then in the order of the ledger.
    pub requests: Vec<PlannedRequest>,
    permissions: Vec<AuditorPermission>,
    claims: Claims,
}

impl Plan {
    /// The least set of application permissions on Microsoft Graph that answers everything, by name.
    pub fn permissions(&self) -> &[AuditorPermission] {
        &self.permissions
    }

    /// The claims that rest on a section, sorted.
    pub fn serves(&self, section: SectionName) -> impl Iterator<Item = &Claim> {
        self.claims.resting_on(section)
    }
}

/// Every request that a scan for these guides could make.
pub fn plan(subject: ScanSubject<'_>) -> Plan {
    let targets = Targets::of_guides(&subject);
    let mut requests: Vec<PlannedRequest> = batches(Phase::Find, &targets.values())
        .into_iter()
        .flat_map(|batch| batch.gets)
        .map(|get| planned(get.endpoint, get.endpoint.phase, get.target))
        .collect();
    let template = |endpoint: &Endpoint, phase: Phase| {
        planned(endpoint, phase, render(endpoint, &ValueSet::default()))
    };
    for &section in SectionName::ALL {
        let row = section.row();
        if !targets.concern(section) {
            continue;
        }
        for endpoint in row.endpoints {
            // What was found by name in one list only is looked up in the other by its id.
            let counterpart = row.subject == Subject::SoughtApplications
                && !targets.names.is_empty()
                && endpoint.placeholders().any(|name| name == "app-id");
            if counterpart {
                requests.push(template(endpoint, Phase::Read));
            } else if endpoint.phase > Phase::Find && targets.fill(endpoint) {
                requests.push(template(endpoint, endpoint.phase));
            }
        }
    }
    requests.sort_by(|a, b| (a.phase, a.section, &a.target).cmp(&(b.phase, b.section, &b.target)));
    let claims = Claims::of(&subject);
    let permissions = least(&requests, &claims, subject.catalog);
    Plan {
        requests,
        permissions,
        claims,
    }
}

fn planned(endpoint: &Endpoint, phase: Phase, target: String) -> PlannedRequest {
    let eventual = endpoint
        .eventual
        .then_some(("ConsistencyLevel", "eventual"));
    PlannedRequest {
        section: endpoint.section,
        phase,
        target,
        headers: eventual.into_iter().collect(),
        permissions: endpoint.permissions.to_vec(),
        why: endpoint.why,
        advisory: endpoint.section.is_advisory(),
    }
}

/// First what only one permission opens, then for each request that is left its least.
fn least(
    requests: &[PlannedRequest],
    claims: &Claims,
    catalog: &Catalog,
) -> Vec<AuditorPermission> {
    let mut chosen: BTreeSet<&'static str> = BTreeSet::new();
    for request in requests {
        if let [only] = request.permissions[..] {
            chosen.insert(only);
        }
    }
    for request in requests {
        let mut names = request.permissions.iter();
        let open = names.any(|name| chosen.contains(name));
        if let (false, Some(first)) = (open, request.permissions.first()) {
            chosen.insert(first);
        }
    }
    let mut served: BTreeMap<&'static str, BTreeSet<Claim>> = BTreeMap::new();
    for request in requests {
        let mut names = request.permissions.iter();
        if let Some(name) = names.find(|name| chosen.contains(*name)) {
            let resting = claims.resting_on(request.section);
            served.entry(name).or_default().extend(resting.cloned());
        }
    }
    chosen
        .into_iter()
        .map(|name| AuditorPermission {
            name,
            id: id(name, catalog),
            opens: opened(name, requests),
            serves: served.remove(name).into_iter().flatten().collect(),
        })
        .collect()
}

/// The sections that a permission opens, sorted.
fn opened(name: &str, requests: &[PlannedRequest]) -> Vec<SectionName> {
    let opened = requests
        .iter()
        .filter(|request| request.permissions.contains(&name));
    let opened: BTreeSet<SectionName> = opened.map(|request| request.section).collect();
    opened.into_iter().collect()
}

fn id(name: &str, catalog: &Catalog) -> Option<PermissionId> {
    catalog
        .api_permission(MICROSOFT_GRAPH, PermissionType::Application, name)
        .map(|permission| permission.id)
}
