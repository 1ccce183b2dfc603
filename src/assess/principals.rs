//! The identification of the principal that the guide means, among those found.
//!
//! A display name, a mail address in `otherMails` and the first letters of a
//! sign-in name can be chosen by anybody. They make a candidate; only what
//! cannot be chosen freely, or the reader's own word, makes a principal.

mod account;
mod application;
mod guest;

pub(super) use account::is_guest_of;

use super::context::Context;
use super::coverage::{Coverage, Gap};
use super::model::{FindingHolder, Standing};
use super::questions;
use super::remedy::{self, Observe, Remedy};
use super::target::TargetPrincipal;
use crate::access::{Access, Holder, HolderKind, SightingRef};
use crate::assess::candidate::CandidateKind;
use crate::catalog::Catalog;
use crate::guide::PrincipalId;
use crate::ids::{ObjectId, TenantId};
use crate::snapshot::{Application, SectionName, ServicePrincipal, Snapshot};
use std::collections::{BTreeMap, BTreeSet};

/// The most candidates for one principal that are weighed. Of more nobody tells which is meant.
const WEIGHED: usize = 200;

/// A holder that could be a principal of the guide.
#[derive(Clone, Debug)]
pub(super) struct Candidate<'a> {
    /// The holder.
    pub holder: &'a Holder,
    /// The certainty that it is the principal.
    pub standing: Standing,
    /// The reason, in one sentence.
    pub why: String,
    /// Everything that a report shows to tell it apart.
    pub identity: String,
    /// A claim of whoever made it.
    pub display_name: Option<String>,
    /// The address or the name of the guide that it fits; none where it was found by something else.
    pub found_by: Option<String>,
    /// Everything that the answer leaves out of it, where that would tell whether it is the principal.
    pub lacks: Option<Gap>,
}

impl Candidate<'_> {
    /// The candidate as a finding names it.
    pub(super) const fn as_holder(&self, principal: &TargetPrincipal) -> FindingHolder {
        FindingHolder {
            object_id: self.holder.id,
            kind: principal.kind,
        }
    }

    /// The service principal and the registration, as far as they were seen.
    pub(super) fn halves<'s>(
        &self,
        context: &Context<'s>,
    ) -> (Option<&'s ServicePrincipal>, Option<&'s Application>) {
        let HolderKind::Application {
            service_principal,
            registration,
            ..
        } = self.holder.kind
        else {
            return (None, None);
        };
        let sections = &context.snapshot.sections;
        let principal =
            service_principal.and_then(|i| sections.service_principals.sightings().get(i));
        let registration = registration.and_then(|i| sections.applications.sightings().get(i));
        (
            principal.map(|seen| &seen.object),
            registration.map(|seen| &seen.object),
        )
    }

    /// The sightings of the holder itself.
    pub(super) fn sightings(&self) -> Vec<SightingRef> {
        match self.holder.kind {
            HolderKind::User { item } => vec![SightingRef {
                section: SectionName::Users,
                item,
            }],
            HolderKind::Application {
                service_principal,
                registration,
                ..
            } => {
                let principal = service_principal.map(|item| SightingRef {
                    section: SectionName::ServicePrincipals,
                    item,
                });
                let registration = registration.map(|item| SightingRef {
                    section: SectionName::Applications,
                    item,
                });
                principal.into_iter().chain(registration).collect()
            }
            HolderKind::RoleHolder { item } => vec![SightingRef {
                section: SectionName::RoleHolders,
                item,
            }],
        }
    }
}

/// Everybody who could be one principal of the guide.
#[derive(Clone, Debug)]
pub(super) struct PrincipalMatch<'a> {
    /// Those that may satisfy something, unless their standing says otherwise.
    pub genuine: Vec<Candidate<'a>>,
    /// Those that only look like it.
    pub look_alikes: Vec<Candidate<'a>>,
    /// The reason why there may be others that were not seen.
    pub unseen: Vec<Gap>,
    /// The reason why the genuine ones are not all that there are: no more are weighed.
    pub beyond: Option<Gap>,
    /// Everything that settles which of several genuine ones is meant.
    pub which: Option<Remedy>,
}

/// The match of each principal of the guide.
pub(super) type Matches<'a> = BTreeMap<PrincipalId, PrincipalMatch<'a>>;

impl PrincipalMatch<'_> {
    /// The match of whoever is not looked for.
    pub(super) const fn nobody() -> Self {
        Self {
            genuine: Vec::new(),
            look_alikes: Vec::new(),
            unseen: Vec::new(),
            beyond: None,
            which: None,
        }
    }

    /// The one genuine candidate; none where there is nobody, or several could be meant.
    pub(super) fn only(&self, principal: &TargetPrincipal) -> Option<FindingHolder> {
        FindingHolder::only(self.genuine.iter().map(|one| one.as_holder(principal)))
    }
}

/// Everything that identification needs to know.
pub(super) struct Lookup<'a> {
    pub snapshot: &'a Snapshot,
    pub access: &'a Access,
    pub coverage: &'a Coverage<'a>,
    pub catalog: &'a Catalog,
    /// The vendor's name.
    pub vendor: &'a str,
}

impl Lookup<'_> {
    fn tenant(&self) -> Option<TenantId> {
        self.snapshot.tenant_id()
    }

    /// True if a verified publisher's name is one that the guide gives.
    fn is_vendor(&self, principal: &TargetPrincipal, publisher: &str) -> bool {
        let mut names = principal.publishers.iter();
        names.any(|name| self.catalog.is_same_company(name, publisher))
    }
}

/// Calls the matched for one principal of the guide.
fn find<'a>(lookup: &Lookup<'a>, principal: &TargetPrincipal) -> PrincipalMatch<'a> {
    let (candidates, sections): (Vec<Candidate<'a>>, &[SectionName]) = match principal.kind {
        CandidateKind::GuestUser => {
            let mut candidates = guest::candidates(lookup, principal);
            let mut others = guest::role_holders(lookup, principal);
            others.retain(|one| {
                candidates
                    .iter()
                    .all(|known| known.holder.id != one.holder.id)
            });
            candidates.extend(others);
            (candidates, &[SectionName::Users])
        }
        CandidateKind::EnterpriseApplication | CandidateKind::CustomApplication => (
            application::candidates(lookup, principal),
            &[SectionName::ServicePrincipals, SectionName::Applications],
        ),
    };
    let mut unseen = unseen(lookup, principal, sections);
    let confirmed = candidates.iter().any(|c| c.standing == Standing::Confirmed);
    let mut matched = PrincipalMatch {
        genuine: Vec::new(),
        look_alikes: Vec::new(),
        unseen: Vec::new(),
        beyond: None,
        which: None,
    };
    for mut candidate in candidates {
        let outshone = confirmed && candidate.standing != Standing::Confirmed;
        if outshone && candidate.standing != Standing::LookAlike {
            candidate.standing = Standing::LookAlike;
            candidate.why = format!("{}; another candidate is confirmed", candidate.why);
        }
        if candidate.standing == Standing::LookAlike {
            matched.look_alikes.push(candidate);
        } else {
            unseen.extend(candidate.lacks.clone());
            matched.genuine.push(candidate);
        }
    }
    if let Some(more @ 1..) = matched.genuine.len().checked_sub(WEIGHED) {
        matched.genuine.truncate(WEIGHED);
        let section = sections.first().copied().unwrap_or(SectionName::Users);
        let lacks = format!("no more than {WEIGHED} candidates are weighed");
        let gap = lookup
            .coverage
            .lack(section, &lacks, &format!("{more} more"));
        let gap = gap.filled_by(Remedy::Observe(Observe::FewerCandidates));
        unseen.push(gap.clone());
        matched.beyond = Some(gap);
    }
    unseen.extend(other_sign_in_names(lookup, principal, &matched));
    let mut known = BTreeSet::new();
    unseen.retain(|gap| known.insert(gap.clone()));
    matched.unseen = unseen;
    matched
}

/// The lookups of sign-in names that were not made, of addresses of which it is not known yet who has them.
fn other_sign_in_names(
    lookup: &Lookup<'_>,
    principal: &TargetPrincipal,
    matched: &PrincipalMatch<'_>,
) -> Vec<Gap> {
    let known = matched.genuine.iter();
    let known = known.filter(|one| one.standing == Standing::Confirmed);
    let settled = known.filter_map(|one| one.found_by.as_deref()).collect();
    questions::of_sign_in_names(lookup.coverage, principal, &settled)
}

/// Matches all principals of a guide jointly: by the principal's id, whoever could be it.
///
/// One object is at most one principal of a kind: whoever is confirmed as one is no candidate of another. And whoever
/// could be one principal is nobody else's look-alike.
pub(super) fn find_all<'a>(lookup: &Lookup<'a>, principals: &[TargetPrincipal]) -> Matches<'a> {
    let mut found: Vec<(&TargetPrincipal, PrincipalMatch<'a>)> = principals
        .iter()
        .map(|principal| (principal, find(lookup, principal)))
        .collect();
    let mut holders: BTreeMap<ObjectId, Vec<(usize, Standing)>> = BTreeMap::new();
    for (index, (_, matched)) in found.iter().enumerate() {
        for candidate in &matched.genuine {
            let standings = holders.entry(candidate.holder.id).or_default();
            standings.push((index, candidate.standing));
        }
    }
    for (index, (principal, matched)) in found.iter_mut().enumerate() {
        let others = |candidate: &Candidate<'_>| {
            let standings = holders.get(&candidate.holder.id);
            let standings = standings.into_iter().flatten();
            standings.filter(|(other, _)| *other != index)
        };
        let stays = |candidate: &Candidate<'_>| {
            candidate.standing == Standing::Confirmed
                || others(candidate).all(|(_, standing)| *standing != Standing::Confirmed)
        };
        let goes = matched.genuine.iter().filter(|candidate| !stays(candidate));
        let settled: Vec<Gap> = goes
            .filter_map(|candidate| candidate.lacks.clone())
            .collect();
        matched.unseen.retain(|gap| !settled.contains(gap));
        matched.genuine.retain(stays);
        let is_nobody_else = |candidate: &Candidate<'_>| others(candidate).next().is_none();
        matched.look_alikes.retain(is_nobody_else);
        let several = matched.genuine.len() > 1;
        matched.which = several.then(|| remedy::which(principal, &matched.genuine));
    }
    found
        .into_iter()
        .map(|(principal, matched)| (principal.id.clone(), matched))
        .collect()
}

/// The reasons why there may be candidates that were not seen.
fn unseen(lookup: &Lookup<'_>, principal: &TargetPrincipal, sections: &[SectionName]) -> Vec<Gap> {
    let mut unseen = lookup.coverage.gaps(sections);
    unseen.extend(match principal.kind {
        CandidateKind::GuestUser => guest::nameless(lookup, principal),
        CandidateKind::EnterpriseApplication | CandidateKind::CustomApplication => {
            application::nameless(lookup, principal)
        }
    });
    unseen.extend(questions::of_principal(lookup.coverage, principal));
    unseen
}
