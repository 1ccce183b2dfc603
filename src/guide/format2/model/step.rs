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

/// A step that a person takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its id.
    pub id: StepId,
    /// Its title: the result that it achieves.
    pub title: String,
    /// The phase in which it is done.
    pub phase: Phase,
    /// The condition.
    pub when: Option<Condition>,
    /// Requirements of the installer: the rights that are needed for this step.
    pub by: Vec<RequirementId>,
    /// The instructions, in Markdown.
    pub text: String,
    /// The requirements and handovers that it closes, in onboarding.
    pub closes: Vec<Closed>,
    /// The requirements whose rights it removes, after onboarding.
    pub removes: Vec<RequirementId>,
    /// The place in the article that describes it.
    pub cite: Cite,
}

/// Evidence that a handover happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// A person attests to it.
    Attested,
    /// A person attests to it and gives a reference.
    Document,
    /// The principal has signed in.
    SignIn(PrincipalRef),
}

/// Information that the vendor needs, given on the vendor's own side. It changes no readiness.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handover {
    /// Its id.
    pub id: HandoverId,
    /// Its title.
    pub title: String,
    /// The condition.
    pub when: Option<Condition>,
    /// The evidence, any one of which is enough.
    pub evidence: Vec<Evidence>,
    /// The instructions, in Markdown.
    pub text: Option<String>,
    /// The fields of the form.
    pub fields: Vec<Field>,
    /// The place in the article that describes it.
    pub cite: Cite,
}

/// The source of a field's value.
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
    /// The source of its value.
    pub value: FieldValue,
    /// The condition.
    pub when: Option<Condition>,
    /// Help for filling it in.
    pub help: String,
    /// The place in the article that describes it.
    pub cite: Option<Cite>,
}

/// A notice to the reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Its id.
    pub id: NoticeId,
    /// Its kind.
    pub kind: NoticeKind,
    /// One line.
    pub title: String,
    /// The whole of it, in Markdown.
    pub text: String,
    /// The condition.
    pub when: Option<Condition>,
    /// The requirements and handovers that it concerns.
    pub requirements: Vec<Closed>,
    /// The source, where it is not the article.
    pub source: Option<String>,
    /// The place in the article.
    pub cite: Option<Cite>,
}
