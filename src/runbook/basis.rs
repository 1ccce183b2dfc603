//! The basis of a runbook: everything that follows from its inputs before any look-up.

use super::inputs::Inputs;
use crate::access::{self, Access};
use crate::assess::semantics::{AdoptedGuide, Facts, Possibility, Said, expand, in_play};
use crate::assess::{TargetPrincipal, facts, facts_in_force};
use crate::guide::format2::kinds::RelationKind;
use crate::guide::format2::model::{Guide, Right};

/// Everything that follows from the inputs of a runbook.
pub(super) struct Basis {
    /// Everybody that was seen, with their grants.
    pub(super) access: Access,
    /// All adopted guides with every right written out.
    pub(super) expanded: Vec<AdoptedGuide<Right>>,
    /// Users and applications of the guide, then those of guides that it extends.
    pub(super) targets: Vec<TargetPrincipal>,
    /// The possibility that a person acts on.
    pub(super) possibility: Possibility,
    /// The option that each choice takes in it.
    pub(super) taken: Said,
}

impl Basis {
    /// Reads the access and the possibility that a person acts on out of the inputs.
    pub(super) fn of(inputs: &Inputs<'_>) -> Self {
        let access = inputs
            .seen
            .map(|(snapshot, _)| access::read(snapshot, inputs.catalog));
        let values = &inputs.reader.values;
        let expanded: Vec<AdoptedGuide<Right>> = inputs
            .guides
            .iter()
            .map(|guide| expand(guide, inputs.guides, values))
            .collect();
        let (possibility, taken) = in_play(&expanded, &known(inputs), &said(inputs));
        let meant = std::iter::once(inputs.guide).chain(extended(inputs));
        let targets = meant
            .flat_map(|guide| TargetPrincipal::of_guide(guide, inputs.guides, values))
            .collect();
        Self {
            access: access.unwrap_or_default(),
            expanded,
            targets,
            possibility,
            taken,
        }
    }
}

/// The facts that are known: what the snapshot shows, else what the reader answers.
fn known(inputs: &Inputs<'_>) -> Facts {
    let answers = &inputs.reader.facts;
    match inputs.seen {
        Some((snapshot, _)) => {
            let seen = facts(inputs.guides, inputs.catalog, snapshot, answers);
            facts_in_force(&seen)
        }
        None => answers.clone(),
    }
}

/// The option of each choice: the reader's, else the first that the tenant's grants show.
fn said(inputs: &Inputs<'_>) -> Said {
    let mut said = inputs.reader.chosen.clone();
    let own = inputs.seen.map(|(_, assessment)| assessment);
    for assessment in own.into_iter().chain(inputs.assessments) {
        let mut guides = inputs.guides.iter();
        let Some(guide) = guides.find(|one| one.id.as_str() == assessment.guide.id) else {
            continue;
        };
        for taken in &assessment.choices {
            let Some((option, _)) = taken.options.first() else {
                continue;
            };
            let key = (guide.id.clone(), taken.choice.clone());
            said.entry(key).or_insert_with(|| option.clone());
        }
    }
    said
}

/// The guides that the guide extends.
fn extended<'a>(inputs: &Inputs<'a>) -> impl Iterator<Item = &'a Guide> {
    let relations = inputs.guide.relations.iter();
    let extended = relations.filter(|relation| relation.kind == RelationKind::Extends);
    extended.filter_map(|relation| {
        let mut guides = inputs.guides.iter();
        guides.find(|guide| guide.id == relation.guide)
    })
}
