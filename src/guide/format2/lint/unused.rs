//! Lints of parts that nothing uses.

use super::found::{Found, Subject};
use super::rule::LintRule;
use crate::guide::format2::ids::{
    ChoiceId, FactId, ParameterRef, PrincipalId, PrincipalRef, TruthRef,
};
use crate::guide::format2::list::entries;
use crate::guide::format2::model::{Evidence, FieldValue, PrincipalKind, RightKind};
use std::collections::BTreeSet;

/// Principals without a requirement.
pub(crate) fn principals(subject: &Subject<'_>, found: &mut Found) {
    let guide = subject.guide;
    let mut used: BTreeSet<&PrincipalId> = BTreeSet::new();
    let mut name = |reference: &'_ PrincipalRef| {
        if reference.guide.is_none() {
            let own = guide
                .principals
                .iter()
                .find(|principal| principal.id == reference.id);
            used.extend(own.map(|principal| &principal.id));
        }
    };
    for right in guide
        .requirements
        .iter()
        .flat_map(|requirement| requirement.need.rights())
    {
        if let Some(principal) = right.of.principal() {
            name(principal);
        }
        if let RightKind::MemberOf(group) = &right.kind {
            name(group);
        }
    }
    for handover in &guide.handovers {
        for evidence in &handover.evidence {
            if let Evidence::SignIn(principal) = evidence {
                name(principal);
            }
        }
    }
    for principal in &guide.principals {
        if let PrincipalKind::Chosen { among } = &principal.kind {
            used.extend(among);
        }
    }
    for entry in entries(&subject.file.principal) {
        let Some(id) = entry.id().get() else { continue };
        if !used.contains(&id.value) {
            found.add(
                LintRule::UnusedPrincipal,
                id.span.clone(),
                format!("nothing is asked of the principal {:?}", id.as_str()),
                "ask something of it, or leave it out",
            );
        }
    }
}

/// Parameters that nothing takes.
pub(crate) fn parameters(subject: &Subject<'_>, found: &mut Found) {
    let guide = subject.guide;
    let principals = guide
        .principals
        .iter()
        .flat_map(|principal| principal.kind.templates());
    let rights = guide
        .requirements
        .iter()
        .flat_map(|requirement| requirement.need.rights());
    let templates = principals.chain(rights.flat_map(|right| right.kind.templates()));
    let mut used: BTreeSet<&ParameterRef> = templates
        .flat_map(|template| template.parameters())
        .collect();
    for field in guide.handovers.iter().flat_map(|handover| &handover.fields) {
        if let FieldValue::Parameter(parameter) = &field.value {
            used.insert(parameter);
        }
    }
    for entry in entries(&subject.file.parameter) {
        let Some(id) = entry.id.get() else { continue };
        if !used.contains(&ParameterRef::own(id.value.clone())) {
            found.add(
                LintRule::UnusedParameter,
                id.span.clone(),
                format!("the parameter {:?} is never used", id.as_str()),
                "write it in braces where its value belongs, or leave it out",
            );
        }
    }
}

/// Facts and choices that no condition names.
pub(crate) fn conditions(subject: &Subject<'_>, found: &mut Found) {
    let mut facts: BTreeSet<&FactId> = BTreeSet::new();
    let mut choices: BTreeSet<&ChoiceId> = BTreeSet::new();
    let conditions = subject.guide.conditions();
    for truth in conditions.iter().flat_map(|condition| condition.truths()) {
        match truth {
            TruthRef::Fact(fact) if fact.guide.is_none() => {
                facts.insert(&fact.id);
            }
            TruthRef::Option(option) if option.choice.guide.is_none() => {
                choices.insert(&option.choice.id);
            }
            TruthRef::Fact(_) | TruthRef::Option(_) => {}
        }
    }
    for entry in entries(&subject.file.fact) {
        let Some(id) = entry.id.get() else { continue };
        if !facts.contains(&id.value) {
            found.add(
                LintRule::UnusedFact,
                id.span.clone(),
                format!("no condition names the fact {:?}", id.as_str()),
                "name it in a when, or leave it out",
            );
        }
    }
    for entry in entries(&subject.file.choice) {
        let Some(id) = entry.id.get() else { continue };
        if !choices.contains(&id.value) {
            found.add(
                LintRule::UnusedChoice,
                id.span.clone(),
                format!("the choice {:?} decides nothing", id.as_str()),
                "name its options in conditions, or leave it out",
            );
        }
    }
}
