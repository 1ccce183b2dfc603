//! Steps, handovers and notices.

use super::context::Context;
use super::{cites, conditions, head};
use crate::guide::error::Faults;
use crate::guide::format2::file::{
    EvidenceEntry, FieldEntry, GuideFile, HandoverEntry, NoticeEntry, PlainEvidence, StepEntry,
};
use crate::guide::format2::ids::{Holder, PrincipalRef, RequirementId};
use crate::guide::format2::kinds::{FieldSource, Phase};
use crate::guide::format2::list::{distinct_entries, entries};
use crate::guide::format2::model::{
    Closed, Evidence, Field, FieldValue, Guide, Handover, Notice, Requirement, Step,
};
use crate::guide::format2::read::Placed;
use std::collections::BTreeSet;

pub(crate) fn steps(
    file: &GuideFile,
    context: &Context<'_>,
    requirements: &[Option<Requirement>],
    faults: &mut Faults,
) -> Vec<Step> {
    // A requirement that could not be resolved may be one of the installer's.
    let of_others: BTreeSet<&RequirementId> = requirements
        .iter()
        .flatten()
        .filter(|requirement| !requirement.of_installer())
        .map(|requirement| &requirement.id)
        .collect();
    let entries = entries(&file.step).iter();
    entries
        .filter_map(|entry| step(entry, context, &of_others, faults))
        .collect()
}

fn step(
    entry: &StepEntry,
    context: &Context<'_>,
    of_others: &BTreeSet<&RequirementId>,
    faults: &mut Faults,
) -> Option<Step> {
    let when = conditions::when(&entry.when, context, faults);
    let cite = cites::needed(&entry.cite, context, faults);
    let phase = entry
        .phase
        .as_ref()
        .map_or(Phase::Onboard, |phase| phase.value);
    phases(entry, phase, faults);
    let closes = distinct_entries(&entry.closes).iter();
    let closes: Vec<Closed> = closes.filter_map(|id| context.closed(id, faults)).collect();
    let mut removes = Vec::new();
    for id in distinct_entries(&entry.removes) {
        match context.closed(id, faults) {
            Some(Closed::Requirement(requirement)) => removes.push(requirement),
            Some(Closed::Handover(_)) => faults.add_with_help(
                id.span.clone(),
                "a handover gives no rights that a step could take away",
                "name requirements",
            ),
            None => {}
        }
    }
    let mut by = Vec::new();
    for id in entries(&entry.by) {
        let there = context.requirements.check(id, "requirement", faults);
        if there && of_others.contains(&id.value) {
            faults.add_with_help(
                id.span.clone(),
                format!("{:?} asks nothing of the installer", id.as_str()),
                "by names requirements whose rights are of = \"installer\"",
            );
        }
        by.push(id.value.clone());
    }
    Some(Step {
        id: entry.id.value()?,
        title: head::text(&entry.title)?,
        phase,
        when,
        by,
        text: head::text(&entry.text)?,
        closes,
        removes,
        cite: cite?,
    })
}

/// Notes a step that closes after onboarding, or removes during onboarding.
fn phases(entry: &StepEntry, phase: Phase, faults: &mut Faults) {
    let (misplaced, what, help) = if phase == Phase::Onboard {
        (
            &entry.removes,
            "a step of onboarding takes nothing away",
            "write phase = \"after\" or \"offboard\", or closes in place of removes",
        )
    } else {
        (
            &entry.closes,
            "a step after onboarding closes nothing",
            "write removes in place of closes, or leave phase out",
        )
    };
    if let Some(misplaced) = misplaced {
        faults.add_with_help(misplaced.span.clone(), what, help);
    }
}

/// The principal that evidence or a field names.
fn principal(
    of: &Placed<Holder>,
    context: &Context<'_>,
    faults: &mut Faults,
) -> Option<PrincipalRef> {
    let Some(principal) = of.principal() else {
        faults.add_with_help(
            of.span.clone(),
            format!("{:?} is no principal of the guide", of.to_string()),
            "name one of its principals",
        );
        return None;
    };
    context
        .principal(principal, of, faults)
        .then(|| principal.clone())
}

pub(crate) fn handovers(
    file: &GuideFile,
    context: &Context<'_>,
    faults: &mut Faults,
) -> Vec<Handover> {
    let entries = entries(&file.handover).iter();
    entries
        .filter_map(|entry| handover(entry, context, faults))
        .collect()
}

fn handover(entry: &HandoverEntry, context: &Context<'_>, faults: &mut Faults) -> Option<Handover> {
    let when = conditions::when(&entry.when, context, faults);
    let cite = cites::needed(&entry.cite, context, faults);
    let evidence = entry.evidence.get().map(|list| {
        let ways = list.entries.iter();
        ways.filter_map(|way| evidence(way, context, faults))
            .collect()
    });
    let fields = entries(&entry.field).iter();
    let fields = fields
        .filter_map(|field| self::field(field, context, faults))
        .collect();
    Some(Handover {
        id: entry.id.value()?,
        title: head::text(&entry.title)?,
        when,
        evidence: evidence?,
        text: head::maybe(&entry.text),
        fields,
        cite: cite?,
    })
}

fn evidence(entry: &EvidenceEntry, context: &Context<'_>, faults: &mut Faults) -> Option<Evidence> {
    match entry {
        EvidenceEntry::Plain(entry) => Some(match entry.way.value()? {
            PlainEvidence::Attested => Evidence::Attested,
            PlainEvidence::Document => Evidence::Document,
        }),
        EvidenceEntry::SignIn(entry) => {
            principal(entry.of.get()?, context, faults).map(Evidence::SignIn)
        }
    }
}

fn field(entry: &Placed<FieldEntry>, context: &Context<'_>, faults: &mut Faults) -> Option<Field> {
    let when = conditions::when(&entry.when, context, faults);
    let cite = cites::maybe(&entry.cite, context, faults);
    let value = value(entry, context, faults);
    Some(Field {
        id: entry.id.value()?,
        label: head::text(&entry.label)?,
        value: value?,
        when,
        help: head::text(&entry.help)?,
        cite,
    })
}

fn value(
    entry: &Placed<FieldEntry>,
    context: &Context<'_>,
    faults: &mut Faults,
) -> Option<FieldValue> {
    let source = entry.value.value.get()?.value;
    let of = entry.of.as_ref();
    let parameter = entry.parameter.as_ref();
    goes_with(
        entry,
        "of",
        of.map(|of| &of.span),
        FieldSource::AppId,
        faults,
    );
    goes_with(
        entry,
        "parameter",
        parameter.map(|given| &given.span),
        FieldSource::Parameter,
        faults,
    );
    let of = of.and_then(|of| principal(of, context, faults));
    let parameter = parameter.filter(|given| {
        let of_other = |guide: &Guide| guide.parameters.iter().map(|p| p.id.clone()).collect();
        context.refer(
            given,
            given,
            "parameter",
            &context.parameters,
            of_other,
            faults,
        )
    });
    Some(match source {
        FieldSource::Free => FieldValue::Free,
        FieldSource::TenantId => FieldValue::TenantId,
        FieldSource::Secret => FieldValue::Secret,
        FieldSource::Certificate => FieldValue::Certificate,
        FieldSource::AppId => FieldValue::AppId(of?),
        FieldSource::Parameter => FieldValue::Parameter(parameter?.value.clone()),
    })
}

/// Notes a key that is missing and that its value needs, or that is given with a value that excludes it.
fn goes_with(
    entry: &Placed<FieldEntry>,
    key: &str,
    given: Option<&std::ops::Range<usize>>,
    value: FieldSource,
    faults: &mut Faults,
) {
    let is = entry
        .value
        .value
        .get()
        .is_some_and(|given| given.value == value);
    match given {
        None if is && !entry.unread => faults.add_with_help(
            entry.span.clone(),
            format!("a field whose value is {value} says of which"),
            format!("write {key}"),
        ),
        Some(span) if !is && !entry.unread => faults.add_with_help(
            span.clone(),
            format!("{key} stands only with value = \"{value}\""),
            "leave it out, or change value",
        ),
        _ => {}
    }
}

pub(crate) fn notices(file: &GuideFile, context: &Context<'_>, faults: &mut Faults) -> Vec<Notice> {
    let entries = entries(&file.notice).iter();
    entries
        .filter_map(|entry| notice(entry, context, faults))
        .collect()
}

fn notice(entry: &NoticeEntry, context: &Context<'_>, faults: &mut Faults) -> Option<Notice> {
    let when = conditions::when(&entry.when, context, faults);
    let cite = cites::maybe(&entry.cite, context, faults);
    let requirements = entries(&entry.requirements).iter();
    let requirements = requirements
        .filter_map(|id| context.closed(id, faults))
        .collect();
    Some(Notice {
        id: entry.id.value()?,
        kind: entry.kind.value()?,
        title: head::text(&entry.title)?,
        text: head::text(&entry.text)?,
        when,
        requirements,
        source: head::maybe(&entry.source),
        cite,
    })
}
