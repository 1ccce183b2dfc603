//! A vendor's guide as a value: what is asked of whom, and in which of several ways.

use crate::catalog::{Entitlement, TaskName};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// One edition of a vendor's onboarding guide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guide {
    /// The guide's id, the first segment of every finding's id: `expel-mde`.
    pub id: String,
    /// The guide's title, in our words.
    pub title: String,
    /// Who wrote it: `Expel`.
    pub vendor: String,
    /// What it gives access to: `Microsoft Defender for Endpoint`.
    pub product: String,
    /// Which text this is.
    pub edition: Edition,
    /// What a reader may set.
    pub parameters: Vec<Parameter>,
    /// Who is to hold access.
    pub principals: Vec<Principal>,
    /// Where the guide offers several ways.
    pub choices: Vec<Choice>,
    /// What is asked, in the guide's order.
    pub requirements: Vec<Requirement>,
    /// What a person does, in the guide's order.
    pub steps: Vec<Step>,
    /// What the vendor's own form wants to be told.
    pub form: Vec<FormField>,
    /// What a reader must know: contradictions, interpretations, traps.
    pub notices: Vec<Notice>,
}

/// Which text a guide file was made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// The edition's id, unique within the guide.
    pub id: String,
    /// The article's own title.
    pub title: String,
    /// Where it stands.
    pub url: String,
    /// SHA-256 of the text, in lower-case hexadecimal.
    pub sha256: String,
    /// When the text was read.
    pub read: Date,
    /// What is known about its age.
    pub remark: Option<String>,
}

/// What kind of value a parameter takes.
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

/// Something that a reader may set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// Its name on the command line: `guest-address`.
    pub id: String,
    /// What it is, in a few words.
    pub title: String,
    /// What kind of value it takes.
    pub kind: ParameterKind,
    /// The guide's own value, where it gives one.
    pub default: Option<String>,
    /// Why a reader would set it.
    pub help: String,
}

/// What kind of principal is to hold access.
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

/// Who is to hold access. The fields name parameters, never values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Principal {
    /// Its id: `guest`.
    pub id: String,
    /// What kind it is.
    pub kind: PrincipalKind,
    /// What it is, in a few words.
    pub title: String,
    /// The choice that decides about its access; findings about it carry this segment.
    pub choice: String,
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

/// A place where the guide offers several ways.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Its id: `console`.
    pub id: String,
    /// What is being chosen.
    pub title: String,
    /// Where the guide offers it.
    pub cite: Cite,
    /// The ways, in the guide's order.
    pub options: Vec<GuideOption>,
}

/// One of several ways.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuideOption {
    /// Its id, unique within the choice: `defender-rbac`.
    pub id: String,
    /// What it is, in a few words.
    pub title: String,
    /// What it means to take it, in Markdown.
    pub summary: String,
    /// The principal that holds what this option asks.
    pub principal: String,
    /// Whether the guide prefers it.
    pub preferred: bool,
    /// Where the guide describes it.
    pub cite: Cite,
}

/// How strongly a guide asks.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Tier {
    /// Without it the vendor cannot work.
    Required,
    /// Without it the vendor works less well.
    Recommended,
    /// Neither a gap when absent nor an excess when held.
    Optional,
    /// The guide says it is not needed: holding it is an excess.
    NotRequired,
}

impl fmt::Display for Tier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Required => "required",
            Self::Recommended => "recommended",
            Self::Optional => "optional",
            Self::NotRequired => "not-required",
        })
    }
}

/// One thing that the guide asks of one principal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Requirement {
    /// Its id without the guide's: `api/WindowsDefenderATP/application/Alert.Read.All`.
    pub id: String,
    /// What it is, in a few words.
    pub title: String,
    /// The principal, where no option decides.
    pub principal: Option<String>,
    /// The options that ask it (`choice/option`); empty when it is always asked.
    pub options: Vec<String>,
    /// How strongly.
    pub tier: Tier,
    /// What is asked.
    pub ask: Ask,
    /// With [`Ask::Attest`]: the task that a person does for it, where it is more than looking.
    pub task: Option<TaskName>,
    /// What happens without it.
    pub effect: String,
    /// Where the guide asks it.
    pub cites: Vec<Cite>,
    /// How the guide's wording was read, where it can be read in more than one way.
    pub interpretation: Option<String>,
}

/// What is asked.
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

/// One thing that a person does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its id: `console/invite-guest`.
    pub id: String,
    /// What it achieves.
    pub title: String,
    /// The options it belongs to; empty when everybody does it.
    pub options: Vec<String>,
    /// What to do, in Markdown and in our own words.
    pub text: String,
    /// Ids of the requirements that it closes.
    pub closes: Vec<String>,
    /// The task that is done on the vendor's own side. No requirement on the tenant: it changes no readiness.
    pub handover: Option<TaskName>,
    /// Where the guide describes it.
    pub cite: Cite,
}

/// Where the value of a form field comes from.
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
    /// Where its value comes from.
    pub value: FormValue,
    /// The options that need it; empty when every option does.
    pub options: Vec<String>,
    /// What to fill in.
    pub help: String,
    /// Where the guide describes it.
    pub cite: Cite,
}

/// What kind of thing a notice tells.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum NoticeKind {
    /// The guide contradicts itself or the product.
    Contradiction,
    /// A warning of the guide, with what is true today.
    Caution,
    /// Wording that can be read in more than one way, and how it was read.
    Interpretation,
    /// An ask that another ask of the same guide includes.
    Redundant,
    /// Something that the guide leaves open.
    Gap,
}

/// Something that a reader must know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Its id: `edr-alerts-need-operator`.
    pub id: String,
    /// What kind of thing it tells.
    pub kind: NoticeKind,
    /// One line.
    pub title: String,
    /// The whole of it, in Markdown.
    pub text: String,
    /// The options it concerns; empty when all.
    pub options: Vec<String>,
    /// Ids of the requirements that it concerns.
    pub requirements: Vec<String>,
    /// Who says so, where it is not the guide.
    pub source: Option<String>,
    /// Where in the guide.
    pub cite: Option<Cite>,
}

impl Guide {
    /// A principal by its id.
    pub fn principal(&self, id: &str) -> Option<&Principal> {
        self.principals.iter().find(|principal| principal.id == id)
    }

    /// A choice by its id.
    pub fn choice(&self, id: &str) -> Option<&Choice> {
        self.choices.iter().find(|choice| choice.id == id)
    }

    /// A parameter by its id.
    pub fn parameter(&self, id: &str) -> Option<&Parameter> {
        self.parameters.iter().find(|parameter| parameter.id == id)
    }
}

impl Choice {
    /// An option by its id.
    pub fn option(&self, id: &str) -> Option<&GuideOption> {
        self.options.iter().find(|option| option.id == id)
    }
}

impl Requirement {
    /// What a person does about it where no public API shows it.
    pub fn by_hand(&self) -> TaskName {
        self.task.unwrap_or(TaskName::LookYourself)
    }

    /// Whether the option `choice/option` asks this.
    pub fn asked_by(&self, choice: &str, option: &str) -> bool {
        self.options.iter().any(|asked| {
            asked
                .split_once('/')
                .is_some_and(|(c, o)| c == choice && o == option)
        })
    }
}
