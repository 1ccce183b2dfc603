//! The shape of a guide's file in format 1.

use crate::catalog::{Entitlement, PermissionType};
use jiff::civil::Date;
use serde::Deserialize;
use serde::de::{Deserializer, Error as _};
use std::fmt;
use toml::Spanned;
use toml::value::Datetime;

/// A text with its place in the file.
pub(super) type Text = Spanned<String>;

/// The options that a part of the guide names, each with its place.
pub(in crate::guide) type Options = Vec<Spanned<OptionRef>>;

/// A guide.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::guide) struct Guide {
    #[serde(rename = "format")]
    _format: u32,
    pub(in crate::guide) id: String,
    pub(in crate::guide) title: String,
    pub(in crate::guide) vendor: String,
    pub(in crate::guide) product: String,
    pub(in crate::guide) edition: Edition,
    #[serde(default, rename = "parameter")]
    pub(in crate::guide) parameters: Vec<Parameter>,
    #[serde(rename = "principal")]
    pub(in crate::guide) principals: Vec<Principal>,
    #[serde(default, rename = "choice")]
    pub(in crate::guide) choices: Vec<Choice>,
    #[serde(rename = "requirement")]
    pub(super) entries: Vec<Spanned<RequirementEntry>>,
    /// The requirements that the entries come to.
    #[serde(skip)]
    pub(in crate::guide) requirements: Vec<Requirement>,
    #[serde(default, rename = "step")]
    pub(in crate::guide) steps: Vec<Step>,
    #[serde(default)]
    pub(in crate::guide) form: Vec<FormField>,
    #[serde(default, rename = "notice")]
    pub(in crate::guide) notices: Vec<Notice>,
}

/// The article that the guide was made from.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::guide) struct Edition {
    pub(in crate::guide) id: String,
    pub(in crate::guide) title: String,
    pub(in crate::guide) url: String,
    pub(in crate::guide) sha256: String,
    pub(in crate::guide) lines: u32,
    #[serde(deserialize_with = "day")]
    pub(in crate::guide) read: Date,
    pub(in crate::guide) remark: Option<String>,
}

/// A TOML date without a time.
fn day<'de, D: Deserializer<'de>>(from: D) -> Result<Date, D::Error> {
    let given = Datetime::deserialize(from)?;
    let day = (given.time.is_none() && given.offset.is_none())
        .then(|| given.to_string().parse().ok())
        .flatten();
    day.ok_or_else(|| D::Error::custom("this is not a day such as 2026-11-23"))
}

/// A parameter that a reader may set.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::guide) struct Parameter {
    pub(in crate::guide) id: String,
    pub(in crate::guide) title: String,
    pub(in crate::guide) kind: String,
    pub(in crate::guide) default: Option<String>,
    pub(in crate::guide) help: String,
}

/// The kind of a principal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(in crate::guide) enum PrincipalKind {
    GuestUser,
    EnterpriseApplication,
    CustomApplication,
}

/// A principal that is to hold access. The fields by which it is found name parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::guide) struct Principal {
    pub(in crate::guide) id: String,
    pub(in crate::guide) kind: PrincipalKind,
    pub(in crate::guide) title: String,
    /// The choice that decides about its access.
    pub(in crate::guide) choice: String,
    pub(in crate::guide) address: Option<String>,
    pub(in crate::guide) name: Option<String>,
    pub(in crate::guide) app_id: Option<String>,
    pub(in crate::guide) home_tenant: Option<String>,
    pub(in crate::guide) publisher: Option<Names>,
}

/// One name, or a list of them.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(in crate::guide) enum Names {
    One(String),
    Several(Vec<String>),
}

/// A place where the article offers several options.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::guide) struct Choice {
    pub(in crate::guide) id: String,
    pub(in crate::guide) title: String,
    pub(in crate::guide) cite: Cite,
    #[serde(rename = "option")]
    pub(in crate::guide) options: Vec<GuideOption>,
}

/// An option of a choice, with the principal that holds what it asks.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::guide) struct GuideOption {
    pub(in crate::guide) id: String,
    pub(in crate::guide) title: String,
    pub(in crate::guide) summary: String,
    pub(in crate::guide) principal: String,
    #[serde(default)]
    pub(in crate::guide) preferred: bool,
    pub(in crate::guide) cite: Cite,
}

/// An option of a choice, as other parts of the guide name it: `choice/option`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "String")]
pub(in crate::guide) struct OptionRef {
    pub(in crate::guide) choice: String,
    pub(in crate::guide) option: String,
}

impl TryFrom<String> for OptionRef {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let named = text.split_once('/').map(|(choice, option)| Self {
            choice: choice.to_owned(),
            option: option.to_owned(),
        });
        named.ok_or("an option is named as choice/option")
    }
}

impl fmt::Display for OptionRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.choice, self.option)
    }
}

/// A requirement, before its names are looked up.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RequirementEntry {
    pub(super) id: Option<Text>,
    pub(super) title: Option<String>,
    pub(super) principal: Option<Text>,
    #[serde(default)]
    pub(super) options: Options,
    pub(super) tier: String,
    pub(super) check: Option<Spanned<Check>>,
    pub(super) directory_role: Option<Text>,
    pub(super) api: Option<Spanned<ApiEntry>>,
    pub(super) defender: Option<Spanned<DefenderEntry>>,
    pub(super) task: Option<String>,
    pub(super) effect: Option<String>,
    pub(super) cites: Vec<Cite>,
    pub(super) interpretation: Option<String>,
}

/// A check of something that is neither a role nor a permission.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Check {
    GuestAccount,
    ApplicationPresent,
    SingleTenant,
    ClientSecret,
    Attest,
}

/// An API permission.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ApiEntry {
    pub(super) resource: Text,
    #[serde(rename = "type")]
    pub(super) kind: Spanned<PermissionType>,
    pub(super) value: Text,
}

/// A permission of Defender's classic roles.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DefenderEntry {
    pub(super) group: Text,
    pub(super) name: Option<Text>,
}

/// A requirement of the guide on one principal.
#[derive(Debug)]
pub(in crate::guide) struct Requirement {
    pub(in crate::guide) id: String,
    pub(in crate::guide) title: String,
    /// The principal, where no option decides.
    pub(in crate::guide) principal: Option<String>,
    /// The options that ask for it; empty when it always applies.
    pub(in crate::guide) options: Vec<OptionRef>,
    pub(in crate::guide) tier: String,
    pub(in crate::guide) ask: Ask,
    pub(in crate::guide) task: Option<String>,
    pub(in crate::guide) effect: String,
    pub(in crate::guide) cites: Vec<Cite>,
    pub(in crate::guide) interpretation: Option<String>,
}

/// The subject of a requirement.
#[derive(Debug)]
pub(in crate::guide) enum Ask {
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

/// A step that a person takes.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::guide) struct Step {
    pub(in crate::guide) id: String,
    pub(in crate::guide) title: String,
    #[serde(default)]
    pub(in crate::guide) options: Options,
    pub(in crate::guide) text: String,
    #[serde(default)]
    pub(in crate::guide) closes: Vec<String>,
    /// The task that is done on the vendor's own side.
    pub(in crate::guide) handover: Option<String>,
    pub(in crate::guide) cite: Cite,
}

/// A field of the vendor's own form.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::guide) struct FormField {
    pub(in crate::guide) id: String,
    pub(in crate::guide) label: String,
    pub(in crate::guide) value: String,
    #[serde(default)]
    pub(in crate::guide) options: Options,
    pub(in crate::guide) help: String,
    pub(in crate::guide) cite: Cite,
}

/// A notice to the reader.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::guide) struct Notice {
    pub(in crate::guide) id: String,
    pub(in crate::guide) kind: String,
    pub(in crate::guide) title: String,
    pub(in crate::guide) text: String,
    #[serde(default)]
    pub(in crate::guide) options: Options,
    #[serde(default)]
    pub(in crate::guide) requirements: Vec<String>,
    pub(in crate::guide) source: Option<String>,
    pub(in crate::guide) cite: Option<Cite>,
}

/// A place in the article.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::guide) struct Cite {
    pub(in crate::guide) step: String,
    pub(in crate::guide) line: u32,
}
