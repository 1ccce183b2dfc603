//! Who among those found is the principal that the guide means.
//!
//! A display name, a mail address in `otherMails` and the first letters of a
//! sign-in name can be chosen by anybody. They make a candidate; only what
//! cannot be chosen freely, or the reader's own word, makes a principal.

mod application;
mod guest;

pub(super) use guest::is_guest_of;

use super::context::Context;
use super::coverage::{Coverage, Gap};
use super::model::Standing;
use super::remedy::{self, Observe, Remedy};
use crate::access::{Access, Holder, HolderKind, SightingRef};
use crate::catalog::Catalog;
use crate::guide::{Parameters, Principal, PrincipalKind};
use crate::ids::TenantId;
use crate::snapshot::{Application, SectionName, ServicePrincipal, Snapshot};
use std::collections::BTreeSet;

/// The most candidates for one principal that are weighed. Of more nobody tells which is meant.
const WEIGHED: usize = 200;

/// A holder that could be a principal of the guide.
#[derive(Clone, Debug)]
pub(super) struct Candidate<'a> {
    /// Who.
    pub holder: &'a Holder,
    /// How sure it is.
    pub standing: Standing,
    /// Why, in one sentence.
    pub why: String,
    /// What a report shows to tell it apart.
    pub identity: String,
    /// A claim of whoever made it.
    pub display_name: Option<String>,
    /// What the answer leaves out of it, where that would tell whether it is the principal.
    pub lacks: Option<Gap>,
}

impl Candidate<'_> {
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
    /// Why there may be others that were not seen.
    pub unseen: Vec<Gap>,
    /// Why the genuine ones are not all that there are: no more are weighed.
    pub beyond: Option<Gap>,
    /// What settles which of several genuine ones is meant.
    pub which: Option<Remedy>,
}

/// What identification needs to know.
pub(super) struct Lookup<'a> {
    pub snapshot: &'a Snapshot,
    pub access: &'a Access,
    pub coverage: &'a Coverage<'a>,
    pub parameters: &'a Parameters,
    pub catalog: &'a Catalog,
    /// The vendor's name.
    pub vendor: &'a str,
}

impl Lookup<'_> {
    fn tenant(&self) -> Option<TenantId> {
        self.snapshot.tenant_id()
    }

    /// Whether a verified publisher's name is one that the guide gives.
    fn is_vendor(&self, principal: &Principal, publisher: &str) -> bool {
        let mut names = principal.publishers.iter();
        names.any(|name| self.catalog.is_same_company(name, publisher))
    }

    fn parameter(&self, id: Option<&String>) -> Option<&str> {
        self.parameters.get(id?)
    }
}

/// Calls the matched for one principal of the guide.
pub(super) fn find<'a>(lookup: &Lookup<'a>, principal: &Principal) -> PrincipalMatch<'a> {
    let (candidates, sections): (Vec<Candidate<'a>>, &[SectionName]) = match principal.kind {
        PrincipalKind::GuestUser => {
            let mut candidates = guest::candidates(lookup, principal);
            candidates.extend(guest::role_holders(lookup, principal));
            (candidates, &[SectionName::Users])
        }
        PrincipalKind::EnterpriseApplication | PrincipalKind::CustomApplication => (
            application::candidates(lookup, principal),
            &[SectionName::ServicePrincipals, SectionName::Applications],
        ),
    };
    let mut unseen = lookup.coverage.gaps(sections);
    unseen.extend(match principal.kind {
        PrincipalKind::GuestUser => guest::nameless(lookup, principal),
        PrincipalKind::EnterpriseApplication | PrincipalKind::CustomApplication => {
            application::nameless(lookup, principal)
        }
    });
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
    let mut known = BTreeSet::new();
    unseen.retain(|gap| known.insert(gap.clone()));
    matched.unseen = unseen;
    matched.which = (matched.genuine.len() > 1).then(|| remedy::which(principal, &matched.genuine));
    matched
}
