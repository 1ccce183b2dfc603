//! The parts of a guide other than its requirements.

use super::toml_text::{Entry, TomlText, inline};
use crate::guide::format1::{Cite, FormField, Guide, Names, OptionRef, PrincipalKind, Step};
use crate::guide::format2::kinds::{AccountType, Home};
use std::collections::{BTreeMap, BTreeSet};
use toml::{Spanned, Value};

/// The meaning of options: the condition that names them, and the principal that holds what they ask for.
#[derive(Debug)]
pub(crate) struct Options<'a> {
    guide: &'a Guide,
    /// The principal that holds what an option asks for.
    held_by: BTreeMap<OptionRef, &'a str>,
    /// The principals that a chosen one stands for, with its id.
    chosen: BTreeMap<Vec<&'a str>, String>,
}

impl<'a> Options<'a> {
    /// Gathers the options of a guide, with a chosen principal wherever one requirement is asked of several.
    pub(crate) fn of(guide: &'a Guide) -> Self {
        let mut options = Self {
            guide,
            held_by: held_by(guide),
            chosen: BTreeMap::new(),
        };
        for requirement in &guide.requirements {
            let holders = options.holders(&requirement.options);
            let [first, _, ..] = holders.as_slice() else {
                continue;
            };
            let mut principals = guide.principals.iter();
            let choice = principals
                .find(|principal| principal.id == *first)
                .map_or("principal", |principal| principal.choice.as_str());
            let mut id = format!("{choice}-principal");
            let of_guide = |id: &str| guide.principals.iter().any(|known| known.id == id);
            while of_guide(&id) || options.chosen.values().any(|used| *used == id) {
                id.push_str("-2");
            }
            options.chosen.entry(holders).or_insert(id);
        }
        options
    }

    /// The principals that options lead to, each once, in the guide's order.
    fn holders(&self, options: &[OptionRef]) -> Vec<&'a str> {
        let named: BTreeSet<&str> = options
            .iter()
            .filter_map(|option| self.held_by.get(option).copied())
            .collect();
        let principals = self.guide.principals.iter();
        let principals = principals.map(|principal| principal.id.as_str());
        principals.filter(|id| named.contains(id)).collect()
    }

    /// The id of the principal that holds what options ask for.
    pub(crate) fn holder(&self, options: &[OptionRef]) -> String {
        let holders = self.holders(options);
        match holders.as_slice() {
            [only] => (*only).to_owned(),
            _ => self.chosen.get(&holders).cloned().unwrap_or_default(),
        }
    }

    /// The condition that one of these options is taken; none where every option of their choice is named.
    pub(crate) fn when(&self, options: &[OptionRef]) -> Option<Value> {
        let first = &options.first()?.choice;
        let mut choices = self.guide.choices.iter();
        let all = choices
            .find(|choice| choice.id == *first)
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

/// The principal of each option.
fn held_by(guide: &Guide) -> BTreeMap<OptionRef, &str> {
    let choices = guide.choices.iter();
    let options = choices.flat_map(|choice| {
        let options = choice.options.iter();
        options.map(|option| {
            let named = OptionRef {
                choice: choice.id.clone(),
                option: option.id.clone(),
            };
            (named, option.principal.as_str())
        })
    });
    options.collect()
}

/// The options that a part of the guide names.
fn named(options: &[Spanned<OptionRef>]) -> Vec<OptionRef> {
    let options = options.iter();
    options.map(|option| option.get_ref().clone()).collect()
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
        out.entry(
            Entry::list("parameter")
                .text("id", &parameter.id)
                .text("title", &parameter.title)
                .text("kind", &parameter.kind)
                .maybe("default", parameter.default.as_deref())
                .text("help", &parameter.help),
        );
    }
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
        let of_options = options.held_by.iter();
        let of_options: Vec<OptionRef> = of_options
            .filter(|(_, holder)| **holder == principal.id)
            .map(|(option, _)| option.clone())
            .collect();
        let when = options.when(&of_options).filter(|_| !always);
        let user = principal.kind == PrincipalKind::GuestUser;
        let entry = Entry::list("principal")
            .text("id", &principal.id)
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
                .maybe("publisher", principal.publisher.as_ref().map(publishers)),
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
                .text("id", &choice.id)
                .text("title", &choice.title)
                .with("cite", cite(&choice.cite)),
        );
        for option in &choice.options {
            out.entry(
                Entry::list("choice.option")
                    .text("id", &option.id)
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
        closes.extend(
            step.handover
                .iter()
                .map(|_| handover_id(guide, step).into()),
        );
        let closes = (!closes.is_empty()).then_some(closes);
        out.entry(
            Entry::list("step")
                .text("id", &step.id)
                .text("title", &step.title)
                .maybe("when", options.when(&named(&step.options)))
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
    let taken = |id: &str| guide.requirements.iter().any(|asked| asked.id == id);
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
            .maybe("when", options.when(&named(&step.options)))
            .with("evidence", vec![inline([("way", Value::from("attested"))])])
            .with("cite", cite(&step.cite)),
    );
}

fn field(guide: &Guide, field: &FormField, options: &Options<'_>, out: &mut TomlText) {
    let applications = guide.principals.iter();
    let mut applications =
        applications.filter(|principal| principal.kind != PrincipalKind::GuestUser);
    let of = (field.value == "app-id").then(|| {
        let of_options = options.holder(&named(&field.options));
        if of_options.is_empty() {
            applications
                .next()
                .map(|principal| principal.id.clone())
                .unwrap_or_default()
        } else {
            of_options
        }
    });
    out.entry(
        Entry::list("handover.field")
            .text("id", &field.id)
            .text("label", &field.label)
            .text("value", &field.value)
            .maybe("of", of)
            .maybe("when", options.when(&named(&field.options)))
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
                .text("kind", &notice.kind)
                .text("title", &notice.title)
                .text("text", &notice.text)
                .maybe("when", options.when(&named(&notice.options)))
                .maybe("requirements", requirements)
                .maybe("source", notice.source.as_deref())
                .maybe("cite", notice.cite.as_ref().map(cite)),
        );
    }
}

/// One verified publisher as a text, several as a list.
fn publishers(names: &Names) -> Value {
    match names {
        Names::One(one) => Value::from(one.as_str()),
        Names::Several(several) => match several.as_slice() {
            [one] => Value::from(one.as_str()),
            several => several.iter().map(word).collect::<Vec<Value>>().into(),
        },
    }
}
