//! Remarks on a requirement: what would do as well, how long it is asked for, and what decides about it.

use super::judged::Judged;
use crate::assess::CandidateKind;
use crate::assess::semantics::{Alternative, Need, Truth};
use crate::guide::format2::Template;
use crate::guide::format2::ids::RequirementId;
use crate::guide::format2::kinds::Tier;
use crate::guide::format2::model::{Condition, Requirement, Right};
use std::collections::{BTreeMap, BTreeSet};

impl Judged<'_> {
    /// Remarks on requirements that a step closes, each once.
    pub(super) fn remarks_on<'r>(
        &self,
        requirements: impl IntoIterator<Item = &'r Requirement>,
    ) -> Vec<String> {
        let mut remarks: Vec<String> = Vec::new();
        let mut lacking: BTreeMap<String, Vec<&Requirement>> = BTreeMap::new();
        for requirement in requirements {
            for remark in self.remarks(requirement) {
                if !remarks.contains(&remark) {
                    remarks.push(remark);
                }
            }
            for parameter in self.without_value(requirement) {
                lacking.entry(parameter).or_default().push(requirement);
            }
        }
        for (parameter, requirements) in lacking {
            let text = format!(
                "{{{parameter}}} stands for a value that is not given yet (--param {parameter}=…)."
            );
            remarks.push(match requirements.as_slice() {
                [one] => format!("{}: {text}", self.title(one)),
                _ => text,
            });
        }
        remarks
    }

    /// Remarks on a requirement, but for the values that it lacks.
    fn remarks(&self, requirement: &Requirement) -> Vec<String> {
        let mut remarks: Vec<String> = self.others(requirement).into_iter().collect();
        if requirement.tier == Tier::Temporary {
            remarks.push(format!(
                "{} is asked for while onboarding only, and is taken away when that is done.",
                self.title(requirement)
            ));
        }
        if let Some(until) = requirement.until {
            let by = requirement.replaced_by.as_ref();
            let by = by.map_or_else(String::new, |id| {
                format!("; {} takes its place", self.title_by_id(id))
            });
            remarks.push(format!(
                "{} is asked for until {until}{by}.",
                self.title(requirement)
            ));
        }
        remarks.extend(self.depends(requirement.when.as_ref()));
        remarks
    }

    /// The parameters without a value that the rights of a requirement name.
    fn without_value(&self, requirement: &Requirement) -> BTreeSet<String> {
        let wanted = self.wanted(requirement);
        let templates = wanted.iter().flat_map(|right| right.kind.templates());
        let own = templates.flat_map(Template::parameters);
        // Nobody is invited without an address.
        let accounts = wanted.iter().filter_map(|right| {
            let account = self.holder_of(right)?;
            let sought = account.kind == CandidateKind::GuestUser && account.address.is_none();
            account.settled_by.address.clone().filter(|_| sought)
        });
        let own = own.map(|parameter| self.parameter_called(parameter));
        own.chain(accounts).collect()
    }

    fn title_by_id(&self, id: &RequirementId) -> String {
        let known = self.guide.requirement(id);
        known.map_or_else(|| id.to_string(), |one| self.title(one))
    }

    /// The alternatives of a requirement beside the one that counts.
    fn others(&self, requirement: &Requirement) -> Option<String> {
        let Need::Rights {
            alternatives,
            only_one,
        } = &self.ask(requirement)?.need
        else {
            return None;
        };
        if alternatives.len() < 2 {
            return None;
        }
        let chosen = self.wanted(requirement).into_iter();
        let chosen = self.words_of_all(chosen.map(|right| right.kind));
        let words = |alternative: &Alternative<Right>| {
            let rights = alternative.iter().flat_map(|term| self.of_term(term));
            self.words_of_all(rights.map(|right| &right.kind))
        };
        let others = alternatives.iter().map(words);
        let others: Vec<String> = others
            .filter(|words| !words.is_empty() && *words != chosen)
            .collect();
        if others.is_empty() {
            return None;
        }
        let but = if *only_one {
            "in its place, and never beside it"
        } else {
            "in its place"
        };
        Some(format!(
            "{}: {} would do as well, {but}.",
            self.title(requirement),
            others.join("; or ")
        ))
    }

    /// Remarks with the questions that decide about a condition; none where it is not open.
    pub(super) fn depends(&self, when: Option<&Condition>) -> Vec<String> {
        if self.truth(when) != Truth::Open {
            return Vec::new();
        }
        let questions = self.questions(when).into_iter();
        let mut remarks: Vec<String> = questions
            .map(|(guide, fact)| {
                let question = self.question(guide, fact);
                format!("Whether this applies depends on the answer to: {question}")
            })
            .collect();
        if remarks.is_empty() {
            remarks.push(
                "Whether this applies could not be told: it depends on a guide that is not at hand."
                    .to_owned(),
            );
        }
        remarks
    }
}
