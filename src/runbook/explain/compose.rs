//! Everything that is said of a subject, in the order in which it is read.

use super::find::find;
use super::model::{Explanation, Line, Section};
use super::steps::{MEANINGS, Steps, Ways};
use super::subject::Subject;
use super::{asked, cover, defender, grant, identity, revoke, seen};
use crate::actions::merge;
use crate::catalog::{Cloud, Entitlement};
use crate::runbook::RunbookError;
use crate::runbook::compose::{actions, placeholders, preparation};
use crate::runbook::context::{self, Inputs, RunbookContext};

/// Explains what an id or a name stands for; more than one thing where few have the name.
///
/// The same inputs give the same words. Errors when nothing, or too much, is
/// called so, when the id is that of a finding and there is no snapshot, or when
/// the catalog cannot be read.
pub fn explain(id: &str, inputs: Inputs<'_>) -> Result<Vec<Explanation>, RunbookError> {
    let access = context::read_access(&inputs);
    let context = RunbookContext::new(inputs, &access)?;
    in_world(&context, id)
}

/// Explains it with what is known of the context already.
pub(super) fn in_world(
    context: &RunbookContext<'_>,
    id: &str,
) -> Result<Vec<Explanation>, RunbookError> {
    let subjects = find(&context.index, &context.judged, id)?;
    Ok(subjects
        .iter()
        .map(|subject| one(context, subject))
        .collect())
}

fn one<'a>(context: &RunbookContext<'a>, subject: &Subject<'a>) -> Explanation {
    let mut sections = vec![identity::identity(
        &context.index,
        &context.guide().vendor,
        subject,
    )];
    sections.extend(identity::allows(&context.index, subject));
    sections.extend(identity::risk(&context.index, subject));
    sections.extend(cover::cover(context.catalog(), subject));
    sections.extend(defender::defender(&context.index, subject));
    sections.push(asked::asked(&context.judged, context.cloud, subject));
    sections.extend(seen::seen(&context.judged, subject));
    let mut steps = Steps::default();
    sections.extend(put_right(context, subject, &mut steps));
    let ways = [
        ("How to grant it", grant::grant(context, subject)),
        ("How to revoke it", revoke::revoke(context, subject)),
    ];
    for (title, ways) in ways {
        sections.push(told(context, subject, (title, ways), &mut steps));
    }
    sections.extend(sign_in(context, &steps));
    sections.extend(to_fill_in(&sections, &steps));
    Explanation {
        title: subject.title.clone(),
        sections,
    }
}

/// The steps that close the findings; absent where there is nothing to close.
fn put_right<'a>(
    context: &RunbookContext<'a>,
    subject: &Subject<'a>,
    steps: &mut Steps,
) -> Option<Section> {
    let mut section = Section::new("How to put it right");
    let findings = subject.findings.iter();
    let all = findings.flat_map(|finding| actions(context, std::slice::from_ref(finding)));
    for merged in merge(&context.of_actions(), all.collect()) {
        steps.add(&context.steps, merged, &mut section);
    }
    (!section.lines.is_empty()).then_some(section)
}

fn told(
    context: &RunbookContext<'_>,
    subject: &Subject<'_>,
    (title, ways): (&'static str, Ways),
    steps: &mut Steps,
) -> Section {
    let mut section = Section::new(title);
    for remark in &ways.remarks {
        section.text(remark.clone());
    }
    if let Some(remark) = foreign(context, subject).filter(|_| !ways.changes.is_empty()) {
        section.text(remark);
    }
    for merged in ways.merged() {
        steps.add(&context.steps, merged, &mut section);
    }
    section
}

/// A remark on what differs in a national cloud.
fn foreign(context: &RunbookContext<'_>, subject: &Subject<'_>) -> Option<String> {
    let cloud = context.cloud;
    match subject.entitlement.as_ref()? {
        Entitlement::ApiPermission {
            resource,
            kind,
            value,
        } => {
            let own = context.index.offered_id(*resource, *kind, value).is_some();
            (cloud != Cloud::Global && !own).then(|| {
                format!(
                    "The permission's id in the commands is the global cloud's. In {cloud} it may be another: look it up \
                     first, or give a snapshot."
                )
            })
        }
        Entitlement::DirectoryRole(_) => None,
        _ => cloud
            .defender()
            .is_none()
            .then(|| format!("Microsoft does not offer Defender in the cloud {cloud}.")),
    }
}

/// The sign-in for the commands.
fn sign_in(context: &RunbookContext<'_>, steps: &Steps) -> Option<Section> {
    let preparation = preparation((context.cloud, context.tenant()), steps.phases())?;
    let mut section = Section::new("Sign in before the commands");
    section.lines.extend([
        Line::Script("PowerShell", preparation.powershell),
        Line::Script("Azure CLI, in a POSIX shell", preparation.azure_cli),
        Line::Script("Terraform", preparation.terraform),
    ]);
    Some(section)
}

/// Every placeholder, with what belongs there.
fn to_fill_in(sections: &[Section], steps: &Steps) -> Option<Section> {
    let mut section = Section::new("Fill in");
    let of_steps = placeholders(steps.phases());
    for one in &of_steps {
        section.item(format!("<{}>: {}", one.key, one.means));
    }
    let lines = || sections.iter().flat_map(|section| &section.lines);
    let holds = |wanted: &str| {
        lines().any(|line| match line {
            Line::Script(_, text) | Line::Click(_, text) => text.contains(wanted),
            _ => false,
        })
    };
    for (placeholder, means) in MEANINGS {
        let told = of_steps
            .iter()
            .any(|one| placeholder == format!("<{}>", one.key));
        if !told && holds(placeholder) {
            section.item(format!("{placeholder}: {means}"));
        }
    }
    (!section.lines.is_empty()).then_some(section)
}
