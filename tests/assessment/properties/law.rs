//! Absence of evidence is never evidence of absence, as a law over two assessments.
//!
//! Of two readings of one tenant, the one that saw less may say less, and
//! nothing else:
//!
//! - a verdict stays, or becomes `unknown`;
//! - a finding that is new is `unknown` (or `manual`, which no reading settles);
//! - a finding may vanish when it said nothing of a requirement, or with the
//!   option that it belongs to, where another option was granted whole beside it;
//! - readiness stays, or becomes `undetermined`; `ready` may become `ready-with-findings`, where what would
//!   show a concern was not read.
//!
//! Two things are no breach. Where an option is not settled any more, its
//! principal is not left over as a whole (`other/…`, an excess) but judged too:
//! what that one is seen to hold beyond it is an excess by name, and readiness is
//! no better. And where several candidates differ, the verdict is
//! `unknown`; if all but one are out of sight, what that one is seen to hold
//! stands as seen. Readiness is then `undetermined` all the same.

use rolecall::assess::{Assessment, Finding, Readiness, Verdict};
use std::collections::BTreeMap;

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
        let silent = !matches!(
            was.verdict,
            Verdict::Satisfied | Verdict::Partial | Verdict::Missing
        );
        if !after.contains_key(id) && !silent && !beside_another(whole, less, was) {
            breaches.push(format!("{id}: {} vanished", was.verdict));
        }
    }
    let less_sure = less.readiness == Readiness::Undetermined
        || (whole.readiness, less.readiness) == (Readiness::Ready, Readiness::ReadyWithFindings);
    if less.readiness != whole.readiness && !less_sure {
        let (from, to, why) = (whole.readiness, less.readiness, &less.readiness_reason);
        breaches.push(format!("readiness {from} became {to} ({why})"));
    }
    breaches
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
        choices.map(|choice| choice.options.len()).sum()
    };
    let mut before = whole
        .findings
        .iter()
        .filter(|finding| finding.principal == new.principal);
    new.verdict == Verdict::Excess
        && before.all(|finding| finding.id.contains("/other/"))
        && options(less) > options(whole)
        && less.readiness != Readiness::Ready
        && less.readiness != Readiness::ReadyWithFindings
}

/// Two options were granted whole, and one of them is still.
fn beside_another(whole: &Assessment, less: &Assessment, was: &Finding) -> bool {
    let options = |assessment: &Assessment| {
        let choice = assessment
            .choices
            .iter()
            .find(|c| Some(&c.choice) == was.choice.as_ref());
        choice.map_or(0, |choice| choice.options.len())
    };
    was.verdict == Verdict::Satisfied && options(whole) > options(less)
}
