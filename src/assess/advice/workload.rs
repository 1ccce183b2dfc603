//! Conditional Access policies for workload identities.
//!
//! They hold for single-tenant applications that are registered in this tenant,
//! and can only block; those of other tenants, those open to several, and managed
//! identities are out of their scope (entra-docs, workload-identity.md).

use super::conditional_access::{Mode, Reach, blocks, name, of_service, plain_id};
use super::piece::piece;
use crate::access::{Holder, HolderKind};
use crate::assess::context::Context;
use crate::assess::model::Advice;
use crate::assess::principals::Matches;
use crate::assess::ternary::Ternary;
use crate::ids::ObjectId;
use crate::snapshot::{ConditionClientApplications, ConditionalAccessPolicy, SectionName};
use std::collections::BTreeSet;

/// The meaning of a policy for one application.
struct Service {
    id: ObjectId,
    /// Tells if such policies hold for it.
    in_scope: Ternary,
}

/// One piece per policy for workload identities and application that it concerns or names.
pub(super) fn advice(context: &Context<'_>, matches_by_principal: &Matches<'_>) -> Vec<Advice> {
    let services = services(context, matches_by_principal);
    let apis = apis(context);
    let policies = context.snapshot.sections.conditional_access.sightings();
    let mut advice = Vec::new();
    for (item, seen) in policies.iter().enumerate() {
        for service in &services {
            advice.extend(of_policy(context, service, &apis, (item, &seen.object)));
        }
    }
    advice
}

/// True if such a policy could stop one of the guide's applications.
pub(super) fn matter(context: &Context<'_>, matches_by_principal: &Matches<'_>) -> bool {
    let services = services(context, matches_by_principal);
    services
        .iter()
        .any(|service| service.in_scope != Ternary::No)
}

/// The applications that could be the guide's, each once.
fn services(context: &Context<'_>, matches_by_principal: &Matches<'_>) -> Vec<Service> {
    let mut known: BTreeSet<ObjectId> = BTreeSet::new();
    let candidates = matches_by_principal
        .values()
        .flat_map(|matched| &matched.genuine);
    candidates
        .filter_map(|candidate| service(context, candidate.holder))
        .filter(|service| known.insert(service.id))
        .collect()
}

fn service(context: &Context<'_>, holder: &Holder) -> Option<Service> {
    let HolderKind::Application {
        service_principal: Some(item),
        registration,
        ..
    } = holder.kind
    else {
        return None;
    };
    let sections = &context.snapshot.sections;
    let principal = &sections.service_principals.sightings().get(item)?.object;
    let registration = registration.and_then(|item| sections.applications.sightings().get(item));
    let managed = principal.service_principal_type.as_deref() == Some("ManagedIdentity");
    let home = match (
        principal.app_owner_organization_id.copied(),
        context.snapshot.tenant_id(),
    ) {
        _ if registration.is_some() => Ternary::Yes,
        (Some(owner), Some(tenant)) => Ternary::from(owner == tenant),
        _ => Ternary::Untold,
    };
    let audience = registration.and_then(|seen| seen.object.sign_in_audience.as_deref());
    let audience = audience.or(principal.sign_in_audience.as_deref());
    let single = Ternary::of(audience.map(|audience| audience == "AzureADMyOrg"));
    Some(Service {
        id: principal.id.copied()?,
        in_scope: home.and(single).and(Ternary::from(!managed)),
    })
}

/// The APIs that the guide asks permissions on.
fn apis(context: &Context<'_>) -> Vec<String> {
    context.asks.apis().into_iter().collect()
}

fn of_policy(
    context: &Context<'_>,
    service: &Service,
    apis: &[String],
    (item, policy): (usize, &ConditionalAccessPolicy),
) -> Option<Advice> {
    let conditions = policy.conditions.get()?;
    let about = conditions.client_applications.get()?;
    let mode = Mode::of(policy);
    let id = service.id;
    let named = names(about, id);
    let in_scope = service.in_scope;
    let concerned = match in_scope {
        Ternary::No => Ternary::from(named),
        _ => concerns(about, named, id),
    };
    if mode == Mode::Off || concerned == Ternary::No {
        return None;
    }
    let at = (SectionName::ConditionalAccess, item);
    let key = format!("workload-policy/{}/{id}", plain_id(policy, item));
    if in_scope == Ternary::No {
        let text = format!(
            "The Conditional Access policy {} names the application, and has no effect on it: policies for workload \
             identities hold only for applications that are registered in this tenant and serve it alone.",
            name(policy)
        );
        let title = "A policy for workload identities has no effect on the application";
        return Some(piece(context, &key, title, text, at));
    }
    let when = of_service(conditions, apis);
    if when.reach == Reach::Nowhere {
        return None;
    }
    let weighs = mode == Mode::On && when.reach == Reach::Portals;
    let demand = if blocks(policy) {
        "it blocks"
    } else {
        "what it demands was not understood, since it can only block"
    };
    let doubt = if concerned.and(in_scope) == Ternary::Untold {
        " Whether the application is among those that it holds for could not be told."
    } else {
        ""
    };
    let text = format!(
        "The Conditional Access policy {} for workload identities may concern the application: {demand}.{}{}{doubt}",
        name(policy),
        Mode::words(policy),
        when.words(),
    );
    let title = if weighs {
        "A Conditional Access policy may stop the application"
    } else {
        "A Conditional Access policy may concern the application"
    };
    let mut advice = piece(context, &key, title, text, at);
    advice.weighs = weighs;
    Some(advice)
}

/// True if a policy names a service principal.
fn names(about: &ConditionClientApplications, id: ObjectId) -> bool {
    has(
        about.include_service_principals.sightings(),
        &id.to_string(),
    )
}

fn has(list: &[String], word: &str) -> bool {
    list.iter().any(|one| one.eq_ignore_ascii_case(word))
}

/// Tells if a policy is about a service principal of this tenant. A rule is not evaluated.
fn concerns(about: &ConditionClientApplications, named: bool, id: ObjectId) -> Ternary {
    let filter = about.service_principal_filter.get();
    let mode = filter.map(|filter| filter.mode.as_deref().unwrap_or_default());
    let included = match about.include_service_principals.whole() {
        None if named => Ternary::Yes,
        None if filter.is_none() => Ternary::Untold,
        None => Ternary::No,
        Some(list) => Ternary::from(named || has(list, "ServicePrincipalsInMyTenant")),
    };
    let excluded = about.exclude_service_principals.sightings();
    let excluded = Ternary::from(has(excluded, &id.to_string()));
    let (by_rule, but_rule) = match mode {
        None => (Ternary::No, Ternary::No),
        Some("exclude") => (Ternary::No, Ternary::Untold),
        Some(_) => (Ternary::Untold, Ternary::No),
    };
    included.or(by_rule).and(excluded.or(but_rule).not())
}
