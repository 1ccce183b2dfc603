//! The sections that a token should open by its claims, before anything is asked.
//!
//! It is a forecast for the reader and steers nothing: every section is asked
//! all the same, and the answer counts.

use super::plan::Plan;
use crate::catalog::{Catalog, Entitlement, MICROSOFT_GRAPH, PermissionType};
use crate::snapshot::{Observer, ObserverKind, SectionName};
use std::collections::BTreeMap;

/// The delegated permission that lets a token do in the directory whatever its person may.
const AS_THE_PERSON: &str = "Directory.AccessAsUser.All";

/// The sections that a token should open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preflight {
    /// An application or a person; `Unknown` when the token cannot be read,
    /// and then nothing is forecast.
    pub kind: ObserverKind,
    /// The token may do in the directory whatever its person may, so that more may
    /// open than its permissions name.
    pub as_the_person: bool,
    /// The sections that a scan asks, in their fixed order.
    pub sections: Vec<Outlook>,
}

/// The forecast for one section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outlook {
    /// The section.
    pub section: SectionName,
    /// The permissions, least first, that the token visibly lacks for it; none when it should open.
    pub lacks: Vec<&'static str>,
}

impl Preflight {
    /// Holds a token's claims against what a plan asks.
    pub fn of(plan: &Plan, observer: &Observer, catalog: &Catalog) -> Self {
        let mut sections: BTreeMap<SectionName, Vec<&'static str>> = BTreeMap::new();
        if observer.kind != ObserverKind::Unknown {
            for request in &plan.requests {
                let lacks = sections.entry(request.section).or_default();
                let open = request
                    .permissions
                    .iter()
                    .any(|name| holds(observer, name, catalog));
                if let (false, Some(least)) = (open, request.permissions.first())
                    && !lacks.contains(least)
                {
                    lacks.push(least);
                }
            }
        }
        Self {
            kind: observer.kind,
            as_the_person: observer.kind == ObserverKind::Person
                && observer
                    .permissions
                    .iter()
                    .any(|name| name == AS_THE_PERSON),
            sections: sections
                .into_iter()
                .map(|(section, lacks)| Outlook { section, lacks })
                .collect(),
        }
    }

    /// The sections that should open.
    pub fn open(&self) -> impl Iterator<Item = SectionName> {
        let open = self.sections.iter().filter(|one| one.lacks.is_empty());
        open.map(|one| one.section)
    }

    /// The sections that lack a permission.
    pub fn closed(&self) -> impl Iterator<Item = &Outlook> {
        self.sections.iter().filter(|one| !one.lacks.is_empty())
    }
}

/// A token with a permission, or one that includes it.
fn holds(observer: &Observer, asked: &str, catalog: &Catalog) -> bool {
    let kind = match observer.kind {
        ObserverKind::Person => PermissionType::Delegated,
        ObserverKind::Application | ObserverKind::Unknown => PermissionType::Application,
    };
    let on_graph = |value: &str| Entitlement::ApiPermission {
        resource: MICROSOFT_GRAPH,
        kind,
        value: value.to_owned(),
    };
    let wanted = on_graph(asked);
    observer
        .permissions
        .iter()
        .any(|held| held == asked || catalog.covers(&on_graph(held), &wanted).is_some())
}
