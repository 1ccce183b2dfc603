//! Look-ups in a guide and in the findings about it.

use super::basis::Basis;
use crate::assess::adopted::Reader;
use crate::assess::semantics::{Truth, qualified};
use crate::assess::{Assessment, Candidate, Finding, Standing, TargetPrincipal};
use crate::catalog::Catalog;
use crate::guide::format2::ids::{GuideId, OptionRef, PrincipalId, Reference, TruthRef};
use crate::guide::format2::kinds::Tier;
use crate::guide::format2::model::{Condition, Fact, Guide, Principal, Requirement, RightKind};
use crate::ids::TenantId;
use jiff::civil::Date;

/// A guide with its assessment.
#[derive(Clone, Copy)]
pub(super) struct Judged<'a> {
    pub(super) guide: &'a Guide,
    /// All adopted guides.
    pub(super) guides: &'a [Guide],
    pub(super) catalog: &'a Catalog,
    /// The assessment; absent where nothing is known of the tenant.
    pub(super) assessment: Option<&'a Assessment>,
    /// The assessments of all adopted guides.
    pub(super) assessments: &'a [Assessment],
    /// The words of the reader.
    pub(super) reader: &'a Reader,
    /// Everything that follows from all of these.
    pub(super) basis: &'a Basis,
    /// The day.
    pub(super) today: Date,
}

/// True for a requirement that refuses what it names.
pub(super) fn refuses(requirement: &Requirement, onboarding: bool, today: Date) -> bool {
    let ended = requirement.until.is_some_and(|until| until <= today);
    ended
        || match requirement.tier {
            Tier::NotRequired | Tier::Forbidden => true,
            Tier::Temporary => !onboarding,
            Tier::Required | Tier::Recommended | Tier::Optional | Tier::Informational => false,
        }
}

impl<'a> Judged<'a> {
    /// The tenant's id.
    pub(super) fn tenant(&self) -> Option<TenantId> {
        self.assessment?.collection.tenant
    }

    /// The value of a condition of the guide in the possibility that a person acts on; none is always true.
    pub(super) fn truth(&self, condition: Option<&Condition>) -> Truth {
        let condition = qualified(self.guide, condition);
        self.basis.possibility.truth(condition.as_ref())
    }

    /// The facts that decide about a condition of the guide and are open, each once, with their guide.
    pub(super) fn questions(&self, condition: Option<&Condition>) -> Vec<(&'a Guide, &'a Fact)> {
        let mut questions = Vec::new();
        let mut seen: Vec<TruthRef> = Vec::new();
        let condition = qualified(self.guide, condition);
        let mut waiting: Vec<Condition> = condition.into_iter().collect();
        while let Some(condition) = waiting.pop() {
            for name in condition.truths() {
                let alone = Condition::Truth(name.clone());
                let open = self.basis.possibility.truth(Some(&alone)) == Truth::Open;
                if !open || seen.contains(name) {
                    continue;
                }
                seen.push(name.clone());
                match name {
                    TruthRef::Fact(fact) => {
                        let guide = fact.guide.as_ref().and_then(|id| self.guide_of(id));
                        let found = guide.and_then(|guide| {
                            let mut facts = guide.facts.iter();
                            Some((guide, facts.find(|one| one.id == fact.id)?))
                        });
                        questions.extend(found);
                    }
                    TruthRef::Option(option) => waiting.extend(self.conditions_of(option)),
                }
            }
        }
        questions
    }

    /// The facts of the guide that nobody has answered.
    pub(super) fn open_facts(&self) -> impl Iterator<Item = &'a Fact> {
        let open = |fact: &&Fact| {
            let name = TruthRef::Fact(Reference::own(fact.id.clone()));
            self.truth(Some(&Condition::Truth(name))) == Truth::Open
        };
        self.guide.facts.iter().filter(open)
    }

    /// The conditions under which an option can be taken, with their guide written out.
    fn conditions_of(&self, option: &OptionRef) -> Vec<Condition> {
        let guide = option.choice.guide.as_ref();
        let found = guide.and_then(|id| self.guide_of(id)).and_then(|guide| {
            let choice = guide.choice(&option.choice.id)?;
            let mut options = choice.options.iter();
            let named = options.find(|one| one.id == option.option)?;
            Some([
                qualified(guide, choice.when.as_ref()),
                qualified(guide, named.when.as_ref()),
            ])
        });
        found.into_iter().flatten().flatten().collect()
    }

    /// An adopted guide by its id.
    pub(super) fn guide_of(&self, id: &GuideId) -> Option<&'a Guide> {
        self.guides.iter().find(|guide| guide.id == *id)
    }

    /// The requirement that a finding answers.
    pub(super) fn requirement(&self, finding: &Finding) -> Option<&'a Requirement> {
        self.guide.requirement(finding.requirement.as_ref()?)
    }

    /// The finding of a requirement.
    pub(super) fn finding(&self, requirement: &Requirement) -> Option<&'a Finding> {
        let mut findings = self.assessment?.findings.iter();
        findings.find(|one| one.requirement.as_ref() == Some(&requirement.id))
    }

    /// A user or application of the guide, or of one that it extends, by its id.
    pub(super) fn principal(&self, id: &PrincipalId) -> Option<&'a TargetPrincipal> {
        self.basis.targets.iter().find(|one| one.id == *id)
    }

    /// The value of the condition under which a principal of the guide is asked for at all.
    pub(super) fn is_asked_for(&self, id: &PrincipalId) -> Truth {
        let principal = self.guide.principal(id);
        self.truth(principal.and_then(|one| one.when.as_ref()))
    }

    /// A principal of the guide, or of one that it extends, as its guide writes it.
    pub(super) fn written(&self, id: &PrincipalId) -> Option<&'a Principal> {
        let extended = self.guide.relations.iter();
        let extended = extended.filter_map(|relation| self.guide_of(&relation.guide));
        let mut guides = std::iter::once(self.guide).chain(extended);
        guides.find_map(|guide| guide.principal(id))
    }

    /// True for a requirement that refuses what it names, today.
    pub(super) fn refuses(&self, requirement: &Requirement) -> bool {
        refuses(requirement, self.reader.onboarding, self.today)
    }

    /// True if a requirement of the guide asks that a principal is there.
    pub(super) fn asks_for_presence(&self, id: &PrincipalId) -> bool {
        self.guide.requirements.iter().any(|requirement| {
            let asked = self.truth(requirement.when.as_ref()) != Truth::No;
            let asked = asked && !self.refuses(requirement);
            let wanted = || self.wanted(requirement).into_iter();
            asked
                && wanted()
                    .any(|one| *one.kind == RightKind::Present && one.principal() == Some(id))
        })
    }

    /// The candidates for a principal that are not look-alikes.
    pub(super) fn candidates(&self, principal: &PrincipalId) -> Vec<&'a Candidate> {
        let mut all = self.everybody(principal);
        all.retain(|candidate| Self::is_genuine(candidate));
        all
    }

    /// Every candidate for a principal, look-alikes too.
    pub(super) fn everybody(&self, principal: &PrincipalId) -> Vec<&'a Candidate> {
        let of = |assessment: &'a Assessment| {
            let all = assessment.candidates.iter();
            all.filter(|candidate| candidate.principal == *principal)
        };
        if self.guide.principal(principal).is_some() {
            return self.assessment.into_iter().flat_map(of).collect();
        }
        let known = |assessment: &&Assessment| {
            let extended = self.guide.relations.iter();
            let mut extended = extended.map(|relation| relation.guide.as_str());
            extended.any(|id| id == assessment.guide.id)
        };
        let assessments = self.assessments.iter().filter(known);
        assessments.flat_map(of).collect()
    }

    /// True for a candidate that could be the principal.
    pub(super) fn is_genuine(candidate: &Candidate) -> bool {
        candidate.standing != Standing::LookAlike
    }

    /// True where it is decided that a requirement is asked for: its condition holds, and of each choice that it names
    /// one option is taken. What can lock others out waits for that.
    pub(super) fn is_decided(&self, requirement: &Requirement) -> bool {
        let names = requirement.when.as_ref().map(Condition::truths);
        let mut names = names.unwrap_or_default().into_iter();
        let one_taken = |name: &TruthRef| {
            let TruthRef::Option(option) = name else {
                return true;
            };
            let own = option.choice.guide.as_ref();
            let guide = own.unwrap_or(&self.guide.id).as_str();
            let all = self.assessment.into_iter().chain(self.assessments);
            let mut of_guide = all.filter(|one| one.guide.id == guide);
            let taken = of_guide.next().and_then(|assessment| {
                let mut choices = assessment.choices.iter();
                choices.find(|taken| taken.choice == option.choice.id)
            });
            taken.is_none_or(|taken| taken.options.len() == 1)
        };
        self.truth(requirement.when.as_ref()) == Truth::Yes && names.all(one_taken)
    }
}
