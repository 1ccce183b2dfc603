//! Steps, handovers and notices.

use super::{Cite, Condition};
use crate::guide::format2::ids::{
    FieldId, HandoverId, NoticeId, ParameterRef, PrincipalRef, RequirementId, StepId,
};
use crate::guide::format2::kinds::{NoticeKind, Phase};
use std::fmt;

/// A requirement or a handover.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Closed {
    /// A requirement.
    Requirement(RequirementId),
    /// A handover.
    Handover(HandoverId),
}

impl fmt::Display for Closed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Requirement(id) => id.fmt(f),
            Self::Handover(id) => id.fmt(f),
        }
    }
}

/// One thing that a person does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its id.
    pub id: StepId,
    /// What it achieves.
    pub title: String,
    /// When it is done.
    pub phase: Phase,
    /// Under which condition.
    pub when: Option<Condition>,
    /// Requirements of the installer: what whoever does it must hold.
    pub by: Vec<RequirementId>,
    /// What to do, in Markdown.
    pub text: String,
    /// What it closes, when onboarding.
    pub closes: Vec<Closed>,
    /// The requirements whose rights it takes away, afterwards.
    pub removes: Vec<RequirementId>,
    /// Where the article describes it.
    pub cite: Cite,
}

/// What shows that a handover happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// A person attests to it.
    Attested,
    /// A person attests to it and gives a reference.
    Document,
    /// The principal has signed in.
    SignIn(PrincipalRef),
}

/// What the vendor wants to be told, on the vendor's side. It changes no readiness.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handover {
    /// Its id.
    pub id: HandoverId,
    /// What it is.
    pub title: String,
    /// Under which condition.
    pub when: Option<Condition>,
    /// What shows it: any one is enough.
    pub evidence: Vec<Evidence>,
    /// What to do, in Markdown.
    pub text: Option<String>,
    /// The fields of the form.
    pub fields: Vec<Field>,
    /// Where the article describes it.
    pub cite: Cite,
}

/// Where the value of a field comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldValue {
    /// The reader decides.
    Free,
    /// The tenant's id.
    TenantId,
    /// The client id of this principal.
    AppId(PrincipalRef),
    /// A secret, which never passes through rolecall.
    Secret,
    /// A certificate.
    Certificate,
    /// A parameter.
    Parameter(ParameterRef),
}

/// A field of the vendor's form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its id.
    pub id: FieldId,
    /// Its label on the form.
    pub label: String,
    /// Where its value comes from.
    pub value: FieldValue,
    /// Under which condition.
    pub when: Option<Condition>,
    /// What to fill in.
    pub help: String,
    /// Where the article describes it.
    pub cite: Option<Cite>,
}

/// Something that a reader must know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Its id.
    pub id: NoticeId,
    /// What kind of thing it tells.
    pub kind: NoticeKind,
    /// One line.
    pub title: String,
    /// The whole of it, in Markdown.
    pub text: String,
    /// Under which condition.
    pub when: Option<Condition>,
    /// What it concerns.
    pub requirements: Vec<Closed>,
    /// Who says so, where it is not the article.
    pub source: Option<String>,
    /// Where in the article.
    pub cite: Option<Cite>,
}
