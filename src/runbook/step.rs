//! A change as a step: who may do it, how long it takes, and how in each form.

use super::affected;
use super::asked_by::{Stay, asked_by};
use super::bearer::Bearer;
use super::holding::Holding;
use super::index::TenantIndex;
use super::judged::Judged;
use super::model::{self, Closed, Progress, Script, Step};
use super::words;
use crate::actions::{
    AzureCli, Change, Merged, Operation, PowerShell, Purpose, Terraform, of_step, shows,
};
use crate::assess::{Finding, NoteKind, Verdict};
use crate::catalog::{Cmdlets, Subject, TaskName, Tasks};
use crate::guide::format2::model::Requirement;

/// The data that steps are written from.
pub(super) struct StepSource<'a> {
    pub(super) tasks: Tasks,
    pub(super) cmdlets: Cmdlets,
    pub(super) index: TenantIndex<'a>,
    pub(super) judged: Judged<'a>,
}

/// The step of a change, not numbered yet.
pub(super) fn step(source: &StepSource<'_>, merged: Merged) -> Step {
    let Merged {
        principal,
        change,
        closes,
        ..
    } = merged;
    let judged = &source.judged;
    let all = judged.assessment.map(|all| all.findings.as_slice());
    let findings: Vec<&Finding> = all
        .unwrap_or_default()
        .iter()
        .filter(|finding| closes.contains(&finding.id))
        .collect();
    let asked = judged.guide.requirements.iter();
    let asked = asked.filter(|one| closes.contains(&judged.finding_id(one)));
    let asked: Vec<&Requirement> = asked.collect();
    let mut step = empty(&id(&change, principal.as_deref()), &change.title);
    if change.task == TaskName::ActivateUnifiedRbac {
        step.affected = affected::by_rbac(&source.index);
    }
    step.why = why(judged, &findings);
    step.evidence = findings
        .iter()
        .filter(|finding| !finding.actual.is_empty())
        .map(|finding| format!("{}: {}", finding.title, finding.actual))
        .collect();
    step.evidence.truncate(24);
    step.closes = findings.iter().map(|finding| closed(finding)).collect();
    let unseen = asked.iter().filter(|one| judged.finding(one).is_none());
    step.closes
        .extend(unseen.map(|one| not_looked_for(judged, one)));
    step.remarks = judged.remarks_on(asked.iter().copied());
    fill(source, &mut step, change);
    step
}

/// Adds what a change needs and how it is made.
pub(super) fn fill(source: &StepSource<'_>, step: &mut Step, change: Change) {
    step.before = change.before.to_owned();
    step.after = change.after.to_owned();
    step.warnings.extend(change.warning.clone());
    if let Some(task) = source.tasks.get(change.task) {
        let higher = task
            .administrator_for_graph
            .as_ref()
            .filter(|_| change.of_graph);
        step.who = higher
            .or(task.administrator.as_ref())
            .into_iter()
            .cloned()
            .collect();
        step.scopes = task.scopes.clone();
        let parts = u32::try_from(change.items.len()).unwrap_or(u32::MAX);
        step.minutes = task.minutes.saturating_mul(parts.max(1));
        step.warnings
            .extend(task.warning.as_deref().map(words::plain));
        let also = change.also.and_then(|name| source.tasks.get(name));
        let also = also.map(|task| task.portal.as_slice()).unwrap_or_default();
        step.portal = task
            .portal
            .iter()
            .chain(also)
            .map(|sentence| words::pieces(sentence, &change.words, source.index.cloud))
            .collect();
        step.azure_cli_refused = task.azure_cli.clone();
        step.terraform_refused = task.terraform.clone();
        step.undo = task.undo.as_deref().map(words::plain);
    }
    if change.operations.is_empty() {
        step.before.clear();
        step.after.clear();
        step.azure_cli_refused = None;
        step.terraform_refused = None;
    } else {
        scripts(source, step, &change);
    }
    step.items = change.items;
    step.operations = change.operations;
    step.undoing = change.undo;
}

/// Adds the change in each language, or why it cannot be made in it.
fn scripts(source: &StepSource<'_>, step: &mut Step, change: &Change) {
    let powershell = PowerShell::new(&source.cmdlets);
    let azure_cli = AzureCli::new(source.index.cloud);
    let all = change.operations.iter().chain(&change.undo);
    step.modules = powershell.modules(all);
    step.powershell = Some(script(change, |operations, purpose| {
        powershell.script(operations, purpose)
    }));
    if step.azure_cli_refused.is_none() {
        step.azure_cli = Some(script(change, |operations, purpose| {
            azure_cli.script(operations, purpose)
        }));
    }
    if step.terraform_refused.is_none() {
        let (takes_away, blocks) = match &change.terraform {
            Terraform::Add(blocks) => (false, blocks),
            Terraform::TakeAway(blocks) => (true, blocks),
            Terraform::Not(why) => {
                step.terraform_refused = Some((*why).to_owned());
                return;
            }
            Terraform::No => {
                let why = "There is no block that does just this; use another form.";
                step.terraform_refused = Some(why.to_owned());
                return;
            }
        };
        step.terraform = Some(model::Terraform {
            takes_away,
            blocks: blocks.clone(),
        });
    }
}

fn script(change: &Change, write: impl Fn(&[Operation], Purpose) -> String) -> Script {
    Script {
        look: shows(&change.operations).then(|| write(&change.operations, Purpose::Look)),
        change: write(&change.operations, Purpose::Change),
        undo: (!change.undo.is_empty()).then(|| write(&change.undo, Purpose::Change)),
    }
}

/// A step with nothing but its name.
pub(super) fn empty(id: &str, title: &str) -> Step {
    Step {
        number: 0,
        id: id.to_owned(),
        title: title.to_owned(),
        progress: Progress::Open,
        evidence: Vec::new(),
        why: Vec::new(),
        remarks: Vec::new(),
        closes: Vec::new(),
        who: Vec::new(),
        scopes: Vec::new(),
        modules: Vec::new(),
        items: Vec::new(),
        minutes: 0,
        warnings: Vec::new(),
        affected: Vec::new(),
        before: String::new(),
        after: String::new(),
        portal: Vec::new(),
        powershell: None,
        azure_cli: None,
        azure_cli_refused: None,
        terraform: None,
        terraform_refused: None,
        undo: None,
        operations: Vec::new(),
        undoing: Vec::new(),
    }
}

/// `guest/assign-directory-role`.
fn id(change: &Change, principal: Option<&str>) -> String {
    let task = change.task.as_str();
    match principal {
        Some(principal) => format!("{principal}/{task}"),
        None => task.to_owned(),
    }
}

fn why(judged: &Judged<'_>, findings: &[&Finding]) -> Vec<String> {
    let mut reasons = Vec::new();
    for finding in findings {
        let ends = finding
            .notes
            .iter()
            .find(|note| matches!(note.kind, NoteKind::Expiry | NoteKind::Concern));
        if let (Verdict::Satisfied, Some(note)) = (finding.verdict, ends) {
            reasons.push(format!("{}: {}", finding.title, note.text));
            continue;
        }
        if finding.verdict == Verdict::Excess && finding.requirement.is_some() {
            let held = reason(finding).unwrap_or_default();
            let why = format!("{}: {}. {held}", finding.title, finding.reason);
            reasons.push(why.trim_end().to_owned());
        } else if finding.verdict == Verdict::Excess {
            reasons.extend(beyond(judged, finding));
        } else if let Some(reason) = reason(finding) {
            reasons.push(format!("{}: {reason}", finding.title));
        }
    }
    reasons
}

/// The reason why something is too much that no requirement of the guide names, and what it does; none where that is
/// not known.
fn beyond(judged: &Judged<'_>, finding: &Finding) -> Option<String> {
    let (title, effect) = (&finding.title, finding.effect.as_ref()?);
    // The effect of a credential or an assignment is a sentence; that of a role or permission goes on from its holder.
    let Some(held) = &finding.entitlement else {
        let effect = match finding.subject {
            Subject::OtherHolder => format!("Whoever holds it {effect}."),
            _ => effect.clone(),
        };
        return Some(format!("{title}: {}. {effect}", finding.reason));
    };
    let bearer = Bearer::Principal(judged.principal_of(finding));
    let asked = asked_by(judged, bearer, Holding::Entitlement(held), Stay::Now);
    let reason = if asked.is_empty() {
        "nobody asked for it"
    } else {
        &finding.reason
    };
    Some(format!("{title}: {reason}. Whoever holds it {effect}."))
}

/// The guide's purpose for it, and the effect of its absence; none where it states neither.
fn reason(finding: &Finding) -> Option<String> {
    let said = finding.purpose.iter().chain(&finding.effect);
    let said: Vec<&str> = said.map(String::as_str).collect();
    (!said.is_empty()).then(|| said.join(" "))
}

/// The tier of what a finding says is asked for, with the reason for it.
pub(super) fn asked_as(finding: &Finding) -> String {
    let tier = finding.tier.map(|tier| tier.to_string());
    let parts = tier.into_iter().chain(reason(finding));
    parts.collect::<Vec<_>>().join(": ")
}

/// A requirement that no finding answers.
pub(super) fn not_looked_for(judged: &Judged<'_>, requirement: &Requirement) -> Closed {
    Closed {
        id: judged.finding_id(requirement),
        title: judged.title(requirement),
        verdict: "not looked for",
    }
}

pub(super) fn closed(finding: &Finding) -> Closed {
    Closed {
        id: finding.id.clone(),
        title: finding.title.clone(),
        verdict: finding.verdict.as_str(),
    }
}

/// Puts a step at the end: into the last phase where that has this title, else into one of its own.
pub(super) fn append(phases: &mut Vec<model::Phase>, title: &str, step: Step) {
    match phases.last_mut() {
        Some(phase) if phase.title == title => phase.steps.push(step),
        _ => phases.push(model::Phase {
            title: title.to_owned(),
            steps: vec![step],
            ..model::Phase::default()
        }),
    }
}

/// Numbers the steps of a runbook, and gives each an id of its own.
pub(super) fn number(phases: &mut [model::Phase]) {
    let mut number = 0;
    let mut taken = std::collections::BTreeMap::new();
    for step in phases.iter_mut().flat_map(|phase| &mut phase.steps) {
        number += 1;
        step.number = number;
        if let Some(terraform) = &mut step.terraform {
            terraform.blocks = of_step(&terraform.blocks, number);
        }
        let count: &mut usize = taken.entry(step.id.clone()).or_default();
        *count += 1;
        if *count > 1 {
            step.id = format!("{}/{count}", step.id);
        }
    }
}
