//! Everything that is said of a subject, in the order in which it is read.

use super::contexts::{Bases, Contexts};
use super::find::find;
use super::model::{Explanation, Line, Section};
use super::steps::{MEANINGS, Steps, Told, Ways, merged};
use super::subject::Subject;
use super::{asked, cover, defender, effects, grant, identity, revoke, seen};
use crate::actions::{Planned, merge};
use crate::assess::{Finding, Verdict};
use crate::catalog::{Cloud, Entitlement};
use crate::runbook::compose::{actions, placeholders, preparation};
use crate::runbook::context::RunbookContext;
use crate::runbook::model::Phase;
use crate::runbook::selection::unknown;
use crate::runbook::{Inputs, RunbookError};
use std::collections::BTreeMap;

/// Explains what an id or a name stands for, in all adopted guides; more than one thing where few have the name.
///
/// The same inputs give the same words. Errors when nothing, or too much, is
/// called so, when the id is that of a finding and there is no snapshot, or when
/// the catalog cannot be read.
pub fn explain(id: &str, inputs: Inputs<'_>) -> Result<Vec<Explanation>, RunbookError> {
    let bases = Bases::of(&inputs);
    in_contexts(&Contexts::new(&bases)?, id)
}

/// Explains it with what is known of the guides already.
pub(super) fn in_contexts(
    contexts: &Contexts<'_>,
    id: &str,
) -> Result<Vec<Explanation>, RunbookError> {
    let subjects = find(contexts, id)?;
    let mut explanations: Vec<Explanation> = subjects
        .iter()
        .map(|subject| one(contexts, subject))
        .collect();
    let titles: Vec<String> = subjects.iter().map(|one| one.title.clone()).collect();
    for (explanation, subject) in explanations.iter_mut().zip(&subjects) {
        // Two guides may call two things the same.
        if titles.iter().filter(|one| **one == subject.title).count() > 1 {
            explanation.title = format!("{} ({})", subject.title, subject.id);
        }
    }
    Ok(explanations)
}

fn one(contexts: &Contexts<'_>, subject: &Subject<'_, '_>) -> Explanation {
    let mut sections = vec![identity::identity(contexts, subject)];
    sections.extend(effects::allows(contexts, subject));
    sections.extend(effects::risk(contexts, subject));
    sections.extend(cover::cover(contexts.catalog(), subject));
    sections.extend(defender::defender(contexts.index(), subject));
    sections.extend(asked::asked(contexts, subject));
    sections.extend(seen::seen(contexts, subject));
    let mut steps = Steps::default();
    sections.extend(put_right(subject, &mut steps));
    let ways = [
        ("How to grant it", grant::grant(contexts, subject)),
        ("How to revoke it", revoke::revoke(contexts, subject)),
    ];
    for (title, ways) in ways {
        sections.push(told(contexts, subject, (title, ways), &mut steps));
    }
    sections.extend(sign_in(contexts, &steps));
    sections.extend(to_fill_in(&sections, &steps));
    Explanation {
        title: subject.title.clone(),
        sections,
    }
}

/// The steps that close the findings; absent where there is nothing to close.
fn put_right(subject: &Subject<'_, '_>, steps: &mut Steps) -> Option<Section> {
    let mut section = Section::new("How to put it right");
    let mut rest = subject.findings.as_slice();
    while let Some(first) = rest.first() {
        // The findings of one guide stand together.
        let guide = &first.context.guide().id;
        let own = rest
            .iter()
            .take_while(|one| one.context.guide().id == *guide);
        let own: Vec<_> = own.collect();
        rest = rest.get(own.len()..).unwrap_or_default();
        let context = first.context;
        let all = own
            .into_iter()
            .flat_map(|one| closing(context, one.finding));
        for merged in merge(&context.of_actions(), all.collect()) {
            steps.add(&context.steps, merged, &mut section);
        }
    }
    (!section.lines.is_empty()).then_some(section)
}

/// The actions that close a finding. Of what could not be seen of a refusal, those that show more.
fn closing(context: &RunbookContext<'_>, finding: &Finding) -> Vec<Planned> {
    let planned = actions(context, std::slice::from_ref(finding));
    if planned.is_empty() && finding.verdict == Verdict::Unknown {
        return unknown(context, finding, finding.remedies.iter());
    }
    planned
}

fn told(
    contexts: &Contexts<'_>,
    subject: &Subject<'_, '_>,
    (title, ways): (&'static str, Ways),
    steps: &mut Steps,
) -> Section {
    let mut section = Section::new(title);
    let mut foreign = foreign(contexts, subject);
    for one in ways.into_told() {
        match one {
            Told::Remark(remark) => section.text(remark),
            Told::Part(title) => section.head(title),
            Told::Change(change) => {
                if let Some(remark) = foreign.take() {
                    section.text(remark);
                }
                steps.add(&contexts.main.steps, merged(*change), &mut section);
            }
        }
    }
    section
}

/// A remark on what differs in a national cloud.
fn foreign(contexts: &Contexts<'_>, subject: &Subject<'_, '_>) -> Option<String> {
    let cloud = contexts.cloud();
    match subject.entitlement.as_ref()? {
        Entitlement::ApiPermission {
            resource,
            kind,
            value,
        } => {
            let own = contexts
                .index()
                .offered_id(*resource, *kind, value)
                .is_some();
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
fn sign_in(contexts: &Contexts<'_>, steps: &Steps) -> Option<Section> {
    let of_tenant = (contexts.cloud(), contexts.main.tenant());
    let preparation = preparation(of_tenant, steps.phases())?;
    let mut section = Section::new("Sign in before the commands");
    section.lines.extend([
        Line::Script("PowerShell", preparation.powershell),
        Line::Script("Azure CLI, in a POSIX shell", preparation.azure_cli),
        Line::Script("Terraform", preparation.terraform),
    ]);
    Some(section)
}

/// Every placeholder, with what belongs there; where that is not the same in all steps, with the steps.
fn to_fill_in(sections: &[Section], steps: &Steps) -> Option<Section> {
    let mut section = Section::new("Fill in");
    let all = meanings(steps);
    for (key, meanings) in &all {
        for (means, numbers) in meanings {
            if meanings.len() == 1 {
                section.item(format!("<{key}>: {means}"));
            } else {
                let numbers: Vec<String> = numbers.iter().map(ToString::to_string).collect();
                section.item(format!("<{key}> in step {}: {means}", numbers.join(", ")));
            }
        }
    }
    let lines = || sections.iter().flat_map(|section| &section.lines);
    let holds = |wanted: &str| {
        lines().any(|line| match line {
            Line::Script(_, text) | Line::Click(_, text) => text.contains(wanted),
            _ => false,
        })
    };
    for (placeholder, means) in MEANINGS {
        let told = all.keys().any(|key| placeholder == format!("<{key}>"));
        if !told && holds(placeholder) {
            section.item(format!("{placeholder}: {means}"));
        }
    }
    (!section.lines.is_empty()).then_some(section)
}

/// The meanings of each placeholder, each with the numbers of the steps in which it has that meaning.
fn meanings(steps: &Steps) -> BTreeMap<&'static str, BTreeMap<String, Vec<usize>>> {
    let mut all: BTreeMap<_, BTreeMap<String, Vec<usize>>> = BTreeMap::new();
    for step in steps.phases().iter().flat_map(|phase| &phase.steps) {
        let alone = Phase {
            steps: vec![step.clone()],
            ..Phase::default()
        };
        for one in placeholders(&[alone]) {
            let meanings = all.entry(one.key).or_default();
            meanings.entry(one.means).or_default().push(step.number);
        }
    }
    all
}
