//! The guide's reasons for it, in its own order, and what would be lost without it.

use super::model::Section;
use super::steps::plain;
use super::subject::Subject;
use crate::catalog::{Cloud, Entitlement};
use crate::guide::{Ask, Guide, NoticeKind, OptionRef, Requirement, Tier};
use crate::runbook::judged::Judged;

/// The guide's words on it.
pub(super) fn asked(judged: &Judged<'_>, cloud: Cloud, subject: &Subject<'_>) -> Section {
    let guide = judged.guide;
    let mut section = Section::new(format!("Why {}'s guide asks for it", guide.vendor));
    if subject.requirements.is_empty() && subject.entitlement.is_none() {
        return beyond(judged, subject);
    }
    if subject.requirements.is_empty() {
        section.text(format!(
            "It does not: no requirement of the guide {} names it.",
            guide.id
        ));
    }
    for requirement in &subject.requirements {
        one((judged, cloud), subject, requirement, &mut section);
    }
    edition(judged, &mut section);
    section
}

/// The guide's words where the finding is about no requirement and nothing that can be asked for.
fn beyond(judged: &Judged<'_>, subject: &Subject<'_>) -> Section {
    let guide = judged.guide;
    let mut section = Section::new("What the guide says");
    section.text("It asks for what its requirements name, and for nothing more.");
    let choices = subject.findings.iter();
    let choices = choices.filter_map(|finding| guide.choice(finding.choice.as_ref()?));
    for choice in choices {
        section.fact(
            "Choice",
            format!(
                "{} ({}, line {})",
                choice.title, choice.cite.step, choice.cite.line
            ),
        );
        for option in &choice.options {
            section.item(format!(
                "{} (--choose {}={})",
                option.title, choice.id, option.id
            ));
        }
    }
    edition(judged, &mut section);
    section
}

fn edition(judged: &Judged<'_>, section: &mut Section) {
    let guide = judged.guide;
    section.fact(
        "Guide",
        format!(
            "{}, edition {}, read {}: {}",
            guide.title, guide.edition.id, guide.edition.read, guide.edition.url
        ),
    );
}

fn one(
    (judged, cloud): (&Judged<'_>, Cloud),
    subject: &Subject<'_>,
    requirement: &Requirement,
    section: &mut Section,
) {
    let guide = judged.guide;
    section.head(format!("{}/{}", guide.id, requirement.id));
    reworded(judged, subject, requirement, section);
    section.fact(
        "Asked",
        match requirement.tier {
            Tier::Required => "required: without it the vendor cannot work",
            Tier::Recommended => "recommended: without it the vendor works less well",
            Tier::Optional => "optional: no gap when absent, no excess when held",
            Tier::Informational => "informational: only told, no gap and no excess",
            Tier::Temporary => "temporary: required while onboarding, an excess afterwards",
            Tier::Forbidden => {
                "forbidden: holding it is an excess, and then the answer is not ready"
            }
            Tier::NotRequired => {
                "not required: the guide says that it is not needed, so holding it is an excess"
            }
        },
    );
    section.fact("Of", holders(judged, requirement));
    let without = matches!(requirement.tier, Tier::Required | Tier::Recommended);
    let name = if without {
        "Without it"
    } else {
        "What it is for"
    };
    if !requirement.effect.is_empty() {
        section.fact(name, plain(cloud, &requirement.effect));
    }
    for cite in &requirement.cites {
        section.fact("Cited", format!("{}, line {}", cite.step, cite.line));
    }
    if let Some(interpretation) = &requirement.interpretation {
        section.fact("Read as", plain(cloud, interpretation));
    }
    noticed((judged.guide, cloud), requirement, section);
}

/// The guide's words for it, where the subject is in others.
fn reworded(
    judged: &Judged<'_>,
    subject: &Subject<'_>,
    requirement: &Requirement,
    section: &mut Section,
) {
    if let Ask::Hold(asked) = &requirement.ask {
        let title = judged.catalog.title(asked);
        match &subject.entitlement {
            Some(Entitlement::DefenderUnified(_)) => {
                section.text(format!("Asked in the words of the classic model: {title}."));
            }
            Some(Entitlement::DefenderAction(_)) => section.text(format!(
                "The action gives {title}, or a part of it, which is what is asked."
            )),
            _ => {}
        }
    }
}

/// The guide's notices about a requirement.
fn noticed((guide, cloud): (&Guide, Cloud), requirement: &Requirement, section: &mut Section) {
    let notices = guide.notices.iter();
    for notice in notices.filter(|notice| notice.requirements.contains(&requirement.id)) {
        let kind = match notice.kind {
            NoticeKind::Contradiction => "Contradiction",
            NoticeKind::Caution => "Caution",
            NoticeKind::Interpretation => "Interpretation",
            NoticeKind::Redundant => "Redundant ask",
            NoticeKind::Gap => "Left open",
        };
        let source = notice.source.as_ref();
        let source = source.map_or_else(String::new, |source| format!(" (source: {source})"));
        let text = plain(cloud, &notice.text);
        section.fact(kind, format!("{}. {text}{source}", notice.title));
    }
}

/// The principals that are to hold it, with the options.
fn holders(judged: &Judged<'_>, requirement: &Requirement) -> String {
    let guide = judged.guide;
    if let Some(principal) = requirement
        .principal
        .as_ref()
        .and_then(|id| guide.principal(id))
    {
        return format!("{}, always", principal.title);
    }
    let ways = requirement.options.iter().filter_map(|asked| {
        let principal = guide.principal(&guide.option(asked)?.principal)?;
        let OptionRef { choice, option } = asked;
        Some(format!("{} (--choose {choice}={option})", principal.title))
    });
    ways.collect::<Vec<_>>().join("; ")
}
