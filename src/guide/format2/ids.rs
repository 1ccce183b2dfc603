//! The ids of a guide's parts, and references to them. Each kind has a type of its own.

use super::text::{TextError, reads_as_text, text_type};
use std::borrow::Borrow;
use std::fmt;
use std::str::FromStr;

fn is_segment(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphanumeric())
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_'))
}

fn is_path(text: &str) -> bool {
    text.split('/').all(is_segment)
}

/// Declares ids of one segment.
macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident;)+) => {
        text_type! {$(
            $(#[$meta])*
            $name, "id", is_segment,
                "letters, digits, '-', '.' and '_', with a letter or digit first",
                { "type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]*$" };
        )+}
    };
}

/// Declares ids that may have segments with `/` between them.
macro_rules! path_ids {
    ($($(#[$meta:meta])* $name:ident;)+) => {
        text_type! {$(
            $(#[$meta])*
            $name, "path", is_path,
                "letters, digits, '-', '.' and '_', with '/' between segments",
                {
                    "type": "string",
                    "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*$"
                };
        )+}
    };
}

ids! {
    /// A guide: `expel-mde`.
    GuideId;
    /// A text that was read: `article`.
    SourceId;
    /// A parameter that a reader may set: `guest-address`.
    ParameterId;
    /// A fact about the tenant: `entra-p2`.
    FactId;
    /// A principal that is to hold access: `guest`.
    PrincipalId;
    /// A place where the article offers several options: `console`.
    ChoiceId;
    /// An option of a choice: `defender-rbac`.
    OptionId;
    /// A field of the vendor's form: `directory-id`.
    FieldId;
    /// A notice to the reader: `newer-text`.
    NoticeId;
    /// The name of an API: `WindowsDefenderATP`.
    ApiName;
    /// The name of a setting: `unified-audit-log`.
    SettingName;
    /// A task of an administrator, as the guide spells it.
    TaskWord;
}

/// Lets ids be compared with texts, and looked up by them.
macro_rules! compared_with_text {
    ($($name:ident)+) => {$(
        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                self.0 == *other
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                self.0 == **other
            }
        }
    )+};
}

path_ids! {
    /// A requirement: `api/client-secret`.
    RequirementId;
    /// A step: `console/invite-guest`.
    StepId;
    /// A handover to the vendor: `api/workbench-form`.
    HandoverId;
    /// The target of a step: a requirement or a handover.
    ClosedId;
}

impl PrincipalId {
    /// One of the words that cannot be the id of a principal: it stands for the tenant, or for whoever installs.
    pub(crate) fn reserved(word: &'static str) -> Self {
        Self(word.to_owned())
    }
}

compared_with_text! { PrincipalId ChoiceId OptionId RequirementId }

/// A part of this guide, or of one that it extends.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reference<T> {
    /// The guide that is extended; absent for this guide.
    pub guide: Option<GuideId>,
    /// The part's id.
    pub id: T,
}

impl<T> Reference<T> {
    /// A part of this guide.
    pub const fn own(id: T) -> Self {
        Self { guide: None, id }
    }
}

impl<T: fmt::Display> fmt::Display for Reference<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(guide) = &self.guide {
            write!(f, "{guide}:")?;
        }
        self.id.fmt(f)
    }
}

impl<T: FromStr<Err = TextError>> FromStr for Reference<T> {
    type Err = TextError;

    fn from_str(text: &str) -> Result<Self, TextError> {
        let (guide, id) = match text.split_once(':') {
            Some((guide, id)) => (Some(guide.parse()?), id),
            None => (None, text),
        };
        let id = id.parse()?;
        Ok(Self { guide, id })
    }
}

/// A principal of this guide, or of one that it extends.
pub type PrincipalRef = Reference<PrincipalId>;
/// A parameter of this guide, or of one that it extends.
pub type ParameterRef = Reference<ParameterId>;
/// A fact of this guide, or of one that it extends.
pub type FactRef = Reference<FactId>;
/// A choice of this guide, or of one that it extends.
pub type ChoiceRef = Reference<ChoiceId>;

macro_rules! references {
    ($($id:ty),+) => {$(
        reads_as_text! { Reference<$id>, "ref", {
            "type": "string",
            "description": "an id of this guide, or guide:id of one that it extends",
            "pattern": "^([A-Za-z0-9][A-Za-z0-9._-]*:)?[A-Za-z0-9][A-Za-z0-9._-]*$"
        } }
    )+};
}

references!(PrincipalId, ParameterId);

/// One option of a choice.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct OptionRef {
    /// The choice.
    pub choice: ChoiceRef,
    /// The option.
    pub option: OptionId,
}

impl fmt::Display for OptionRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.choice, self.option)
    }
}

/// A term of a condition: a fact, or an option.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TruthRef {
    /// True when the fact is yes.
    Fact(FactRef),
    /// True when the option is taken, or one that includes it.
    Option(OptionRef),
}

impl fmt::Display for TruthRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fact(fact) => fact.fmt(f),
            Self::Option(option) => option.fmt(f),
        }
    }
}

impl FromStr for TruthRef {
    type Err = TextError;

    fn from_str(text: &str) -> Result<Self, TextError> {
        let Some((choice, option)) = text.split_once('/') else {
            return text.parse().map(Self::Fact);
        };
        Ok(Self::Option(OptionRef {
            choice: choice.parse()?,
            option: option.parse()?,
        }))
    }
}

reads_as_text! { TruthRef, "truth", {
    "type": "string",
    "description": "a fact, or choice/option; guide: in front of one of a guide that it extends",
    "pattern": "^([A-Za-z0-9][A-Za-z0-9._-]*:)?[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)?$"
} }

/// The holder of a right.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Holder {
    /// The tenant itself, which has service plans and settings.
    Tenant,
    /// The person who installs.
    Installer,
    /// A principal of the guide.
    Principal(PrincipalRef),
}

/// The words that cannot be the id of a principal.
pub(crate) const RESERVED: [&str; 2] = ["tenant", "installer"];

impl fmt::Display for Holder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tenant => f.write_str("tenant"),
            Self::Installer => f.write_str("installer"),
            Self::Principal(principal) => principal.fmt(f),
        }
    }
}

impl FromStr for Holder {
    type Err = TextError;

    fn from_str(text: &str) -> Result<Self, TextError> {
        match text {
            "tenant" => Ok(Self::Tenant),
            "installer" => Ok(Self::Installer),
            _ => text.parse().map(Self::Principal),
        }
    }
}

reads_as_text! { Holder, "ref", {
    "type": "string",
    "description": "an id of this guide, or guide:id of one that it extends",
    "pattern": "^([A-Za-z0-9][A-Za-z0-9._-]*:)?[A-Za-z0-9][A-Za-z0-9._-]*$"
} }
