//! The cover of a runbook: title, facts and cautions.

use super::offboard;
use super::placeholders::all_placeholders;
use super::preparation::preparation;
use crate::assess::semantics::Truth;
use crate::assess::{Assessment, Readiness};
use crate::catalog::Cloud;
use crate::guide::NoticeKind;
use crate::guide::format2::model::Guide;
use crate::runbook::Kind;
use crate::runbook::judged::Judged;
use crate::runbook::model::{Caution, Fact, Phase, Runbook};
use jiff::Timestamp;

/// A runbook with its steps, its facts and what has to be done before the first step.
pub(super) fn with_cover(
    judged: &Judged<'_>,
    (cloud, now): (Cloud, Timestamp),
    kind: Kind,
    phases: Vec<Phase>,
) -> Runbook {
    let (title, lead) = heading(judged, kind);
    Runbook {
        kind,
        title,
        lead,
        facts: facts(judged, (cloud, now), kind),
        placeholders: all_placeholders(judged.tenant(), &phases),
        preparation: preparation((cloud, judged.tenant()), &phases),
        cautions: cautions(judged, kind),
        phases,
        hand_over: Vec::new(),
        review: Vec::new(),
        changes: None,
        unseen: offboard::unseen(judged),
        left_alone: Vec::new(),
        tool: env!("CARGO_PKG_VERSION").to_owned(),
    }
}

/// The title, and the purpose in a sentence or two.
fn heading(judged: &Judged<'_>, kind: Kind) -> (String, String) {
    let guide = judged.guide;
    let tenant = judged
        .assessment
        .and_then(|a| a.collection.tenant_name.clone());
    let tenant = tenant.map_or_else(|| "your tenant".to_owned(), |name| name.trim().to_owned());
    let vendor = &guide.vendor;
    match kind {
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
        Kind::Auditor => (
            format!("Create rolecall's own application in {tenant}"),
            format!(
                "The application that a scan for {} signs in as, with the least permissions that answer \
                 all of it. They only read. The last step takes it away again.",
                quoted(&about(judged, kind))
            ),
        ),
    }
}

/// The guides that a runbook is about: a scan reads for all of them.
fn about<'a>(judged: &Judged<'a>, kind: Kind) -> Vec<&'a Guide> {
    match kind {
        Kind::Auditor => judged.guides.iter().collect(),
        Kind::Onboard | Kind::Remediate | Kind::Offboard | Kind::Review => vec![judged.guide],
    }
}

/// Guides by their titles, within a sentence.
fn quoted(guides: &[&Guide]) -> String {
    let titles: Vec<String> = guides
        .iter()
        .map(|guide| format!("“{}”", guide.title))
        .collect();
    let noun = if titles.len() == 1 { "guide" } else { "guides" };
    format!("the {noun} {}", titles.join(" and "))
}

fn facts(judged: &Judged<'_>, (cloud, now): (Cloud, Timestamp), kind: Kind) -> Vec<Fact> {
    let guides = about(judged, kind);
    let mut facts = Vec::new();
    if let Some(assessment) = judged.assessment {
        facts.push(of_tenant(assessment));
    }
    facts.push(fact("Cloud", cloud.as_str()));
    facts.extend(guides.iter().flat_map(|guide| of_guide(guide)));
    match judged.assessment {
        Some(assessment) => {
            facts.push(of_snapshot(assessment));
            facts.extend(
                guides
                    .iter()
                    .filter_map(|guide| readiness(judged, guide, guides.len())),
            );
        }
        None => facts.push(fact(
            "Snapshot",
            "none: nothing is known of the tenant, so every step is open",
        )),
    }
    if !matches!(kind, Kind::Offboard | Kind::Auditor) {
        facts.extend(taken(judged));
    }
    facts.push(fact("Dates reckoned from", now.to_string()));
    facts
}

fn fact(name: &'static str, value: impl Into<String>) -> Fact {
    let value = value.into();
    Fact { name, value }
}

fn of_tenant(assessment: &Assessment) -> Fact {
    let collection = &assessment.collection;
    let name = collection.tenant_name.as_deref();
    let id = collection
        .tenant
        .map_or_else(|| "id not known".to_owned(), |id| id.to_string());
    let name = name.unwrap_or("(no name seen)");
    fact("Tenant", format!("{name} ({id})"))
}

/// A guide and the texts that it was read from.
fn of_guide(guide: &Guide) -> Vec<Fact> {
    let edition = guide.edition.id;
    let read = guide.sources.iter().map(|source| source.read).min();
    let read = read.unwrap_or(edition);
    let title = format!("{} (edition {edition}, read {read})", guide.title);
    let sources = guide.sources.iter();
    let sources = sources.map(|source| fact("Source", source.url.to_string()));
    std::iter::once(fact("Guide", title))
        .chain(sources)
        .collect()
}

fn of_snapshot(assessment: &Assessment) -> Fact {
    let collection = &assessment.collection;
    let times = format!("{} to {}", collection.started, collection.ended);
    fact("Snapshot", format!("{times}; {}", assessment.coverage()))
}

/// The answer about a guide; with its title where the runbook is about several.
fn readiness(judged: &Judged<'_>, guide: &Guide, several: usize) -> Option<Fact> {
    let assessment = judged.assessment_of(&guide.id)?;
    let headline = match assessment.readiness {
        Readiness::Ready => "ready",
        Readiness::ReadyWithFindings => "ready, with findings",
        Readiness::NotReady => "not ready",
        Readiness::Undetermined => "undetermined",
    };
    let mut value = format!("{headline}: {}", assessment.readiness_reason);
    if several > 1 {
        value = format!("{}: {value}", guide.title);
    }
    Some(fact("Readiness then", value))
}

/// The options in play, one fact for each choice that arises, and the questions that nobody has answered.
fn taken(judged: &Judged<'_>) -> Vec<Fact> {
    let guide = judged.guide;
    let mut facts = Vec::new();
    for choice in &guide.choices {
        let key = (guide.id.clone(), choice.id.clone());
        let taken = judged.basis.taken.get(&key);
        let mut options = choice.options.iter();
        if let Some(option) = options.find(|option| Some(&option.id) == taken) {
            let value = format!("{}: {}", choice.title, option.title);
            facts.push(fact("Option taken", value));
        }
    }
    let open = judged.open_facts();
    facts.extend(open.map(|open| fact("Not answered", judged.question(guide, open))));
    facts
}

/// The guide's own cautions for the options in play, which stand before the first step.
fn cautions(judged: &Judged<'_>, kind: Kind) -> Vec<Caution> {
    if !matches!(kind, Kind::Onboard | Kind::Remediate) {
        return Vec::new();
    }
    judged
        .guide
        .notices
        .iter()
        .filter(|notice| notice.kind == NoticeKind::Caution)
        .filter(|notice| judged.truth(notice.when.as_ref()) != Truth::No)
        .map(|notice| Caution {
            title: notice.title.clone(),
            text: notice.text.clone(),
            source: notice.source.clone(),
        })
        .collect()
}
