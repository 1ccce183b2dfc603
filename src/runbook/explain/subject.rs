//! The subject of an explanation, with its requirements and findings.

use super::alternatives::{alternatives, names};
use super::contexts::{Asked, Contexts, Found};
use super::right::{self, NamedRight};
use crate::catalog::{Catalog, Entitlement};
use crate::guide::format2::model::RightKind;
use crate::quote;
use crate::runbook::entitlements::entitlement;

/// The kind of thing that is explained.
#[derive(Clone)]
pub(super) enum About<'c, 'a> {
    /// A requirement of a guide.
    Requirement(Asked<'c, 'a>),
    /// A finding that answers no requirement.
    Finding(Found<'c, 'a>),
    /// A role or permission, whoever asks for it.
    Entitlement,
    /// A right that is known by its name alone.
    Right(NamedRight),
}

/// The subject of an explanation.
#[derive(Clone)]
pub(super) struct Subject<'c, 'a> {
    /// The kind of thing that it is.
    pub(super) about: About<'c, 'a>,
    /// Its id or key.
    pub(super) id: String,
    /// Its title (a finding's may be hostile text).
    pub(super) title: String,
    /// The entitlement, where it is one thing that can be held.
    pub(super) entitlement: Option<Entitlement>,
    /// The requirements that ask for it, or refuse it.
    pub(super) asked: Vec<Asked<'c, 'a>>,
    /// The findings about it.
    pub(super) findings: Vec<Found<'c, 'a>>,
}

impl<'c, 'a> Subject<'c, 'a> {
    /// A requirement of a guide.
    pub(super) fn requirement(asked: Asked<'c, 'a>) -> Self {
        let Asked {
            context,
            requirement,
        } = asked;
        let judged = &context.judged;
        let entitlement = sole(&asked).and_then(|kind| entitlement(judged.catalog, kind));
        let finding = judged.finding(requirement);
        let written = requirement.title.clone();
        let titled = || entitlement.as_ref().map(|one| judged.catalog.title(one));
        let title = match finding {
            Some(finding) => finding.title.clone(),
            None => written
                .or_else(titled)
                .unwrap_or_else(|| judged.title(requirement)),
        };
        let found = |finding| Found { context, finding };
        let mut findings: Vec<Found<'c, 'a>> = finding.into_iter().map(found).collect();
        if findings.is_empty() {
            // What nothing asks for here may be held all the same.
            let all = context.assessment().into_iter();
            let held = all.flat_map(|one| &one.findings).filter(|one| {
                one.requirement.is_none() && entitlement.is_some() && one.entitlement == entitlement
            });
            findings.extend(held.map(found));
        }
        Self {
            about: About::Requirement(asked),
            id: asked.id(),
            title,
            entitlement,
            asked: vec![asked],
            findings,
        }
    }

    /// A finding.
    pub(super) fn finding(contexts: &'c Contexts<'a>, found: Found<'c, 'a>) -> Self {
        let Found { context, finding } = found;
        if let Some(requirement) = context.judged.requirement(finding) {
            return Self {
                findings: vec![found],
                ..Self::requirement(Asked {
                    context,
                    requirement,
                })
            };
        }
        // What is held beyond what is asked for may be what another option asks for, or another guide.
        let held = finding.entitlement.as_ref();
        let asked = held.map(|held| asking(contexts, held)).unwrap_or_default();
        Self {
            about: About::Finding(found),
            id: finding.id.clone(),
            title: finding.title.clone(),
            entitlement: finding.entitlement.clone(),
            asked,
            findings: vec![found],
        }
    }

    /// Something that can be held, whoever asks for it.
    pub(super) fn entitlement(contexts: &'c Contexts<'a>, entitlement: Entitlement) -> Self {
        // An action of Defender stands for permissions, and it is those that a guide asks for.
        let action = matches!(entitlement, Entitlement::DefenderAction(_));
        let catalog = contexts.catalog();
        let asked = asking(contexts, &entitlement);
        let findings = contexts.findings().filter(|found| {
            let guide = found.context.guide();
            match found.context.judged.requirement(found.finding) {
                Some(answered) => {
                    let is_answered = |one: &Asked<'_, '_>| {
                        one.requirement.id == answered.id && *one.guide() == guide.id
                    };
                    !action && asked.iter().any(is_answered)
                }
                None => found.finding.entitlement.as_ref() == Some(&entitlement),
            }
        });
        let findings = findings.collect();
        Self {
            about: About::Entitlement,
            id: catalog.key(&entitlement),
            title: catalog.title(&entitlement),
            findings,
            asked,
            entitlement: Some(entitlement),
        }
    }

    /// A right that is known by its name alone.
    pub(super) fn right(contexts: &'c Contexts<'a>, named: NamedRight) -> Self {
        let asked: Vec<Asked<'c, 'a>> = contexts
            .requirements()
            .filter(|asked| right::is_named_by(asked, &named))
            .collect();
        let findings = asked.iter().filter_map(|asked| {
            Some(Found {
                context: asked.context,
                finding: asked.context.judged.finding(asked.requirement)?,
            })
        });
        Self {
            id: named.key(),
            title: quote::name(&named.name),
            entitlement: None,
            findings: findings.collect(),
            asked,
            about: About::Right(named),
        }
    }
}

impl Subject<'_, '_> {
    /// Every role or permission of the catalogue that it is about, each once, in the order of the guide.
    pub(super) fn entitlements(&self, catalog: &Catalog) -> Vec<Entitlement> {
        if let Some(only) = &self.entitlement {
            return vec![only.clone()];
        }
        let About::Requirement(asked) = &self.about else {
            return Vec::new();
        };
        let mut all = Vec::new();
        for right in alternatives(asked).iter().flatten() {
            let entitlement = entitlement(catalog, right.kind);
            all.extend(entitlement.filter(|one| !all.contains(one)));
        }
        all
    }
}

/// The one right of a requirement that has only one.
fn sole<'a>(asked: &Asked<'_, 'a>) -> Option<&'a RightKind> {
    let [written] = asked.requirement.need.alternatives() else {
        return None;
    };
    let alternatives = alternatives(asked);
    let first = alternatives.first()?.first()?;
    (written.len() == 1).then_some(first.kind)
}

/// The requirements of every guide that name an entitlement, or the permissions that an action of Defender stands for.
fn asking<'c, 'a>(contexts: &'c Contexts<'a>, held: &Entitlement) -> Vec<Asked<'c, 'a>> {
    let parts = parts(contexts.catalog(), held);
    let all = contexts.requirements();
    all.filter(|asked| parts.iter().any(|part| names(asked, part)))
        .collect()
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
