//! The findings about it.

use super::model::{Line, Section};
use super::subject::Subject;
use crate::advice;
use crate::assess::{Assessment, Finding};
use crate::catalog::{Entitlement, Subject as About};
use crate::document::within;
use crate::runbook::compose::options;
use crate::runbook::judged::Judged;

/// The verdict, with what was seen and how it is held; absent where there is no snapshot.
pub(super) fn seen(judged: &Judged<'_>, subject: &Subject<'_>) -> Option<Section> {
    let assessment = judged.assessment?;
    let facts = &assessment.collection;
    let name = facts
        .tenant_name
        .as_deref()
        .map_or("this tenant", str::trim);
    let mut section = Section::new(format!("Now, in {name}"));
    for finding in &subject.findings {
        one(finding, &mut section);
    }
    if subject.findings.is_empty() {
        section.text(nothing(judged, assessment, subject));
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
fn nothing(judged: &Judged<'_>, assessment: &Assessment, subject: &Subject<'_>) -> String {
    let taken = options(judged);
    let action = matches!(subject.entitlement, Some(Entitlement::DefenderAction(_)));
    if let Some(requirement) = subject.requirements.first().filter(|_| !action) {
        let options = requirement.options.iter();
        let wanted: Vec<String> = options.clone().map(ToString::to_string).collect();
        let wanted = wanted.join(" or ");
        let choice = options.map(|one| &one.choice).next();
        let other = taken.iter().find(|one| Some(&one.choice) == choice);
        let other = other.map_or_else(|| "another option".to_owned(), ToString::to_string);
        return format!(
            "The assessment has no finding for it: it belongs to {wanted}, and {other} is taken. Give --choose to take it \
             as asked."
        );
    }
    let unseen: Vec<&str> = assessment
        .findings
        .iter()
        .filter(|finding| finding.subject == About::OtherAccess)
        .filter(|finding| finding.verdict == crate::assess::Verdict::Unknown)
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
