//! The adopted guides that ask for what somebody holds.

use super::judged::{Judged, refuses};
use crate::assess::semantics::Ask;
use crate::assess::{Assessment, Finding, Verdict};
use crate::catalog::{Catalog, Entitlement};
use crate::guide::format2::ids::{GuideId, Holder, PrincipalId};
use crate::guide::format2::model::{Guide, Right};
use crate::ids::ObjectId;
use crate::runbook::selection::entitlement;

/// The time for which it is told what a guide asks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Stay {
    /// As of now: while onboarding with what is temporary.
    Now,
    /// Once onboarding is over.
    Afterwards,
}

/// The adopted guides that ask an object of the tenant for an entitlement, or may. Two guides that name one object
/// speak of the same holder.
pub(super) fn asked_by<'a>(
    judged: &Judged<'a>,
    object: ObjectId,
    held: &Entitlement,
    stay: Stay,
) -> Vec<&'a Guide> {
    let mut guides = naming(judged, object);
    guides.retain(|(assessment, guide, principals)| {
        let onboarding = judged.reader.onboarding && stay == Stay::Now;
        let of_finding = |finding: &Finding| {
            let id = finding.requirement.as_ref();
            let requirement = id.and_then(|id| guide.requirement(id));
            requirement.is_some_and(|one| !refuses(one, onboarding, judged.today))
                && asks(judged, guide, (finding, principals), held)
        };
        assessment.findings.iter().any(of_finding)
    });
    guides.into_iter().map(|(_, guide, _)| guide).collect()
}

/// An assessment of an adopted guide, and the principals that an object could be in it.
type Naming<'a> = (&'a Assessment, &'a Guide, Vec<PrincipalId>);

/// The adopted guides that an object could be a principal of, their own or one of a guide that they extend.
fn naming<'a>(judged: &Judged<'a>, object: ObjectId) -> Vec<Naming<'a>> {
    let all = || judged.assessment.into_iter().chain(judged.assessments);
    let mut found: Vec<Naming<'a>> = Vec::new();
    for guide in judged.guides {
        let of = |id: &GuideId| all().find(|one| one.guide.id == id.as_str());
        let Some(assessment) = of(&guide.id) else {
            continue;
        };
        let mut named = principals(assessment, object);
        for relation in &guide.relations {
            let others = of(&relation.guide).map(|other| principals(other, object));
            let others = others.unwrap_or_default().into_iter();
            named.extend(others.filter(|id| guide.principal(id).is_none()));
        }
        if !named.is_empty() {
            found.push((assessment, guide, named));
        }
    }
    found
}

/// The principals of a guide that an object could be.
fn principals(assessment: &Assessment, object: ObjectId) -> Vec<PrincipalId> {
    let candidates = assessment.candidates.iter();
    candidates
        .filter(|one| one.object_id == object && Judged::is_genuine(one))
        .map(|one| one.principal.clone())
        .collect()
}

/// The other adopted guides that ask something of an object, or may.
pub(super) fn others_asking<'a>(judged: &Judged<'a>, object: ObjectId) -> Vec<&'a Guide> {
    let mut guides = naming(judged, object);
    guides.retain(|(assessment, guide, principals)| {
        let asks = |finding: &Finding| {
            let id = finding.requirement.as_ref();
            let requirement = id.and_then(|id| guide.requirement(id));
            let mut rights = finding.rights.iter();
            requirement.is_some_and(|one| !refuses(one, judged.reader.onboarding, judged.today))
                && rights.any(|right| principals.contains(&right.principal))
        };
        guide.id != judged.guide.id && assessment.findings.iter().any(asks)
    });
    guides.into_iter().map(|(_, guide, _)| guide).collect()
}

/// True if the requirement of a finding names an entitlement for one of these principals: in the alternative that counts,
/// and as long as none does in any.
fn asks(
    judged: &Judged<'_>,
    guide: &Guide,
    (finding, principals): (&Finding, &[PrincipalId]),
    held: &Entitlement,
) -> bool {
    let seen = finding
        .rights
        .iter()
        .filter(|right| principals.contains(&right.principal))
        .filter_map(|right| right.entitlement.as_ref());
    if seen.into_iter().any(|one| gives(judged.catalog, one, held)) {
        return true;
    }
    let mut guides = judged.basis.expanded.iter();
    let expanded = guides.find(|one| one.id == guide.id);
    let ask = expanded.and_then(|expanded| {
        let mut asks = expanded.requirements.iter();
        asks.find(|ask| finding.requirement.as_ref() == Some(&ask.id))
    });
    let rights = ask
        .filter(|_| finding.verdict != Verdict::Satisfied)
        .map(Ask::rights);
    let of_principal = |right: &&Right| match &right.of {
        Holder::Principal(one) => principals.contains(&one.id),
        Holder::Tenant | Holder::Installer => false,
    };
    rights
        .unwrap_or_default()
        .into_iter()
        .filter(of_principal)
        .filter_map(|right| entitlement(&right.kind))
        .any(|one| gives(judged.catalog, &one, held))
}

/// True if what is asked is, or consists of, what is held. Values of permissions are compared without case.
fn gives(catalog: &Catalog, asked: &Entitlement, held: &Entitlement) -> bool {
    let same = |one: &Entitlement| match (one, held) {
        (
            Entitlement::ApiPermission {
                resource,
                kind,
                value,
            },
            Entitlement::ApiPermission {
                resource: api,
                kind: of,
                value: named,
            },
        ) => (resource, kind) == (api, of) && value.eq_ignore_ascii_case(named),
        (one, held) => one == held,
    };
    same(asked) || catalog.parts(asked).iter().any(same)
}
