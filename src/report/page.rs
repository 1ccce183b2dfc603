//! The values that templates of a report see: the report itself, and functions that put its words and times for people.

use super::Settings;
use super::advice::{Goal, Urgency};
use super::model::{ControlStatus, Counts, FindingList, Report};
use super::words::{self, URGENT_FIRST};
use crate::assess::{self, Readiness, Standing, Verdict};
use crate::document::escape::anchor;
use crate::snapshot::State;
use jiff::Timestamp;
use minijinja::value::{Serde, Value, merge_maps};
use minijinja::{Error, ErrorKind, context};
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// The values of a report's template, beside those of its format.
///
/// `docs/report-formats.md` lists them for whoever writes a template.
pub(super) fn page(report: &Report<'_>, settings: &Settings) -> Value {
    let value = Value::from(Serde(report));
    let all = report.findings.clone();
    let glossary = words::GLOSSARY.map(|(term, means)| context! { term, means });
    // What weighs comes first.
    let (mut advice, others): (Vec<_>, Vec<_>) =
        report.advice.iter().partition(|piece| piece.weighs);
    advice.extend(others);
    let own = context! {
        report => value.clone(),
        // The name that the report had in templates of rolecall 0.1.
        page => value,
        appendix => settings.appendix,
        // The findings that the bar counts: those that wait for another are in none of the numbers.
        counted => Verdict::ALL.iter().map(|one| report.counts.of_verdict(*one)).sum::<usize>(),
        any_to_look_at => report.findings.judged().any(assess::Finding::needs_a_look),
        settled_count => report.findings.judged().filter(|one| !one.needs_a_look()).count(),
        of_verdict => Value::from_function(move |verdict: Value| of_verdict(&all, verdict)),
        to_look_at => Value::from_function(|list: Value| of_list(&list, true)),
        settled => Value::from_function(|list: Value| of_list(&list, false)),
        tail => Value::from_function({
            let guide = report.guide.id.to_owned();
            move |id: &str| words::id_tail(id, &guide).to_owned()
        }),
        legend => used(&Verdict::ALL, &[&report.counts]),
        glossary => Vec::from(glossary),
        advice => Value::from(Serde(advice)),
        open => Value::from(Serde(report.open(&URGENT_FIRST))),
    };
    merge_maps([own, functions(&[&report.counts])])
}

/// The verdicts that are shown: few guides only tell of something, and where none does, the word needs no explanation.
fn used(verdicts: &[Verdict], counts: &[&Counts]) -> Vec<&'static str> {
    let counted = |verdict: Verdict| counts.iter().any(|one| one.of_verdict(verdict) > 0);
    let verdicts = verdicts.iter();
    let used = verdicts.filter(|verdict| **verdict != Verdict::Noted || counted(**verdict));
    used.map(|verdict| verdict.as_str()).collect()
}

/// The verdicts, and the functions that put the words and times of a report for people.
pub(super) fn functions(counts: &[&Counts]) -> Value {
    context! {
        verdicts => used(&URGENT_FIRST, counts),
        label => Value::from_function(label),
        moment => Value::from_function(moment),
        anchor => Value::from_function(anchor_of),
        cite => Value::from_function(cite),
        clock => Value::from_function(words::clock),
        apart => Value::from_function(apart),
        same_status => Value::from_function(same_status),
    }
}

/// `to_look_at(group.findings)` and `settled(group.findings)`: those that a reader is to look at, and the others.
fn of_list(list: &Value, open: bool) -> Result<Value, Error> {
    let Some(all) = list.downcast_object_ref::<FindingList>() else {
        let message = "to_look_at() and settled() take a list of findings of the report";
        return Err(Error::new(ErrorKind::InvalidOperation, message));
    };
    let some = all.filter(|finding| finding.needs_a_look() == open);
    Ok(Value::from(Serde(some)))
}

/// `of_verdict("excess")`: the findings of one verdict.
fn of_verdict(all: &FindingList, verdict: Value) -> Result<Value, Error> {
    let verdict: Verdict = read(verdict)?;
    let findings = all.filter(|finding| finding.verdict == verdict);
    Ok(Value::from(Serde(findings)))
}

/// `label("tier", finding.tier)`: a word of the report as people read it.
fn label(kind: &str, word: Value) -> Result<&'static str, Error> {
    Ok(match kind {
        "tier" => words::tier(read(word)?),
        "sign" => read::<Verdict>(word)?.sign(),
        "meaning" => words::verdict_means(read(word)?),
        "effect" => words::effect(read(word)?),
        "note" => words::note(read(word)?),
        "notice" => words::notice(read(word)?),
        "state" => read::<State>(word)?.words(),
        "control" => read::<ControlStatus>(word)?.words(),
        "goal" => read::<Goal>(word)?.title(),
        "urgency" => read::<Urgency>(word)?.as_str(),
        "principal" => words::principal(read(word)?),
        "standing" => read::<Standing>(word)?.as_str(),
        "how" => words::how(read(word)?),
        "readiness" => words::readiness(read(word)?),
        "readiness-sign" => words::readiness_sign(read::<Readiness>(word)?),
        _ => {
            let message = format!("label() knows no words of the kind {kind:?}");
            return Err(Error::new(ErrorKind::InvalidOperation, message));
        }
    })
}

/// `moment(report.as_of)`: a time in UTC, to the second.
fn moment(time: Value) -> Result<String, Error> {
    Ok(words::moment(read(time)?))
}

/// `anchor(finding.id)`: an id as the target of a link within the page.
fn anchor_of(id: &str) -> Value {
    // Letters, digits and `-._/~` alone: nothing that a format would escape.
    Value::from_safe_string(anchor(id))
}

/// `cite(finding.cites[0])`: a place in the guide's text.
fn cite(cite: Value) -> Result<String, Error> {
    #[derive(Deserialize)]
    struct Cite {
        source: Option<String>,
        step: String,
        line: Option<u32>,
    }
    let cite: Cite = read(cite)?;
    Ok(words::cite(cite.source.as_deref(), &cite.step, cite.line))
}

/// `apart(evidence.at, evidence.server_date)`: `true` where two times are more than a few seconds apart.
fn apart(one: Value, other: Value) -> Result<bool, Error> {
    let both: Option<(Timestamp, Timestamp)> =
        Option::zip(read::<Option<Timestamp>>(one)?, read(other)?);
    Ok(both.is_some_and(|(one, other)| {
        words::are_apart(one.as_second().saturating_sub(other.as_second()))
    }))
}

/// `same_status(framework.controls)`: the status that all of these controls have; nothing where they differ.
#[expect(
    clippy::needless_pass_by_value,
    reason = "the template engine passes arguments by value"
)]
fn same_status(controls: Value) -> Result<Option<Value>, Error> {
    let mut statuses = controls.try_iter()?.map(|one| one.get_attr("status"));
    let Some(first) = statuses.next().transpose()? else {
        return Ok(None);
    };
    for status in statuses {
        if status? != first {
            return Ok(None);
        }
    }
    Ok(Some(first))
}

/// A value of the report as the type that it was written from.
fn read<T: DeserializeOwned>(value: Value) -> Result<T, Error> {
    T::deserialize(value)
}
