//! What is held and nobody asked for, and whether there could be more of it unseen.

mod held;
mod other;

use super::choose::Taken;
use super::context::Context;
use super::findings;
use super::gives::gives;
use super::model::{Evidence, Finding};
use super::principals::{Candidate, Matches, PrincipalMatch};
use super::remedy::Remedy;
use super::rest;
use super::target::TargetPrincipal;
use super::unasked;
use super::verdict::Verdict;
use crate::catalog::{Entitlement, Subject};
use crate::guide::{Choice, ChoiceId, Guide, PrincipalId};
use std::collections::{BTreeMap, BTreeSet};

/// Findings about access beyond the guide, for one choice and its principals.
pub(super) fn findings(
    (guide, context): (&Guide, &Context<'_>),
    choice: &Choice,
    matches_by_principal: &Matches<'_>,
    taken: &Taken<'_>,
    done: &[Finding],
) -> Vec<Finding> {
    // What an option asks that may be granted beside the one taken is no excess either.
    let asked = findings::asked((guide, context), taken, &taken.concerned());
    let reason = |_: &TargetPrincipal, _: &Candidate<'_>, held: &Entitlement| {
        let wanted = asked.iter().any(|asked| gives(context, asked, held));
        (!wanted).then(|| "no requirement of the options taken asks for it".to_owned())
    };
    let beyond = ExcessCheck {
        context,
        prefix: format!("{}/{}", context.guide, choice.id),
        rest: None,
        choice: Some(choice.id.clone()),
        settles: findings::choose(taken),
        reason: &reason,
    };
    let of_options = OfOptions {
        check: &beyond,
        choice,
        taken,
    };
    let possible = of_options.principals(taken.possible());
    let beside = of_options.principals(taken.beside.iter().copied());
    let mut found: Vec<Finding> = of_options.granted_twice().into_iter().collect();
    let principals = context.targets.iter();
    for principal in principals.filter(|one| one.choice.as_ref() == Some(&choice.id)) {
        let Some(matched) = matches_by_principal.get(&principal.id) else {
            continue;
        };
        if possible.contains(&principal.id) {
            let settled = of_options.is_settled(principal);
            found.extend(beyond.of_asked(principal, matched, settled));
        } else {
            let beside = beside.contains(&principal.id);
            found.extend(of_options.of_another(principal, matched, beside));
        }
        let why = "it is not the one that the guide means";
        let fakes = matched.look_alikes.iter();
        found.extend(fakes.filter_map(|c| beyond.other(principal, c, Verdict::Excess, why)));
    }
    tell_apart(context, choice, &mut found, done);
    found
}

/// The same entitlement, held beyond the guide by two principals, is two findings:
/// the later one's id names its principal.
fn tell_apart(context: &Context<'_>, choice: &Choice, found: &mut [Finding], done: &[Finding]) {
    let start = format!("{}/{}/", context.guide, choice.id);
    let mut ids: BTreeSet<String> = done.iter().map(|finding| finding.id.clone()).collect();
    for finding in found {
        if !ids.insert(finding.id.clone()) {
            let key = finding.id.strip_prefix(&start).unwrap_or(&finding.id);
            finding.id = format!("{start}{}/{key}", finding.principal);
            ids.insert(finding.id.clone());
        }
    }
}

/// The reason why something that a candidate for a principal holds is too much; none where it is asked for.
type Reason<'a> = dyn Fn(&TargetPrincipal, &Candidate<'_>, &Entitlement) -> Option<String> + 'a;

/// The inputs of a check for access beyond what is asked, which is written up as findings.
pub(super) struct ExcessCheck<'a, 'b> {
    pub(super) context: &'a Context<'b>,
    /// The beginning of the findings' ids, without the last `/`.
    pub(super) prefix: String,
    /// The id of the finding about what more may be held, where it does not begin with the prefix.
    pub(super) rest: Option<String>,
    /// The choice that the findings belong to.
    pub(super) choice: Option<ChoiceId>,
    /// Everything that settles whether somebody is asked for who may not be.
    pub(super) settles: Remedy,
    /// The reason why something that is held is too much.
    pub(super) reason: &'a Reason<'a>,
}

/// The options of one choice of a guide in format 1.
struct OfOptions<'a, 'b> {
    check: &'a ExcessCheck<'a, 'b>,
    choice: &'a Choice,
    taken: &'a Taken<'b>,
}

impl OfOptions<'_, '_> {
    /// The principals of options.
    fn principals(&self, options: impl IntoIterator<Item = usize>) -> BTreeSet<&PrincipalId> {
        let options = options.into_iter();
        let judged = options.filter_map(|option| self.taken.judged.get(option));
        judged.map(|one| &one.option.principal).collect()
    }

    /// True where the principal's option is taken in every way that is possible.
    fn is_settled(&self, principal: &TargetPrincipal) -> bool {
        let own = |option: &usize| {
            let judged = self.taken.judged.get(*option);
            judged.is_some_and(|one| one.option.principal == principal.id)
        };
        self.taken.places.iter().any(|place| place.iter().all(own))
    }

    /// Whoever could be a principal of an option that is not taken, or that may be granted `beside` the one that is.
    fn of_another(
        &self,
        principal: &TargetPrincipal,
        matched: &PrincipalMatch<'_>,
        beside: bool,
    ) -> Vec<Finding> {
        let (verdict, why) = if beside {
            let why = "whether its option is granted too could not be seen";
            (Verdict::Unknown, why)
        } else {
            (Verdict::Excess, "another option is taken")
        };
        let candidates = matched.genuine.iter();
        let found = candidates.filter_map(|candidate| {
            let (verdict, why) = match &candidate.lacks {
                Some(_) => (Verdict::Unknown, "whose it is could not be told"),
                None => (verdict, why),
            };
            self.check.other(principal, candidate, verdict, why)
        });
        found.collect()
    }

    /// Two options granted whole, where the guide asks for one.
    fn granted_twice(&self) -> Option<Finding> {
        let places = self.taken.places.iter();
        let granted: BTreeSet<usize> = places.filter_map(|place| place.first().copied()).collect();
        let granted: Vec<_> = granted
            .into_iter()
            .filter_map(|option| self.taken.judged.get(option))
            .collect();
        let [_, option, ..] = granted.as_slice() else {
            return None;
        };
        let names: Vec<&str> = granted
            .iter()
            .map(|one| one.option.title.as_str())
            .collect();
        let principal = self.check.context.target(&option.option.principal)?;
        let title = format!("{}: more than one option is granted", self.choice.title);
        let mut finding = self
            .check
            .blank(principal, "granted-twice", &title, Verdict::Excess);
        finding.subject = Subject::GrantedTwice;
        finding.expected = "one of the options".to_owned();
        finding.actual = names.join(" and ");
        finding.reason = "each of these options is granted whole, and the guide asks for one; \
                          choose the one that is meant to see what the other adds"
            .to_owned();
        Some(finding)
    }
}

impl ExcessCheck<'_, '_> {
    /// Everything that a principal holds beyond what is asked of it, and whether there may be more. Where it is not
    /// `settled` that it is asked for, nothing is concluded from a candidate that may be somebody else.
    pub(super) fn of_asked(
        &self,
        principal: &TargetPrincipal,
        matched: &PrincipalMatch<'_>,
        settled: bool,
    ) -> Vec<Finding> {
        let mut held = self.grants(principal, matched);
        let places = held.iter().enumerate();
        let mut places: BTreeMap<String, usize> =
            places.map(|(place, one)| (one.id.clone(), place)).collect();
        for candidate in &matched.genuine {
            let more = unasked::findings(self.context, candidate, |key, title| Finding {
                holder: Some(candidate.as_holder(principal)),
                ..self.blank(principal, key, title, Verdict::Excess)
            });
            for one in more {
                // What two answers tell differently of one candidate is one thing all the same.
                if let Some(known) = places.get(&one.id).and_then(|place| held.get_mut(*place)) {
                    known.holder = known.holder.filter(|_| known.holder == one.holder);
                } else {
                    places.insert(one.id.clone(), held.len());
                    held.push(one);
                }
            }
        }
        let rest = rest::finding(
            self.context,
            principal,
            (matched, settled),
            &held,
            |id, title, verdict| {
                let blank = self.blank(principal, id, title, verdict);
                let id = self
                    .rest
                    .clone()
                    .unwrap_or(format!("{}/{}", blank.id, principal.id));
                Finding { id, ..blank }
            },
        );
        rest.into_iter().chain(held).collect()
    }

    /// A finding of this principal, without what it says.
    pub(super) fn blank(
        &self,
        principal: &TargetPrincipal,
        key: &str,
        title: &str,
        verdict: Verdict,
    ) -> Finding {
        Finding {
            id: format!("{}/{key}", self.prefix),
            title: title.to_owned(),
            subject: Subject::OtherAccess,
            verdict,
            principal: principal.id.clone(),
            principal_title: principal.title.clone(),
            holder: None,
            requirement: None,
            choice: self.choice.clone(),
            tier: None,
            entitlement: None,
            expected: String::new(),
            actual: String::new(),
            reason: String::new(),
            effect: None,
            purpose: None,
            paths: Vec::new(),
            evidence: Vec::new(),
            notes: Vec::new(),
            risk: None,
            remedies: Vec::new(),
            cites: Vec::new(),
            attested: None,
            obstacle: None,
            lifetimes: Vec::new(),
            rights: Vec::new(),
        }
    }
}

fn sorted(mut evidence: Vec<Evidence>) -> Vec<Evidence> {
    evidence.sort();
    evidence.dedup();
    evidence
}
