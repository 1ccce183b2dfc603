//! A runbook: what Markdown and HTML are written from, and what a test can carry out.

use super::Kind;
use crate::actions::{Operation, Placeholder};
use serde::Serialize;

/// A runbook for one tenant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Runbook {
    /// Its kind.
    pub kind: Kind,
    /// Its title.
    pub title: String,
    /// Its purpose, in a sentence or two.
    pub lead: String,
    /// Facts about it, by name: tenant, guide, snapshot, options.
    pub facts: Vec<Fact>,
    /// The values that the person fills in.
    #[serde(serialize_with = "as_placeholders")]
    pub placeholders: Vec<Placeholder>,
    /// The sign-in for each form of the commands; absent where no step has commands.
    pub preparation: Option<Preparation>,
    /// Warnings before the first step.
    pub cautions: Vec<Caution>,
    /// The steps, in the order in which they are done.
    pub phases: Vec<Phase>,
    /// Everything that is handed over on the vendor's side, made out.
    pub hand_over: Vec<HandOver>,
    /// The holdings, for whoever decides to keep or remove them.
    pub review: Vec<Subject>,
    /// The changes since an earlier snapshot; absent where none was given.
    pub changes: Option<Vec<Changed>>,
    /// Sections that were not seen whole, and which permission would show them.
    pub unseen: Vec<String>,
    /// The objects that this runbook leaves alone, each with the reason.
    pub left_alone: Vec<String>,
    /// The version of rolecall.
    pub tool: String,
}

/// A fact by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fact {
    /// Its name.
    pub name: &'static str,
    /// Its value: may hold what a tenant says.
    pub value: String,
}

/// The sign-in before the first step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Preparation {
    /// Roles that who carries it out needs, each once.
    pub roles: Vec<String>,
    /// PowerShell.
    pub powershell: String,
    /// The Azure CLI.
    pub azure_cli: String,
    /// Terraform.
    pub terraform: String,
}

/// Something that a reader must know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Caution {
    /// One line.
    pub title: String,
    /// The whole of it, in the guide's Markdown. Never a tenant's text.
    pub text: String,
    /// The source.
    pub source: Option<String>,
}

/// Steps that belong together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Phase {
    /// Their purpose.
    pub title: String,
    /// The guide's text, where it is a step of the guide.
    pub guide: Option<GuideText>,
    /// The progress, where that is told of the whole of it.
    pub progress: Option<Progress>,
    /// The evidence for the progress (hostile text).
    pub evidence: Vec<String>,
    /// Remarks on it: who may do it, what decides about it, what there is no step for.
    pub remarks: Vec<String>,
    /// The findings that it is about.
    pub closes: Vec<Closed>,
    /// The steps.
    pub steps: Vec<Step>,
}

/// The progress of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Progress {
    /// It is to be done.
    Open,
    /// It is done: the evidence says so.
    Done,
    /// Nobody can tell from here.
    Untold,
    /// It does not apply.
    NotNeeded,
}

/// One thing that a person does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    /// Its place, counted from 1 over the whole runbook.
    pub number: usize,
    /// Its id, stable as long as the guide and the findings are.
    pub id: String,
    /// Its title, as an imperative (hostile text).
    pub title: String,
    /// Its progress.
    pub progress: Progress,
    /// The evidence for the progress (hostile text).
    pub evidence: Vec<String>,
    /// The reasons for it: what happens without it.
    pub why: Vec<String>,
    /// Remarks on what it closes: alternatives, and for how long it is asked for.
    pub remarks: Vec<String>,
    /// The findings that it closes.
    pub closes: Vec<Closed>,
    /// The least of the administrator roles that may do it.
    pub who: Vec<String>,
    /// Delegated Graph permissions that the scripts need.
    pub scopes: Vec<String>,
    /// PowerShell modules that the scripts need.
    pub modules: Vec<String>,
    /// The parts that it has, a line each (hostile text); empty where it is one thing.
    pub items: Vec<String>,
    /// A person's time, in minutes.
    pub minutes: u32,
    /// Warnings (hostile text).
    pub warnings: Vec<String>,
    /// The names of those who would lose access (hostile text).
    pub affected: Vec<String>,
    /// The result of a look before.
    pub before: String,
    /// The result of a look afterwards.
    pub after: String,
    /// The portal's clicks, in pieces.
    pub portal: Vec<Vec<Piece>>,
    /// Microsoft Graph PowerShell.
    pub powershell: Option<Script>,
    /// The Azure CLI.
    pub azure_cli: Option<Script>,
    /// The reason why the Azure CLI cannot do it.
    pub azure_cli_refused: Option<String>,
    /// Terraform: what to add, or what to bring under its care and delete.
    pub terraform: Option<Terraform>,
    /// The reason why Terraform cannot do it.
    pub terraform_refused: Option<String>,
    /// The way to undo it, in words.
    pub undo: Option<String>,
    /// The operations of a script, in no language yet.
    #[serde(skip)]
    pub operations: Vec<Operation>,
    /// The operations that undo it.
    #[serde(skip)]
    pub undoing: Vec<Operation>,
}

/// A finding that a step closes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Closed {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its verdict now.
    pub verdict: &'static str,
}

/// A text of the guide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GuideText {
    /// In our own words, in Markdown. Never a tenant's text.
    pub text: String,
    /// The place where it stands.
    pub cite: String,
}

/// A piece of a sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "is", content = "text")]
pub enum Piece {
    /// Words of our own.
    Plain(String),
    /// A name that the portal shows.
    Strong(String),
    /// A value (hostile text).
    Value(String),
}

/// The same thing three times: to look, to do, to undo.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Script {
    /// Shows what is there, before and afterwards; changes nothing.
    pub look: Option<String>,
    /// Makes the change.
    pub change: String,
    /// Undoes it.
    pub undo: Option<String>,
}

/// Blocks of Terraform.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Terraform {
    /// True for blocks that are deleted again after they have been applied.
    pub takes_away: bool,
    /// The blocks.
    pub blocks: String,
}

/// Something that is handed over on the vendor's side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HandOver {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The guide's text.
    pub guide: GuideText,
    /// Its progress.
    pub progress: Progress,
    /// The evidence for the progress (hostile text).
    pub evidence: Vec<String>,
    /// Remarks on it: what would show that it is done, what decides about it.
    pub remarks: Vec<String>,
    /// The fields of the vendor's form.
    pub fields: Vec<Field>,
}

/// A field of the vendor's form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Field {
    /// Its label on the form.
    pub label: String,
    /// The value, or the place to look for it.
    pub value: String,
    /// True for a value that is known.
    pub known: bool,
    /// Its explanation.
    pub help: String,
}

/// Somebody under review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Subject {
    /// The principal, as the guide calls it.
    pub title: String,
    /// Name and identity (hostile text).
    pub identity: String,
    /// The certainty that this is who the guide means.
    pub standing: &'static str,
    /// The object id.
    pub object_id: String,
    /// The last sign-in, in words.
    pub last_sign_in: String,
    /// Its holdings.
    pub rows: Vec<Held>,
}

/// Something that is held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Held {
    /// Its title.
    pub title: String,
    /// The access paths to it, with their states (hostile text).
    pub how: Vec<String>,
    /// The guide's reason for it; absent where it does not ask.
    pub asked: Option<String>,
    /// The harm that a holder could do.
    pub risk: Option<String>,
    /// The proposal: keep or remove.
    pub proposal: &'static str,
    /// The finding about it.
    pub finding: Option<String>,
}

/// Something that is not as it was.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Changed {
    /// The change: it came, or it went.
    pub what: &'static str,
    /// Of whom (hostile text).
    pub who: String,
    /// The holding (hostile text).
    pub title: String,
}

impl Runbook {
    /// Every step, in order.
    pub fn steps(&self) -> impl Iterator<Item = &Step> {
        self.phases.iter().flat_map(|phase| &phase.steps)
    }
}

fn as_placeholders<S: serde::Serializer>(
    placeholders: &[Placeholder],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(placeholders.iter().map(|placeholder| {
        std::collections::BTreeMap::from([
            ("key", placeholder.key.to_owned()),
            ("means", placeholder.means.clone()),
        ])
    }))
}
