//! The shape of a guide from its head to its choices.

use super::{
    CatalogEntry, CiteEntry, HandoverEntry, NoticeEntry, PrincipalEntry, RequirementEntry,
    StepEntry, WhenEntry,
};
use crate::guide::error::Faults;
use crate::guide::format2::ids::{ChoiceId, FactId, GuideId, OptionId, ParameterId, SourceId};
use crate::guide::format2::kinds::{CloudName, Coverage, ParameterKind, RelationKind};
use crate::guide::format2::list::{Distinct, Many};
use crate::guide::format2::read::{Maybe, Needed, Placed, Read, Value, wrong_kind};
use crate::guide::format2::shape::{table, table_by_key};
use crate::guide::format2::text::{Count, Day, PageUrl, Sha256, Text};
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
        /// The guide's title.
        title: Needed<Text>,
        /// The vendor that wrote it.
        vendor: Needed<Text>,
        /// The product that it gives access to.
        product: Needed<Text>,
        /// The edition.
        edition: Needed<EditionEntry>,
        /// The texts that were read.
        source: Needed<Many<SourceEntry, 1>>,
        /// Guides that this one needs or extends.
        relation: Maybe<Many<RelationEntry>>,
        /// The parameters that a reader may set.
        parameter: Maybe<Many<ParameterEntry>>,
        /// Facts about the tenant or its use.
        fact: Maybe<Many<FactEntry>>,
        /// The principals that are to hold access.
        principal: Maybe<Many<PrincipalEntry, 1>>,
        /// The choices that the article offers.
        choice: Maybe<Many<ChoiceEntry>>,
        /// The requirements, in the article's order.
        requirement: Needed<Many<RequirementEntry, 1>>,
        /// The steps that a person takes, in the article's order.
        step: Maybe<Many<StepEntry>>,
        /// The handovers: information that the vendor needs.
        handover: Maybe<Many<HandoverEntry>>,
        /// The notices to the reader.
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
        /// A remark on its age.
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
        /// The extent to which it was read.
        coverage: Needed<Coverage>,
        /// The part that was not read.
        missing: Maybe<Text>,
        /// The hash of the text, when it is held.
        sha256: Maybe<Sha256>,
        /// The number of lines of the text, when it is held.
        lines: Maybe<Count>,
        /// A further remark.
        remark: Maybe<Text>,
    }
}

/// The rules for `missing`, which an excerpt has and nothing else, and for hash and lines, which stand together.
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
    /// A guide that this one needs or extends.
    #[schemars(rename = "relation")]
    struct RelationEntry = "a [[relation]]" {
        /// The other guide.
        guide: Needed<GuideId>,
        /// The kind of dependency.
        kind: Needed<RelationKind>,
        /// The condition.
        when: Maybe<WhenEntry>,
        /// The place in the article that states it.
        cite: Needed<CiteEntry>,
    }
}

table! {
    /// A parameter that a reader may set.
    #[schemars(rename = "parameter")]
    struct ParameterEntry = "a [[parameter]]" {
        /// Its name on the command line.
        id: Needed<ParameterId>,
        /// Its title.
        title: Needed<Text>,
        /// The kind of value that it takes.
        kind: Needed<ParameterKind>,
        /// True if it takes several values.
        many: Maybe<bool>,
        /// The article's own value.
        default: Maybe<DefaultEntry>,
        /// The reason to set it.
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
    /// A fact about the tenant or its use: yes or no.
    #[schemars(rename = "fact", extend("anyOf" = [{ "required": ["detect"] }, { "required": ["ask"] }]))]
    struct FactEntry = "a [[fact]]" {
        /// Its id.
        id: Needed<FactId>,
        /// The statement that is true when the fact is yes.
        title: Needed<Text>,
        /// The test that detects it.
        detect: Maybe<DetectEntry>,
        /// The question to the reader.
        ask: Maybe<Text>,
        /// The place in the article that mentions it.
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
    /// A test that detects a fact.
    enum DetectEntry = "detect" {
        "service-plan" => ServicePlan(DetectPlanEntry),
        "cloud" => Cloud(DetectCloudEntry),
        "setting" => Setting(DetectSettingEntry),
    }
}

table! {
    /// A place where the article offers several options.
    #[schemars(rename = "choice")]
    struct ChoiceEntry = "a [[choice]]" {
        /// Its id.
        id: Needed<ChoiceId>,
        /// Its title: the subject of the choice.
        title: Needed<Text>,
        /// The condition under which the choice arises.
        when: Maybe<WhenEntry>,
        /// The place in the article that offers it.
        cite: Needed<CiteEntry>,
        /// The options, in the article's order.
        option: Needed<Many<OptionEntry, 2>>,
    }
}

table! {
    /// An option of a choice.
    #[schemars(rename = "option")]
    struct OptionEntry = "a [[choice.option]]" {
        /// Its id.
        id: Needed<OptionId>,
        /// Its title.
        title: Needed<Text>,
        /// The consequences of taking it, in Markdown.
        summary: Needed<Text>,
        /// True if the article prefers it.
        preferred: Maybe<bool>,
        /// The condition under which the article offers it.
        when: Maybe<WhenEntry>,
        /// Options of the same choice that come with it.
        includes: Maybe<Distinct<OptionId>>,
        /// The place in the article that describes it.
        cite: Needed<CiteEntry>,
    }
}
