//! The shape of a guide from its head to its choices.

use super::{
    CatalogEntry, HandoverEntry, NoticeEntry, PrincipalEntry, RequirementEntry, StepEntry,
    WhenEntry,
};
use crate::guide::format2::ids::{ChoiceId, FactId, GuideId, OptionId, ParameterId, SourceId};
use crate::guide::format2::kinds::{CloudName, Coverage, ParameterKind, RelationKind};
use crate::guide::format2::list::{Distinct, Many};
use crate::guide::format2::read::{Maybe, Needed, Placed, Read, Value, wrong_kind};
use crate::guide::format2::shape::{table, table_by_key};
use crate::guide::format2::text::{Count, Day, PageUrl, Sha256, Text};
use crate::guide::problem::Faults;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::json;
use std::borrow::Cow;
use toml::de::DeValue;

/// The version of the format that this code reads.
pub(crate) const FORMAT: u32 = 2;

/// The number of the format, which is always the same.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FormatNumber;

impl Read for FormatNumber {
    fn read(value: &Value<'_>, faults: &mut Faults) -> Option<Self> {
        let given = value.get_ref().as_integer().map(ToString::to_string);
        match given.as_deref() {
            Some("2") => return Some(Self),
            Some("1") => faults.add_with_help(
                value.span(),
                "this guide is written in format 1, and this version reads format 2",
                "convert it with `rolecall guide convert FILE`",
            ),
            Some(other) => faults.add_with_help(
                value.span(),
                format!("format {other} is not known here"),
                format!("this version of rolecall reads format {FORMAT}"),
            ),
            None => wrong_kind(value, "2", faults),
        }
        None
    }
}

impl JsonSchema for FormatNumber {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "format".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "const": FORMAT })
    }
}

table! {
    /// A guide.
    #[schemars(rename = "guide")]
    struct GuideFile = "a guide" {
        /// The version of the format: 2.
        format: Needed<FormatNumber>,
        /// The guide's id, the folder's name.
        id: Needed<GuideId>,
        /// What the guide is for.
        title: Needed<Text>,
        /// Who wrote it.
        vendor: Needed<Text>,
        /// What it gives access to.
        product: Needed<Text>,
        /// Which edition this is.
        edition: Needed<EditionEntry>,
        /// What was read.
        source: Needed<Many<SourceEntry, 1>>,
        /// Guides that this one needs or extends.
        relation: Maybe<Many<RelationEntry>>,
        /// What a reader may set.
        parameter: Maybe<Many<ParameterEntry>>,
        /// What is true of the tenant or of its use.
        fact: Maybe<Many<FactEntry>>,
        /// Who is to hold access.
        principal: Maybe<Many<PrincipalEntry, 1>>,
        /// Where the article offers several ways.
        choice: Maybe<Many<ChoiceEntry>>,
        /// What is asked, in the article's order.
        requirement: Needed<Many<RequirementEntry, 1>>,
        /// What a person does, in the article's order.
        step: Maybe<Many<StepEntry>>,
        /// What the vendor wants to be told.
        handover: Maybe<Many<HandoverEntry>>,
        /// What a reader must know.
        notice: Maybe<Many<NoticeEntry>>,
        /// Names that the built-in catalogue lacks.
        catalog: Maybe<CatalogEntry>,
    }
}

table! {
    /// An edition of a guide.
    #[schemars(rename = "edition")]
    struct EditionEntry = "[edition]" {
        /// A date, the file's name.
        id: Needed<Day>,
        /// What is known about its age.
        remark: Maybe<Text>,
    }
}

table! {
    /// A text that was read.
    #[schemars(rename = "source", transform = source_rules)]
    struct SourceEntry = "a [[source]]" {
        /// Its id.
        id: Needed<SourceId>,
        /// The page's own title.
        title: Needed<Text>,
        /// The page's address.
        url: Needed<PageUrl>,
        /// The day it was read.
        read: Needed<Day>,
        /// How much of it was read.
        coverage: Needed<Coverage>,
        /// What was not read.
        missing: Maybe<Text>,
        /// The hash of the text, when it is held.
        sha256: Maybe<Sha256>,
        /// The number of lines of the text, when it is held.
        lines: Maybe<Count>,
        /// Anything else about it.
        remark: Maybe<Text>,
    }
}

/// What is missing is said of an excerpt, and only of one; hash and lines stand together.
fn source_rules(schema: &mut Schema) {
    schema.insert(
        "if".to_owned(),
        json!({ "properties": { "coverage": { "const": "excerpt" } } }),
    );
    schema.insert("then".to_owned(), json!({ "required": ["missing"] }));
    schema.insert(
        "else".to_owned(),
        json!({ "properties": { "missing": false } }),
    );
    schema.insert(
        "dependentRequired".to_owned(),
        json!({ "sha256": ["lines"], "lines": ["sha256"] }),
    );
}

table! {
    /// A place in a source.
    #[schemars(rename = "cite")]
    struct CiteEntry = "a cite" {
        /// The source, where there are several.
        r#in: Maybe<SourceId>,
        /// The headings that lead to the place, then the item or row.
        heading: Needed<Many<Text, 1>>,
        /// The line, counted from 1.
        line: Maybe<Count>,
    }
}

table! {
    /// A guide that this one needs or extends.
    #[schemars(rename = "relation")]
    struct RelationEntry = "a [[relation]]" {
        /// The other guide.
        guide: Needed<GuideId>,
        /// How this one depends on it.
        kind: Needed<RelationKind>,
        /// Under which condition.
        when: Maybe<WhenEntry>,
        /// Where the article says so.
        cite: Needed<CiteEntry>,
    }
}

table! {
    /// Something that a reader may set.
    #[schemars(rename = "parameter")]
    struct ParameterEntry = "a [[parameter]]" {
        /// Its name on the command line.
        id: Needed<ParameterId>,
        /// What it is.
        title: Needed<Text>,
        /// What kind of value it takes.
        kind: Needed<ParameterKind>,
        /// Whether it takes several values.
        many: Maybe<bool>,
        /// The article's own value.
        default: Maybe<DefaultEntry>,
        /// Why to set it.
        help: Needed<Text>,
    }
}

/// A parameter's default: one value, or several.
#[derive(Clone, Debug, JsonSchema)]
#[schemars(untagged)]
pub(crate) enum DefaultEntry {
    One(Placed<Text>),
    Several(Many<Text, 1>),
}

impl Read for DefaultEntry {
    fn read(value: &Value<'_>, faults: &mut Faults) -> Option<Self> {
        if matches!(value.get_ref(), DeValue::Array(_)) {
            Many::read(value, faults).map(Self::Several)
        } else {
            Placed::read(value, faults).map(Self::One)
        }
    }
}

table! {
    /// Something that is true or not of the tenant or of its use.
    #[schemars(rename = "fact", extend("anyOf" = [{ "required": ["detect"] }, { "required": ["ask"] }]))]
    struct FactEntry = "a [[fact]]" {
        /// Its id.
        id: Needed<FactId>,
        /// What is true when it is yes.
        title: Needed<Text>,
        /// How it is detected.
        detect: Maybe<DetectEntry>,
        /// The question to the reader.
        ask: Maybe<Text>,
        /// Where the article speaks of it.
        cite: Maybe<CiteEntry>,
    }
}

table! {
    /// Any of these service plans is enabled.
    struct DetectPlanEntry = "detect" {
        /// The plans.
        service_plan: Needed<Many<Text, 1>>,
    }
}

table! {
    /// The tenant is in one of these clouds.
    struct DetectCloudEntry = "detect" {
        /// The clouds.
        cloud: Needed<Many<CloudName, 1>>,
    }
}

table! {
    /// The setting is as its title says.
    struct DetectSettingEntry = "detect" {
        /// The setting.
        setting: Needed<Text>,
    }
}

table_by_key! {
    /// How a fact is detected.
    enum DetectEntry = "detect" {
        "service-plan" => ServicePlan(DetectPlanEntry),
        "cloud" => Cloud(DetectCloudEntry),
        "setting" => Setting(DetectSettingEntry),
    }
}

table! {
    /// A place where the article offers several ways.
    #[schemars(rename = "choice")]
    struct ChoiceEntry = "a [[choice]]" {
        /// Its id.
        id: Needed<ChoiceId>,
        /// What is being chosen.
        title: Needed<Text>,
        /// When the choice arises.
        when: Maybe<WhenEntry>,
        /// Where the article offers it.
        cite: Needed<CiteEntry>,
        /// The ways, in the article's order.
        option: Needed<Many<OptionEntry, 2>>,
    }
}

table! {
    /// One of several ways.
    #[schemars(rename = "option")]
    struct OptionEntry = "a [[choice.option]]" {
        /// Its id.
        id: Needed<OptionId>,
        /// What it is.
        title: Needed<Text>,
        /// What it means to take it, in Markdown.
        summary: Needed<Text>,
        /// Whether the article prefers it.
        preferred: Maybe<bool>,
        /// When the article offers it.
        when: Maybe<WhenEntry>,
        /// Options of the same choice that come with it.
        includes: Maybe<Distinct<OptionId>>,
        /// Where the article describes it.
        cite: Needed<CiteEntry>,
    }
}

impl CiteEntry {
    /// The place that a message about the source points at.
    pub(crate) const fn source(&self) -> Option<&Placed<SourceId>> {
        self.r#in.as_ref()
    }
}
