//! Closes a gap: from what the guide asks and what was seen of it.

use super::contested::other_audience;
use super::give::{by_hand, decide, give, look, present};
use super::planned::plan;
use super::renewed::renewed;
use crate::actions::{Action, Planned};
use crate::advice;
use crate::assess::semantics::Truth;
use crate::assess::{Clarify, Establish, Finding, Note, NoteKind, Observe, Remedy, Verdict};
use crate::document::within;
use crate::guide::format2::kinds::Tier;
use crate::guide::format2::model::{Condition, Fact, Guide, Need, Requirement, RightKind};
use crate::runbook::context::RunbookContext;
use crate::runbook::target::PrincipalTarget;
use crate::runbook::wanted::WantedRight;
use std::collections::BTreeSet;

/// The actions that close a requirement. `finding` is what was seen of it; without one, nothing was.
///
/// Empty where nothing is to be done: it is satisfied, or neither asked nor held, or refused.
pub(in crate::runbook) fn close(
    context: &RunbookContext<'_>,
    requirement: &Requirement,
    finding: Option<&Finding>,
) -> Vec<Planned> {
    let optional = matches!(requirement.tier, Tier::Optional | Tier::Informational);
    let gap = Gap {
        context,
        requirement,
        id: context.judged.finding_id(requirement),
        finding,
        looks: optional || context.judged.refuses(requirement),
    };
    let Some(finding) = finding else {
        return gap.unseen();
    };
    match finding.verdict {
        Verdict::Missing | Verdict::Partial | Verdict::Unknown => gap.open(finding),
        Verdict::Satisfied => gap.rights(|right, target| gap.satisfied(right, target)),
        Verdict::Manual if finding.attested.is_none() && context.judged.is_decided(requirement) => {
            gap.open(finding)
        }
        _ => Vec::new(),
    }
}

/// The actions that answer the guide's open questions.
pub(in crate::runbook) fn questions(context: &RunbookContext<'_>) -> BTreeSet<Action> {
    let judged = &context.judged;
    let facts = judged.open_facts().map(|fact| (judged.guide, fact));
    let conditions = judged.guide.conditions().into_iter();
    let named = conditions.flat_map(|when| judged.questions(Some(when)));
    let all = facts.chain(named);
    all.filter_map(|(guide, fact)| said(context, ("", ""), &question(context, guide, fact)))
        .collect()
}

/// The question that settles a fact.
fn question(context: &RunbookContext<'_>, guide: &Guide, fact: &Fact) -> Remedy {
    Remedy::Clarify(Clarify::Answer {
        fact: context.judged.fact_called(guide, fact),
        question: fact.ask.clone().unwrap_or_else(|| fact.title.clone()),
    })
}

/// A requirement, and what was seen of it.
struct Gap<'c, 'a> {
    context: &'c RunbookContext<'a>,
    requirement: &'c Requirement,
    /// The id of its finding.
    id: String,
    finding: Option<&'c Finding>,
    /// True if nothing is given for it: it need not be held, so that it is only looked at.
    looks: bool,
}

impl<'a> Gap<'_, 'a> {
    /// Actions for each right, as a function of the right and of whoever is to hold it.
    fn rights(
        &self,
        of: impl Fn(&WantedRight<'a>, Option<&PrincipalTarget<'a>>) -> Vec<Action>,
    ) -> Vec<Planned> {
        let mut all = Vec::new();
        for right in self.context.judged.wanted(self.requirement) {
            let principal = self.context.judged.holder_of(&right);
            let target = principal.map(|principal| self.context.target(principal));
            all.extend(self.plan(of(&right, target.as_ref()), target.as_ref()));
        }
        all
    }

    /// Only what changes something of the target's is about it.
    fn plan(&self, actions: Vec<Action>, target: Option<&PrincipalTarget<'_>>) -> Vec<Planned> {
        let planned = actions.into_iter().flat_map(|action| {
            let about = !matches!(action, Action::LetAuditorSee(_) | Action::Decide(_));
            plan([action], target.filter(|_| about), Some(&self.id))
        });
        planned.collect()
    }

    /// The actions where nothing was seen.
    fn unseen(&self) -> Vec<Planned> {
        if self.looks {
            return Vec::new();
        }
        let when = self.requirement.when.as_ref();
        if self.context.judged.truth(when) == Truth::Open {
            return self.plan(self.questions(when), None);
        }
        if matches!(self.requirement.need, Need::Attest(_)) {
            return self.plan(vec![look(self.context, self.requirement)], None);
        }
        self.rights(|right, target| {
            let asked = self.of_principal(right);
            if asked.is_empty() {
                give(self.context, self.requirement, right, target)
            } else {
                asked
            }
        })
    }

    /// The questions that decide about a condition.
    fn questions(&self, when: Option<&Condition>) -> Vec<Action> {
        self.asking(self.context.judged.questions(when))
    }

    fn asking(&self, questions: Vec<(&Guide, &Fact)>) -> Vec<Action> {
        let questions = questions.into_iter();
        let remedies = questions.map(|(guide, fact)| question(self.context, guide, fact));
        remedies
            .filter_map(|remedy| self.said(None, &remedy))
            .collect()
    }

    /// The questions that decide whether a right's principal is asked for at all.
    fn of_principal(&self, right: &WantedRight<'a>) -> Vec<Action> {
        let judged = &self.context.judged;
        let key = judged.key_of(right);
        let open = key.filter(|key| judged.is_asked_for(*key) == Truth::Open);
        let questions = open.map(|key| judged.questions_of(key));
        self.asking(questions.unwrap_or_default())
    }

    /// The actions where it is not held, or could not be seen.
    fn open(&self, finding: &Finding) -> Vec<Planned> {
        let settling: Vec<&Remedy> = finding
            .remedies
            .iter()
            .filter(|one| {
                matches!(
                    one,
                    Remedy::Clarify(Clarify::Choose { .. } | Clarify::Answer { .. })
                )
            })
            .collect();
        if !settling.is_empty() {
            let actions = settling.into_iter().filter_map(|one| self.said(None, one));
            return self.plan(actions.collect(), None);
        }
        if matches!(self.requirement.need, Need::Attest(_)) {
            return self.plan(vec![look(self.context, self.requirement)], None);
        }
        let mut all = Vec::new();
        for right in self.context.judged.wanted(self.requirement) {
            let principal = self.context.judged.holder_of(&right);
            let target = principal.map(|principal| self.context.target(principal));
            all.extend(self.of_right(&right, target.as_ref()));
        }
        if all.is_empty() && !self.looks && finding.verdict.is_gap() {
            let text = format!(
                "See what the guide asks ({}): {}.",
                finding.expected, finding.reason
            );
            all.extend(self.plan(vec![decide(text)], None));
        }
        all
    }

    /// The actions for one right that is not held, or could not be seen. As long as it is not settled who is meant,
    /// nothing else is done: nobody is given anything who may not be the vendor.
    fn of_right(
        &self,
        right: &WantedRight<'a>,
        target: Option<&PrincipalTarget<'a>>,
    ) -> Vec<Planned> {
        let Some(seen) = right.seen else {
            let actions = give(self.context, self.requirement, right, target);
            return self.plan(actions, target);
        };
        if !matches!(
            seen.verdict,
            Verdict::Missing | Verdict::Partial | Verdict::Unknown | Verdict::Manual
        ) {
            return Vec::new();
        }
        if let Some(decision) = other_audience(self.context, right) {
            return self.plan(vec![decision], None);
        }
        let obstacle = seen.obstacle.as_ref();
        let api = obstacle.map(|obstacle| super::api(obstacle, &self.id));
        let (api, alone) = api.map_or((None, false), |(planned, alone)| (Some(planned), alone));
        let api = api.filter(|_| !self.looks);
        if alone {
            return api.into_iter().collect();
        }
        let settles = |remedy: &&Remedy| matches!(remedy, Remedy::Clarify(one) if !matches!(one, Clarify::FreeAddress { .. }));
        let unsettled = seen.remedies.iter().any(|remedy| settles(&remedy));
        let taken = seen
            .remedies
            .iter()
            .filter(|remedy| !unsettled || settles(remedy));
        let mut actions: Vec<Action> = taken
            .flat_map(|remedy| self.of_remedy(right, target, remedy))
            .collect();
        if seen.remedies.is_empty() {
            actions = self.of_principal(right);
            if actions.is_empty() && !self.looks {
                actions = vec![by_hand(self.context, self.requirement, right, false)];
            }
        }
        let rest = self.plan(actions, target);
        api.into_iter().chain(rest).collect()
    }

    fn of_remedy(
        &self,
        right: &WantedRight<'a>,
        target: Option<&PrincipalTarget<'a>>,
        remedy: &Remedy,
    ) -> Vec<Action> {
        let lacking = right
            .seen
            .is_some_and(|seen| matches!(seen.verdict, Verdict::Missing | Verdict::Partial));
        let mut all = right.seen.iter().flat_map(|seen| &seen.remedies);
        let given = !self.looks && all.any(|one| matches!(one, Remedy::Give(_)));
        match remedy {
            Remedy::Establish(_) | Remedy::Give(_) if self.looks => Vec::new(),
            Remedy::Manual(_) if self.looks && lacking => Vec::new(),
            Remedy::Establish(establish) => self
                .establish(right, target, *establish)
                .into_iter()
                .collect(),
            Remedy::Give(_) => match (right.kind, target) {
                // One that lasts too long goes once there is another.
                (RightKind::Secret { max_days: Some(_) }, Some(target)) => {
                    renewed(self.context, right, target)
                }
                _ => give(self.context, self.requirement, right, target),
            },
            // What is given by an act need not be looked for in Defender's other model.
            Remedy::Attest if given => Vec::new(),
            Remedy::Attest => vec![look(self.context, self.requirement)],
            Remedy::Manual(_) if lacking => give(self.context, self.requirement, right, target),
            remedy => self.said(Some(right), remedy).into_iter().collect(),
        }
    }

    /// The change that brings a principal in or puts it right. Whoever is to hold something comes in by the requirement
    /// that asks for that, where there is one.
    fn establish(
        &self,
        right: &WantedRight<'a>,
        target: Option<&PrincipalTarget<'a>>,
        establish: Establish,
    ) -> Option<Action> {
        let own = matches!(right.kind, RightKind::Present | RightKind::Audience(_));
        let judged = &self.context.judged;
        let key = judged.key_of(right);
        let elsewhere = key.is_some_and(|key| judged.asks_for_presence(key));
        if !own && elsewhere {
            return None;
        }
        let target = target?;
        let said = || self.said(Some(right), &Remedy::Establish(establish));
        if establish == Establish::Invite {
            let made = || by_hand(self.context, self.requirement, right, false);
            return Some(present(target).unwrap_or_else(made));
        }
        established(self.context, target, establish).or_else(said)
    }

    /// The action of a person that is no change of one object, in the words of the remedy.
    fn said(&self, right: Option<&WantedRight<'a>>, remedy: &Remedy) -> Option<Action> {
        let judged = &self.context.judged;
        let who = right.map(|right| judged.title_of(right));
        let who = who.or_else(|| Some(self.finding?.principal_title.clone()));
        let what = judged.title(self.requirement);
        said(self.context, (&who.unwrap_or_default(), &what), remedy)
    }

    /// The actions that something that is satisfied calls for: it ends soon, or there is a concern about it.
    fn satisfied(
        &self,
        right: &WantedRight<'a>,
        target: Option<&PrincipalTarget<'a>>,
    ) -> Vec<Action> {
        let (Some(seen), Some(target)) = (right.seen, target) else {
            return Vec::new();
        };
        if seen.verdict != Verdict::Satisfied {
            return Vec::new();
        }
        let note = |kind: NoteKind| {
            seen.notes
                .iter()
                .find(move |note: &&Note| note.kind == kind)
        };
        if note(NoteKind::Expiry).is_some() {
            return renewed(self.context, right, target);
        }
        match note(NoteKind::Concern) {
            None => Vec::new(),
            Some(_) if matches!(right.kind, RightKind::Secret { .. }) => {
                renewed(self.context, right, target)
            }
            Some(note) => vec![decide(format!(
                "Decide with the vendor about {}: {}.",
                target.target.who, note.text
            ))],
        }
    }
}

/// The change that brings a principal in or puts it right; none where a person has to look at what was not seen.
fn established(
    context: &RunbookContext<'_>,
    target: &PrincipalTarget<'_>,
    establish: Establish,
) -> Option<Action> {
    let user = target.holder.and_then(|holder| context.index.user(holder));
    let principal = target
        .holder
        .and_then(|holder| context.index.service_principal(holder));
    let seen = match establish {
        Establish::ConvertToGuest => user.is_some_and(|user| user.user_type.is_given()),
        Establish::AllowSignIn => {
            user.is_some_and(|user| user.account_enabled.is_given())
                || principal.is_some_and(|sp| sp.account_enabled.is_given())
        }
        _ => true,
    };
    advice::act(establish, user.is_some()).filter(|_| seen)
}

/// The actions of a person that are no change of one object, in the words of the remedy.
fn said(
    context: &RunbookContext<'_>,
    (who, what): (&str, &str),
    remedy: &Remedy,
) -> Option<Action> {
    match remedy {
        // Any one of several permissions answers a request, and the first is the least.
        Remedy::Observe(Observe::Permission { any_of, .. }) => {
            context.index.let_see(any_of.first()?)
        }
        remedy => {
            let all = std::slice::from_ref(remedy);
            Some(decide(advice::sentence(remedy, all, &within(who), what)))
        }
    }
}

/// The actions for what could not be told of anything but a requirement: more is seen, or the reader settles it.
pub(in crate::runbook) fn unknown<'e>(
    context: &RunbookContext<'_>,
    finding: &Finding,
    remedies: impl Iterator<Item = &'e Remedy>,
) -> Vec<Planned> {
    let names = (finding.principal_title.as_str(), finding.title.as_str());
    let actions = remedies.filter_map(|remedy| said(context, names, remedy));
    plan(actions, None, Some(&finding.id))
}
