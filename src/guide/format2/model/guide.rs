//! A guide, and its parts from its head to its choices.

use super::{Condition, DeclaredNames, Handover, Notice, Principal, Requirement, Step};
use crate::guide::format2::ids::{
    ChoiceId, FactId, GuideId, OptionId, ParameterId, PrincipalId, RequirementId, SourceId,
};
use crate::guide::format2::kinds::{CloudName, Coverage, ParameterKind, RelationKind};
use crate::guide::format2::text::{PageUrl, Sha256};
use jiff::civil::Date;

/// One edition of a vendor's onboarding guide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guide {
    /// The guide's id, the first segment of every finding's id.
    pub id: GuideId,
    /// What the guide is for.
    pub title: String,
    /// Who wrote it.
    pub vendor: String,
    /// What it gives access to.
    pub product: String,
    /// Which edition this is.
    pub edition: Edition,
    /// What was read.
    pub sources: Vec<Source>,
    /// Guides that this one needs or extends.
    pub relations: Vec<Relation>,
    /// What a reader may set.
    pub parameters: Vec<Parameter>,
    /// What is true of the tenant or of its use.
    pub facts: Vec<Fact>,
    /// Who is to hold access.
    pub principals: Vec<Principal>,
    /// Where the article offers several ways.
    pub choices: Vec<Choice>,
    /// What is asked, in the article's order.
    pub requirements: Vec<Requirement>,
    /// What a person does, in the article's order.
    pub steps: Vec<Step>,
    /// What the vendor wants to be told.
    pub handovers: Vec<Handover>,
    /// What a reader must know.
    pub notices: Vec<Notice>,
    /// Names that the built-in catalogue lacks.
    pub names: DeclaredNames,
}

/// An edition of a guide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// The day that it is named after.
    pub id: Date,
    /// What is known about its age.
    pub remark: Option<String>,
}

/// A text that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its id.
    pub id: SourceId,
    /// The page's own title.
    pub title: String,
    /// The page's address.
    pub url: PageUrl,
    /// The day it was read.
    pub read: Date,
    /// How much of it was read.
    pub coverage: Coverage,
    /// What was not read, of an excerpt.
    pub missing: Option<String>,
    /// The text that is held: its hash, and its number of lines.
    pub text: Option<(Sha256, u32)>,
    /// Anything else about it.
    pub remark: Option<String>,
}

/// A place in a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cite {
    /// The source.
    pub source: SourceId,
    /// The headings that lead to the place, then the item or row.
    pub heading: Vec<String>,
    /// The line, counted from 1.
    pub line: Option<u32>,
}

/// A guide that this one needs or extends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// The other guide.
    pub guide: GuideId,
    /// How this one depends on it.
    pub kind: RelationKind,
    /// Under which condition.
    pub when: Option<Condition>,
    /// Where the article says so.
    pub cite: Cite,
}

/// Something that a reader may set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// Its name on the command line.
    pub id: ParameterId,
    /// What it is.
    pub title: String,
    /// What kind of value it takes.
    pub kind: ParameterKind,
    /// Set when it takes several values.
    pub many: bool,
    /// The article's own values: at most one unless `many`.
    pub default: Vec<String>,
    /// Why to set it.
    pub help: String,
}

/// How a fact is detected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Detection {
    /// Any of these service plans is enabled.
    ServicePlan(Vec<String>),
    /// The tenant is in one of these clouds.
    Cloud(Vec<CloudName>),
    /// The setting is as its title says.
    Setting(String),
}

/// Something that is true or not of the tenant or of its use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Its id.
    pub id: FactId,
    /// What is true when it is yes.
    pub title: String,
    /// How it is detected.
    pub detect: Option<Detection>,
    /// The question to the reader.
    pub ask: Option<String>,
    /// Where the article speaks of it.
    pub cite: Option<Cite>,
}

/// A place where the article offers several ways, one of which is taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Its id.
    pub id: ChoiceId,
    /// What is being chosen.
    pub title: String,
    /// When the choice arises.
    pub when: Option<Condition>,
    /// Where the article offers it.
    pub cite: Cite,
    /// The ways, in the article's order.
    pub options: Vec<GuideOption>,
}

/// One of several ways.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuideOption {
    /// Its id.
    pub id: OptionId,
    /// What it is.
    pub title: String,
    /// What it means to take it, in Markdown.
    pub summary: String,
    /// Set when the article prefers it.
    pub preferred: bool,
    /// When the article offers it.
    pub when: Option<Condition>,
    /// Options of the same choice that come with it.
    pub includes: Vec<OptionId>,
    /// Where the article describes it.
    pub cite: Cite,
}

impl Guide {
    /// How much is known of what the guide asks: an excerpt when one of its sources is.
    pub fn coverage(&self) -> Coverage {
        self.sources
            .iter()
            .map(|source| source.coverage)
            .max()
            .unwrap_or(Coverage::Whole)
    }

    /// A parameter by its id.
    pub fn parameter(&self, id: &ParameterId) -> Option<&Parameter> {
        self.parameters.iter().find(|parameter| parameter.id == *id)
    }

    /// A principal by its id.
    pub fn principal(&self, id: &PrincipalId) -> Option<&Principal> {
        self.principals.iter().find(|principal| principal.id == *id)
    }

    /// A choice by its id.
    pub fn choice(&self, id: &ChoiceId) -> Option<&Choice> {
        self.choices.iter().find(|choice| choice.id == *id)
    }

    /// A requirement by its id.
    pub fn requirement(&self, id: &RequirementId) -> Option<&Requirement> {
        self.requirements
            .iter()
            .find(|requirement| requirement.id == *id)
    }

    /// Every condition in the guide, in its order.
    pub fn conditions(&self) -> Vec<&Condition> {
        let relations = self.relations.iter().map(|part| &part.when);
        let principals = self.principals.iter().map(|part| &part.when);
        let choices = self.choices.iter().flat_map(|choice| {
            let options = choice.options.iter().map(|option| &option.when);
            std::iter::once(&choice.when).chain(options)
        });
        let requirements = self.requirements.iter().map(|part| &part.when);
        let steps = self.steps.iter().map(|part| &part.when);
        let handovers = self.handovers.iter().flat_map(|handover| {
            let fields = handover.fields.iter().map(|field| &field.when);
            std::iter::once(&handover.when).chain(fields)
        });
        let notices = self.notices.iter().map(|part| &part.when);
        relations
            .chain(principals)
            .chain(choices)
            .chain(requirements)
            .chain(steps)
            .chain(handovers)
            .chain(notices)
            .flatten()
            .collect()
    }
}
