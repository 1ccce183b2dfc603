//! The answer: what holds in every possibility.

use super::asked::{Asked, AskedFor, requirements};
use super::asking::{AdoptedGuide, Ask};
use super::circumstances::Circumstances;
use super::evidence::{Evidence, Holdable};
use super::excess::{Excess, ExcessReason, excess};
use super::possibility::{Possibilities, Possibility};
use super::readiness::{Beside, Readiness, readiness};
use super::truth::Truth;
use super::verdict::{Verdict, asked_by, by_word, verdict};
use crate::guide::format2::ids::{GuideId, RequirementId};
use crate::guide::format2::kinds::Tier;
use std::collections::{BTreeMap, BTreeSet};

/// The answer on a requirement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// The verdict.
    pub verdict: Verdict,
    /// Of a satisfied one: set when it is not without a person's word.
    pub attested: bool,
    /// Of a noted one: the guides that ask for what it names.
    pub asked_by: BTreeSet<GuideId>,
}

/// The answer of one guide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuideAnswer {
    /// The answer on each requirement.
    pub requirements: BTreeMap<RequirementId, Judged>,
    /// The overall answer.
    pub readiness: Readiness,
}

/// The answer of all adopted guides together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer<R: Ord> {
    /// The answer of each guide.
    pub guides: BTreeMap<GuideId, GuideAnswer>,
    /// Everything that is too much.
    pub excess: BTreeSet<Excess<R>>,
}

/// Judges the adopted guides together: an answer is given where every possibility gives it.
pub fn evaluate<R: Holdable>(
    guides: &[AdoptedGuide<R>],
    possibilities: &Possibilities,
    evidence: &Evidence<R>,
    circumstances: Circumstances,
) -> Answer<R> {
    let mut answers = possibilities
        .iter()
        .map(|possibility| in_world(guides, possibility, evidence, circumstances));
    let Some(first) = answers.next() else {
        return Answer {
            guides: BTreeMap::new(),
            excess: BTreeSet::new(),
        };
    };
    let mut common = answers.fold(first, |common, answer| in_both(common, &answer));
    for guide in guides {
        if let Some(answer) = common.guides.get_mut(&guide.id) {
            weigh_unknown(guide, answer);
        }
    }
    common
}

/// Takes an answer of ready back where a required item is met in one possibility and not asked for in another: its
/// verdict is unknown, and the answer must not say more than the verdicts.
fn weigh_unknown<R>(guide: &AdoptedGuide<R>, answer: &mut GuideAnswer) {
    let mut required = guide
        .requirements
        .iter()
        .filter(|ask| ask.tier == Tier::Required && !ask.of_installer);
    let verdict = |ask: &Ask<R>| answer.requirements.get(&ask.id).map(|one| one.verdict);
    let open = [Some(Verdict::Unknown), Some(Verdict::Manual)];
    let unknown = required.any(|ask| open.contains(&verdict(ask)));
    if unknown && answer.readiness > Readiness::Undetermined {
        answer.readiness = Readiness::Undetermined;
    }
}

/// The rights that are too much in both possibilities. Where the reasons differ, the one that says less stands: that
/// nobody names it, last of all.
fn in_both_too_much<R: Ord + Clone>(
    one: &BTreeSet<Excess<R>>,
    other: &BTreeSet<Excess<R>>,
) -> BTreeSet<Excess<R>> {
    let reasons: BTreeMap<&R, ExcessReason> = other
        .iter()
        .map(|excess| (&excess.right, excess.reason))
        .collect();
    let both = one.iter().filter_map(|excess| {
        let reason = *reasons.get(&excess.right)?;
        Some(Excess {
            right: excess.right.clone(),
            reason: excess.reason.max(reason),
        })
    });
    both.collect()
}

/// Everything that two possibilities have in common.
fn in_both<R: Ord + Clone>(mut common: Answer<R>, other: &Answer<R>) -> Answer<R> {
    common.excess = in_both_too_much(&common.excess, &other.excess);
    for (id, answer) in &mut common.guides {
        let Some(other) = other.guides.get(id) else {
            continue;
        };
        if answer.readiness != other.readiness {
            answer.readiness = Readiness::Undetermined;
        }
        for (id, judged) in &mut answer.requirements {
            let Some(other) = other.requirements.get(id) else {
                continue;
            };
            if judged.verdict != other.verdict {
                // What a person attests to is not unknown but open.
                let by_word = [judged.verdict, other.verdict].contains(&Verdict::Manual);
                judged.verdict = if by_word {
                    Verdict::Manual
                } else {
                    Verdict::Unknown
                };
            }
            judged.attested |= other.attested;
            judged
                .asked_by
                .retain(|guide| other.asked_by.contains(guide));
        }
    }
    common
}

fn in_world<R: Holdable>(
    guides: &[AdoptedGuide<R>],
    possibility: &Possibility,
    evidence: &Evidence<R>,
    circumstances: Circumstances,
) -> Answer<R> {
    let asked: Vec<Vec<Asked<'_, R>>> = guides
        .iter()
        .map(|guide| requirements(guide, possibility, circumstances))
        .collect();
    let named = guides
        .iter()
        .map(|guide| &guide.id)
        .zip(asked.iter().map(Vec::as_slice));
    let asked_for = AskedFor::gather(named, evidence);
    let found = excess(&asked, &asked_for, evidence);
    let mut judged: BTreeMap<&GuideId, Vec<(&Asked<'_, R>, Verdict)>> = BTreeMap::new();
    let mut alone = BTreeMap::new();
    for (guide, asked) in guides.iter().zip(&asked) {
        let verdicts = verdicts(guide, asked, &asked_for, evidence, circumstances);
        let named = asked.iter().flat_map(|one| &one.named);
        let holders: BTreeSet<R::Holder> = named.map(Holdable::holder).collect();
        let of_guide = |right: &R| holders.contains(&right.holder());
        let beside = Beside {
            coverage: guide.coverage,
            more: circumstances.unread
                || evidence.unread.contains(&guide.id)
                || found.open.iter().any(of_guide),
            findings: circumstances.findings
                || evidence.noticed.contains(&guide.id)
                || found.excess.iter().any(|excess| of_guide(&excess.right)),
            needs: Readiness::Ready,
        };
        alone.insert(&guide.id, (readiness(&verdicts, beside), beside));
        judged.insert(&guide.id, verdicts);
    }
    let answers = guides.iter().filter_map(|guide| {
        let verdicts = judged.get(&guide.id)?;
        let (_, beside) = alone.get(&guide.id)?;
        let needs = needed(guide, guides, &alone, possibility);
        let answer = GuideAnswer {
            readiness: readiness(verdicts, Beside { needs, ..*beside }),
            requirements: verdicts
                .iter()
                .map(|(one, verdict)| {
                    (
                        one.ask.id.clone(),
                        details(one, *verdict, &asked_for, evidence),
                    )
                })
                .collect(),
        };
        Some((guide.id.clone(), answer))
    });
    Answer {
        guides: answers.collect(),
        excess: found.excess,
    }
}

/// The verdict on each requirement of a guide; what is asked of the installer is asked only of one who is named.
fn verdicts<'s, 'a, R: Holdable>(
    guide: &AdoptedGuide<R>,
    asked: &'s [Asked<'a, R>],
    asked_for: &AskedFor<R>,
    evidence: &Evidence<R>,
    circumstances: Circumstances,
) -> Vec<(&'s Asked<'a, R>, Verdict)> {
    let judged = asked.iter().map(|one| {
        let idle = one.ask.of_installer && !circumstances.installer;
        if idle {
            (one, Verdict::NotAsked)
        } else {
            (one, verdict(one, asked, &guide.id, asked_for, evidence))
        }
    });
    judged.collect()
}

fn details<R: Holdable>(
    one: &Asked<'_, R>,
    verdict: Verdict,
    asked_for: &AskedFor<R>,
    evidence: &Evidence<R>,
) -> Judged {
    Judged {
        verdict,
        attested: verdict == Verdict::Satisfied && by_word(one, evidence),
        asked_by: if verdict == Verdict::Noted {
            asked_by(one, asked_for, evidence)
        } else {
            BTreeSet::new()
        },
    }
}

/// The worst answer among the guides that one needs, directly or through others.
fn needed<R>(
    guide: &AdoptedGuide<R>,
    guides: &[AdoptedGuide<R>],
    alone: &BTreeMap<&GuideId, (Readiness, Beside)>,
    possibility: &Possibility,
) -> Readiness {
    let mut worst = Readiness::Ready;
    let mut seen: BTreeSet<&GuideId> = BTreeSet::from([&guide.id]);
    let mut open = vec![(guide, Truth::Yes)];
    while let Some((guide, surely)) = open.pop() {
        for (other, _, when) in &guide.relations {
            let needs = Truth::all([surely, possibility.truth(when.as_ref())]);
            if needs == Truth::No || !seen.insert(other) {
                continue;
            }
            let answer = alone
                .get(other)
                .map_or(Readiness::Undetermined, |(answer, _)| *answer);
            let ready = answer >= Readiness::ReadyWithFindings;
            let answer = if needs == Truth::Open && !ready {
                Readiness::Undetermined
            } else {
                answer
            };
            worst = worst.min(answer);
            open.extend(
                guides
                    .iter()
                    .find(|guide| guide.id == *other)
                    .map(|guide| (guide, needs)),
            );
        }
    }
    worst
}
