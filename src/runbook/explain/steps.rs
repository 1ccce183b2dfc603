//! Changes as steps to read: who may do it, and how in each form. A step that is there already is named, not repeated.

use super::model::{Line, Section};
use crate::actions::{ActName, Change, Merged, Order, Stage};
use crate::catalog::Cloud;
use crate::runbook::model::{Phase, Piece, Step};
use crate::runbook::step::{self, StepSource};
use crate::runbook::words;
use std::collections::BTreeSet;

/// Scopes of a consent that was not seen.
pub(super) const STAYING: &str = "<scopes-that-stay>";
/// The id of a consent that was not seen.
pub(super) const CONSENT: &str = "<consent-id>";
/// The name of a Defender role that was not seen.
pub(super) const ROLE: &str = "<role-name>";
/// The id of a secret that was not seen.
pub(super) const SECRET: &str = "<secret-id>";

/// The meanings of the placeholders that are no part of an operation.
pub(super) const MEANINGS: [(&str, &str); 6] = [
    (
        STAYING,
        "the other scopes of the same consent, separated by spaces, and nothing where there are none; a look shows \
         them, and those that are left out are lost",
    ),
    (CONSENT, "the id of the consent (oauth2PermissionGrant)"),
    (ROLE, "the name of the Defender role that gives it"),
    (
        SECRET,
        "the id of the client secret, under Certificates & secrets",
    ),
    (
        "<tenant-id>",
        "the directory (tenant) id: Microsoft Entra admin center, Overview, Tenant ID",
    ),
    ("<application-id>", "the application (client) id"),
];

/// Changes in the order in which they are made, with the remarks that stand before each.
#[derive(Debug, Default)]
pub(super) struct Ways(Vec<Told>);

/// A remark, the heading of a part, or a change.
#[derive(Debug)]
pub(super) enum Told {
    Remark(String),
    Part(String),
    Change(Box<Change>),
}

impl Ways {
    /// Adds a remark; none twice.
    pub(super) fn remark(&mut self, remark: impl Into<String>) {
        let remark = remark.into();
        let said = |one: &Told| matches!(one, Told::Remark(known) if *known == remark);
        if !self.0.iter().any(said) {
            self.0.push(Told::Remark(remark));
        }
    }

    /// Begins a part with a heading of its own.
    pub(super) fn part(&mut self, title: impl Into<String>) {
        self.0.push(Told::Part(title.into()));
    }

    /// Adds changes.
    pub(super) fn extend(&mut self, changes: Vec<Change>) {
        let changes = changes.into_iter().map(Box::new);
        self.0.extend(changes.map(Told::Change));
    }

    /// Adds what is said elsewhere.
    pub(super) fn append(&mut self, other: Self) {
        for one in other.0 {
            match one {
                Told::Remark(remark) => self.remark(remark),
                other @ (Told::Part(_) | Told::Change(_)) => self.0.push(other),
            }
        }
    }

    /// True where nothing is said.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// True where there is a change.
    pub(super) fn has_changes(&self) -> bool {
        self.0.iter().any(|one| matches!(one, Told::Change(_)))
    }

    /// Everything in its order.
    pub(super) fn into_told(self) -> Vec<Told> {
        self.0
    }
}

/// A change that closes nothing.
pub(super) fn merged(change: Change) -> Merged {
    Merged {
        order: Order {
            stage: Stage::Decide,
            act: ActName::Decide,
        },
        principal: None,
        object: None,
        change,
        closes: BTreeSet::new(),
    }
}

/// The steps of one explanation.
#[derive(Debug, Default)]
pub(super) struct Steps {
    phase: Phase,
}

impl Steps {
    /// The steps, for what has to be done before the first of them.
    pub(super) fn phases(&self) -> &[Phase] {
        std::slice::from_ref(&self.phase)
    }

    /// Adds a step to a section.
    pub(super) fn add(&mut self, source: &StepSource<'_>, merged: Merged, section: &mut Section) {
        let task = source.tasks.get(merged.change.task);
        let mut step = step::step(source, merged);
        let known = self.phase.steps.iter().find(|known| {
            known.title == step.title
                && known.portal == step.portal
                && known.powershell == step.powershell
        });
        if let Some(known) = known {
            section.text(format!("Step {}: {}.", known.number, known.title));
            return;
        }
        step.number = self.phase.steps.len() + 1;
        write(source.index.cloud, &step, section);
        if let Some(task) = task {
            section.fact("Source", task.source.clone());
        }
        self.phase.steps.push(step);
    }
}

fn write(cloud: Cloud, step: &Step, section: &mut Section) {
    section.head(format!("{}. {}", step.number, step.title));
    let who = if step.who.is_empty() {
        "whoever is in charge".to_owned()
    } else {
        step.who.join(", ")
    };
    section.fact("Who may", format!("{who}; about {} minutes", step.minutes));
    if !step.scopes.is_empty() && step.powershell.is_some() {
        section.fact("Scopes", step.scopes.join(", "));
    }
    for warning in &step.warnings {
        section.fact("Take care", plain(cloud, warning));
    }
    for affected in &step.affected {
        section.fact("Affected", affected.clone());
    }
    if !step.portal.is_empty() {
        section.text("Portal:");
    }
    for (index, pieces) in step.portal.iter().enumerate() {
        section.lines.push(Line::Click(index + 1, sentence(pieces)));
    }
    if let Some(script) = &step.powershell {
        section
            .lines
            .push(Line::Script("PowerShell", script.change.clone()));
    }
    if let Some(script) = &step.azure_cli {
        section
            .lines
            .push(Line::Script("Azure CLI", script.change.clone()));
    }
    if let Some(reason) = &step.azure_cli_refused {
        section.fact("Azure CLI", format!("no: {reason}"));
    }
    if let Some(terraform) = &step.terraform {
        let name = if terraform.takes_away {
            "Terraform (add and apply, which brings it under Terraform's care; then delete the blocks and apply again)"
        } else {
            "Terraform (add and apply)"
        };
        section
            .lines
            .push(Line::Script(name, terraform.blocks.clone()));
    }
    if let Some(reason) = &step.terraform_refused {
        section.fact("Terraform", format!("no: {reason}"));
    }
    if let Some(undo) = &step.undo {
        section.fact("Undo", plain(cloud, undo));
    }
}

/// Our own Markdown without its signs: what is bold or code there stands in quotes.
pub(super) fn plain(cloud: Cloud, text: &str) -> String {
    sentence(&words::pieces(text, &[], cloud))
}

fn sentence(pieces: &[Piece]) -> String {
    let pieces = pieces.iter().map(|piece| match piece {
        Piece::Plain(text) | Piece::Value(text) => text.clone(),
        Piece::Strong(text) => format!("“{text}”"),
    });
    pieces.collect()
}
