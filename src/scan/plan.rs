//! What a scan would ask, and which permissions that takes, without asking.

use super::Cloud;
use super::requests::{ValueSet, batches, render};
use super::targets::Targets;
use crate::catalog::{Catalog, MICROSOFT_GRAPH, PermissionType};
use crate::guide::{Guide, Parameters};
use crate::ids::PermissionId;
use crate::snapshot::{Endpoint, Phase, SectionName, Subject};
use std::collections::BTreeMap;

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
}

/// The requests of a scan that is not made.
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
    let mut requests: Vec<PlannedRequest> = batches(Phase::Find, &targets.values())
        .into_iter()
        .flat_map(|batch| batch.gets)
        .map(|get| planned(get.endpoint, get.endpoint.phase, get.target))
        .collect();
    let template = |endpoint: &Endpoint, phase: Phase| {
        planned(endpoint, phase, render(endpoint, &ValueSet::default()))
    };
    for section in SectionName::ALL {
        let row = section.row();
        if !concerns(row.subject, &targets) {
            continue;
        }
        for endpoint in row.endpoints {
            // What was found by name in one list only is looked up in the other by its id.
            let counterpart = row.subject == Subject::SoughtApplications
                && !targets.names.is_empty()
                && endpoint.placeholders().any(|name| name == "app-id");
            if counterpart {
                requests.push(template(endpoint, Phase::Read));
            } else if endpoint.phase > Phase::Find {
                requests.push(template(endpoint, endpoint.phase));
            }
        }
    }
    requests.sort_by(|a, b| (a.phase, a.section, &a.target).cmp(&(b.phase, b.section, &b.target)));
    let permissions = least(&requests, catalog);
    Plan {
        requests,
        permissions,
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

/// A scan for these targets asks about the subject.
fn concerns(subject: Subject, targets: &Targets) -> bool {
    let (guests, applications) = (targets.seeks_guests(), targets.seeks_applications());
    match subject {
        Subject::Tenant => true,
        Subject::SignInSettings => targets.seeks_policies(),
        Subject::GuestSettings
        | Subject::SoughtGuests
        | Subject::Guests
        | Subject::NamedForGuests => guests,
        Subject::SoughtApplications | Subject::ServicePrincipals | Subject::Registrations => {
            applications
        }
        Subject::GuestsAndServicePrincipals | Subject::Named => guests || applications,
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
