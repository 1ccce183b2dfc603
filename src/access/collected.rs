//! The grants of one holder, collected part by part, within the bounds of a whole snapshot.

use super::holding::{Holding, HoldingKind};
use super::unresolved::{Could, Unresolved, few};
use super::{Contradiction, Grant, Held, Holder, HolderKind, Scope, SightingRef, Via};
use crate::catalog::Entitlement;
use crate::ids::{ObjectId, RoleTemplateId};
use std::cell::Cell;
use std::collections::BTreeSet;

/// The most grants that are weighed of one snapshot: the largest tenants have some hundreds.
pub(super) const GRANTS: usize = 20_000;
/// The most text of the tenant in them, in bytes.
const TEXT: usize = 8 * 1024 * 1024;

/// The remaining bounds of a snapshot: the grants and texts that are still taken.
pub(super) struct Allowance {
    grants: Cell<usize>,
    text: Cell<usize>,
}

impl Default for Allowance {
    fn default() -> Self {
        Self {
            grants: Cell::new(GRANTS),
            text: Cell::new(TEXT),
        }
    }
}

impl Allowance {
    /// Reserves space for one grant or holding with its text, in bytes, where the bounds allow it.
    fn take(&self, text: usize) -> bool {
        let left = self.grants.get().checked_sub(1);
        let text = self.text.get().checked_sub(text);
        if let (Some(left), Some(text)) = (left, text) {
            self.grants.set(left);
            self.text.set(text);
            return true;
        }
        // The bound is reached here: a shorter grant that follows is not taken either.
        self.grants.set(0);
        false
    }

    fn is_full(&self) -> bool {
        self.grants.get() == 0
    }
}

/// The number of bytes of the tenant's text in a grant.
fn text(grant: &Grant) -> usize {
    let length = |text: &Option<String>| text.as_ref().map_or(0, String::len);
    let hops = grant.via.iter().map(|via| match via {
        Via::Group { name, .. } | Via::EligibleGroup { name, .. } => length(name),
        Via::DefenderRole { id, name, action } => id.len() + length(name) + action.len(),
    });
    let entitlement = match &grant.entitlement {
        Entitlement::ApiPermission { value, .. } => value.len(),
        Entitlement::DefenderAction(action) => action.len(),
        _ => 0,
    };
    let scope = match &grant.scope {
        Scope::AdministrativeUnit(id) | Scope::Object(id) => id.len(),
        Scope::DataSources(sources) => sources.iter().map(String::len).sum(),
        Scope::Tenant | Scope::OneUser(_) | Scope::Unstated => 0,
    };
    hops.sum::<usize>() + length(&grant.name) + length(&grant.stored) + entitlement + scope
}

/// The same of something else that is held.
fn text_of(holding: &Holding) -> usize {
    let length = |text: &Option<String>| text.as_ref().map_or(0, String::len);
    match &holding.what {
        HoldingKind::Credential { name, .. }
        | HoldingKind::GroupOwner { name, .. }
        | HoldingKind::ApplicationOwner { name, .. } => length(name),
        HoldingKind::Federated {
            id,
            name,
            issuer,
            subject,
        } => length(id) + length(name) + length(issuer) + length(subject),
        HoldingKind::Assignment { id, name, .. } => length(id) + length(name),
        HoldingKind::OwnedBy {
            name, sign_in_name, ..
        } => length(name) + length(sign_in_name),
    }
}

/// Grants, other holdings, items that could not be read as one, and contradictions.
pub(super) struct Collected<'r> {
    allowance: &'r Allowance,
    grants: Vec<Grant>,
    holdings: Vec<Holding>,
    unresolved: Vec<Unresolved>,
    contradictions: Vec<Contradiction>,
}

impl<'r> Collected<'r> {
    /// Nothing yet.
    pub(super) const fn new(allowance: &'r Allowance) -> Self {
        Self {
            allowance,
            grants: Vec::new(),
            holdings: Vec::new(),
            unresolved: Vec::new(),
            contradictions: Vec::new(),
        }
    }

    /// Adds a grant, as long as the bounds allow it.
    ///
    /// `false` when none is taken any more: then it is said that there are others of which nothing is known,
    /// and nothing may be concluded from what is not here.
    pub(super) fn grant(&mut self, seen: SightingRef, make: impl FnOnce() -> Grant) -> bool {
        if !self.allowance.is_full() {
            let grant = make();
            if self.allowance.take(text(&grant)) {
                self.grants.push(grant);
                return true;
            }
        }
        self.beyond(seen);
        false
    }

    /// Adds something else that is held, as long as the bounds allow it. `false` as for a grant.
    pub(super) fn holding(&mut self, seen: SightingRef, make: impl FnOnce() -> Holding) -> bool {
        if !self.allowance.is_full() {
            let holding = make();
            if self.allowance.take(text_of(&holding)) {
                self.holdings.push(holding);
                return true;
            }
        }
        self.beyond(seen);
        false
    }

    /// Notes that more is held than is weighed.
    fn beyond(&mut self, seen: SightingRef) {
        self.unresolved.push(Unresolved {
            lacking: seen.section,
            what: "what is held beyond that".to_owned(),
            lacks: format!("holds more than the {GRANTS} grants that are weighed"),
            gone: false,
            could_be: Could::any_shown_in(seen.section),
            more: true,
            others: 0,
            seen,
        });
    }

    /// The directory roles that are held and not merely eligible.
    pub(super) fn roles_held_now(&self) -> BTreeSet<RoleTemplateId> {
        let held = self.grants.iter().filter(|one| one.held != Held::Eligible);
        held.filter_map(|grant| match grant.entitlement {
            Entitlement::DirectoryRole(role) => Some(role),
            _ => None,
        })
        .collect()
    }

    /// Takes over what could not be read as a grant.
    pub(super) fn unresolved(&mut self, one: Unresolved) {
        self.unresolved.push(one);
    }

    /// The same, for several.
    pub(super) fn all_unresolved<'u>(&mut self, all: impl IntoIterator<Item = &'u Unresolved>) {
        self.unresolved.extend(all.into_iter().cloned());
    }

    /// Takes over what another answer contradicts.
    pub(super) fn contradiction(&mut self, one: Contradiction) {
        self.contradictions.push(one);
    }

    /// The holder of all of it, in a fixed order.
    pub(super) fn into_holder(mut self, id: ObjectId, kind: HolderKind) -> Holder {
        self.grants.sort();
        self.grants.dedup();
        self.holdings.sort();
        self.holdings.dedup();
        self.contradictions.sort();
        self.contradictions.dedup();
        Holder {
            id,
            kind,
            grants: self.grants,
            holdings: self.holdings,
            unresolved: few(self.unresolved),
            contradictions: self.contradictions,
        }
    }
}
