//! The parts of a guide other than its requirements.

use super::toml_text::{Entry, TomlText, inline};
use crate::guide::format2::kinds::{AccountType, Home};
use crate::guide::{
    Cite, FormField, FormValue, Guide, OptionRef, PrincipalId, PrincipalKind, Step,
};
use std::collections::BTreeMap;
use toml::Value;

/// The meaning of options: the condition that names them, and the principal that holds what they ask for.
#[derive(Debug)]
pub(crate) struct Options<'a> {
    guide: &'a Guide,
    /// The principals that a chosen one stands for, with its id.
    chosen: BTreeMap<Vec<&'a PrincipalId>, String>,
}

impl<'a> Options<'a> {
    /// Gathers the options of a guide, with a chosen principal wherever one requirement is asked of several.
    pub(crate) fn of(guide: &'a Guide) -> Self {
        let mut options = Self {
            guide,
            chosen: BTreeMap::new(),
        };
        for requirement in &guide.requirements {
            let holders = options.holders(&requirement.options);
            let [first, _, ..] = holders.as_slice() else {
                continue;
            };
            let choice = guide
                .principal(first)
                .map_or("principal", |principal| principal.choice.as_str());
            let mut id = format!("{choice}-principal");
            let of_guide = |id: &str| guide.principals.iter().any(|known| known.id == *id);
            while of_guide(&id) || options.chosen.values().any(|used| *used == id) {
                id.push_str("-2");
            }
            options.chosen.entry(holders).or_insert(id);
        }
        options
    }

    /// The principals that options lead to, each once, in the guide's order.
    fn holders(&self, options: &[OptionRef]) -> Vec<&'a PrincipalId> {
        let guide = self.guide;
        let named = |id: &PrincipalId| {
            let mut known = options.iter().filter_map(|option| guide.option(option));
            known.any(|option| option.principal == *id)
        };
        let principals = guide.principals.iter().map(|principal| &principal.id);
        principals.filter(|id| named(id)).collect()
    }

    /// The id of the principal that holds what options ask for.
    pub(crate) fn holder(&self, options: &[OptionRef]) -> String {
        let holders = self.holders(options);
        match holders.as_slice() {
            [only] => only.to_string(),
            _ => self.chosen.get(&holders).cloned().unwrap_or_default(),
        }
    }

    /// The condition that one of these options is taken; none where every option of their choice is named.
    pub(crate) fn when(&self, options: &[OptionRef]) -> Option<Value> {
        let first = &options.first()?.choice;
        let all = self
            .guide
            .choice(first)
            .map_or(0, |choice| choice.options.len());
        let of_one = options.iter().all(|option| option.choice == *first);
        if of_one && options.len() == all {
            return None;
        }
        Some(match options {
            [only] => Value::from(only.to_string()),
            several => inline([("any", Value::Array(several.iter().map(word).collect()))]),
        })
    }
}

/// An id or a reference as its text.
fn word(id: &impl ToString) -> Value {
    Value::from(id.to_string())
}

/// A place in the article: its steps become headings.
pub(crate) fn cite(cite: &Cite) -> Value {
    let heading = cite.step.split(", ").map(|part| {
        let mut letters = part.chars();
        let first: String = letters
            .next()
            .into_iter()
            .flat_map(char::to_uppercase)
            .collect();
        first + letters.as_str()
    });
    let heading: Vec<String> = heading.collect();
    inline([
        ("heading", Value::from(heading)),
        ("line", Value::from(i64::from(cite.line))),
    ])
}

pub(crate) fn parameters(guide: &Guide, out: &mut TomlText) {
    for parameter in &guide.parameters {
        let kind = serde_word(&parameter.kind);
        out.entry(
            Entry::list("parameter")
                .text("id", &parameter.id)
                .text("title", &parameter.title)
                .text("kind", &kind)
                .maybe("default", parameter.default.as_deref())
                .text("help", &parameter.help),
        );
    }
}

/// The word that a value of format 1 is written as.
pub(crate) fn serde_word<T: serde::Serialize>(value: &T) -> String {
    let value = Value::try_from(value).ok();
    value
        .as_ref()
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned()
}

pub(crate) fn principals(guide: &Guide, options: &Options<'_>, out: &mut TomlText) {
    let template = |parameter: &Option<String>| {
        parameter
            .as_ref()
            .map(|parameter| format!("{{{parameter}}}"))
    };
    for principal in &guide.principals {
        let asked = guide.requirements.iter();
        let always = asked
            .clone()
            .any(|asked| asked.principal.as_ref() == Some(&principal.id));
        let of_options: Vec<OptionRef> = guide
            .choices
            .iter()
            .flat_map(|choice| choice.options.iter().map(move |option| (choice, option)))
            .filter(|(_, option)| option.principal == principal.id)
            .map(|(choice, option)| choice.reference(option))
            .collect();
        let when = options.when(&of_options).filter(|_| !always);
        let user = principal.kind == PrincipalKind::GuestUser;
        let entry = Entry::list("principal")
            .text("id", principal.id.as_str())
            .text("kind", if user { "user" } else { "application" })
            .text("title", &principal.title)
            .maybe("when", when);
        let app_ids = template(&principal.app_id).map(|id| vec![id]);
        out.entry(match principal.kind {
            PrincipalKind::GuestUser => entry
                .text("type", AccountType::Guest.as_str())
                .maybe("address", template(&principal.address))
                .maybe("home-tenant", template(&principal.home_tenant)),
            PrincipalKind::EnterpriseApplication => entry
                .text("home", Home::Vendor.as_str())
                .maybe("name", template(&principal.name))
                .maybe("app-ids", app_ids)
                .maybe("home-tenant", template(&principal.home_tenant))
                .maybe("publisher", publishers(&principal.publishers)),
            PrincipalKind::CustomApplication => entry
                .text("home", Home::Own.as_str())
                .maybe("name", template(&principal.name))
                .maybe("app-ids", app_ids),
        });
    }
    for (among, id) in &options.chosen {
        let among: Vec<Value> = among.iter().map(word).collect();
        out.entry(
            Entry::list("principal")
                .text("id", id)
                .text("kind", "chosen")
                .text("title", "Whichever of these is asked for")
                .with("among", among),
        );
    }
}

pub(crate) fn choices(guide: &Guide, out: &mut TomlText) {
    // A choice of one option is none: what it asks is always asked.
    for choice in guide
        .choices
        .iter()
        .filter(|choice| choice.options.len() > 1)
    {
        out.entry(
            Entry::list("choice")
                .text("id", choice.id.as_str())
                .text("title", &choice.title)
                .with("cite", cite(&choice.cite)),
        );
        for option in &choice.options {
            out.entry(
                Entry::list("choice.option")
                    .text("id", option.id.as_str())
                    .text("title", &option.title)
                    .text("summary", &option.summary)
                    .maybe("preferred", option.preferred.then_some(true))
                    .with("cite", cite(&option.cite)),
            );
        }
    }
}

pub(crate) fn steps(guide: &Guide, options: &Options<'_>, out: &mut TomlText) {
    for step in &guide.steps {
        let mut closes: Vec<Value> = step.closes.iter().map(word).collect();
        closes.extend(step.handover.map(|_| handover_id(guide, step).into()));
        let closes = (!closes.is_empty()).then_some(closes);
        out.entry(
            Entry::list("step")
                .text("id", &step.id)
                .text("title", &step.title)
                .maybe("when", options.when(&step.options))
                .text("text", &step.text)
                .maybe("closes", closes)
                .with("cite", cite(&step.cite)),
        );
    }
}

/// The handovers on the vendor's side. The form's fields belong to the first.
pub(crate) fn handovers(guide: &Guide, options: &Options<'_>, out: &mut TomlText) {
    let mut fields = guide.form.as_slice();
    for step in guide.steps.iter().filter(|step| step.handover.is_some()) {
        handover(guide, step, options, out);
        for field in std::mem::take(&mut fields) {
            self::field(guide, field, options, out);
        }
    }
    let Some(first) = fields.first() else {
        return;
    };
    out.entry(
        Entry::list("handover")
            .text("id", "form")
            .text("title", "The vendor's form")
            .with("evidence", vec![inline([("way", Value::from("attested"))])])
            .with("cite", cite(&first.cite)),
    );
    for field in fields {
        self::field(guide, field, options, out);
    }
}

/// The id of a step's handover: the step's own, unless a requirement has it.
fn handover_id(guide: &Guide, step: &Step) -> String {
    let taken = |id: &str| guide.requirements.iter().any(|asked| asked.id == *id);
    let mut id = step.id.clone();
    while taken(&id) {
        id.push_str("-handover");
    }
    id
}

fn handover(guide: &Guide, step: &Step, options: &Options<'_>, out: &mut TomlText) {
    out.entry(
        Entry::list("handover")
            .text("id", &handover_id(guide, step))
            .text("title", &step.title)
            .maybe("when", options.when(&step.options))
            .with("evidence", vec![inline([("way", Value::from("attested"))])])
            .with("cite", cite(&step.cite)),
    );
}

fn field(guide: &Guide, field: &FormField, options: &Options<'_>, out: &mut TomlText) {
    let applications = guide.principals.iter();
    let mut applications =
        applications.filter(|principal| principal.kind != PrincipalKind::GuestUser);
    let of = (field.value == FormValue::AppId).then(|| {
        let of_options = options.holder(&field.options);
        if of_options.is_empty() {
            applications
                .next()
                .map(|principal| principal.id.to_string())
                .unwrap_or_default()
        } else {
            of_options
        }
    });
    out.entry(
        Entry::list("handover.field")
            .text("id", &field.id)
            .text("label", &field.label)
            .text("value", &serde_word(&field.value))
            .maybe("of", of)
            .maybe("when", options.when(&field.options))
            .text("help", &field.help)
            .with("cite", cite(&field.cite)),
    );
}

pub(crate) fn notices(guide: &Guide, options: &Options<'_>, out: &mut TomlText) {
    for notice in &guide.notices {
        let requirements: Vec<Value> = notice.requirements.iter().map(word).collect();
        let requirements = (!requirements.is_empty()).then_some(requirements);
        out.entry(
            Entry::list("notice")
                .text("id", &notice.id)
                .text("kind", &serde_word(&notice.kind))
                .text("title", &notice.title)
                .text("text", &notice.text)
                .maybe("when", options.when(&notice.options))
                .maybe("requirements", requirements)
                .maybe("source", notice.source.as_deref())
                .maybe("cite", notice.cite.as_ref().map(cite)),
        );
    }
}

/// One verified publisher as a text, several as a list.
fn publishers(names: &[String]) -> Option<Value> {
    match names {
        [] => None,
        [one] => Some(Value::from(one.as_str())),
        several => {
            let all = several.iter().map(|name| Value::from(name.as_str()));
            Some(Value::Array(all.collect()))
        }
    }
}
