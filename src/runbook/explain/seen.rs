//! The findings about it.

use super::condition;
use super::contexts::{Asked, Contexts};
use super::model::{Line, Section};
use super::subject::Subject;
use crate::advice;
use crate::assess::{Finding, RightSeen, Verdict};
use crate::catalog::{Entitlement, Subject as About};
use crate::document::within;

/// The verdict, with what was seen and how it is held; absent where there is no snapshot.
pub(super) fn seen(contexts: &Contexts<'_>, subject: &Subject<'_, '_>) -> Option<Section> {
    let assessment = contexts.main.assessment()?;
    let facts = &assessment.collection;
    let name = facts
        .tenant_name
        .as_deref()
        .map_or("this tenant", str::trim);
    let mut section = Section::new(format!("Now, in {name}"));
    for found in &subject.findings {
        one(found.finding, &mut section);
    }
    if subject.findings.is_empty() {
        section.text(nothing(contexts, subject));
    }
    let id = facts
        .tenant
        .map_or_else(|| "id not known".to_owned(), |id| id.to_string());
    section.fact(
        "Snapshot",
        format!(
            "tenant {id}, cloud {}, {} to {}",
            facts.cloud, facts.started, facts.ended
        ),
    );
    Some(section)
}

fn one(finding: &Finding, section: &mut Section) {
    section.head(format!(
        "{} {}: {}",
        finding.verdict.sign(),
        finding.verdict.as_str(),
        finding.id
    ));
    section.fact("Of", finding.principal_title.clone());
    section.fact("Expected", finding.expected.clone());
    section.fact("Actual", finding.actual.clone());
    section.fact("Because", finding.reason.clone());
    if finding.rights.len() > 1 {
        for right in &finding.rights {
            of_right(right, section);
        }
    }
    for path in &finding.paths {
        let as_asked = if path.as_asked { ", as asked" } else { "" };
        section.fact(
            "Held through",
            format!("{} ({}{as_asked})", path.hops.join(" > "), path.condition),
        );
    }
    if let Some(attested) = &finding.attested {
        let holds = if attested.holds {
            "it is so"
        } else {
            "it is not so"
        };
        section.fact(
            "Attested",
            format!(
                "{holds}, says {} on {}: {}",
                attested.by, attested.on, attested.statement
            ),
        );
    }
    for note in &finding.notes {
        section.fact("Note", note.text.clone());
    }
    let needs = finding.needs();
    if !needs.is_empty() {
        section.fact("Would tell", needs.join(" and "));
    }
    let who = within(&finding.principal_title);
    let advised = advice::sentences(finding, &who, &finding.title);
    if !advised.is_empty() {
        section.fact("Way out", advised.join(" "));
    }
    requests(finding, section);
}

/// One of several rights that a finding is about.
fn of_right(right: &RightSeen, section: &mut Section) {
    section.fact(
        "Right",
        format!(
            "{} {}: {}; {} ({})",
            right.verdict.sign(),
            right.verdict.as_str(),
            right.expected,
            right.actual,
            right.reason
        ),
    );
}

/// The requests that the finding rests on, each once.
fn requests(finding: &Finding, section: &mut Section) {
    let mut asked: Vec<Line> = Vec::new();
    for evidence in &finding.evidence {
        let Some(url) = &evidence.url else { continue };
        let status = evidence
            .status
            .map_or_else(String::new, |code| format!(" {code}"));
        let at = evidence.at.map_or_else(String::new, |at| format!(", {at}"));
        let line = Line::Fact(
            "Request",
            format!(
                "GET {url}:{status} {} ({}{at})",
                evidence.state.words(),
                evidence.section
            ),
        );
        if !asked.contains(&line) {
            asked.push(line);
        }
    }
    section.lines.extend(asked);
}

/// The reason that there is no finding for it.
fn nothing(contexts: &Contexts<'_>, subject: &Subject<'_, '_>) -> String {
    let action = matches!(subject.entitlement, Some(Entitlement::DefenderAction(_)));
    if let Some(asked) = subject.asked.first().filter(|_| !action) {
        return unasked(asked);
    }
    let unseen: Vec<&str> = contexts
        .findings()
        .map(|found| found.finding)
        .filter(|finding| finding.subject == About::OtherAccess)
        .filter(|finding| finding.verdict == Verdict::Unknown)
        .map(|finding| finding.id.as_str())
        .collect();
    let rest = if unseen.is_empty() {
        String::new()
    } else {
        format!(
            " Whether more is held could not be told: {}.",
            unseen.join(", ")
        )
    };
    format!("The assessment has no finding for it.{rest}")
}

/// The reason that there is no finding for a requirement.
fn unasked(asked: &Asked<'_, '_>) -> String {
    let (judged, requirement) = (&asked.context.judged, asked.requirement);
    if judged.assessment.is_none() {
        let guide = &judged.guide.id;
        return format!("The guide {guide} was not assessed, so there is no finding for it.");
    }
    match &requirement.when {
        Some(when) => format!(
            "The assessment has no finding for it: it is asked for when {}, which is not so here, or was not taken. Give \
             --choose or --fact to take it as asked.",
            condition::words(judged, when)
        ),
        None if requirement.of_installer() => {
            "The assessment has no finding for it: it is asked of whoever installs, and nobody is named \
             (--installer ADDRESS)."
                .to_owned()
        }
        None => "The assessment has no finding for it: nobody whom it is asked of is asked for here."
            .to_owned(),
    }
}
