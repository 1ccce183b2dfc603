//! Decisions between guides, of which one refuses what another asks for.

use crate::actions::{Action, Decide};
use crate::assess::{Finding, RightSeen};
use crate::guide::format2::kinds::Audience;
use crate::guide::format2::model::RightKind;
use crate::runbook::asked_by::{Stay, asked_by, asked_by_others, asking, refused_by, titles};
use crate::runbook::bearer::Bearer;
use crate::runbook::context::RunbookContext;
use crate::runbook::holding::Holding;
use crate::runbook::principal_key::principal_of;
use crate::runbook::wanted::WantedRight;

/// The decision about a right that the guide refuses, where any guide asks for it; none where nobody does.
pub(in crate::runbook) fn refused_here(
    context: &RunbookContext<'_>,
    finding: &Finding,
    right: &RightSeen,
) -> Option<Action> {
    let key = principal_of(right);
    let bearer = key.map_or(Bearer::Tenant, Bearer::Principal);
    let held = Holding::Right(&right.kind);
    let asking = asked_by(&context.judged, bearer, held, Stay::Now);
    let guide = context.guide();
    if asking.is_empty() {
        return None;
    }
    Some(decision(&guide.title, &finding.title, &titles(&asking)))
}

/// The decision about something of which a finding says that it is too much, where one guide asks for it and another
/// refuses it.
pub(in crate::runbook) fn refused_elsewhere(
    context: &RunbookContext<'_>,
    finding: &Finding,
    bearer: Bearer<'_>,
    held: Holding<'_>,
) -> Option<Action> {
    let judged = &context.judged;
    let asking = asked_by(judged, bearer, held, Stay::Now);
    let refusing = refused_by(judged, bearer, held);
    if asking.is_empty() || refusing.is_empty() {
        return None;
    }
    let (refusing, asking) = (titles(&refusing), titles(&asking));
    Some(decision(&refusing, &finding.title, &asking))
}

/// The decision about an audience beside which another guide asks for another; none where no guide does.
pub(super) fn other_audience<'a>(
    context: &RunbookContext<'a>,
    right: &WantedRight<'a>,
) -> Option<Action> {
    let judged = &context.judged;
    let RightKind::Audience(own) = right.kind else {
        return None;
    };
    let bearer = Bearer::of(judged, right)?;
    let others = Audience::ALL.iter().filter(|one| *one != own);
    let mut asked = others.filter_map(|one| {
        let kind = RightKind::Audience(*one);
        let guides = asked_by_others(judged, bearer, Holding::Right(&kind), Stay::Now);
        let what = format!("{} {}", asking(&guides), judged.words_of(&kind));
        (!guides.is_empty()).then_some(what)
    });
    let text = format!(
        "Decide between two guides: {} asks for {}, and {}.",
        context.guide().title,
        judged.words_with_holder(right),
        asked.next()?
    );
    Some(Decide { text }.into())
}

fn decision(refusing: &str, what: &str, asking: &str) -> Action {
    let text =
        format!("Decide between two guides: {refusing} refuses {what}, and {asking} asks for it.");
    Decide { text }.into()
}
