//! The target that is to hold it: the guide's principal, as it is in this tenant, or anybody where no guide asks anybody.

use super::alternatives::every_right;
use super::contexts::{Asked, Contexts};
use super::subject::Subject;
use crate::actions::{Handle, Target, Text};
use crate::assess::CandidateKind;
use crate::assess::TargetPrincipal;
use crate::assess::semantics::Truth;
use crate::catalog::Entitlement;
use crate::guide::format2::ids::{Holder, PrincipalId};
use crate::guide::format2::kinds::Tier;
use crate::runbook::context::RunbookContext;
use crate::runbook::entitlements::{entitlements, gives};
use crate::runbook::target::{PrincipalTarget, kind};
use crate::runbook::wanted::WantedRight;

/// The requirements that decide who is to hold it: of each guide the strongest, and one in play before any other.
///
/// None for an action of Defender: a guide asks for permissions, and the action may give more of them.
pub(super) fn deciding<'s, 'c, 'a>(
    contexts: &'c Contexts<'a>,
    subject: &'s Subject<'c, 'a>,
) -> Vec<&'s Asked<'c, 'a>> {
    if matches!(subject.entitlement, Some(Entitlement::DefenderAction(_))) {
        return Vec::new();
    }
    let of_guide = |context: &RunbookContext<'_>| {
        let own = subject.asked.iter();
        let own = own.filter(|one| *one.guide() == context.guide().id);
        own.min_by_key(|one| (out_of_play(one), rank(one.requirement.tier)))
    };
    let mut deciding: Vec<&Asked<'_, '_>> = contexts.all().filter_map(of_guide).collect();
    // Where one guide asks and another refuses, it is given as the one asks.
    deciding.sort_by_key(|one| (out_of_play(one), refuses(one)));
    deciding
}

/// 0 for a requirement of which the condition holds, 1 where that is open, 2 where it does not hold.
fn out_of_play(asked: &Asked<'_, '_>) -> u8 {
    match asked.context.judged.truth(asked.requirement.when.as_ref()) {
        Truth::Yes => 0,
        Truth::Open => 1,
        Truth::No => 2,
    }
}

/// The place of a tier, the strongest first.
const fn rank(tier: Tier) -> u8 {
    match tier {
        Tier::Required => 0,
        Tier::Recommended => 1,
        Tier::Temporary => 2,
        Tier::Optional => 3,
        Tier::Informational => 4,
        Tier::Forbidden => 5,
        Tier::NotRequired => 6,
    }
}

/// True for a requirement that refuses what it names.
pub(super) fn refuses(asked: &Asked<'_, '_>) -> bool {
    asked.context.judged.refuses(asked.requirement)
}

/// The rights of a requirement that are an entitlement, or include it, each holder once.
pub(super) fn rights_to<'a>(asked: &Asked<'_, 'a>, held: &Entitlement) -> Vec<WantedRight<'a>> {
    let catalog = asked.context.catalog();
    let mut found: Vec<WantedRight<'a>> = Vec::new();
    for right in every_right(asked) {
        let mut named = entitlements(catalog, right.kind).into_iter();
        let known = found.iter().any(|one| one.holder == right.holder);
        if !known && named.any(|one| gives(catalog, &one, held)) {
            found.push(right);
        }
    }
    found
}

/// The user or application that is to hold a right; anybody where that is whoever installs.
pub(super) enum To<'a> {
    /// A user or application of the guide.
    Known(Box<PrincipalTarget<'a>>),
    /// Whoever installs.
    Installer(Box<TargetPrincipal>),
    /// The tenant, or a principal of another kind, which nothing is granted to by command.
    Other,
}

/// The target of a right.
pub(super) fn to<'a>(asked: &Asked<'_, 'a>, right: &WantedRight<'a>) -> To<'a> {
    if let Some(principal) = asked.context.judged.holder_of(right) {
        return To::Known(Box::new(asked.context.target(principal)));
    }
    match right.holder {
        Some(Holder::Installer) => {
            let installer = principal_of(CandidateKind::GuestUser, "whoever installs");
            To::Installer(Box::new(installer))
        }
        _ => To::Other,
    }
}

/// A principal for what no guide asks of anybody.
pub(super) fn nobody_of_a_guide(entitlement: &Entitlement) -> TargetPrincipal {
    if matches!(entitlement, Entitlement::ApiPermission { .. }) {
        principal_of(CandidateKind::EnterpriseApplication, "the application")
    } else {
        principal_of(CandidateKind::GuestUser, "the principal")
    }
}

fn principal_of(kind: CandidateKind, title: &str) -> TargetPrincipal {
    TargetPrincipal::found_by_nothing(PrincipalId::reserved("anybody"), kind, title.to_owned())
}

/// Anybody: the reader fills in whom.
pub(super) fn anybody(principal: &TargetPrincipal) -> PrincipalTarget<'_> {
    let (key, means) = if principal.kind == CandidateKind::GuestUser {
        (
            "principal-id",
            "the object id of the user, group or service principal",
        )
    } else {
        (
            "service-principal-id",
            "the object id of the application's service principal (Enterprise applications, Object ID)",
        )
    };
    let app_id = Text::placeholder("application-id", "the application (client) id");
    let object = Handle::placeholder(key, means);
    let target = Target {
        principal: principal.id.to_string(),
        name: principal.title.clone(),
        ..Target::new(kind(principal), &principal.title, object, app_id)
    };
    PrincipalTarget {
        principal,
        holder: None,
        target,
    }
}
