//! Who among those found is the principal that the guide means.
//!
//! A display name, a mail address in `otherMails` and the first letters of a
//! sign-in name can be chosen by anybody. They make a candidate; only what
//! cannot be chosen freely, or the reader's own word, makes a principal.

mod application;
mod guest;

pub(super) use guest::is_guest_of;

use super::coverage::{Coverage, Gap};
use super::model::Standing;
use crate::access::{Access, Holder};
use crate::catalog::Catalog;
use crate::guide::{Parameters, Principal, PrincipalKind};
use crate::ids::TenantId;
use crate::snapshot::{SectionName, Snapshot};

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

/// Everybody who could be one principal of the guide.
#[derive(Clone, Debug)]
pub(super) struct Roll<'a> {
    /// Those that may satisfy something, unless their standing says otherwise.
    pub genuine: Vec<Candidate<'a>>,
    /// Those that only look like it.
    pub look_alikes: Vec<Candidate<'a>>,
    /// Why there may be others that were not seen.
    pub unseen: Vec<Gap>,
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

/// Calls the roll for one principal of the guide.
pub(super) fn roll<'a>(lookup: &Lookup<'a>, principal: &Principal) -> Roll<'a> {
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
    let mut roll = Roll {
        genuine: Vec::new(),
        look_alikes: Vec::new(),
        unseen,
    };
    for mut candidate in candidates {
        let outshone = confirmed && candidate.standing != Standing::Confirmed;
        if outshone && candidate.standing != Standing::LookAlike {
            candidate.standing = Standing::LookAlike;
            candidate.why = format!("{}; another candidate is confirmed", candidate.why);
        }
        if candidate.standing == Standing::LookAlike {
            roll.look_alikes.push(candidate);
        } else {
            roll.unseen.extend(candidate.lacks.clone());
            roll.genuine.push(candidate);
        }
    }
    roll
}
