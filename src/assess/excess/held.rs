//! Grants of a principal that no requirement asks for.

use super::{ExcessCheck, is_unsure, sorted};
use crate::access::Grant;
use crate::assess::checks;
use crate::assess::counted_grants::is_access;
use crate::assess::evidence;
use crate::assess::model::{AccessPath, Finding, FindingHolder, Note, NoteKind};
use crate::assess::principals::{Candidate, PrincipalMatch};
use crate::assess::remedy::{Remedy, Remove};
use crate::assess::target::TargetPrincipal;
use crate::assess::verdict::Verdict;
use crate::assess::words;
use crate::catalog::{Entitlement, Subject};
use crate::ids::ObjectId;
use std::collections::{BTreeMap, BTreeSet};

/// A grant with its holder.
type HeldBy<'r, 'c> = (&'r Candidate<'c>, &'r Grant);

/// An entitlement beyond the guide, by whom it is held.
struct Surplus<'r, 'c> {
    entitlement: &'r Entitlement,
    /// The reason why it is too much.
    reason: String,
    grants: Vec<HeldBy<'r, 'c>>,
}

impl ExcessCheck<'_, '_> {
    /// One finding per entitlement; what comes by a wildcard alone is one finding per wildcard.
    ///
    /// What an action gives only because whoever may manage may read belongs to the finding about the
    /// other permission of that action.
    pub(super) fn grants(
        &self,
        principal: &TargetPrincipal,
        matched: &PrincipalMatch<'_>,
    ) -> Vec<Finding> {
        let mut found = Vec::new();
        let mut wildcards: BTreeMap<&str, Vec<Surplus<'_, '_>>> = BTreeMap::new();
        for surplus in self.surplus(principal, matched) {
            if surplus.grants.iter().any(|(_, grant)| stands_alone(grant)) {
                found.push(self.grant(principal, &surplus));
            }
            let mut by_action: BTreeMap<&str, Vec<HeldBy<'_, '_>>> = BTreeMap::new();
            for &(candidate, grant) in &surplus.grants {
                if let Some(action) = wildcard(grant) {
                    let grants = by_action.entry(action).or_default();
                    grants.push((candidate, grant));
                }
            }
            for (action, grants) in by_action {
                wildcards.entry(action).or_default().push(Surplus {
                    grants,
                    reason: surplus.reason.clone(),
                    ..surplus
                });
            }
        }
        found.extend(
            wildcards
                .into_iter()
                .map(|(action, given)| self.wildcard(principal, action, &given)),
        );
        found
    }

    /// Everything that is held and not asked for.
    fn surplus<'r, 'c>(
        &self,
        principal: &TargetPrincipal,
        matched: &'r PrincipalMatch<'c>,
    ) -> Vec<Surplus<'r, 'c>> {
        let context = self.context;
        let mut held: BTreeMap<&Entitlement, Surplus<'_, '_>> = BTreeMap::new();
        let mut asked: BTreeSet<(ObjectId, &Entitlement)> = BTreeSet::new();
        for candidate in &matched.genuine {
            let grants = candidate.holder.grants.iter();
            for grant in grants.filter(|grant| is_access(context, grant)) {
                let entitlement = &grant.entitlement;
                if let Some(known) = held.get_mut(entitlement)
                    && known
                        .grants
                        .iter()
                        .any(|(one, _)| one.holder.id == candidate.holder.id)
                {
                    known.grants.push((candidate, grant));
                    continue;
                }
                let key = (candidate.holder.id, entitlement);
                if asked.contains(&key) {
                    continue;
                }
                match (self.reason)(principal, candidate, entitlement) {
                    Some(reason) => {
                        let surplus = held.entry(entitlement).or_insert_with(|| Surplus {
                            entitlement,
                            reason,
                            grants: Vec::new(),
                        });
                        surplus.grants.push((candidate, grant));
                    }
                    None => {
                        asked.insert(key);
                    }
                }
            }
        }
        held.into_values().collect()
    }

    fn grant(&self, principal: &TargetPrincipal, surplus: &Surplus<'_, '_>) -> Finding {
        let catalog = self.context.catalog;
        let Surplus {
            entitlement,
            reason,
            grants,
        } = surplus;
        let (verdict, reason) = if grants.iter().all(|(candidate, _)| is_unsure(candidate)) {
            (
                Verdict::Unknown,
                "whether whoever holds it is the principal could not be told",
            )
        } else if matches!(entitlement, Entitlement::DefenderAction(_)) {
            (
                Verdict::Unknown,
                "the catalog does not know this action, so it cannot be told what it gives",
            )
        } else {
            (Verdict::Excess, reason.as_str())
        };
        let title = grants
            .first()
            .map(|(_, grant)| words::entitlement(catalog, grant))
            .unwrap_or_default();
        let mut finding = self.blank(principal, &catalog.key(entitlement), &title, verdict);
        finding.holder = only(principal, grants.iter().copied());
        finding.subject = Subject::from(*entitlement);
        finding.entitlement = Some((*entitlement).clone());
        if let Entitlement::DefenderAction(action) = entitlement {
            let action = action.clone();
            finding.remedies = vec![Remedy::Remove(Remove::Action { action })];
        }
        reason.clone_into(&mut finding.reason);
        finding.risk = catalog.risk(entitlement).cloned();
        self.describe(&mut finding, grants.iter().copied(), |path| path);
        if grants.iter().any(|(_, grant)| grant.wildcard) {
            finding.notes.push(checks::drift());
        }
        let more = grants.iter().filter(|(_, grant)| stands_alone(grant));
        let more = more.filter_map(|(_, grant)| words::given_along(catalog, grant));
        finding.notes.extend(more.map(|text| Note {
            kind: NoteKind::Remark,
            text,
        }));
        finding.notes.sort();
        finding.notes.dedup();
        finding
    }

    /// Everything beyond the guide that one wildcard gives.
    fn wildcard(
        &self,
        principal: &TargetPrincipal,
        action: &str,
        given: &[Surplus<'_, '_>],
    ) -> Finding {
        let catalog = self.context.catalog;
        let entitlement = Entitlement::DefenderAction(action.to_owned());
        let titles = given.iter().map(|one| catalog.title(one.entitlement));
        // Names of the catalog, and so not without end: all of them.
        let titles: Vec<String> = titles.collect();
        let titles = titles.join("; ");
        let count = given.len();
        let noun = if count == 1 {
            "permission"
        } else {
            "permissions"
        };
        let title = format!("{action} (wildcard, {count} {noun} beyond the guide)");
        let mut finding = self.blank(
            principal,
            &catalog.key(&entitlement),
            &title,
            Verdict::Excess,
        );
        finding.holder = only(principal, given.iter().flat_map(|one| one.grants.clone()));
        finding.subject = Subject::from(&entitlement);
        finding.entitlement = Some(entitlement);
        finding.reason = format!(
            "no requirement of the options taken asks for what the wildcard gives beside: {titles}"
        );
        let risks = given.iter().filter_map(|one| catalog.risk(one.entitlement));
        finding.risk = risks.min_by_key(|risk| risk.level).cloned();
        let grants = given.iter().flat_map(|one| one.grants.iter().copied());
        self.describe(&mut finding, grants, |mut path| {
            // The way ends at the role, which holds the wildcard: what it gives is listed.
            path.hops.pop();
            path
        });
        let mut roles: Vec<String> = given
            .iter()
            .flat_map(|one| &one.grants)
            .filter_map(|(_, grant)| words::defender_role(grant))
            .collect();
        roles.sort();
        roles.dedup();
        finding.actual = format!("{}, by {}", finding.actual, roles.join(" and "));
        finding.notes.push(checks::drift());
        finding
    }

    /// Adds how the grants are held, and what shows it.
    fn describe<'r, 'c: 'r>(
        &self,
        finding: &mut Finding,
        grants: impl Iterator<Item = HeldBy<'r, 'c>> + Clone,
        shown: impl Fn(AccessPath) -> AccessPath,
    ) {
        let context = self.context;
        let as_of = context.options.as_of;
        let mut paths: Vec<AccessPath> = grants
            .clone()
            .map(|(candidate, grant)| shown(words::path(context.catalog, candidate, grant, as_of)))
            .collect();
        paths.sort();
        paths.dedup();
        let mut conditions: Vec<String> = paths.iter().map(|p| p.condition.clone()).collect();
        conditions.sort();
        conditions.dedup();
        let seen: Vec<_> = grants.flat_map(|(_, grant)| grant.seen.clone()).collect();
        "not asked for by the guide".clone_into(&mut finding.expected);
        finding.actual = words::listed(conditions, "; ");
        finding.effect = finding.risk.as_ref().map(|risk| risk.reason.clone());
        finding.paths = paths;
        finding.evidence = sorted(evidence::of_sightings(context, &seen));
    }
}

/// The one candidate that holds all of these grants.
fn only<'r, 'c: 'r>(
    principal: &TargetPrincipal,
    grants: impl Iterator<Item = HeldBy<'r, 'c>>,
) -> Option<FindingHolder> {
    FindingHolder::only(grants.map(|(candidate, _)| candidate.as_holder(principal)))
}

/// The wildcard that gives a permission of the catalog.
fn wildcard(grant: &Grant) -> Option<&str> {
    let known = !matches!(grant.entitlement, Entitlement::DefenderAction(_));
    grant.action().filter(|_| known && grant.wildcard)
}

/// True if a grant is an excess of its own: no wildcard gives it, and no other permission of its action.
fn stands_alone(grant: &Grant) -> bool {
    wildcard(grant).is_none() && !grant.implied
}
