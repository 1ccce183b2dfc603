//! The parts of a guide's head: sources, relations, parameters, facts.

use super::context::{Context, needed};
use super::lookups::{service_plan, setting};
use super::{cites, conditions};
use crate::guide::error::Faults;
use crate::guide::format2::file::{
    DefaultEntry, DetectEntry, FactEntry, GuideFile, ParameterEntry, RelationEntry, SourceEntry,
};
use crate::guide::format2::ids::Holder;
use crate::guide::format2::kinds::{Coverage, ParameterKind};
use crate::guide::format2::list::entries;
use crate::guide::format2::model::{Detection, Edition, Fact, Parameter, Relation, Source};
use crate::guide::format2::read::{Maybe, Needed, Placed, shown};
use crate::guide::format2::text::{Guid, Text};

/// A text that must be given.
pub(crate) fn text(entry: &Needed<Text>) -> Option<String> {
    entry.get().map(|text| text.as_str().to_owned())
}

/// A text that may be given.
pub(crate) fn maybe(entry: &Maybe<Text>) -> Option<String> {
    entry.as_ref().map(|text| text.as_str().to_owned())
}

pub(crate) fn edition(file: &GuideFile) -> Option<Edition> {
    let entry = file.edition.get()?;
    Some(Edition {
        id: entry.id.value()?.0,
        remark: maybe(&entry.remark),
    })
}

pub(crate) fn sources(file: &GuideFile, faults: &mut Faults) -> Vec<Source> {
    let (entries, _) = needed(&file.source);
    entries
        .iter()
        .filter_map(|entry| source(entry, faults))
        .collect()
}

fn source(entry: &Placed<SourceEntry>, faults: &mut Faults) -> Option<Source> {
    let excerpt = entry
        .coverage
        .value()
        .map(|coverage| coverage == Coverage::Excerpt);
    match (excerpt, &entry.missing) {
        (Some(true), None) if !entry.unread => faults.add_with_help(
            entry.span.clone(),
            "an excerpt says what was not read",
            "write missing",
        ),
        (Some(false), Some(missing)) => faults.add_with_help(
            missing.span.clone(),
            "of a source that was read whole nothing is missing",
            "leave missing out, or write coverage = \"excerpt\"",
        ),
        _ => {}
    }
    let text_held = match (&entry.sha256, &entry.lines) {
        (Some(hash), Some(lines)) => Some((hash.value.clone(), lines.0)),
        (Some(hash), None) if !entry.unread => {
            let help = "write lines too, the number of lines of that text";
            faults.add_with_help(hash.span.clone(), "a hash without a number of lines", help);
            None
        }
        (None, Some(lines)) if !entry.unread => {
            let help = "write sha256 too, the hash of that text";
            faults.add_with_help(lines.span.clone(), "a number of lines without a hash", help);
            None
        }
        _ => None,
    };
    Some(Source {
        id: entry.id.value()?,
        title: text(&entry.title)?,
        url: entry.url.value()?,
        read: entry.read.value()?.0,
        coverage: entry.coverage.value()?,
        missing: maybe(&entry.missing),
        text: text_held,
        remark: maybe(&entry.remark),
    })
}

pub(crate) fn relations(
    file: &GuideFile,
    context: &Context<'_>,
    faults: &mut Faults,
) -> Vec<Relation> {
    let entries = entries(&file.relation).iter();
    entries
        .filter_map(|entry| relation(entry, file, context, faults))
        .collect()
}

fn relation(
    entry: &RelationEntry,
    file: &GuideFile,
    context: &Context<'_>,
    faults: &mut Faults,
) -> Option<Relation> {
    let when = conditions::when(&entry.when, context, faults);
    let cite = cites::needed(&entry.cite, context, faults);
    let guide = entry.guide.get()?;
    if file.id.get().is_some_and(|own| own.value == guide.value) {
        faults.add_with_help(
            guide.span.clone(),
            "a guide does not depend on itself",
            "name another guide, or leave the relation out",
        );
    }
    Some(Relation {
        guide: guide.value.clone(),
        kind: entry.kind.value()?,
        when,
        cite: cite?,
    })
}

pub(crate) fn parameters(file: &GuideFile, faults: &mut Faults) -> Vec<Parameter> {
    let entries = entries(&file.parameter).iter();
    entries
        .filter_map(|entry| parameter(entry, faults))
        .collect()
}

fn parameter(entry: &ParameterEntry, faults: &mut Faults) -> Option<Parameter> {
    let many = entry.many.as_ref().is_some_and(|many| many.value);
    let given: &[Placed<Text>] = match entry.default.as_deref() {
        None => &[],
        Some(DefaultEntry::One(text)) => std::slice::from_ref(text),
        Some(DefaultEntry::Several(list)) => &list.entries,
    };
    if let Some(default) = &entry.default {
        let list = matches!(default.value, DefaultEntry::Several(_));
        if list != many {
            let (what, help) = if many {
                (
                    "the parameter takes several values, and the default is one",
                    "write a list",
                )
            } else {
                (
                    "the parameter takes one value, and the default is a list",
                    "write one text, or many = true",
                )
            };
            faults.add_with_help(default.span.clone(), what, help);
        }
    }
    if let Some(kind) = entry.kind.get() {
        for value in given {
            if let Some(expected) = unfit(kind.value, value.as_str()) {
                faults.add_with_help(
                    value.span.clone(),
                    format!(
                        "the default {:?} is no {kind}",
                        shown(value.as_str()),
                        kind = kind.value
                    ),
                    format!("write {expected}, or leave default out"),
                );
            }
        }
    }
    Some(Parameter {
        id: entry.id.value()?,
        title: text(&entry.title)?,
        kind: entry.kind.value()?,
        many,
        default: given
            .iter()
            .map(|value| value.as_str().to_owned())
            .collect(),
        help: text(&entry.help)?,
    })
}

/// The expected form of a value that does not fit the parameter's kind; `None` for one that does.
pub(crate) fn unfit(kind: ParameterKind, value: &str) -> Option<&'static str> {
    let without_spaces = !value.contains(char::is_whitespace);
    let guid = value.parse::<Guid>().is_ok();
    let (fits, expected) = match kind {
        ParameterKind::MailAddress => (
            without_spaces
                && value.split_once('@').is_some_and(|(local, domain)| {
                    !local.is_empty() && !domain.is_empty() && !domain.contains('@')
                }),
            "a mail address such as analyst@example.com",
        ),
        ParameterKind::Url => (
            without_spaces
                && ["https://", "http://"].iter().any(|scheme| {
                    value
                        .strip_prefix(scheme)
                        .is_some_and(|rest| !rest.is_empty())
                }),
            "a whole address such as https://example.com/callback",
        ),
        ParameterKind::AppId => (guid, "an application (client) id, which is a GUID"),
        ParameterKind::TenantId => (guid, "a tenant id, which is a GUID"),
        ParameterKind::ObjectId => (guid, "an object id, which is a GUID"),
        ParameterKind::Subscription => (guid, "a subscription's id, which is a GUID"),
        ParameterKind::Text
        | ParameterKind::ManagementGroup
        | ParameterKind::ResourceGroup
        | ParameterKind::Resource
        | ParameterKind::Domain => (!value.is_empty(), "a text that is not empty"),
    };
    (!fits).then_some(expected)
}

pub(crate) fn facts(file: &GuideFile, context: &Context<'_>, faults: &mut Faults) -> Vec<Fact> {
    let entries = entries(&file.fact).iter();
    entries
        .filter_map(|entry| fact(entry, context, faults))
        .collect()
}

fn fact(entry: &Placed<FactEntry>, context: &Context<'_>, faults: &mut Faults) -> Option<Fact> {
    let cite = cites::maybe(&entry.cite, context, faults);
    if entry.detect.is_none() && entry.ask.is_none() && !entry.unread {
        faults.add_with_help(
            entry.span.clone(),
            "nothing says how this fact becomes known",
            "write detect, ask, or both",
        );
    }
    let detect = entry
        .detect
        .as_ref()
        .and_then(|detect| match &detect.value {
            DetectEntry::ServicePlan(plans) => {
                let plans = plans.service_plan.get()?.entries.iter();
                let known = plans.filter_map(|plan| service_plan(plan, context, faults));
                Some(Detection::ServicePlan(known.collect()))
            }
            DetectEntry::Cloud(clouds) => {
                let clouds = clouds.cloud.get()?.entries.iter();
                Some(Detection::Cloud(clouds.map(|cloud| cloud.value).collect()))
            }
            DetectEntry::Setting(entry) => {
                let known = setting(entry.setting.get()?, &Holder::Tenant, context, faults);
                known.map(Detection::Setting)
            }
        });
    Some(Fact {
        id: entry.id.value()?,
        title: text(&entry.title)?,
        detect,
        ask: maybe(&entry.ask),
        cite,
    })
}
