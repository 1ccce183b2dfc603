//! The subject of an explanation, with its requirements and findings.

use crate::assess::Finding;
use crate::catalog::{Catalog, Entitlement};
use crate::guide::{Ask, Requirement};
use crate::runbook::judged::Judged;

/// The subject of an explanation.
#[derive(Clone, Debug)]
pub(super) struct Subject<'a> {
    /// Its title (a finding's may be hostile text).
    pub(super) title: String,
    /// The entitlement, where it is something that can be held.
    pub(super) entitlement: Option<Entitlement>,
    /// The requirements that ask for it.
    pub(super) requirements: Vec<&'a Requirement>,
    /// The findings about it.
    pub(super) findings: Vec<&'a Finding>,
}

impl<'a> Subject<'a> {
    /// A requirement of the guide.
    pub(super) fn requirement(judged: &Judged<'a>, requirement: &'a Requirement) -> Self {
        let entitlement = match &requirement.ask {
            Ask::Hold(entitlement) => Some(entitlement.clone()),
            _ => None,
        };
        Self {
            title: requirement.title.clone(),
            entitlement,
            requirements: vec![requirement],
            findings: judged.finding(requirement).into_iter().collect(),
        }
    }

    /// A finding.
    pub(super) fn finding(judged: &Judged<'a>, finding: &'a Finding) -> Self {
        let answered = judged.requirement(finding);
        if let Some(requirement) = answered.or_else(|| of_another_option(judged, finding)) {
            return Self {
                findings: vec![finding],
                ..Self::requirement(judged, requirement)
            };
        }
        Self {
            title: finding.title.clone(),
            entitlement: finding.entitlement.clone(),
            requirements: Vec::new(),
            findings: vec![finding],
        }
    }

    /// Something that can be held, whoever asks for it.
    pub(super) fn entitlement(judged: &Judged<'a>, entitlement: Entitlement) -> Self {
        // An action of Defender stands for permissions, and it is those that a guide asks for.
        let action = matches!(entitlement, Entitlement::DefenderAction(_));
        let parts = parts(judged.catalog, &entitlement);
        let asked = |one: &&Requirement| match &one.ask {
            Ask::Hold(asked) => parts.iter().any(|part| gives(judged.catalog, asked, part)),
            _ => false,
        };
        let all = judged.guide.requirements.iter();
        let requirements: Vec<&Requirement> = all.filter(asked).collect();
        let all = judged.assessment.map(|all| all.findings.as_slice());
        let findings = all
            .unwrap_or_default()
            .iter()
            .filter(|finding| match judged.requirement(finding) {
                Some(asked) => !action && requirements.iter().any(|one| one.id == asked.id),
                None => finding.entitlement.as_ref() == Some(&entitlement),
            })
            .collect();
        Self {
            title: judged.catalog.title(&entitlement),
            entitlement: Some(entitlement),
            requirements,
            findings,
        }
    }
}

/// The requirement of an option that is not taken, where that asks for what is held beyond the guide.
fn of_another_option<'a>(judged: &Judged<'a>, finding: &Finding) -> Option<&'a Requirement> {
    let held = finding.entitlement.as_ref()?;
    let mut all = judged.guide.requirements.iter();
    all.find(|one| {
        let mut choices = one.options.iter().map(|option| &option.choice);
        matches!(&one.ask, Ask::Hold(asked) if asked == held)
            && choices.any(|choice| finding.choice.as_ref() == Some(choice))
    })
}

/// The entitlement, or the permissions that an action of Defender stands for.
fn parts(catalog: &Catalog, entitlement: &Entitlement) -> Vec<Entitlement> {
    match entitlement {
        Entitlement::DefenderAction(action) => {
            let given = catalog.expand_action(action).permissions;
            given
                .into_iter()
                .map(Entitlement::DefenderUnified)
                .collect()
        }
        known => vec![known.clone()],
    }
}

/// True where `held` is `asked`, or a part of it: of a permission of Defender's older model, or of an action.
pub(super) fn gives(catalog: &Catalog, asked: &Entitlement, held: &Entitlement) -> bool {
    match (asked, held) {
        (Entitlement::DefenderAction(action), Entitlement::DefenderUnified(id)) => {
            catalog.expand_action(action).permissions.contains(id)
        }
        (asked, held) => catalog.parts(asked).contains(held),
    }
}
