//! A runbook: what Markdown and HTML are written from, and what a test can carry out.

use super::Kind;
use crate::actions::{Operation, Placeholder};
use serde::Serialize;

/// A runbook for one tenant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Runbook {
    /// What it is for.
    pub kind: Kind,
    /// Its title.
    pub title: String,
    /// What it does, in a sentence or two.
    pub lead: String,
    /// Facts about it, by name: tenant, guide, snapshot, options.
    pub facts: Vec<Fact>,
    /// What the person has to fill in.
    #[serde(serialize_with = "as_placeholders")]
    pub placeholders: Vec<Placeholder>,
    /// How to sign in for each form of the commands; absent where no step has commands.
    pub preparation: Option<Preparation>,
    /// What a reader must know before the first step.
    pub cautions: Vec<Caution>,
    /// The steps, in the order in which they are done.
    pub phases: Vec<Phase>,
    /// The vendor's form, made out.
    pub hand_over: Vec<Field>,
    /// What is held, for whoever decides whether to keep it.
    pub review: Vec<Subject>,
    /// What changed since an earlier snapshot: absent where none was given.
    pub changes: Option<Vec<Changed>>,
    /// Sections that were not seen whole, and which permission would show them.
    pub unseen: Vec<String>,
    /// What this runbook leaves alone, and why.
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

/// How to sign in.
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
    /// Who says so.
    pub source: Option<String>,
}

/// Steps that belong together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Phase {
    /// What they are for.
    pub title: String,
    /// What the guide says about it, where it is a step of the guide.
    pub guide: Option<GuideText>,
    /// Whether it is done, where that is told of the whole of it.
    pub progress: Option<Progress>,
    /// What says so (hostile text).
    pub evidence: Vec<String>,
    /// The findings that it is about.
    pub closes: Vec<Closed>,
    /// The steps.
    pub steps: Vec<Step>,
}

/// Whether a step is still to be done.
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
    /// What it achieves (hostile text).
    pub title: String,
    /// Whether it is still to be done.
    pub progress: Progress,
    /// What says that it is done, or that it is open (hostile text).
    pub evidence: Vec<String>,
    /// Why it is done: what happens without it.
    pub why: Vec<String>,
    /// The findings that it closes.
    pub closes: Vec<Closed>,
    /// The least of the administrator roles that may do it.
    pub who: Vec<String>,
    /// Delegated Graph permissions that the scripts need.
    pub scopes: Vec<String>,
    /// PowerShell modules that the scripts need.
    pub modules: Vec<String>,
    /// A person's time, in minutes.
    pub minutes: u32,
    /// What can go wrong (hostile text).
    pub warnings: Vec<String>,
    /// Who would lose access, by name (hostile text).
    pub affected: Vec<String>,
    /// What a look shows before.
    pub before: String,
    /// What a look shows afterwards.
    pub after: String,
    /// The portal's clicks, in pieces.
    pub portal: Vec<Vec<Piece>>,
    /// Microsoft Graph PowerShell.
    pub powershell: Option<Script>,
    /// The Azure CLI.
    pub azure_cli: Option<Script>,
    /// Why the Azure CLI cannot do it.
    pub azure_cli_refused: Option<String>,
    /// Terraform: what to add, or what to bring under its care and delete.
    pub terraform: Option<Terraform>,
    /// Why Terraform cannot do it.
    pub terraform_refused: Option<String>,
    /// How to undo it, in words.
    pub undo: Option<String>,
    /// What a script does, apart from the language that it is written in.
    #[serde(skip)]
    pub operations: Vec<Operation>,
    /// What undoes it.
    #[serde(skip)]
    pub undoing: Vec<Operation>,
}

/// A finding that a step closes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Closed {
    /// Its id.
    pub id: String,
    /// What it is about.
    pub title: String,
    /// What it says now.
    pub verdict: &'static str,
}

/// What the guide says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GuideText {
    /// In our own words, in Markdown. Never a tenant's text.
    pub text: String,
    /// Where it stands.
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
    /// Whether the blocks are deleted again after they have been applied.
    pub takes_away: bool,
    /// The blocks.
    pub blocks: String,
}

/// A field of the vendor's form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Field {
    /// Its label on the form.
    pub label: String,
    /// What to fill in: known, or what to look for.
    pub value: String,
    /// Whether it is known.
    pub known: bool,
    /// What it is.
    pub help: String,
}

/// Somebody under review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Subject {
    /// Who, as the guide calls it.
    pub title: String,
    /// Name and identity (hostile text).
    pub identity: String,
    /// How sure it is that this is who the guide means.
    pub standing: &'static str,
    /// The object id.
    pub object_id: String,
    /// When it last signed in, in words.
    pub last_sign_in: String,
    /// What it holds.
    pub rows: Vec<Held>,
}

/// Something that is held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Held {
    /// What.
    pub title: String,
    /// How: the way to it, and its state (hostile text).
    pub how: Vec<String>,
    /// Why the guide asks for it; absent where it does not.
    pub asked: Option<String>,
    /// What a holder could do.
    pub risk: Option<String>,
    /// What is proposed.
    pub proposal: &'static str,
    /// The finding about it.
    pub finding: Option<String>,
}

/// Something that is not as it was.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Changed {
    /// Whether it came or went.
    pub what: &'static str,
    /// Of whom (hostile text).
    pub who: String,
    /// What (hostile text).
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
