//! The cover of a runbook: title, facts and cautions.

use super::offboard;
use super::placeholders::all_placeholders;
use super::preparation::preparation;
use crate::assess::semantics::Truth;
use crate::assess::{Assessment, Readiness};
use crate::catalog::Cloud;
use crate::guide::NoticeKind;
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
                "The application that a scan for the guide “{}” signs in as, with the least permissions that answer \
                 all of it. They only read. The last step takes it away again.",
                guide.title
            ),
        ),
    }
}

fn facts(judged: &Judged<'_>, (cloud, now): (Cloud, Timestamp), kind: Kind) -> Vec<Fact> {
    let guide = judged.guide;
    let mut facts = Vec::new();
    if let Some(assessment) = judged.assessment {
        facts.push(of_tenant(assessment));
    }
    facts.push(fact("Cloud", cloud.as_str()));
    let edition = guide.edition.id;
    let read = guide.sources.iter().map(|source| source.read).min();
    let read = read.unwrap_or(edition);
    facts.push(fact(
        "Guide",
        format!("{} (edition {edition}, read {read})", guide.title),
    ));
    let sources = guide.sources.iter();
    facts.extend(sources.map(|source| fact("Source", source.url.to_string())));
    match judged.assessment {
        Some(assessment) => facts.extend(of_snapshot(assessment)),
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

fn of_snapshot(assessment: &Assessment) -> [Fact; 2] {
    let collection = &assessment.collection;
    let headline = match assessment.readiness {
        Readiness::Ready => "ready",
        Readiness::ReadyWithFindings => "ready, with findings",
        Readiness::NotReady => "not ready",
        Readiness::Undetermined => "undetermined",
    };
    let times = format!("{} to {}", collection.started, collection.ended);
    [
        fact("Snapshot", format!("{times}; {}", assessment.coverage())),
        fact(
            "Readiness then",
            format!("{headline}: {}", assessment.readiness_reason),
        ),
    ]
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
    facts.extend(judged.open_facts().map(|open| {
        let question = open.ask.as_ref().unwrap_or(&open.title);
        let id = &open.id;
        fact(
            "Not answered",
            format!("{question} (--fact {id}=yes or --fact {id}=no)"),
        )
    }));
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
