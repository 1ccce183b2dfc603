//! Access that whoever was found holds beyond what the adopted guides ask, written up as findings of one guide.

use super::granted_twice::granted_twice;
use super::holdings::{holder, of_holding};
use super::judged::Judged;
use super::matched::Matched;
use super::owned_twice;
use super::right::{Holding, TenantHolder, TenantRight, credential, holding, principal};
use crate::access::{self, CredentialKind};
use crate::assess::excess::{ExcessCheck, is_unsure};
use crate::assess::gives::gives;
use crate::assess::model::{Finding, Standing};
use crate::assess::principals::{Candidate, PrincipalMatch};
use crate::assess::remedy::{self, Clarify, Remedy};
use crate::assess::semantics::{self, ExcessReason, Truth};
use crate::assess::target::TargetPrincipal;
use crate::assess::unasked::unasked;
use crate::assess::verdict::Verdict;
use crate::catalog::{Catalog, Entitlement, Subject};
use crate::guide::PrincipalId;
use crate::guide::format2::ids::TruthRef;
use crate::guide::format2::model::{Condition, Principal, Requirement};
use std::collections::{BTreeMap, BTreeSet};

/// The kinds of credentials that a guide may ask for.
const CREDENTIALS: [CredentialKind; 2] = [CredentialKind::Secret, CredentialKind::Certificate];

/// True for the word of such a kind.
fn is_credential(word: &str) -> bool {
    CREDENTIALS.iter().any(|kind| kind.word(false) == word)
}

/// The findings about excess, in the order of the guide's principals. `done` are those about requirements.
pub(super) fn findings(judged: &Judged<'_>, one: &Matched<'_>, done: &[Finding]) -> Vec<Finding> {
    let too_much: BTreeMap<&TenantRight, ExcessReason> = judged
        .answer
        .excess
        .iter()
        .map(|excess| (&excess.right, excess.reason))
        .collect();
    let said = said(one.context.catalog, done);
    let mut found = granted_twice(judged, one);
    for target in one.context.targets {
        let (Some(matched), Some(principal)) =
            (one.matches.get(&target.id), one.guide.principal(&target.id))
        else {
            continue;
        };
        let of = OfPrincipal {
            judged,
            one,
            too_much: &too_much,
            said: &said,
            asked: asked_of(judged, one, &target.id),
            of: holder(&one.guide.id, &target.id, matched),
        };
        found.extend(of.findings(principal, target, matched));
    }
    let ids: BTreeSet<&str> = done.iter().map(|finding| finding.id.as_str()).collect();
    found.retain(|finding| !ids.contains(finding.id.as_str()));
    owned_twice::leave_out(one, &mut found);
    found
}

/// The rights that a requirement refuses and that are held, with their parts: the findings about requirements tell of
/// them.
fn said(catalog: &Catalog, done: &[Finding]) -> BTreeSet<(PrincipalId, Entitlement)> {
    let refused = done
        .iter()
        .filter(|finding| finding.verdict == Verdict::Excess);
    let rights = refused.flat_map(|finding| &finding.rights);
    rights
        .filter(|right| right.verdict == Verdict::Excess)
        .filter_map(|right| Some((&right.principal, right.entitlement.as_ref()?)))
        .flat_map(|(principal, held)| {
            let parts = catalog.parts(held).into_iter();
            let all = parts.chain([held.clone()]);
            all.map(|one| (principal.clone(), one))
        })
        .collect()
}

/// Everything that the guide asks of one of its principals.
struct AskedOf {
    /// The entitlements that a requirement names whose condition holds, or may hold.
    entitlements: Vec<Entitlement>,
    /// The other rights that it names so.
    others: BTreeSet<Holding>,
    /// True if a requirement names the principal whose condition holds, or may hold.
    anything: bool,
    /// True if one of these surely applies.
    settled: bool,
}

fn asked_of(judged: &Judged<'_>, one: &Matched<'_>, target: &PrincipalId) -> AskedOf {
    let mut asked = AskedOf {
        entitlements: Vec::new(),
        others: BTreeSet::new(),
        anything: false,
        settled: false,
    };
    let answer = judged.answer.guides.get(&one.guide.id);
    let expanded = judged
        .expanded
        .iter()
        .find(|guide| guide.id == one.guide.id);
    let requirements = expanded.into_iter().flat_map(|guide| &guide.requirements);
    for (ask, requirement) in requirements.zip(&one.guide.requirements) {
        let verdict = answer.and_then(|answer| answer.requirements.get(&ask.id));
        let applies = verdict.is_some_and(|one| one.verdict != semantics::Verdict::NotAsked);
        if !applies || refuses(requirement) {
            continue;
        }
        for right in ask.rights() {
            if principal(right).is_none_or(|(guide, id)| guide != one.guide.id || id != *target) {
                continue;
            }
            let when = one
                .guide
                .principal(target)
                .and_then(|one| one.when.as_ref());
            let of_principal = judged.truth(own(one, when).as_ref());
            if of_principal == Truth::No {
                continue;
            }
            asked.anything = true;
            asked.settled |=
                of_principal == Truth::Yes && judged.truth(ask.when.as_ref()) == Truth::Yes;
            match (
                holding(one.context.catalog, &right.kind),
                credential(&right.kind),
            ) {
                (Holding::Entitlement(entitlement), _) => {
                    let parts = one.context.catalog.parts(&entitlement);
                    asked.entitlements.extend(parts);
                    asked.entitlements.push(entitlement);
                }
                (_, Some(kind)) => {
                    asked.others.insert(Holding::Other(kind.to_owned()));
                }
                (other, None) => {
                    asked.others.insert(other);
                }
            }
        }
    }
    asked
}

const fn refuses(requirement: &Requirement) -> bool {
    requirement.tier.is_never_asked()
}

/// A condition of the guide with its names' guide written out.
fn own(one: &Matched<'_>, condition: Option<&Condition>) -> Option<Condition> {
    semantics::qualified(one.guide, condition)
}

struct OfPrincipal<'a> {
    judged: &'a Judged<'a>,
    one: &'a Matched<'a>,
    too_much: &'a BTreeMap<&'a TenantRight, ExcessReason>,
    said: &'a BTreeSet<(PrincipalId, Entitlement)>,
    asked: AskedOf,
    of: TenantHolder,
}

impl OfPrincipal<'_> {
    fn findings(
        &self,
        principal: &Principal,
        target: &TargetPrincipal,
        matched: &PrincipalMatch<'_>,
    ) -> Vec<Finding> {
        let reason = |target: &TargetPrincipal, candidate: &Candidate<'_>, held: &Entitlement| {
            self.reason(target, candidate, held)
        };
        let check = ExcessCheck {
            context: &self.one.context,
            prefix: format!("{}/excess/{}", self.one.guide.id, target.id),
            choice: choice(principal),
            settles: self.settles(principal),
            reason: &reason,
            holding_reason: &|candidate: &Candidate<'_>, held: &access::Holding| {
                self.holding_reason(candidate, held)
            },
        };
        let mut found = if self.asked.anything {
            let mut held = check.of_asked(target, matched, self.asked.settled);
            held.extend(self.credentials(&check, target, matched));
            held
        } else {
            let genuine = matched.genuine.iter();
            genuine
                .filter_map(|candidate| self.of_nobody_asked(&check, target, candidate))
                .collect()
        };
        let why = "it is not the one that the guide means";
        let fakes = matched.look_alikes.iter();
        found.extend(fakes.filter_map(|one| check.other(target, one, Verdict::Excess, why)));
        found
    }

    /// The reason why an entitlement is too much; none where it is asked for, or where a requirement says so already.
    fn reason(
        &self,
        target: &TargetPrincipal,
        candidate: &Candidate<'_>,
        held: &Entitlement,
    ) -> Option<String> {
        let key = (target.id.clone(), held.clone());
        if self.said.contains(&key) {
            return None;
        }
        if is_unsure(candidate) || matches!(held, Entitlement::DefenderAction(_)) {
            let mut asked = self.asked.entitlements.iter();
            let wanted = asked.any(|asked| gives(&self.one.context, asked, held));
            return (!wanted).then(|| sentence(ExcessReason::Unasked).to_owned());
        }
        let right = TenantRight {
            of: self.of.clone(),
            what: Holding::Entitlement(held.clone()),
        };
        let reason = self.too_much.get(&right)?;
        Some(sentence(*reason).to_owned())
    }

    /// The reason why something that is held besides roles and permissions is too much; none where it is asked for.
    fn holding_reason(&self, candidate: &Candidate<'_>, held: &access::Holding) -> Option<String> {
        let named = self.judged.gathered.named.iter();
        let right = TenantRight {
            of: self.of.clone(),
            what: of_holding(held, &self.of, named),
        };
        if is_unsure(candidate) {
            let wanted = self.asked.others.contains(&right.what);
            return (!wanted).then(|| sentence(ExcessReason::Unasked).to_owned());
        }
        let reason = match &right.what {
            Holding::Other(kind) if is_credential(kind) => self.credential_reason(kind)?,
            _ => *self.too_much.get(&right)?,
        };
        Some(sentence(reason).to_owned())
    }

    /// The reason why credentials of a kind are too much: no guide asks for one, or every right that asks for one is too
    /// much itself.
    fn credential_reason(&self, kind: &str) -> Option<ExcessReason> {
        let of_kind = |right: &&TenantRight| {
            let named = match &right.what {
                Holding::Right(right) => credential(right),
                Holding::Entitlement(_) | Holding::Other(_) => None,
            };
            right.of == self.of && named == Some(kind)
        };
        let named: Vec<&TenantRight> = self.judged.gathered.named.iter().filter(of_kind).collect();
        let reasons: Vec<ExcessReason> = named
            .iter()
            .filter_map(|right| self.too_much.get(*right).copied())
            .collect();
        let all = reasons.len() == named.len();
        let by_itself = self.too_much.get(&TenantRight {
            of: self.of.clone(),
            what: Holding::Other(kind.to_owned()),
        });
        let by_name = reasons.into_iter().filter(|_| all || by_itself.is_some());
        by_name.chain(by_itself.copied()).min()
    }

    /// Client secrets and certificates of a kind that no guide asks for, as far as no finding names each by itself.
    fn credentials(
        &self,
        check: &ExcessCheck<'_, '_>,
        target: &TargetPrincipal,
        matched: &PrincipalMatch<'_>,
    ) -> Vec<Finding> {
        let mut found = Vec::new();
        let each = matched.genuine.iter();
        let each = each.flat_map(|candidate| unasked(&self.one.context, candidate));
        let named: BTreeSet<&'static str> = each
            .filter_map(|one| match one.holding.what {
                access::HoldingKind::Credential { kind, .. } => Some(kind.word(false)),
                _ => None,
            })
            .collect();
        let kinds = CREDENTIALS.iter().map(|kind| kind.word(false));
        for kind in kinds.filter(|kind| !named.contains(kind)) {
            let Some(reason) = self.credential_reason(kind) else {
                continue;
            };
            let title = format!("{}: a {kind}", target.title);
            let key = format!("credential/{}", kind.replace(' ', "-"));
            let mut finding = check.blank(target, &key, &title, Verdict::Excess);
            finding.subject = Subject::Credential;
            finding.holder = matched.only(target);
            "no such credential".clone_into(&mut finding.expected);
            finding.actual = format!("a {kind} that has not ended");
            sentence(reason).clone_into(&mut finding.reason);
            let worst = matched.only(target).and(matched.genuine.first());
            finding.risk = worst.and_then(|one| check.credential_risk(one));
            finding.effect = finding.risk.as_ref().map(|risk| risk.reason.clone());
            found.push(finding);
        }
        found
    }

    /// Somebody of whom nothing is asked here: another option is taken, or a condition does not hold.
    fn of_nobody_asked(
        &self,
        check: &ExcessCheck<'_, '_>,
        target: &TargetPrincipal,
        candidate: &Candidate<'_>,
    ) -> Option<Finding> {
        let held = TenantHolder::Object(candidate.holder.id);
        if candidate.lacks.is_some() || candidate.standing == Standing::Unproven {
            let why = "whose it is could not be told";
            let mut found = check.other(target, candidate, Verdict::Unknown, why);
            // No answer about options settles that.
            let settled = |one: &&mut Finding| one.remedies == [check.settles.clone()];
            if let Some(finding) = found.as_mut().filter(settled) {
                finding.remedies = vec![remedy::identity(target, candidate)];
            }
            return found;
        }
        // Another guide, or another principal, may be the one that asks for what it holds.
        let too_much = self
            .too_much
            .keys()
            .any(|right| right.of == held || right.of == self.of);
        let why = "nothing is asked of it: another option is taken, or a condition does not hold";
        too_much
            .then(|| check.other(target, candidate, Verdict::Excess, why))
            .flatten()
    }

    /// Everything that settles whether the principal is asked for.
    fn settles(&self, principal: &Principal) -> Remedy {
        let when = own(self.one, principal.when.as_ref());
        let names = when.as_ref().map(Condition::truths).unwrap_or_default();
        let remedies = super::sentence::settling(self.judged, names.into_iter());
        remedies
            .into_iter()
            .next()
            .unwrap_or(Remedy::Clarify(Clarify::Choose {
                options: Vec::new(),
            }))
    }
}

/// The choice whose option decides about a principal.
fn choice(principal: &Principal) -> Option<crate::guide::ChoiceId> {
    let names = principal
        .when
        .as_ref()
        .map(Condition::truths)
        .unwrap_or_default();
    names.into_iter().find_map(|name| match name {
        TruthRef::Option(option) => Some(option.choice.id.clone()),
        TruthRef::Fact(_) => None,
    })
}

/// The reason in a sentence.
const fn sentence(reason: ExcessReason) -> &'static str {
    match reason {
        ExcessReason::Forbidden => "the guide forbids it",
        ExcessReason::NotRequired => "the guide says that it is not required",
        ExcessReason::Temporary => "it was needed while onboarding, and onboarding is over",
        ExcessReason::Retired => "the day until which the guide asks for it has come",
        ExcessReason::Spare => {
            "it is of an alternative that is not needed: another one of the same requirement is held"
        }
        ExcessReason::Condition => {
            "it is asked for only under a condition that does not hold here, such as an option that is not taken"
        }
        ExcessReason::Broader => "it is broader than what is asked for",
        ExcessReason::Unasked => "no requirement that applies asks for it",
    }
}
