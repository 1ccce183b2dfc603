//! A guide, and its parts from its head to its choices.

use super::{Cite, Condition, DeclaredNames, Handover, Notice, Principal, Requirement, Step};
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
    /// The guide's title.
    pub title: String,
    /// The vendor that wrote it.
    pub vendor: String,
    /// The product that it gives access to.
    pub product: String,
    /// The edition.
    pub edition: Edition,
    /// The texts that were read.
    pub sources: Vec<Source>,
    /// Guides that this one needs or extends.
    pub relations: Vec<Relation>,
    /// The parameters that a reader may set.
    pub parameters: Vec<Parameter>,
    /// Facts about the tenant or its use.
    pub facts: Vec<Fact>,
    /// The principals that are to hold access.
    pub principals: Vec<Principal>,
    /// The choices that the article offers.
    pub choices: Vec<Choice>,
    /// The requirements, in the article's order.
    pub requirements: Vec<Requirement>,
    /// The steps that a person takes, in the article's order.
    pub steps: Vec<Step>,
    /// The handovers: information that the vendor needs.
    pub handovers: Vec<Handover>,
    /// The notices to the reader.
    pub notices: Vec<Notice>,
    /// Names that the built-in catalogue lacks.
    pub names: DeclaredNames,
}

/// An edition of a guide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// The day that it is named after.
    pub id: Date,
    /// A remark on its age.
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
    /// The extent to which it was read.
    pub coverage: Coverage,
    /// The part that was not read, of an excerpt.
    pub missing: Option<String>,
    /// The text that is held: its hash, and its number of lines.
    pub text: Option<(Sha256, u32)>,
    /// A further remark.
    pub remark: Option<String>,
}

/// A guide that this one needs or extends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// The other guide.
    pub guide: GuideId,
    /// The kind of dependency.
    pub kind: RelationKind,
    /// The condition.
    pub when: Option<Condition>,
    /// The place in the article that states it.
    pub cite: Cite,
}

/// A parameter that a reader may set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// Its name on the command line.
    pub id: ParameterId,
    /// Its title.
    pub title: String,
    /// The kind of value that it takes.
    pub kind: ParameterKind,
    /// True if it takes several values.
    pub many: bool,
    /// The article's own values: at most one unless `many`.
    pub default: Vec<String>,
    /// The reason to set it.
    pub help: String,
}

/// A test that detects a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Detection {
    /// Any of these service plans is enabled.
    ServicePlan(Vec<String>),
    /// The tenant is in one of these clouds.
    Cloud(Vec<CloudName>),
    /// The setting is as its title says.
    Setting(String),
}

/// A fact about the tenant or its use: yes or no.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Its id.
    pub id: FactId,
    /// The statement that is true when the fact is yes.
    pub title: String,
    /// The test that detects it.
    pub detect: Option<Detection>,
    /// The question to the reader.
    pub ask: Option<String>,
    /// The place in the article that mentions it.
    pub cite: Option<Cite>,
}

/// A place where the article offers several options, one of which is taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Its id.
    pub id: ChoiceId,
    /// Its title: the subject of the choice.
    pub title: String,
    /// The condition under which the choice arises.
    pub when: Option<Condition>,
    /// The place in the article that offers it.
    pub cite: Cite,
    /// The options, in the article's order.
    pub options: Vec<GuideOption>,
}

/// An option of a choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuideOption {
    /// Its id.
    pub id: OptionId,
    /// Its title.
    pub title: String,
    /// The consequences of taking it, in Markdown.
    pub summary: String,
    /// True if the article prefers it.
    pub preferred: bool,
    /// The condition under which the article offers it.
    pub when: Option<Condition>,
    /// Options of the same choice that come with it.
    pub includes: Vec<OptionId>,
    /// The place in the article that describes it.
    pub cite: Cite,
}

impl Guide {
    /// The coverage of the guide: an excerpt when one of its sources is.
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
