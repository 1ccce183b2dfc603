//! Handovers on the vendor's side: forms, with what is known of this tenant.

use crate::actions::{DoByHand, Planned};
use crate::assess::HandoverEvidence;
use crate::assess::semantics::Truth;
use crate::catalog::TaskName;
use crate::document::within;
use crate::guide::format2::ids::PrincipalRef;
use crate::guide::format2::model::{
    Closed, Evidence, Field as GuideField, FieldValue, Handover, PrincipalKind, Step,
};
use crate::runbook::context::RunbookContext;
use crate::runbook::model::{Field, GuideText, HandOver, Progress};
use crate::runbook::principal_key::PrincipalKey;
use crate::runbook::selection::plan;

/// Every handover that applies, or may, made out.
pub(super) fn all(context: &RunbookContext<'_>) -> Vec<HandOver> {
    in_play(context)
        .into_iter()
        .map(|handover| made_out(context, handover))
        .collect()
}

/// The handovers that apply, or may.
pub(super) fn in_play<'a>(context: &RunbookContext<'a>) -> Vec<&'a Handover> {
    let handovers = context.guide().handovers.iter();
    handovers
        .filter(|one| context.judged.truth(one.when.as_ref()) != Truth::No)
        .collect()
}

/// The handovers that a step of the guide closes.
pub(super) fn closed<'a>(context: &RunbookContext<'a>, step: &Step) -> Vec<&'a Handover> {
    let mut handovers = in_play(context);
    handovers.retain(|one| step.closes.contains(&Closed::Handover(one.id.clone())));
    handovers
}

/// The handing over, under the title of the step that does it, unless it is done.
pub(super) fn planned(
    context: &RunbookContext<'_>,
    handover: &Handover,
    title: &str,
) -> Vec<Planned> {
    if progress(context, handover) == Progress::Done {
        return Vec::new();
    }
    by_hand(title)
}

fn by_hand(title: &str) -> Vec<Planned> {
    let act = DoByHand {
        task: TaskName::FillVendorForm,
        title: title.to_owned(),
    };
    plan([act.into()], None, None)
}

/// The handing over of everything that applies, each under the title of the step that does it.
pub(super) fn all_planned(context: &RunbookContext<'_>) -> Vec<Planned> {
    let steps = &context.guide().steps;
    in_play(context)
        .into_iter()
        .flat_map(|handover| {
            let id = Closed::Handover(handover.id.clone());
            let step = steps.iter().find(|step| step.closes.contains(&id));
            by_hand(step.map_or(&handover.title, |step| &step.title))
        })
        .collect()
}

/// The progress: done where a person attested to it, or the vendor was seen to sign in.
pub(super) fn progress(context: &RunbookContext<'_>, handover: &Handover) -> Progress {
    if evidence(context, handover).is_empty() {
        Progress::Open
    } else {
        Progress::Done
    }
}

/// The evidence that it was handed over.
pub(super) fn evidence(context: &RunbookContext<'_>, handover: &Handover) -> Vec<String> {
    let seen = context.assessment().map(|one| one.handovers.as_slice());
    let mut seen = seen.unwrap_or_default().iter();
    let known = seen.find(|one| one.id == handover.id);
    let evidence = known.and_then(|one| one.evidence.as_ref()).into_iter();
    let told = evidence.map(|evidence| match evidence {
        HandoverEvidence::Attested { by, on, .. } => format!(
            "{}: attested, not observed, by {by} on {on}",
            handover.title
        ),
        HandoverEvidence::SignIn { principal, at } => format!(
            "{}: a sign-in of {} was seen at {at}",
            handover.title,
            within(principal)
        ),
    });
    told.collect()
}

fn made_out(context: &RunbookContext<'_>, handover: &Handover) -> HandOver {
    let judged = &context.judged;
    let mut remarks = judged.depends(handover.when.as_ref());
    let ways: Vec<String> = handover
        .evidence
        .iter()
        .map(|way| match way {
            Evidence::Attested => "a person attests to it".to_owned(),
            Evidence::Document => "a person attests to it and names a document".to_owned(),
            Evidence::SignIn(principal) => {
                format!(
                    "a sign-in of {}",
                    within(&context.judged.title_of_principal(principal))
                )
            }
        })
        .collect();
    if !ways.is_empty() {
        remarks.push(format!("It counts as done by: {}.", ways.join(", or ")));
    }
    let fields = handover.fields.iter();
    let fields = fields
        .filter(|field| judged.truth(field.when.as_ref()) != Truth::No)
        .map(|field| filled(context, field))
        .collect();
    HandOver {
        id: format!("{}/{}", judged.guide.id, handover.id),
        title: handover.title.clone(),
        guide: GuideText {
            text: handover.text.clone().unwrap_or_default(),
            cite: judged.place(&handover.cite),
        },
        progress: progress(context, handover),
        evidence: evidence(context, handover),
        remarks,
        fields,
    }
}

fn filled(context: &RunbookContext<'_>, field: &GuideField) -> Field {
    let (value, known) = match &field.value {
        FieldValue::Free => ("your choice".to_owned(), false),
        FieldValue::TenantId => context.tenant().map_or_else(
            || ("Microsoft Entra admin center, Overview, Tenant ID".to_owned(), false),
            |id| (id.to_string(), true),
        ),
        FieldValue::AppId(principal) => app_id(context, principal),
        FieldValue::Secret => (
            "Paste it from the clipboard into the vendor's form, and nowhere else. It is shown once.".to_owned(),
            false,
        ),
        FieldValue::Certificate => (
            "The certificate, of which the private key stays with whoever signs in with it".to_owned(),
            false,
        ),
        FieldValue::Parameter(parameter) => {
            let guide = parameter.guide.clone();
            let key = (
                guide.unwrap_or_else(|| context.guide().id.clone()),
                parameter.id.clone(),
            );
            let values = context.judged.reader.values.get(&key);
            let given = values.filter(|values| !values.is_empty());
            let lacking = || {
                let name = context.judged.parameter_called(parameter);
                (format!("not given yet (--param {name}=…)"), false)
            };
            given.map_or_else(lacking, |values| (values.join(", "), true))
        }
    };
    let mut help = vec![field.help.clone()];
    help.extend(context.judged.depends(field.when.as_ref()));
    Field {
        label: field.label.clone(),
        value,
        known,
        help: help.join(" "),
    }
}

/// The application id of a principal, where it is known.
fn app_id(context: &RunbookContext<'_>, principal: &PrincipalRef) -> (String, bool) {
    let members = members(context, principal);
    let mut members = members.into_iter();
    let meant = members.find_map(|key| context.judged.principal(key));
    let Some(meant) = meant else {
        return (
            format!(
                "the application (client) id of {}",
                within(&context.judged.title_of_principal(principal))
            ),
            false,
        );
    };
    let target = context.target(meant).target;
    match target.app_id.as_known().filter(|id| !id.is_empty()) {
        Some(id) => (id.to_owned(), true),
        None => (
            "the id that the step which registers the application tells".to_owned(),
            false,
        ),
    }
}

/// The principal, or those that it stands for and that are asked for.
fn members<'q>(context: &RunbookContext<'q>, principal: &'q PrincipalRef) -> Vec<PrincipalKey<'q>> {
    let judged = &context.judged;
    let key = judged.key(principal);
    match judged.written(key).map(|one| &one.kind) {
        Some(PrincipalKind::Chosen { among }) => {
            let members = among.iter().map(|id| (key.0, id));
            let asked = members.filter(|one| judged.is_asked_for(*one) != Truth::No);
            asked.collect()
        }
        _ => vec![key],
    }
}
