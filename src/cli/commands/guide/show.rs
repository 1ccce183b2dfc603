//! A guide in a few words a line.

use crate::guide::format2::ids::Holder;
use crate::guide::format2::model::{
    Cite, Condition, Detection, Field, FieldValue, Guide, Need, Requirement, Right,
};
use std::fmt::Write;

/// Everything that a guide asks.
pub(super) fn text(guide: &Guide) -> String {
    let mut text = String::new();
    head(&mut text, guide);
    parameters(&mut text, guide);
    facts(&mut text, guide);
    principals(&mut text, guide);
    choices(&mut text, guide);
    requirements(&mut text, guide);
    steps(&mut text, guide);
    handovers(&mut text, guide);
    notices(&mut text, guide);
    text
}

fn head(text: &mut String, guide: &Guide) {
    let Guide {
        id,
        title,
        vendor,
        product,
        edition,
        ..
    } = guide;
    let _ = writeln!(text, "{title} ({id}, edition {})\n", edition.id);
    let _ = writeln!(text, "Vendor   {vendor}\nProduct  {product}");
    for source in &guide.sources {
        let _ = writeln!(text, "Source   {}\n         {}", source.title, source.url);
        let _ = match &source.text {
            Some((sha256, _)) => writeln!(text, "         sha256 {sha256}, read {}", source.read),
            None => writeln!(text, "         read {}", source.read),
        };
        if let Some(missing) = &source.missing {
            let _ = writeln!(text, "         not read: {missing}");
        }
    }
    for relation in &guide.relations {
        let when = when(relation.when.as_ref());
        let _ = writeln!(
            text,
            "{:<8} the guide {}{when}",
            relation.kind.to_string(),
            relation.guide
        );
    }
}

fn parameters(text: &mut String, guide: &Guide) {
    heading(text, "Parameters (--param NAME=VALUE)", &guide.parameters);
    for parameter in &guide.parameters {
        let default = match parameter.default.as_slice() {
            [] => "not set".to_owned(),
            values => values.join(", "),
        };
        let many = if parameter.many { ", several" } else { "" };
        let _ = writeln!(
            text,
            "  {:<18} {}{many} [{default}]",
            parameter.id.as_str(),
            parameter.title
        );
    }
}

fn facts(text: &mut String, guide: &Guide) {
    heading(text, "Facts (--fact NAME=yes|no)", &guide.facts);
    for fact in &guide.facts {
        let how = match (&fact.detect, &fact.ask) {
            (Some(Detection::ServicePlan(plans)), _) => {
                format!("service plan {}", plans.join(" or "))
            }
            (Some(Detection::Cloud(clouds)), _) => {
                let clouds: Vec<String> = clouds.iter().map(ToString::to_string).collect();
                format!("cloud {}", clouds.join(" or "))
            }
            (Some(Detection::Setting(setting)), _) => format!("setting {setting}"),
            (None, Some(ask)) => ask.clone(),
            (None, None) => String::new(),
        };
        let _ = writeln!(text, "  {:<18} {} [{how}]", fact.id.as_str(), fact.title);
    }
}

fn principals(text: &mut String, guide: &Guide) {
    heading(text, "Principals", &guide.principals);
    for principal in &guide.principals {
        let _ = writeln!(
            text,
            "  {:<18} {} ({}){}",
            principal.id.as_str(),
            principal.title,
            principal.kind.word(),
            when(principal.when.as_ref())
        );
    }
}

fn choices(text: &mut String, guide: &Guide) {
    for choice in &guide.choices {
        let _ = writeln!(
            text,
            "\n{} (--choose {}=…){}",
            choice.title,
            choice.id,
            when(choice.when.as_ref())
        );
        for option in &choice.options {
            let preferred = if option.preferred {
                ", preferred by the guide"
            } else {
                ""
            };
            let when = when(option.when.as_ref());
            let _ = writeln!(
                text,
                "  {:<18} {}{preferred}{when}",
                option.id.as_str(),
                option.title
            );
        }
    }
}

fn requirements(text: &mut String, guide: &Guide) {
    heading(text, "Requirements", &guide.requirements);
    for requirement in &guide.requirements {
        let _ = writeln!(
            text,
            "  {:<13} {}: {}{}{}",
            requirement.tier.to_string(),
            requirement.id,
            asked(requirement),
            when(requirement.when.as_ref()),
            lines(&requirement.cites)
        );
    }
}

/// Everything that a requirement asks, in words.
fn asked(requirement: &Requirement) -> String {
    match &requirement.need {
        Need::Attest(attestation) => attestation.statement.clone(),
        Need::Hold(rights) => rights_in_words(rights),
        Need::AnyOf { alternatives, .. } => {
            let all: Vec<String> = alternatives
                .iter()
                .map(|one| rights_in_words(one))
                .collect();
            all.join("; or ")
        }
    }
}

fn rights_in_words(rights: &[Right]) -> String {
    let all: Vec<String> = rights
        .iter()
        .map(|right| match &right.of {
            Holder::Tenant => right.kind.to_string(),
            Holder::Installer => format!("{}, of the installer", right.kind),
            Holder::Principal(principal) => format!("{}, of {principal}", right.kind),
        })
        .collect();
    all.join(" and ")
}

fn steps(text: &mut String, guide: &Guide) {
    heading(text, "Steps", &guide.steps);
    for step in &guide.steps {
        let _ = writeln!(
            text,
            "  {:<13} {}{}",
            step.phase.to_string(),
            step.title,
            when(step.when.as_ref())
        );
    }
}

fn handovers(text: &mut String, guide: &Guide) {
    heading(text, "Handovers to the vendor", &guide.handovers);
    for handover in &guide.handovers {
        let _ = writeln!(
            text,
            "  {}: {}{}",
            handover.id,
            handover.title,
            when(handover.when.as_ref())
        );
        for field in &handover.fields {
            let _ = writeln!(
                text,
                "    {}: {}{}",
                field.label,
                value(field),
                when(field.when.as_ref())
            );
        }
    }
}

/// The source of a field's value, in words.
fn value(field: &Field) -> String {
    match &field.value {
        FieldValue::Free => field.help.clone(),
        FieldValue::TenantId => "the tenant's id".to_owned(),
        FieldValue::AppId(principal) => format!("the application id of {principal}"),
        FieldValue::Secret => "the client secret".to_owned(),
        FieldValue::Certificate => "the certificate".to_owned(),
        FieldValue::Parameter(parameter) => format!("the parameter {parameter}"),
    }
}

fn notices(text: &mut String, guide: &Guide) {
    heading(text, "Notices", &guide.notices);
    for notice in &guide.notices {
        let _ = writeln!(text, "  {}: {}", notice.id, notice.title);
    }
}

/// A heading, where something stands under it.
fn heading<T>(text: &mut String, heading: &str, below: &[T]) {
    if !below.is_empty() {
        let _ = writeln!(text, "\n{heading}");
    }
}

/// A condition, after what it is the condition of.
fn when(condition: Option<&Condition>) -> String {
    condition.map_or_else(String::new, |condition| format!(", when {condition}"))
}

/// The lines of a held text that are cited.
fn lines(cites: &[Cite]) -> String {
    let lines: Vec<String> = cites
        .iter()
        .filter_map(|cite| cite.line)
        .map(|line| line.to_string())
        .collect();
    match lines.as_slice() {
        [] => String::new(),
        [one] => format!(" (line {one})"),
        several => format!(" (lines {})", several.join(", ")),
    }
}
