//! Settings of the tenant: sections of their own, so that one refusal costs one of them.

use super::aside::Aside;
use super::ledger::{Ledger, ask};
use crate::ids::TenantId;
use crate::scan::client::{Answer, Graph, Kind};
use crate::scan::requests::build;
use crate::scan::sections::{About, about};
use crate::scan::targets::Targets;
use crate::snapshot::{CrossTenantAccess, SectionName};

/// Settings that verdicts rest on and that can be asked for before anything is known, in a ledger
/// of their own.
pub(super) async fn settings(graph: &Graph<'_>, targets: &Targets) -> Ledger {
    let mut ledger = Ledger::default();
    if !targets.seeks_guests() {
        silence(&mut ledger);
        return ledger;
    }
    let domains = targets.domains();
    let vendor = domains
        .iter()
        .filter_map(|domain| build::vendor_tenant(domain))
        .collect();
    let (actions, default, tenants) = tokio::join!(
        ask(graph, vec![build::defender_actions()]),
        ask(graph, vec![build::cross_tenant_default()]),
        ask(graph, vendor),
    );
    ledger.defender_actions.add(actions);
    ledger.cross_tenant_default.add(default);
    ledger.vendor_tenant.add(nothing_is_an_answer(tenants));
    if targets.cut_off.is_empty() {
        let why = "the guide asks for no role of Defender, so RBAC need not be turned on for it";
        ledger.silent(SectionName::RoleHolders, why);
    }
    ledger
}

/// Asks for the settings that only advise.
pub(super) fn advise(aside: &Aside<'_>, targets: &Targets) {
    let policies = vec![build::conditional_access()];
    if !targets.seeks_guests() {
        if targets.seeks_policies() {
            aside.ask(policies, |ledger| &mut ledger.conditional_access);
        }
        return;
    }
    let invitations = vec![build::authorization_policy()];
    aside.ask(invitations, |ledger| &mut ledger.authorization_policy);
    aside.ask(vec![build::b2b_policy()], |ledger| &mut ledger.b2b_policy);
    let defaults = vec![build::security_defaults()];
    aside.ask(defaults, |ledger| &mut ledger.security_defaults);
    aside.ask(policies, |ledger| &mut ledger.conditional_access);
    let roles = targets.cut_off.iter();
    let holders = roles.map(|role| build::role_holders(*role)).collect();
    aside.ask(holders, |ledger| &mut ledger.role_holders);
}

fn silence(ledger: &mut Ledger) {
    let why = "the guide asks for no guest, whom this setting could concern";
    for &section in SectionName::ALL {
        if about(section) == About::Settings {
            ledger.silent(section, why);
        }
    }
}

/// The vendor's tenant: the one that the reader gave, else the one behind its mail domain.
pub(super) fn vendor(targets: &Targets, ledger: &Ledger) -> Option<TenantId> {
    let found = ledger
        .vendor_tenant
        .objects()
        .filter_map(|tenant| tenant.tenant_id.copied());
    targets.vendor_tenant.or_else(|| found.min())
}

/// What is set apart for the vendor's tenant.
pub(super) async fn partner(
    graph: &Graph<'_>,
    vendor: Option<TenantId>,
) -> Vec<Answer<CrossTenantAccess>> {
    let gets = vendor
        .map(build::cross_tenant_partner)
        .into_iter()
        .collect();
    nothing_is_an_answer(ask(graph, gets).await)
}

/// That there is nothing (404) is an answer: no tenant behind a domain, nothing set for a tenant.
fn nothing_is_an_answer<T>(mut answers: Vec<Answer<T>>) -> Vec<Answer<T>> {
    for answer in &mut answers {
        let gone = answer
            .failure
            .as_ref()
            .is_some_and(|failure| failure.kind == Kind::Gone);
        if gone {
            answer.failure = None;
        }
    }
    answers
}
