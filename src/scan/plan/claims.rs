//! The claims of guides that rest on each section.

use super::claim::Claim;
use crate::guide::format2::ids::{Holder, TruthRef};
use crate::guide::format2::kinds::Tier;
use crate::guide::format2::model::{
    Condition, Detection, Guide, PrincipalKind, Requirement, RightKind,
};
use crate::scan::subject::ScanSubject;
use crate::scan::targets::Targets;
use crate::snapshot::{Informs, SectionName, Shows};
use std::collections::{BTreeMap, BTreeSet};

/// The claims by the section that they rest on, for each section that a scan for these guides asks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Claims(BTreeMap<SectionName, BTreeSet<Claim>>);

impl Claims {
    pub(super) fn of(subject: &ScanSubject<'_>) -> Self {
        let mut claims = Self::default();
        for guide in subject.guides {
            let of_guide = OfGuide::new(subject, guide);
            for &section in SectionName::ALL {
                if of_guide.targets.concern(section) {
                    let known = claims.0.entry(section).or_default();
                    known.extend(of_guide.resting_on(section));
                }
            }
        }
        claims
    }

    /// The claims that rest on a section.
    pub(super) fn resting_on(&self, section: SectionName) -> impl Iterator<Item = &Claim> {
        self.0.get(&section).into_iter().flatten()
    }
}

/// The claims of one guide.
struct OfGuide<'a> {
    guide: &'a Guide,
    targets: Targets,
    /// Each requirement that a scan can answer, with the holdings that answer it; then each choice likewise.
    asked: Vec<(Claim, Vec<Shows>)>,
    /// Everything that a principal could hold besides.
    beyond: Vec<Shows>,
}

impl<'a> OfGuide<'a> {
    fn new(subject: &ScanSubject<'a>, guide: &'a Guide) -> Self {
        let targets = Targets::of_guide(subject, guide);
        let mut asked = Vec::new();
        let mut choices: BTreeMap<Claim, Vec<Shows>> = BTreeMap::new();
        for requirement in &guide.requirements {
            // What is only told has no verdict.
            if requirement.tier == Tier::Informational {
                continue;
            }
            let (needs, whens) = needs(subject, guide, requirement);
            if needs.is_empty() {
                continue;
            }
            // What a guide requires under an option points to it.
            if requirement.tier == Tier::Required {
                for (home, when) in whens {
                    for claim in decided(home, when) {
                        choices.entry(claim).or_default().extend(&needs);
                    }
                }
            }
            let claim = Claim::Requirement {
                guide: guide.id.clone(),
                requirement: requirement.id.clone(),
            };
            asked.push((claim, needs));
        }
        asked.extend(choices);
        let mut beyond = Vec::new();
        if targets.seeks_guests() {
            beyond.extend([Shows::GuestAccess, Shows::RoleHolder]);
        }
        if targets.seeks_applications() {
            beyond.extend([
                Shows::ApplicationAccess,
                Shows::ApplicationRoleEnd,
                Shows::FederatedIdentity,
                Shows::ApplicationOwner,
            ]);
        }
        Self {
            guide,
            targets,
            asked,
            beyond,
        }
    }

    fn resting_on(&self, section: SectionName) -> Vec<Claim> {
        let id = || self.guide.id.clone();
        let asked = self.asked.iter();
        let asked = asked.filter(|(_, needs)| section.is_judged_with(needs));
        let mut claims: Vec<Claim> = asked.map(|(claim, _)| claim.clone()).collect();
        if section.is_judged_with(&self.beyond) {
            claims.push(Claim::NothingElse { guide: id() });
        }
        claims.extend(section.row().informs.map(|part| match part {
            Informs::Tenant => Claim::Tenant,
            Informs::Settings => Claim::Settings { guide: id() },
            Informs::Advice => Claim::Advice { guide: id() },
        }));
        if section == SectionName::Licences {
            let facts = self.guide.facts.iter();
            let facts = facts.filter(|fact| matches!(fact.detect, Some(Detection::ServicePlan(_))));
            claims.extend(facts.map(|fact| Claim::Fact {
                guide: id(),
                fact: fact.id.clone(),
            }));
        }
        claims
    }
}

/// The holdings that answer a requirement, and the conditions under which it is asked, its own and its principals',
/// each with its guide.
fn needs<'a>(
    subject: &ScanSubject<'a>,
    guide: &'a Guide,
    requirement: &'a Requirement,
) -> (Vec<Shows>, Vec<(&'a Guide, &'a Condition)>) {
    let mut needs = Vec::new();
    let own = requirement.when.as_ref().map(|when| (guide, when));
    let mut whens: Vec<(&Guide, &Condition)> = own.into_iter().collect();
    for right in requirement.need.rights() {
        if matches!(right.kind, RightKind::ServicePlan(_)) {
            needs.push(Shows::ServicePlan);
        }
        if right.of == Holder::Installer && subject.installer.is_some() {
            needs.extend(shown_by(true, &right.kind));
        }
        for (home, principal) in subject.holders(guide, right) {
            if subject.seeks(home, principal) {
                let user = matches!(principal.kind, PrincipalKind::User { .. });
                needs.extend(shown_by(user, &right.kind));
                whens.extend(principal.when.as_ref().map(|when| (home, when)));
            }
        }
    }
    (needs, whens)
}

/// The choices that a condition names, as claims.
fn decided(home: &Guide, when: &Condition) -> BTreeSet<Claim> {
    let named = when.truths().into_iter().filter_map(|truth| match truth {
        TruthRef::Option(option) => Some(Claim::Choice {
            guide: option.choice.guide.as_ref().unwrap_or(&home.id).clone(),
            choice: option.choice.id.clone(),
        }),
        TruthRef::Fact(_) => None,
    });
    named.collect()
}

/// The holdings that show a right of a user or an application; none for a right that a scan does not read.
const fn shown_by(user: bool, right: &RightKind) -> Option<Shows> {
    Some(match right {
        RightKind::Present if user => Shows::Guest,
        RightKind::DirectoryRole(_) if user => Shows::GuestRole,
        RightKind::Defender { .. } if user => Shows::GuestDefender,
        RightKind::ApiPermission { .. } if user => Shows::GuestPermission,
        RightKind::MemberOf(_) if user => Shows::GuestGroup,
        _ if user => return None,
        RightKind::Present
        | RightKind::Secret { .. }
        | RightKind::Certificate { .. }
        | RightKind::RedirectUri { .. }
        | RightKind::Audience(_) => Shows::Application,
        RightKind::MemberOf(_) => Shows::ApplicationGroup,
        RightKind::DirectoryRole(_) => Shows::ApplicationRole,
        RightKind::Defender { .. } => Shows::ApplicationDefender,
        RightKind::ApiPermission { .. } => Shows::ApplicationPermission,
        RightKind::Federated { .. } => Shows::FederatedIdentity,
        RightKind::AzureRole { .. }
        | RightKind::AzureActions { .. }
        | RightKind::ExchangeRole(_)
        | RightKind::ExchangeRoleGroup(_)
        | RightKind::ServicePlan(_)
        | RightKind::Setting { .. } => return None,
    })
}
