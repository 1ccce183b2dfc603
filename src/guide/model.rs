//! A vendor's guide as a value: requirements on principals, and the options between them.

pub use super::format2::kinds::{NoticeKind, Tier};
use super::{ChoiceId, OptionId, OptionRef, PrincipalId, RequirementId};
use crate::catalog::{Entitlement, TaskName};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One edition of a vendor's onboarding guide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guide {
    /// The guide's id, the first segment of every finding's id: `expel-mde`.
    pub id: String,
    /// The guide's title, in our words.
    pub title: String,
    /// The vendor that wrote it: `Expel`.
    pub vendor: String,
    /// The product that it gives access to: `Microsoft Defender for Endpoint`.
    pub product: String,
    /// The edition.
    pub edition: Edition,
    /// The parameters that a reader may set.
    pub parameters: Vec<Parameter>,
    /// The principals that are to hold access.
    pub principals: Vec<Principal>,
    /// The choices that the guide offers.
    pub choices: Vec<Choice>,
    /// The requirements, in the guide's order.
    pub requirements: Vec<Requirement>,
    /// The steps that a person takes, in the guide's order.
    pub steps: Vec<Step>,
    /// The fields of the vendor's own form.
    pub form: Vec<FormField>,
    /// The notices to the reader: contradictions, interpretations, traps.
    pub notices: Vec<Notice>,
}

/// The text that a guide file was made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// The edition's id, unique within the guide.
    pub id: String,
    /// The article's own title.
    pub title: String,
    /// The article's address.
    pub url: String,
    /// SHA-256 of the text, in lower-case hexadecimal.
    pub sha256: String,
    /// The day on which the text was read.
    pub read: Date,
    /// A remark on its age.
    pub remark: Option<String>,
}

/// The kind of value that a parameter takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ParameterKind {
    /// A mail address.
    MailAddress,
    /// Any text.
    Text,
    /// An application (client) id.
    AppId,
    /// A tenant id.
    TenantId,
}

/// A parameter that a reader may set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// Its name on the command line: `guest-address`.
    pub id: String,
    /// Its title, in a few words.
    pub title: String,
    /// The kind of value that it takes.
    pub kind: ParameterKind,
    /// The guide's own value, where it gives one.
    pub default: Option<String>,
    /// The reason to set it.
    pub help: String,
}

/// The kind of a principal.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum PrincipalKind {
    /// A user of another tenant, invited as a guest.
    GuestUser,
    /// A multi-tenant application of the vendor, consented to by an administrator.
    EnterpriseApplication,
    /// An application that the customer registers for the vendor.
    CustomApplication,
}

/// A principal that is to hold access. The fields name parameters, never values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Principal {
    /// Its id: `guest`.
    pub id: PrincipalId,
    /// Its kind.
    pub kind: PrincipalKind,
    /// Its title, in a few words.
    pub title: String,
    /// The choice that decides about its access; findings about it carry this segment.
    pub choice: ChoiceId,
    /// A guest's address parameter.
    pub address: Option<String>,
    /// An application's name parameter.
    pub name: Option<String>,
    /// An application's id parameter: when set, the name no longer counts.
    pub app_id: Option<String>,
    /// The parameter that holds the vendor's tenant id.
    pub home_tenant: Option<String>,
    /// The whole names that the verified publisher of the genuine application may have.
    pub publishers: Vec<String>,
}

/// A place where the guide offers several options.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Its id: `console`.
    pub id: ChoiceId,
    /// Its title: the subject of the choice.
    pub title: String,
    /// The place in the guide that offers it.
    pub cite: Cite,
    /// The options, in the guide's order.
    pub options: Vec<GuideOption>,
}

/// An option of a choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuideOption {
    /// Its id, unique within the choice: `defender-rbac`.
    pub id: OptionId,
    /// Its title, in a few words.
    pub title: String,
    /// The consequences of taking it, in Markdown.
    pub summary: String,
    /// The principal that holds what this option asks.
    pub principal: PrincipalId,
    /// True if the guide prefers it.
    pub preferred: bool,
    /// The place in the guide that describes it.
    pub cite: Cite,
}

/// A requirement of the guide on one principal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Requirement {
    /// Its id without the guide's: `api/WindowsDefenderATP/application/Alert.Read.All`.
    pub id: RequirementId,
    /// Its title, in a few words.
    pub title: String,
    /// The principal, where no option decides.
    pub principal: Option<PrincipalId>,
    /// The options that ask for it; empty when it always applies.
    pub options: Vec<OptionRef>,
    /// The tier: how strongly the guide asks for it.
    pub tier: Tier,
    /// The subject: what it asks for.
    pub ask: Ask,
    /// With [`Ask::Attest`]: the administrator's task that it takes, where it is more than reading a setting.
    pub task: Option<TaskName>,
    /// The effect of its absence.
    pub effect: String,
    /// The places in the guide that ask for it.
    pub cites: Vec<Cite>,
    /// The interpretation of the guide's wording, where it can be read in more than one way.
    pub interpretation: Option<String>,
}

/// The subject of a requirement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// The guest's account: invited, of type guest, accepted, enabled.
    GuestAccount,
    /// The application is there and enabled.
    ApplicationPresent,
    /// The application serves this tenant alone.
    SingleTenant,
    /// The application has a client secret that is valid.
    ClientSecret,
    /// A role or permission is held.
    Hold(Entitlement),
    /// Something that no public API shows: a person attests to it.
    Attest,
}

/// A place in the guide's text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cite {
    /// The step, in the guide's own numbering: `Step 2, option 2, item 9`.
    pub step: String,
    /// The first line in the text whose hash the edition gives, counted from 1.
    pub line: u32,
}

/// A step that a person takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its id: `console/invite-guest`.
    pub id: String,
    /// Its title: the result that it achieves.
    pub title: String,
    /// The options that it belongs to; empty when it always applies.
    pub options: Vec<OptionRef>,
    /// The instructions, in Markdown and in our own words.
    pub text: String,
    /// Ids of the requirements that it closes.
    pub closes: Vec<RequirementId>,
    /// The task that is done on the vendor's own side. No requirement on the tenant: it changes no readiness.
    pub handover: Option<TaskName>,
    /// The place in the guide that describes it.
    pub cite: Cite,
}

/// The source of a form field's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FormValue {
    /// The reader decides.
    Free,
    /// The tenant's id.
    TenantId,
    /// The application (client) id of the chosen application.
    AppId,
    /// The client secret, which is shown once and never passes through rolecall.
    Secret,
}

/// One field of the vendor's own form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormField {
    /// Its id: `directory-id`.
    pub id: String,
    /// Its label on the form.
    pub label: String,
    /// The source of its value.
    pub value: FormValue,
    /// The options that need it; empty when every option does.
    pub options: Vec<OptionRef>,
    /// Help for filling it in.
    pub help: String,
    /// The place in the guide that describes it.
    pub cite: Cite,
}

/// A notice to the reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Its id: `edr-alerts-need-operator`.
    pub id: String,
    /// Its kind.
    pub kind: NoticeKind,
    /// One line.
    pub title: String,
    /// The whole of it, in Markdown.
    pub text: String,
    /// The options it concerns; empty when all.
    pub options: Vec<OptionRef>,
    /// Ids of the requirements that it concerns.
    pub requirements: Vec<RequirementId>,
    /// The source, where it is not the guide.
    pub source: Option<String>,
    /// The place in the guide.
    pub cite: Option<Cite>,
}

impl Guide {
    /// A principal by its id.
    pub fn principal(&self, id: &PrincipalId) -> Option<&Principal> {
        self.principals.iter().find(|principal| principal.id == *id)
    }

    /// A choice by its id.
    pub fn choice(&self, id: &ChoiceId) -> Option<&Choice> {
        self.choices.iter().find(|choice| choice.id == *id)
    }

    /// An option.
    pub fn option(&self, option: &OptionRef) -> Option<&GuideOption> {
        self.choice(&option.choice)?.option(&option.option)
    }

    /// A parameter by its id.
    pub fn parameter(&self, id: &str) -> Option<&Parameter> {
        self.parameters.iter().find(|parameter| parameter.id == id)
    }
}

impl Principal {
    /// Somebody whom no guide names, with no choice and nothing to be found by.
    pub(crate) fn of_no_guide(id: &str, kind: PrincipalKind, title: &str) -> Self {
        Self {
            id: PrincipalId::of_format_1(id),
            kind,
            title: title.to_owned(),
            choice: ChoiceId::of_format_1(""),
            address: None,
            name: None,
            app_id: None,
            home_tenant: None,
            publishers: Vec::new(),
        }
    }
}

impl Choice {
    /// An option by its id.
    pub fn option(&self, id: &OptionId) -> Option<&GuideOption> {
        self.options.iter().find(|option| option.id == *id)
    }

    /// The reference to one of its options.
    pub fn reference(&self, option: &GuideOption) -> OptionRef {
        OptionRef {
            choice: self.id.clone(),
            option: option.id.clone(),
        }
    }
}

impl Requirement {
    /// The administrator's task where no public API shows it.
    pub fn by_hand(&self) -> TaskName {
        self.task.unwrap_or(TaskName::LookYourself)
    }

    /// Returns `true` if the option asks for it.
    pub fn asked_by(&self, option: &OptionRef) -> bool {
        self.options.contains(option)
    }
}
