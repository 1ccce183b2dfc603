//! A requirement written up as a finding.

use super::about::{About, lifetimes, paths};
use super::judged::Judged;
use super::line::{Counted, Line, counted};
use super::matched::Matched;
use super::redundant;
use super::sentence::{self, Said};
use super::written::target;
use crate::assess::attestation::{self, Attestation};
use crate::assess::evidence;
use crate::assess::model::{Attested, CitedPlace, Finding, Note, NoteKind};
use crate::assess::remedy::Remedy;
use crate::assess::semantics::{self, Ask, Truth, qualified};
use crate::assess::verdict::Verdict;
use crate::catalog::{Risk, Subject};
use crate::guide::format2::ids::{ChoiceId, TruthRef};
use crate::guide::format2::model::{Cite, Condition, Guide, Need, Principal, Requirement, Right};

/// The text of a guide that states nothing.
const NONE_STATED: &str = "none stated";

/// One finding per requirement whose condition holds, or may hold, in the guide's order.
pub(super) fn findings(judged: &Judged<'_>, one: &Matched<'_>) -> Vec<Finding> {
    let answer = judged.answer.guides.get(&one.guide.id);
    let expanded = judged
        .expanded
        .iter()
        .find(|guide| guide.id == one.guide.id);
    let (Some(answer), Some(expanded)) = (answer, expanded) else {
        return Vec::new();
    };
    // The guide written out has its requirements in the same order.
    let asked = one.guide.requirements.iter().zip(&expanded.requirements);
    asked
        .filter_map(|(requirement, ask)| {
            let verdict = answer.requirements.get(&requirement.id)?;
            let to = To {
                judged,
                one,
                requirement,
                ask,
                verdict,
            };
            (verdict.verdict != semantics::Verdict::NotAsked).then(|| to.finding())
        })
        .collect()
}

/// A requirement with its answer.
struct To<'a> {
    judged: &'a Judged<'a>,
    one: &'a Matched<'a>,
    requirement: &'a Requirement,
    ask: &'a Ask<Right>,
    verdict: &'a semantics::Judged,
}

impl To<'_> {
    fn finding(&self) -> Finding {
        let (judged, one) = (self.judged, self.one);
        let (requirement, ask) = (self.requirement, self.ask);
        let ended = judged.ended(ask);
        let refused = ended || judged.reader.refuses(requirement.tier);
        let Counted { lines, others } = counted(judged, one, ask, refused);
        let verdict = in_report(self.verdict.verdict);
        let applies = judged.truth(ask.when.as_ref());
        let word = self.word(&lines);
        let attested = word.map(Attested::of);
        let said = sentence::said(&Said {
            verdict,
            open: self.open(applies),
            attested: attested.as_ref(),
            asked_by: &self.verdict.asked_by,
            ended,
            requirement,
            lines: &lines,
            others: &others,
        });
        let About {
            principal,
            principal_title,
            holder,
            entitlement,
        } = About::of(&lines);
        Finding {
            id: format!("{}/{}", one.guide.id, requirement.id),
            title: self.title(&lines),
            subject: lines
                .first()
                .map_or(Subject::Attestation, |line| line.subject),
            verdict,
            principal,
            principal_title,
            holder,
            requirement: Some(requirement.id.clone()),
            choice: self.choice(&lines),
            tier: Some(requirement.tier),
            entitlement,
            expected: self.expected(&lines, &others),
            actual: said.actual,
            reason: said.reason,
            effect: self.effect(),
            purpose: stated(&requirement.reason),
            paths: paths(&lines),
            evidence: self.evidence(&lines),
            notes: self.notes(&lines, word),
            risk: self.risk(&lines),
            remedies: self.remedies(&lines, applies, attested.is_some()),
            cites: self.cites(),
            attested,
            obstacle: obstacle(&lines),
            lifetimes: lifetimes(&lines),
            rights: lines.into_iter().map(|line| line.seen).collect(),
        }
    }

    /// The greatest risk of its rights.
    fn risk(&self, lines: &[Line]) -> Option<Risk> {
        let catalog = self.one.context.catalog;
        let held = lines
            .iter()
            .filter_map(|line| line.seen.entitlement.as_ref());
        let risks = held.filter_map(|held| catalog.risk(held));
        risks.min_by_key(|risk| risk.level).cloned()
    }

    fn cites(&self) -> Vec<CitedPlace> {
        let cites = self.requirement.cites.iter();
        cites.map(|cite| cited(self.one.guide, cite)).collect()
    }

    fn title(&self, lines: &[Line]) -> String {
        if let Some(title) = &self.requirement.title {
            return title.clone();
        }
        if let Need::Attest(attestation) = &self.requirement.need {
            return attestation.statement.clone();
        }
        let catalog = self.one.context.catalog;
        let of_line = |line: &Line| match &line.seen.entitlement {
            Some(entitlement) => catalog.title(entitlement),
            None => sentence::titled(&line.seen.kind, &line.seen.principal_title),
        };
        let mut titles: Vec<String> = lines.iter().map(of_line).collect();
        titles.dedup();
        match titles.as_slice() {
            [] => self.requirement.id.to_string(),
            [one] => one.clone(),
            several => several.join(", "),
        }
    }

    fn expected(&self, lines: &[Line], others: &[String]) -> String {
        if let Need::Attest(attestation) = &self.requirement.need {
            return attestation.statement.clone();
        }
        let all: Vec<&str> = lines
            .iter()
            .map(|line| line.seen.expected.as_str())
            .collect();
        let mut expected = all.join("; ");
        if !others.is_empty() {
            expected = format!("{expected}; or {}", others.join("; or "));
        }
        expected
    }

    /// The effect as the guide states it, else what is known from elsewhere.
    fn effect(&self) -> Option<String> {
        stated(&self.requirement.effect).or_else(|| self.requirement.remark.clone())
    }

    /// A person's word that counts: on the requirement, or on a right that it rests on.
    fn word(&self, lines: &[Line]) -> Option<&Attestation> {
        let words = &self.judged.reader.words;
        let key = (self.one.guide.id.clone(), self.requirement.id.clone());
        let evidence = &self.judged.gathered.evidence;
        let of_line = |line: &Line| {
            let counts = evidence.by_word(&line.right);
            words.rights.get(&line.source).filter(|_| counts)
        };
        let whole = words.requirements.get(&key).filter(|_| {
            let told = matches!(self.requirement.need, Need::Attest(_))
                || self.verdict.verdict != semantics::Verdict::Unknown;
            let of_whole = told && evidence.statements.contains_key(&key);
            of_whole || lines.iter().any(|line| evidence.by_word(&line.right))
        });
        whole.or_else(|| lines.iter().find_map(of_line))
    }

    fn evidence(&self, lines: &[Line]) -> Vec<crate::assess::model::Evidence> {
        let mut all = Vec::new();
        for line in lines {
            let key = (line.seen.guide.clone(), line.seen.principal.clone());
            let found = target(self.judged.matched, &key);
            let found = found.map(|(_, _, found)| found);
            all.extend(evidence::of(&self.one.context, &line.outcome, found));
        }
        all.sort();
        all.dedup();
        all
    }

    fn notes(&self, lines: &[Line], word: Option<&Attestation>) -> Vec<Note> {
        let requirement = self.requirement;
        let mut notes: Vec<Note> = lines
            .iter()
            .flat_map(|line| line.outcome.notes.clone())
            .collect();
        let note = |kind, text: String| Note { kind, text };
        let interpretation = requirement.interpretation.iter();
        notes.extend(interpretation.map(|text| note(NoteKind::Interpretation, text.clone())));
        let told = stated(&requirement.effect).is_some();
        let remark = requirement.remark.iter().filter(|_| told);
        notes.extend(remark.map(|text| note(NoteKind::Remark, text.clone())));
        if let Some(until) = requirement.until {
            let by = requirement.replaced_by.as_ref();
            let by = by.map_or_else(String::new, |id| format!("; {id} takes its place"));
            notes.push(note(
                NoteKind::Remark,
                format!("it is asked for until {until}{by}"),
            ));
        }
        notes.extend(redundant::notes(self.judged, self.one, requirement, lines));
        notes.extend(word.and_then(|word| attestation::Held::of(&self.one.context).lapses(word)));
        notes.sort();
        notes.dedup();
        notes
    }

    /// Everything that closes it. What a person attested to, and is not open by it, has nothing.
    fn remedies(&self, lines: &[Line], applies: Truth, attested: bool) -> Vec<Remedy> {
        if attested && !in_report(self.verdict.verdict).is_open() {
            return Vec::new();
        }
        let mut remedies: Vec<Remedy> = match self.verdict.verdict {
            semantics::Verdict::Manual => vec![Remedy::Attest],
            semantics::Verdict::Satisfied
            | semantics::Verdict::Absent
            | semantics::Verdict::Noted
            | semantics::Verdict::Excess
            | semantics::Verdict::NotAsked => Vec::new(),
            semantics::Verdict::Missing
            | semantics::Verdict::Partial
            | semantics::Verdict::Unknown => {
                let mut all: Vec<Remedy> = lines
                    .iter()
                    .flat_map(|line| line.seen.remedies.clone())
                    .collect();
                let told =
                    |line: &Line| !matches!(line.seen.verdict, Verdict::Unknown | Verdict::Manual);
                if applies == Truth::Open && (lines.is_empty() || lines.iter().any(told)) {
                    all = sentence::settling(self.judged, self.open_names().into_iter());
                }
                if lines.is_empty() {
                    all.push(Remedy::Attest);
                }
                if all.is_empty() {
                    all = self.settling_holders(lines);
                }
                all
            }
        };
        remedies.sort();
        remedies.dedup();
        remedies
    }

    /// Everything that settles whether the holders of its rights are asked for.
    fn settling_holders(&self, lines: &[Line]) -> Vec<Remedy> {
        let principals = lines.iter().filter_map(|line| self.principal(line));
        let conditions: Vec<Condition> = principals
            .filter_map(|(guide, one)| qualified(guide, one.when.as_ref()))
            .filter(|when| self.judged.truth(Some(when)) == Truth::Open)
            .collect();
        let names = conditions.iter().flat_map(Condition::truths);
        sentence::settling(self.judged, names)
    }

    /// The principal of a right, with its guide.
    fn principal(&self, line: &Line) -> Option<(&Guide, &Principal)> {
        let mut guides = self.judged.matched.iter().map(|one| one.guide);
        let guide = guides.find(|guide| guide.id == line.seen.guide)?;
        Some((guide, guide.principal(&line.seen.principal)?))
    }

    /// The options and facts of its condition that are open.
    fn open_names(&self) -> Vec<&TruthRef> {
        let names = self.ask.when.as_ref().map(Condition::truths);
        let mut names = names.unwrap_or_default();
        names.retain(|name| {
            let alone = Condition::Truth((*name).clone());
            self.judged.truth(Some(&alone)) == Truth::Open
        });
        names
    }

    /// The reason why it is open whether it is asked for, where that is so.
    fn open(&self, applies: Truth) -> Option<String> {
        if applies != Truth::Open {
            return None;
        }
        sentence::why_open(self.judged, self.open_names().into_iter())
    }

    /// The choice that decides about it: of its condition, else of its principal's.
    fn choice(&self, lines: &[Line]) -> Option<ChoiceId> {
        let guide = self.one.guide;
        let of = |condition: Option<&Condition>| {
            let names = condition.map(Condition::truths).unwrap_or_default();
            names.into_iter().find_map(|name| match name {
                TruthRef::Option(option) => {
                    let own = option
                        .choice
                        .guide
                        .as_ref()
                        .is_none_or(|id| *id == guide.id);
                    own.then(|| option.choice.id.clone())
                }
                TruthRef::Fact(_) => None,
            })
        };
        let principal = lines.first().and_then(|line| self.principal(line));
        let principal = principal.filter(|(of, _)| of.id == guide.id);
        of(self.requirement.when.as_ref())
            .or_else(|| of(principal.and_then(|(_, one)| one.when.as_ref())))
    }
}

/// The verdict as a report says it.
const fn in_report(verdict: semantics::Verdict) -> Verdict {
    match verdict {
        semantics::Verdict::Satisfied => Verdict::Satisfied,
        semantics::Verdict::Partial => Verdict::Partial,
        semantics::Verdict::Missing => Verdict::Missing,
        semantics::Verdict::Excess => Verdict::Excess,
        semantics::Verdict::Absent => Verdict::Absent,
        semantics::Verdict::Noted | semantics::Verdict::NotAsked => Verdict::Noted,
        semantics::Verdict::Unknown => Verdict::Unknown,
        semantics::Verdict::Manual => Verdict::Manual,
    }
}

/// A text of the guide, where it states something.
fn stated(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty() && text != NONE_STATED).then(|| text.to_owned())
}

/// The obstacle to everything that is not held, where it is the same for all of it.
fn obstacle(lines: &[Line]) -> Option<crate::assess::Obstacle> {
    let mut open = lines
        .iter()
        .filter(|line| line.seen.verdict != Verdict::Satisfied);
    let first = open.next().or(lines.first())?.seen.obstacle.clone()?;
    open.all(|line| line.seen.obstacle.as_ref() == Some(&first))
        .then_some(first)
}

/// A place that the guide cites, with the title of its text where there are several.
pub(super) fn cited(guide: &Guide, cite: &Cite) -> CitedPlace {
    let source = guide.sources.iter().find(|source| source.id == cite.source);
    CitedPlace {
        source: source
            .filter(|_| guide.sources.len() > 1)
            .map(|source| source.title.clone()),
        step: cite.heading.join(", "),
        line: cite.line,
    }
}
