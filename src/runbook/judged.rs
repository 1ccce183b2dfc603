//! Look-ups in a guide and in the findings about it.

use super::basis::Basis;
use super::principal_key::{PrincipalKey, is_right_of};
use crate::assess::semantics::{Truth, qualified};
use crate::assess::{Assessment, Candidate, Finding, Reader, Standing, TargetPrincipal};
use crate::catalog::Catalog;
use crate::guide::format2::ids::{GuideId, OptionRef, PrincipalRef, Reference, TruthRef};
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
        self.questions_on(qualified(self.guide, condition))
    }

    /// The facts that decide whether a principal is asked for at all and are open, each once, with their guide.
    pub(super) fn questions_of(&self, key: PrincipalKey<'_>) -> Vec<(&'a Guide, &'a Fact)> {
        self.questions_on(self.condition_of(key))
    }

    /// The open facts that decide about a condition whose names carry their guide.
    fn questions_on(&self, condition: Option<Condition>) -> Vec<(&'a Guide, &'a Fact)> {
        let mut questions = Vec::new();
        let mut seen: Vec<TruthRef> = Vec::new();
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

    /// A user or application of the guide, or of one that it extends.
    pub(super) fn principal(&self, (guide, id): PrincipalKey<'_>) -> Option<&'a TargetPrincipal> {
        let mut all = self.basis.targets.iter();
        all.find(|one| one.guide.as_ref() == Some(guide) && one.id == *id)
    }

    /// The condition under which a principal is asked for at all, with its names' guide written out.
    fn condition_of(&self, key: PrincipalKey<'_>) -> Option<Condition> {
        let home = self.guide_of(key.0)?;
        qualified(home, self.written(key)?.when.as_ref())
    }

    /// The value of the condition under which a principal is asked for at all.
    pub(super) fn is_asked_for(&self, key: PrincipalKey<'_>) -> Truth {
        let condition = self.condition_of(key);
        self.basis.possibility.truth(condition.as_ref())
    }

    /// A principal of an adopted guide as that guide writes it.
    pub(super) fn written(&self, (guide, id): PrincipalKey<'_>) -> Option<&'a Principal> {
        self.guide_of(guide)?.principal(id)
    }

    /// The principal that a reference of the guide names.
    pub(super) fn key<'q>(&self, reference: &'q PrincipalRef) -> PrincipalKey<'q>
    where
        'a: 'q,
    {
        (
            reference.guide.as_ref().unwrap_or(&self.guide.id),
            &reference.id,
        )
    }

    /// The title of a principal that a reference of the guide names.
    pub(super) fn title_of_principal(&self, reference: &PrincipalRef) -> String {
        let known = self.written(self.key(reference));
        known.map_or_else(|| reference.to_string(), |one| one.title.clone())
    }

    /// The principal that a finding is about.
    pub(super) fn principal_of<'f>(&self, finding: &'f Finding) -> PrincipalKey<'f>
    where
        'a: 'f,
    {
        let mut rights = finding.rights.iter();
        let right = rights.find(|right| right.principal == finding.principal);
        let guide = right.map_or(&self.guide.id, |right| &right.guide);
        (guide, &finding.principal)
    }

    /// True for a requirement that refuses what it names, today.
    pub(super) fn refuses(&self, requirement: &Requirement) -> bool {
        refuses(requirement, self.reader.onboarding, self.today)
    }

    /// True for a finding about a user or application, or about several principals of which it is one.
    pub(super) fn is_about(&self, finding: &Finding, principal: &TargetPrincipal) -> bool {
        let mut rights = finding.rights.iter();
        let (guide, id) = self.principal_of(finding);
        let itself = principal.guide.as_ref() == Some(guide) && principal.id == *id;
        itself || rights.any(|right| is_right_of(right, principal))
    }

    /// True if a requirement of the guide asks that a principal is there.
    pub(super) fn asks_for_presence(&self, key: PrincipalKey<'_>) -> bool {
        self.guide.requirements.iter().any(|requirement| {
            let asked = self.truth(requirement.when.as_ref()) != Truth::No;
            let asked = asked && !self.refuses(requirement);
            let wanted = || self.wanted(requirement).into_iter();
            asked
                && wanted()
                    .any(|one| *one.kind == RightKind::Present && self.key_of(&one) == Some(key))
        })
    }

    /// The assessment of an adopted guide.
    pub(super) fn assessment_of(&self, guide: &GuideId) -> Option<&'a Assessment> {
        let mut all = self.assessment.into_iter().chain(self.assessments);
        all.find(|one| one.guide.id == guide.as_str())
    }

    /// The candidates for a principal that are not look-alikes.
    pub(super) fn candidates(&self, key: PrincipalKey<'_>) -> Vec<&'a Candidate> {
        let mut all = self.everybody(key);
        all.retain(|candidate| Self::is_genuine(candidate));
        all
    }

    /// The candidates for a user or application that are not look-alikes.
    pub(super) fn candidates_for(&self, principal: &TargetPrincipal) -> Vec<&'a Candidate> {
        let guide = principal.guide.as_ref();
        guide.map_or_else(Vec::new, |guide| self.candidates((guide, &principal.id)))
    }

    /// Every candidate for a user or application, look-alikes too.
    pub(super) fn everybody_for(&self, principal: &TargetPrincipal) -> Vec<&'a Candidate> {
        let guide = principal.guide.as_ref();
        guide.map_or_else(Vec::new, |guide| self.everybody((guide, &principal.id)))
    }

    /// Every candidate for a principal, look-alikes too.
    fn everybody(&self, (guide, id): PrincipalKey<'_>) -> Vec<&'a Candidate> {
        let all = self.assessment_of(guide).into_iter();
        let all = all.flat_map(|assessment| &assessment.candidates);
        all.filter(|candidate| candidate.principal == *id).collect()
    }

    /// Every candidate for a principal of an adopted guide, with that guide.
    pub(super) fn all_candidates(
        &self,
    ) -> impl Iterator<Item = (&'a GuideId, &'a Candidate)> + use<'a> {
        let judged = *self;
        judged.guides.iter().flat_map(move |guide| {
            let all = judged.assessment_of(&guide.id).into_iter();
            let all = all.flat_map(|assessment| &assessment.candidates);
            all.map(move |candidate| (&guide.id, candidate))
        })
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
