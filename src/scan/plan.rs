//! What a scan would ask, and which permissions that takes, without asking.

use super::Cloud;
use super::requests::{Endpoint, table};
use super::sections::{About, about, is_advisory};
use super::targets::Targets;
use crate::catalog::{Catalog, MICROSOFT_GRAPH, PermissionType};
use crate::guide::{Guide, Parameters};
use crate::ids::PermissionId;
use crate::snapshot::SectionName;
use std::collections::BTreeMap;

/// One kind of request, or one request where all its values are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedRequest {
    /// The section that its answers go to.
    pub section: SectionName,
    /// The earliest round trip; the token is round trip 1.
    pub trip: u8,
    /// Path and query from the version on; `{placeholders}` stand for what earlier answers give.
    pub target: String,
    /// Headers beside the usual ones, name and value.
    pub headers: Vec<(&'static str, &'static str)>,
    /// Graph permissions, any one of which answers it, least first.
    pub permissions: Vec<&'static str>,
    /// Why a scan asks.
    pub why: &'static str,
    /// Whether no verdict rests on it, so that it is asked apart and delays nothing.
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
}

/// What a scan would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The requests, by round trip and then in the order of the ledger.
    pub requests: Vec<PlannedRequest>,
    permissions: Vec<AuditorPermission>,
}

impl Plan {
    /// The least set of application permissions on Microsoft Graph that answers everything, by name.
    pub fn permissions(&self) -> &[AuditorPermission] {
        &self.permissions
    }
}

/// Every request that a scan of this guide could make.
pub fn plan(guide: &Guide, parameters: &Parameters, catalog: &Catalog) -> Plan {
    let targets = Targets::of(guide, parameters, catalog);
    let mut requests: Vec<PlannedRequest> = targets
        .lookups()
        .into_iter()
        .map(|get| planned(get.endpoint, get.endpoint.trip, get.target))
        .collect();
    if !targets.names.is_empty() {
        // What was found by name in one list only is looked up in the other by its id.
        for endpoint in [
            &table::SERVICE_PRINCIPALS_BY_APP_ID,
            &table::APPLICATIONS_BY_APP_ID,
        ] {
            requests.push(planned(endpoint, 3, endpoint.render(&[])));
        }
    }
    for endpoint in table::ALL {
        if endpoint.trip > 2 && concerns(endpoint.section, &targets) {
            requests.push(planned(endpoint, endpoint.trip, endpoint.render(&[])));
        }
    }
    requests.sort_by(|a, b| (a.trip, a.section, &a.target).cmp(&(b.trip, b.section, &b.target)));
    let permissions = least(&requests, catalog);
    Plan {
        requests,
        permissions,
    }
}

fn planned(endpoint: &Endpoint, trip: u8, target: String) -> PlannedRequest {
    let eventual = endpoint
        .eventual
        .then_some(("ConsistencyLevel", "eventual"));
    PlannedRequest {
        section: endpoint.section,
        trip,
        target,
        headers: eventual.into_iter().collect(),
        permissions: endpoint.permissions.to_vec(),
        why: endpoint.why,
        advisory: is_advisory(endpoint.section),
    }
}

/// Whether a later wave asks for this section at all.
fn concerns(section: SectionName, targets: &Targets) -> bool {
    match about(section) {
        About::Guest | About::Settings => targets.seeks_guests(),
        About::Application | About::Registration => targets.seeks_applications(),
        _ => match section {
            SectionName::Users | SectionName::EligibleGroups | SectionName::DefenderRoles => {
                targets.seeks_guests()
            }
            _ => targets.seeks_guests() || targets.seeks_applications(),
        },
    }
}

/// First what only one permission opens, then for each request that is left its least.
fn least(requests: &[PlannedRequest], catalog: &Catalog) -> Vec<AuditorPermission> {
    let mut chosen: BTreeMap<&'static str, Vec<SectionName>> = BTreeMap::new();
    for request in requests {
        if let [only] = request.permissions[..] {
            chosen.entry(only).or_default();
        }
    }
    for request in requests {
        let open = request
            .permissions
            .iter()
            .any(|name| chosen.contains_key(name));
        if let (false, Some(first)) = (open, request.permissions.first()) {
            chosen.entry(first).or_default();
        }
    }
    for (name, opens) in &mut chosen {
        let sections = requests
            .iter()
            .filter(|request| request.permissions.contains(name));
        opens.extend(sections.map(|request| request.section));
        opens.sort();
        opens.dedup();
    }
    chosen
        .into_iter()
        .map(|(name, opens)| AuditorPermission {
            name,
            id: id(name, catalog),
            opens,
        })
        .collect()
}

fn id(name: &str, catalog: &Catalog) -> Option<PermissionId> {
    catalog
        .api_permission(MICROSOFT_GRAPH, PermissionType::Application, name)
        .map(|permission| permission.id)
}
