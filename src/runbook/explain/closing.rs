//! The steps of a guide that close a requirement, and what is handed over along with it.

use super::condition;
use super::contexts::Asked;
use super::model::Section;
use super::steps::plain;
use crate::guide::format2::kinds::Phase;
use crate::guide::format2::model::{Closed, FieldValue, Handover, RightKind, Step};

/// The steps and handovers as facts of a section.
pub(super) fn write(asked: &Asked<'_, '_>, section: &mut Section) {
    let guide = asked.context.guide();
    let id = &asked.requirement.id;
    let closing = |step: &&Step| step.closes.contains(&Closed::Requirement(id.clone()));
    for step in guide.steps.iter().filter(closing) {
        section.fact("Closed by", told(asked, step));
    }
    for step in guide.steps.iter().filter(|step| step.removes.contains(id)) {
        section.fact("Removed by", told(asked, step));
    }
    for step in guide.steps.iter().filter(|step| step.by.contains(id)) {
        section.fact("Needed for", told(asked, step));
    }
    for handover in &guide.handovers {
        if let Some(why) = concerns(asked, handover) {
            let judged = &asked.context.judged;
            let when = handover.when.as_ref();
            let when = when.map_or_else(String::new, |when| {
                format!(" When {}.", condition::words(judged, when))
            });
            section.fact(
                "Handed over",
                format!(
                    "{}/{}: {} ({}); {why}.{when}",
                    guide.id,
                    handover.id,
                    handover.title,
                    judged.place(&handover.cite)
                ),
            );
        }
    }
}

fn told(asked: &Asked<'_, '_>, step: &Step) -> String {
    let judged = &asked.context.judged;
    let phase = match step.phase {
        Phase::Onboard => "",
        Phase::After => ", after onboarding",
        Phase::Offboard => ", when offboarding",
    };
    let when = step.when.as_ref().map_or_else(String::new, |when| {
        format!(" When {}.", condition::words(judged, when))
    });
    format!(
        "{} ({}{phase}). {}{when}",
        step.title,
        judged.place(&step.cite),
        plain(asked.context.cloud, step.text.trim())
    )
}

/// The reason why a handover goes with a requirement: a step closes both, or a field of it wants what is asked for.
fn concerns(asked: &Asked<'_, '_>, handover: &Handover) -> Option<String> {
    let requirement = Closed::Requirement(asked.requirement.id.clone());
    let handed = Closed::Handover(handover.id.clone());
    let mut steps = asked.context.guide().steps.iter();
    let both = steps
        .find(|step| step.closes.contains(&requirement) && step.closes.contains(&handed))
        .map(|step| format!("the step “{}” does both", step.title));
    let mut notices = asked.context.guide().notices.iter();
    let by_notice = || {
        let notice = notices.find(|notice| {
            notice.requirements.contains(&requirement) && notice.requirements.contains(&handed)
        })?;
        Some(format!("the notice “{}” is about both", notice.title))
    };
    both.or_else(|| field(asked, handover)).or_else(by_notice)
}

/// The field of a form that wants the credential that is asked for.
fn field(asked: &Asked<'_, '_>, handover: &Handover) -> Option<String> {
    let asks = |wanted: fn(&RightKind) -> bool| {
        let mut rights = asked.requirement.need.rights();
        rights.any(|right| wanted(&right.kind))
    };
    let secret = asks(|kind| matches!(kind, RightKind::Secret { .. }));
    let certificate = asks(|kind| matches!(kind, RightKind::Certificate { .. }));
    let mut fields = handover.fields.iter();
    let field = fields.find(|field| match field.value {
        FieldValue::Secret => secret,
        FieldValue::Certificate => certificate,
        _ => false,
    })?;
    Some(format!("its field “{}” wants it", field.label))
}
