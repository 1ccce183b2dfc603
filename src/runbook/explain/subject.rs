//! What an id stands for, with what the guide and the tenant say of it.

use crate::assess::Finding;
use crate::catalog::Entitlement;
use crate::guide::{Ask, Requirement};
use crate::runbook::world::World;

/// What is explained.
#[derive(Clone, Debug)]
pub(super) struct Subject<'a> {
    /// What it is called (a finding's may be hostile text).
    pub(super) title: String,
    /// What is held, where it is something that can be held.
    pub(super) entitlement: Option<Entitlement>,
    /// Where the guide asks for it.
    pub(super) requirements: Vec<&'a Requirement>,
    /// What the roll call of the tenant says of it.
    pub(super) findings: Vec<&'a Finding>,
}

impl<'a> Subject<'a> {
    /// A requirement of the guide.
    pub(super) fn requirement(world: &World<'a>, requirement: &'a Requirement) -> Self {
        let entitlement = match &requirement.ask {
            Ask::Hold(entitlement) => Some(entitlement.clone()),
            _ => None,
        };
        Self {
            title: requirement.title.clone(),
            entitlement,
            requirements: vec![requirement],
            findings: world.finding(requirement).into_iter().collect(),
        }
    }

    /// A line of the roll call.
    pub(super) fn finding(world: &World<'a>, finding: &'a Finding) -> Self {
        if let Some(requirement) = world.requirement(finding) {
            return Self::requirement(world, requirement);
        }
        Self {
            title: finding.title.clone(),
            entitlement: finding.entitlement.clone(),
            requirements: Vec::new(),
            findings: vec![finding],
        }
    }

    /// Something that can be held, whoever asks for it.
    pub(super) fn entitlement(world: &World<'a>, entitlement: Entitlement) -> Self {
        let requirements: Vec<&Requirement> = world
            .guide()
            .requirements
            .iter()
            .filter(|one| matches!(&one.ask, Ask::Hold(asked) if gives(world, asked, &entitlement)))
            .collect();
        let all = world.assessment().map(|all| all.findings.as_slice());
        let findings = all
            .unwrap_or_default()
            .iter()
            .filter(|finding| match world.requirement(finding) {
                Some(asked) => requirements.iter().any(|one| one.id == asked.id),
                None => finding.entitlement.as_ref() == Some(&entitlement),
            })
            .collect();
        Self {
            title: world.catalog().title(&entitlement),
            entitlement: Some(entitlement),
            requirements,
            findings,
        }
    }
}

/// Whether `held` is `asked`, or a part of it in Defender's newer model.
pub(super) fn gives(world: &World<'_>, asked: &Entitlement, held: &Entitlement) -> bool {
    match (asked, held) {
        (Entitlement::DefenderClassic { group, name }, Entitlement::DefenderUnified(id)) => world
            .catalog()
            .classic_permission(group, name)
            .is_some_and(|classic| classic.unified.contains(id)),
        (asked, held) => asked == held,
    }
}
