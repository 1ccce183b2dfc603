//! The sentences of a finding about a requirement.

use super::judged::Judged;
use super::line::Line;
use crate::assess::model::Attested;
use crate::assess::remedy::{Clarify, Remedy};
use crate::assess::verdict::Verdict;
use crate::assess::words::listed;
use crate::guide::format2::called;
use crate::guide::format2::ids::{FactRef, GuideId, OptionRef, TruthRef};
use crate::guide::format2::model::{Fact, Requirement, RightKind};
use crate::quote;
use std::collections::{BTreeMap, BTreeSet};

/// Everything that the sentences are made from.
pub(super) struct Said<'a> {
    pub(super) verdict: Verdict,
    /// The reason why it is open whether it is asked for, where that is so.
    pub(super) open: Option<String>,
    pub(super) attested: Option<&'a Attested>,
    /// The guides that ask for what this one does not need.
    pub(super) asked_by: &'a BTreeSet<GuideId>,
    /// True if its last day has come.
    pub(super) ended: bool,
    pub(super) requirement: &'a Requirement,
    pub(super) lines: &'a [Line],
    pub(super) others: &'a [String],
}

/// Everything that was seen, and the reason for the verdict.
pub(super) struct Sentences {
    pub(super) actual: String,
    pub(super) reason: String,
}

/// The sentences of a finding.
pub(super) fn said(said: &Said<'_>) -> Sentences {
    if let Some(attested) = said.attested {
        return by_word(said, attested);
    }
    let actual = match said.lines {
        [] => "not attested".to_owned(),
        [line] => line.seen.actual.clone(),
        lines => lines
            .iter()
            .map(|line| format!("{}: {}", called(lines, line), line.seen.actual))
            .collect::<Vec<_>>()
            .join("; "),
    };
    Sentences {
        actual,
        reason: reason(said),
    }
}

fn by_word(said: &Said<'_>, attested: &Attested) -> Sentences {
    let holds = if attested.holds {
        "as asked"
    } else {
        "not as asked"
    };
    let until = attested.until.as_ref();
    let until = until.map_or_else(String::new, |until| format!(", until {until}"));
    let actual = format!(
        "attested {holds} by {} on {}{until}",
        quote::name(&attested.by),
        attested.on
    );
    let observed = said.lines.iter().find(|line| {
        let observed = line.outcome.verdict;
        observed == Verdict::Satisfied && !line.outcome.reason.is_empty()
    });
    let reason = match observed {
        Some(line) => format!(
            "observed: {}; a person attests that a classic Defender role gives it",
            line.outcome.reason
        ),
        None => "no public API shows it; a person attests to it".to_owned(),
    };
    Sentences { actual, reason }
}

fn reason(said: &Said<'_>) -> String {
    let lines = said.lines;
    if said.ended {
        let until = said.requirement.until.map(|day| day.to_string());
        let until = until.unwrap_or_default();
        return match said.verdict {
            Verdict::Excess => format!("it was asked for until {until}, and it is still held"),
            Verdict::Absent => format!("it was asked for until {until}, and it is not held"),
            Verdict::Noted => noted(said),
            _ => format!(
                "it was asked for until {until}, and whether it is still held could not be told"
            ),
        };
    }
    if said.verdict == Verdict::Noted {
        return noted(said);
    }
    let told = |line: &Line| !matches!(line.seen.verdict, Verdict::Unknown | Verdict::Manual);
    if let (Verdict::Unknown, Some(open)) = (said.verdict, &said.open)
        && (lines.is_empty() || lines.iter().any(told))
    {
        return open.clone();
    }
    let Some(first) = lines.first() else {
        return "no public API shows it; a person must look and attest to it".to_owned();
    };
    if let ([line], true) = (lines, said.others.is_empty())
        && line.seen.verdict == said.verdict
    {
        return line.seen.reason.clone();
    }
    match said.verdict {
        Verdict::Satisfied => satisfied(said),
        Verdict::Missing | Verdict::Partial | Verdict::Unknown | Verdict::Manual => open(said),
        Verdict::Absent if lines.len() == 1 => match first.seen.verdict {
            Verdict::Missing => "the guide does not need it, and it is not held".to_owned(),
            _ => first.seen.reason.clone(),
        },
        Verdict::Absent => "none of it is held, and none need be".to_owned(),
        Verdict::Excess | Verdict::Noted => {
            let held = lines
                .iter()
                .filter(|line| line.seen.verdict == Verdict::Excess);
            let held = held.map(|line| called(lines, line));
            format!(
                "the guide refuses it, and it is held: {}",
                listed(held, ", ")
            )
        }
    }
}

fn satisfied(said: &Said<'_>) -> String {
    let all = said.lines.iter();
    let lacking = all
        .filter(|line| line.seen.verdict != Verdict::Satisfied)
        .count();
    let whole = match said.lines {
        [line] => line.seen.reason.clone(),
        lines => format!("all {} of them are held as asked", lines.len()),
    };
    if lacking > 0 {
        return "the requirement that takes its place, or whose place it takes, is met, and until its day either will do"
            .to_owned();
    }
    if said.others.is_empty() {
        whole
    } else {
        format!(
            "one of {} alternatives is enough; of this one: {whole}",
            said.others.len() + 1
        )
    }
}

/// The reason where something is not held, or could not be told.
fn open(said: &Said<'_>) -> String {
    let lines = said.lines.iter();
    let open: Vec<&Line> = lines
        .filter(|line| line.seen.verdict != Verdict::Satisfied)
        .collect();
    let differ = "the options that are still possible differ here";
    let reasons = match (open.as_slice(), said.lines.len()) {
        ([], _) => differ.to_owned(),
        ([line], 1) => line.seen.reason.clone(),
        (open, count) => {
            let each = open
                .iter()
                .map(|line| format!("{} ({})", called(said.lines, line), line.seen.reason));
            format!(
                "{} of {count} are not seen to be held: {}",
                open.len(),
                listed(each, "; ")
            )
        }
    };
    if said.others.is_empty() {
        reasons
    } else {
        format!(
            "none of {} alternatives is seen to be held whole; of the nearest: {reasons}",
            said.others.len() + 1
        )
    }
}

fn noted(said: &Said<'_>) -> String {
    if said.asked_by.is_empty() {
        return "the guide only tells of it: it is neither asked for nor too much".to_owned();
    }
    let guides = said.asked_by.iter().map(ToString::to_string);
    format!(
        "this guide does not need it, and it is held because another asks for it: {}",
        listed(guides, ", ")
    )
}

/// A right among others: by its principal too, where they differ in that.
fn called(lines: &[Line], line: &Line) -> String {
    let mut others = lines.iter();
    let kind = &line.seen.kind;
    if others.all(|one| one.seen.principal == line.seen.principal) {
        kind.to_string()
    } else {
        format!("{kind} of {}", line.seen.principal_title)
    }
}

/// The reason why it is open whether a requirement is asked for: the first option or fact of its condition that is open.
pub(super) fn why_open<'a>(
    judged: &Judged<'_>,
    open: impl Iterator<Item = &'a TruthRef>,
) -> Option<String> {
    let mut reasons = open.map(|name| match name {
        TruthRef::Fact(fact) => {
            let title = fact_of(judged, fact).map(|one| one.title.clone());
            let title = title.unwrap_or_else(|| fact.id.to_string());
            format!("whether it is asked for could not be told, as long as a question about the tenant is open: {title}")
        }
        TruthRef::Option(option) => {
            let guide = option.choice.guide.clone();
            let key = guide.map(|guide| (guide, option.choice.id.clone()));
            let decided = key.and_then(|key| judged.decided.get(&key));
            let why = decided.map_or("it is open", |decided| decided.why.as_str());
            format!("which option applies could not be told: {why}")
        }
    });
    reasons.next()
}

/// The fact of a guide that a condition names.
fn fact_of<'a>(judged: &Judged<'a>, fact: &FactRef) -> Option<&'a Fact> {
    let mut guides = judged.matched.iter().map(|one| one.guide);
    let guide = guides.find(|one| fact.guide.as_ref() == Some(&one.id))?;
    guide.facts.iter().find(|one| one.id == fact.id)
}

/// A right of a principal, in a few words.
pub(super) fn titled(kind: &RightKind, principal: &str) -> String {
    match kind {
        RightKind::Present => format!("{principal} is there"),
        kind => format!("{principal}: {kind}"),
    }
}

/// The remedies that settle options and facts.
pub(super) fn settling<'a>(
    judged: &Judged<'_>,
    open: impl Iterator<Item = &'a TruthRef>,
) -> Vec<Remedy> {
    let guides = || judged.matched.iter().map(|one| one.guide);
    let mut remedies = BTreeMap::new();
    for name in open {
        let remedy = match name {
            TruthRef::Fact(fact) => {
                let question = fact_of(judged, fact)
                    .map(|one| one.ask.clone().unwrap_or_else(|| one.title.clone()));
                let guide = fact.guide.as_ref();
                let name = guide.map(|guide| called::fact(guides(), guide, &fact.id));
                Clarify::Answer {
                    fact: name.unwrap_or_else(|| fact.clone()).to_string(),
                    question: question.unwrap_or_default(),
                }
            }
            TruthRef::Option(named) => {
                let guide = named.choice.guide.clone();
                let key = guide.map(|guide| (guide, named.choice.id.clone()));
                let guide = named.choice.guide.as_ref();
                let choice = guide.map(|guide| called::choice(guides(), guide, &named.choice.id));
                let choice = choice.unwrap_or_else(|| named.choice.clone());
                let decided = key.and_then(|key| judged.decided.get(&key));
                let options = decided
                    .map(|decided| decided.options.as_slice())
                    .unwrap_or_default();
                let beside = decided.map(|decided| decided.beside.as_slice());
                let options = options.iter().chain(beside.unwrap_or_default());
                let options = options.map(|id| OptionRef {
                    choice: choice.clone(),
                    option: id.clone(),
                });
                Clarify::Choose {
                    options: options.collect(),
                }
            }
        };
        remedies.insert(remedy.clone(), Remedy::Clarify(remedy));
    }
    remedies.into_values().collect()
}
