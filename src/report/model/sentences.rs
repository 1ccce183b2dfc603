//! The answer in three sentences: whether the vendor can work, what it holds that nobody asked for, what was not seen.

use super::collection::is_complete;
use crate::assess::{Assessment, Finding, Verdict};
use crate::catalog::{RiskLevel, Subject};
use crate::document::escape::shorten;
use crate::guide::Tier;
use crate::report::words::plural;
use crate::snapshot::State;
use schemars::JsonSchema;
use serde::Serialize;

/// The number of things that a sentence names.
const NAMED: usize = 3;
/// The longest name that a sentence repeats, in characters.
const NAME: usize = 120;

/// The answer in three sentences. Names in them can be the tenant's: hostile text.
#[derive(Clone, Serialize, JsonSchema)]
pub(in crate::report) struct Sentences {
    /// The gaps: true or false that the vendor can do its work.
    pub(in crate::report) work: String,
    /// Everything that it holds and nobody asked for, the worst first.
    pub(in crate::report) excess: String,
    /// Everything that could not be seen.
    pub(in crate::report) unseen: String,
}

impl Sentences {
    /// The sentences of an assessment.
    pub(super) fn of(assessment: &Assessment) -> Self {
        Self {
            work: work(assessment),
            excess: excess(assessment),
            unseen: unseen(assessment),
        }
    }
}

/// The number of findings that pass, of those that count.
fn count(assessment: &Assessment, pass: impl Fn(&Finding) -> bool) -> usize {
    let findings = assessment.findings.iter();
    let counted = findings.filter(|one| !one.waits() && !one.is_of_installer());
    counted.filter(|one| pass(one)).count()
}

/// `2 required items are`, or `1 required item is`.
fn items(count: usize, which: &str) -> String {
    let noun = plural(count, "item", "items");
    let verb = plural(count, "is", "are");
    format!("{count} {which} {noun} {verb}")
}

fn work(assessment: &Assessment) -> String {
    let of = |tier: Tier, verdict: Verdict| {
        count(assessment, move |one| {
            one.tier == Some(tier) && one.verdict == verdict
        })
    };
    let required = |verdict| of(Tier::Required, verdict) + of(Tier::Temporary, verdict);
    let denied = count(assessment, |one| {
        let denied = one.attested.as_ref().is_some_and(|word| !word.holds);
        one.tier == Some(Tier::Required) && one.verdict == Verdict::Manual && denied
    });
    let (missing, partial) = (
        required(Verdict::Missing) + denied,
        required(Verdict::Partial),
    );
    let (unknown, by_hand) = (
        required(Verdict::Unknown),
        required(Verdict::Manual) - denied,
    );
    let mut open = Vec::new();
    if unknown > 0 {
        open.push(format!("{} not seen", items(unknown, "required")));
    }
    if by_hand > 0 {
        let verb = plural(by_hand, "needs", "need");
        open.push(format!("{by_hand} {verb} a person’s word"));
    }
    let open = open.join(", and ");
    let mut gaps = Vec::new();
    if missing > 0 {
        gaps.push(format!("{} missing", items(missing, "required")));
    }
    if partial > 0 {
        gaps.push(format!("{} not held as asked", items(partial, "required")));
    }
    let mut text = of_required(assessment, &gaps.join(", and "), &open);
    let recommended =
        of(Tier::Recommended, Verdict::Missing) + of(Tier::Recommended, Verdict::Partial);
    if recommended > 0 {
        let lacks = items(recommended, "recommended");
        text = format!("{text} {lacks} missing or not held as asked.");
    }
    text
}

/// The sentence on what is required: the gaps, and what is open, each in words; empty where there is none.
fn of_required(assessment: &Assessment, gaps: &str, open: &str) -> String {
    let vendor = &assessment.guide.vendor;
    match (gaps.is_empty(), open.is_empty()) {
        (false, true) => format!("{vendor} cannot do all of its work: {gaps}."),
        (false, false) => {
            format!("{vendor} cannot do all of its work: {gaps}; besides, {open}.")
        }
        (true, false) => format!("Whether {vendor} can do its work is not settled: {open}."),
        // A guide that is known in excerpts, one that needs another, or a requirement of which it is open whether it
        // applies: no finding says so, and nobody may read that the vendor can work.
        (true, true) if assessment.readiness.is_open() => {
            let reason = &assessment.readiness_reason;
            format!("No required item is missing or open, and the answer rests on more: {reason}.")
        }
        (true, true) => {
            format!("{vendor} can do its work: everything that the guide requires is there.")
        }
    }
}

/// The findings about something that nobody asked for, the worst first.
fn worst_first(assessment: &Assessment) -> Vec<&Finding> {
    let findings = assessment.findings.iter();
    let mut found: Vec<&Finding> = findings
        .filter(|one| one.verdict == Verdict::Excess && !one.waits() && !one.is_of_installer())
        .collect();
    // The order of the levels is from critical to low; what is not rated comes last.
    found.sort_by_key(|one| {
        let level = one.risk.as_ref().map(|risk| risk.level);
        (level.is_none(), level)
    });
    found
}

fn excess(assessment: &Assessment) -> String {
    let vendor = &assessment.guide.vendor;
    let found = worst_first(assessment);
    let of_nobody = |one: &Finding| {
        one.verdict == Verdict::Unknown
            && matches!(one.tier, None | Some(Tier::NotRequired | Tier::Forbidden))
    };
    let others = count(assessment, |one| {
        of_nobody(one) && one.subject == Subject::OtherHolder
    });
    let unseen = count(assessment, of_nobody) > others;
    let mut text = if found.is_empty() {
        // What another guide may ask for leaves the answer open, and no finding says so.
        let whole = is_complete(assessment) && !assessment.readiness.is_open();
        match (unseen || others > 0, whole) {
            (true, _) => {
                "Nothing was seen that nobody asked for, but not everything was seen.".to_owned()
            }
            (false, false) => {
                "Nothing was seen that nobody asked for, in what was read.".to_owned()
            }
            (false, true) => format!("{vendor} holds nothing else, as far as rolecall reads."),
        }
    } else {
        let things = plural(found.len(), "thing", "things");
        let worst = if found.len() > 1 { ", worst first" } else { "" };
        let count = found.len();
        format!(
            "{vendor} holds {count} {things} that nobody asked for{worst}: {}.",
            named(&found)
        )
    };
    if others > 0 {
        let (noun, verb) = (
            plural(others, "holder", "holders"),
            plural(others, "has", "have"),
        );
        text = format!(
            "{text} {others} other {noun} of the same name or address {verb} access, and whose it is could not be told."
        );
    }
    text
}

fn named(found: &[&Finding]) -> String {
    let rated = |one: &&Finding| {
        let level = one.risk.as_ref().map(|risk| risk.level);
        let level = level.unwrap_or(RiskLevel::Unrated);
        format!("{} ({level})", shorten(&one.title, NAME))
    };
    let names: Vec<String> = found.iter().take(NAMED).map(rated).collect();
    let names = names.join("; ");
    match found.len().saturating_sub(NAMED) {
        0 => names,
        more => format!("{names}; and {more} more"),
    }
}

fn unseen(assessment: &Assessment) -> String {
    let sections = assessment.ledger.iter();
    let lacking: Vec<&str> = sections
        .filter(|one| one.state != State::NotAsked && !one.state.is_whole())
        .map(|one| one.section.as_str())
        .collect();
    let open = count(assessment, |one| one.verdict == Verdict::Unknown);
    let leaves = format!("{open} {} open", plural(open, "finding is", "findings are"));
    match (lacking.as_slice(), open) {
        ([], 0) => "Everything that was asked of the tenant was read whole.".to_owned(),
        ([], _) => format!("Everything that was asked of the tenant was read whole, and {leaves}."),
        (some, 0) => format!(
            "Not read whole: {}. No finding is open for it.",
            sections_named(some)
        ),
        (some, _) => format!("Not read whole: {}; {leaves}.", sections_named(some)),
    }
}

fn sections_named(names: &[&str]) -> String {
    let first = names.get(..NAMED).unwrap_or(names).join(", ");
    match names.len().saturating_sub(NAMED) {
        0 => first,
        more => format!("{first} and {more} more"),
    }
}
