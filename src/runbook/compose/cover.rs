//! The cover of a runbook: title, facts and cautions.

use super::offboard;
use super::options::{applies, options};
use super::placeholders::all_placeholders;
use super::preparation::preparation;
use crate::assess::Readiness;
use crate::guide::NoticeKind;
use crate::runbook::Kind;
use crate::runbook::context::RunbookContext;
use crate::runbook::model::{Caution, Fact, Phase, Runbook};

/// A runbook with its steps, its facts and what has to be done before the first step.
pub(super) fn with_cover(context: &RunbookContext<'_>, kind: Kind, phases: Vec<Phase>) -> Runbook {
    let guide = context.guide();
    let tenant = context
        .assessment()
        .and_then(|a| a.collection.tenant_name.clone());
    let tenant = tenant.map_or_else(|| "your tenant".to_owned(), |name| name.trim().to_owned());
    let vendor = &guide.vendor;
    let (title, lead) = match kind {
        Kind::Onboard => (
            format!("Onboard {vendor} in {tenant}"),
            format!(
                "The steps of the guide “{}”, made out for this tenant. What is done already is struck off, with the \
                 evidence for it.",
                guide.title
            ),
        ),
        Kind::Remediate => (
            format!("Put {vendor}'s access in {tenant} right"),
            "Only what the assessment found, in the fewest changes. What gives access comes before what takes it away, \
             so that nobody is locked out."
                .to_owned(),
        ),
        Kind::Offboard => (
            format!("Take {vendor}'s access in {tenant} back"),
            "Everything that the vendor was seen to hold, whatever gave it. Sign-in is stopped first; what can be \
             restored is deleted last."
                .to_owned(),
        ),
        Kind::Review => (
            format!("Review {vendor}'s access in {tenant}"),
            "What the vendor holds, why the guide asks for it, and when it was last used. Decide for each line: keep or \
             remove."
                .to_owned(),
        ),
    };
    Runbook {
        kind,
        title,
        lead,
        facts: facts(context, kind),
        placeholders: all_placeholders(context, &phases),
        preparation: preparation(context, &phases),
        cautions: cautions(context, kind),
        phases,
        hand_over: Vec::new(),
        review: Vec::new(),
        changes: None,
        unseen: offboard::unseen(context),
        left_alone: Vec::new(),
        tool: env!("CARGO_PKG_VERSION").to_owned(),
    }
}

fn facts(context: &RunbookContext<'_>, kind: Kind) -> Vec<Fact> {
    let guide = context.guide();
    let mut facts = Vec::new();
    let mut add = |name: &'static str, value: String| facts.push(Fact { name, value });
    if let Some(assessment) = context.assessment() {
        let collection = &assessment.collection;
        let name = collection
            .tenant_name
            .clone()
            .unwrap_or_else(|| "(no name seen)".to_owned());
        let id = collection
            .tenant
            .map_or_else(|| "id not known".to_owned(), |id| id.to_string());
        add("Tenant", format!("{name} ({id})"));
    }
    add("Cloud", context.cloud.as_str().to_owned());
    add(
        "Guide",
        format!(
            "{} (edition {}, read {})",
            guide.title, guide.edition.id, guide.edition.read
        ),
    );
    add("Source", guide.edition.url.clone());
    match context.assessment() {
        Some(assessment) => {
            let collection = &assessment.collection;
            add(
                "Snapshot",
                format!(
                    "{} to {}; {}",
                    collection.started,
                    collection.ended,
                    assessment.coverage()
                ),
            );
            let headline = match assessment.readiness {
                Readiness::Ready => "ready",
                Readiness::ReadyWithFindings => "ready, with findings",
                Readiness::NotReady => "not ready",
                Readiness::Undetermined => "undetermined",
            };
            add(
                "Readiness then",
                format!("{headline}: {}", assessment.readiness_reason),
            );
        }
        None => add(
            "Snapshot",
            "none: nothing is known of the tenant, so every step is open".to_owned(),
        ),
    }
    if kind != Kind::Offboard {
        let in_play = options(context);
        for choice in &guide.choices {
            let taken = choice
                .options
                .iter()
                .filter(|option| in_play.contains(&choice.reference(option)));
            let titles: Vec<String> = taken.map(|option| option.title.clone()).collect();
            add(
                "Option taken",
                format!("{}: {}", choice.title, titles.join(", ")),
            );
        }
    }
    add("Dates reckoned from", context.now().to_string());
    facts
}

/// The guide's own cautions for the options in play, which stand before the first step.
fn cautions(context: &RunbookContext<'_>, kind: Kind) -> Vec<Caution> {
    if !matches!(kind, Kind::Onboard | Kind::Remediate) {
        return Vec::new();
    }
    let in_play = options(context);
    context
        .guide()
        .notices
        .iter()
        .filter(|notice| notice.kind == NoticeKind::Caution)
        .filter(|notice| applies(&notice.options, &in_play))
        .map(|notice| Caution {
            title: notice.title.clone(),
            text: notice.text.clone(),
            source: notice.source.clone(),
        })
        .collect()
}
