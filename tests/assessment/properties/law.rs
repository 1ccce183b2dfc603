//! Absence of evidence is never evidence of absence, as a law over two assessments.
//!
//! Of two readings of one tenant, the one that saw less may say less, and
//! nothing else:
//!
//! - a verdict stays, or becomes `unknown`;
//! - a finding that is new is `unknown` (or `manual`, which no reading settles);
//! - what the guide asks never vanishes; only what was found beyond it may;
//! - readiness stays, or becomes `undetermined`; `ready` may become `ready-with-findings`
//!   through advice that weighs and did not before;
//! - advice that weighs still does, or something that was not read weighs in its place, or
//!   readiness is `undetermined`. What did not weigh may begin to.
//!
//! Two things are no breach. Where an option is not settled any more, its
//! principal is not left over as a whole (`other/…`, an excess) but judged too:
//! what that one is seen to hold beyond it is an excess by name, its groups are told,
//! and readiness is no better. And where several candidates differ, the verdict is
//! `unknown`; if all but one are out of sight, what that one is seen to hold
//! stands as seen. Readiness is then `undetermined` all the same.

use rolecall::assess::{Assessment, Finding, Readiness, Verdict};
use std::collections::{BTreeMap, BTreeSet};

/// Every breach of the law.
pub fn breaches(whole: &Assessment, less: &Assessment) -> Vec<String> {
    let mut breaches = Vec::new();
    let before = by_id(whole);
    let after = by_id(less);
    for (id, finding) in &after {
        let verdict = finding.verdict;
        match before.get(id) {
            Some(was) if was.verdict == verdict || verdict == Verdict::Unknown => {}
            Some(was)
                if was.verdict == Verdict::Unknown
                    && rivals_out_of_sight(whole, less, was, verdict) => {}
            Some(was) => breaches.push(format!(
                "{id}: {} became {verdict} ({})",
                was.verdict, finding.reason
            )),
            None if matches!(verdict, Verdict::Unknown | Verdict::Manual) => {}
            None if opened_with_its_option(whole, less, finding) => {}
            None => breaches.push(format!(
                "{id}: {verdict} came from nowhere ({})",
                finding.reason
            )),
        }
    }
    for (id, was) in &before {
        if was.tier.is_some() && !after.contains_key(id) {
            breaches.push(format!("{id}: {} vanished", was.verdict));
        }
    }
    let stays = less.readiness == whole.readiness || less.readiness == Readiness::Undetermined;
    if !stays && !held_back(whole, less) {
        let (from, to, why) = (whole.readiness, less.readiness, &less.readiness_reason);
        breaches.push(format!("readiness {from} became {to} ({why})"));
    }
    breaches.extend(lost_advice(whole, less));
    breaches
}

/// Advice that weighs, by its id.
fn weighing(assessment: &Assessment) -> BTreeSet<&str> {
    let advice = assessment.advice.iter();
    advice
        .filter(|advice| advice.weighs)
        .map(|advice| advice.id.as_str())
        .collect()
}

/// Advice began to weigh, and keeps the answer from plain `ready`.
fn held_back(whole: &Assessment, less: &Assessment) -> bool {
    whole.readiness == Readiness::Ready
        && less.readiness == Readiness::ReadyWithFindings
        && !weighing(less).is_subset(&weighing(whole))
}

/// Advice that weighed, and went without anything in its place.
fn lost_advice(whole: &Assessment, less: &Assessment) -> Vec<String> {
    let left = weighing(less);
    let unread = left.iter().any(|id| id.contains("/advice/not-read/"));
    if unread || less.readiness == Readiness::Undetermined {
        return Vec::new();
    }
    let lost = weighing(whole).into_iter().filter(|id| !left.contains(id));
    lost.map(|id| format!("{id} weighs no more")).collect()
}

fn by_id(assessment: &Assessment) -> BTreeMap<&str, &Finding> {
    assessment
        .findings
        .iter()
        .map(|finding| (finding.id.as_str(), finding))
        .collect()
}

/// Several could be the principal, and the reading that saw less saw fewer of them.
fn rivals_out_of_sight(whole: &Assessment, less: &Assessment, was: &Finding, now: Verdict) -> bool {
    let count = |assessment: &Assessment| {
        assessment
            .candidates
            .iter()
            .filter(|candidate| candidate.principal == was.principal)
            .count()
    };
    matches!(now, Verdict::Satisfied | Verdict::Excess)
        && count(less) < count(whole)
        && less.readiness != Readiness::Ready
        && less.readiness != Readiness::ReadyWithFindings
}

/// What a principal holds whose option was not taken before: it was left over as a whole, or not seen.
fn opened_with_its_option(whole: &Assessment, less: &Assessment, new: &Finding) -> bool {
    let options = |assessment: &Assessment| -> usize {
        let choices = assessment.choices.iter();
        let own = choices.filter(|choice| Some(&choice.choice) == new.choice.as_ref());
        own.map(|choice| choice.options.len()).sum()
    };
    let mut before = whole
        .findings
        .iter()
        .filter(|finding| finding.principal == new.principal);
    matches!(new.verdict, Verdict::Excess | Verdict::Noted)
        && before.all(|finding| finding.id.contains("/other/"))
        && options(less) > options(whole)
        && less.readiness != Readiness::Ready
        && less.readiness != Readiness::ReadyWithFindings
}
