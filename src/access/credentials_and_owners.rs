//! The ways in which somebody may sign in as an application, and whoever may add one: credentials, outside identities and
//! owners.

use super::bound::Bound;
use super::collected::Collected;
use super::holding::{CredentialKind, Half, Holding, HoldingKind, OwnerKind};
use super::index::Index;
use super::sighting::SightingRef;
use crate::ids::ObjectId;
use crate::snapshot::{Application, Field, Moment, Owner, SectionName, ServicePrincipal};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Both halves of an application, as far as they were seen, each with its place in its section.
#[derive(Clone, Copy)]
pub(super) struct Halves<'a> {
    pub(super) registration: Option<(usize, &'a Application)>,
    pub(super) service_principal: Option<(usize, &'a ServicePrincipal)>,
}

impl Halves<'_> {
    /// The object ids of its halves.
    fn ids(&self) -> impl Iterator<Item = (Half, ObjectId)> {
        let registration = self.registration.and_then(|(_, one)| one.id.copied());
        let principal = self.service_principal.and_then(|(_, one)| one.id.copied());
        let registration = registration.map(|id| (Half::Registration, id));
        let principal = principal.map(|id| (Half::ServicePrincipal, id));
        registration.into_iter().chain(principal)
    }
}

/// The end of a credential. Null is none: every credential has an end (passwordCredential and keyCredential,
/// `endDateTime`).
fn end(field: &Field<Moment>) -> Bound {
    Bound::start(field)
}

/// The credentials on both halves of an application.
pub(super) fn credentials(halves: Halves<'_>, collected: &mut Collected<'_>) {
    let mut add = |kind, on, seen, (id, name): (Option<Uuid>, Option<String>), ends| {
        collected.holding(seen, || Holding {
            what: HoldingKind::Credential { kind, on, id, name },
            starts: Bound::Open,
            ends,
            via: Vec::new(),
            seen: vec![seen],
        })
    };
    let registration = halves.registration.map(|(item, one)| {
        let section = SectionName::Applications;
        let seen = SightingRef { section, item };
        let listed = (&one.password_credentials, &one.key_credentials);
        (Half::Registration, seen, listed)
    });
    let principal = halves.service_principal.map(|(item, one)| {
        let section = SectionName::ServicePrincipals;
        let seen = SightingRef { section, item };
        let listed = (&one.password_credentials, &one.key_credentials);
        (Half::ServicePrincipal, seen, listed)
    });
    for (on, seen, (secrets, certificates)) in registration.into_iter().chain(principal) {
        for one in secrets.sightings() {
            let named = (one.key_id.copied(), one.display_name.cloned());
            let kind = CredentialKind::Secret;
            if !add(kind, on, seen, named, end(&one.end_date_time)) {
                return;
            }
        }
        for one in certificates.sightings() {
            let named = (one.key_id.copied(), one.display_name.cloned());
            let kind = CredentialKind::Certificate;
            if !add(kind, on, seen, named, end(&one.end_date_time)) {
                return;
            }
        }
    }
}

/// Outside identities that may sign in as the application. A registration is asked about them; `holder` is the id of
/// the application where the answer gives no other.
pub(super) fn federated(
    index: &Index<'_>,
    holder: ObjectId,
    halves: Halves<'_>,
    collected: &mut Collected<'_>,
) {
    let Some((_, registration)) = halves.registration else {
        return;
    };
    let own = registration.id.copied();
    let ids = own
        .into_iter()
        .chain((own != Some(holder)).then_some(holder));
    let mut found: Vec<_> = ids.flat_map(|id| index.federated.with(&Some(id))).collect();
    found.sort_by_key(|(item, _)| *item);
    for (item, one) in found {
        let section = SectionName::FederatedCredentials;
        let seen = SightingRef { section, item };
        let taken = collected.holding(seen, || Holding {
            what: HoldingKind::Federated {
                id: one.id.cloned(),
                name: one.name.cloned(),
                issuer: one.issuer.cloned(),
                subject: one.subject.cloned(),
            },
            starts: Bound::Open,
            ends: Bound::Open,
            via: Vec::new(),
            seen: vec![seen],
        });
        if !taken {
            return;
        }
    }
}

/// An owner of an application, before it is known what else it owns of it.
struct Owning<'a> {
    owner: &'a Owner,
    of: Vec<Half>,
    seen: Vec<SightingRef>,
}

/// Whoever owns a half of the application, each once.
pub(super) fn owners(index: &Index<'_>, halves: Halves<'_>, collected: &mut Collected<'_>) {
    let mut found: BTreeMap<(Option<ObjectId>, usize), Owning<'_>> = BTreeMap::new();
    for (half, id) in halves.ids() {
        for (item, owner) in index.owners.with(&Some(id)) {
            let section = SectionName::Owners;
            let seen = SightingRef { section, item };
            let id = owner.id.copied();
            // Of two without an id nobody tells if they are one.
            let key = (id, if id.is_some() { 0 } else { item });
            let one = found.entry(key).or_insert_with(|| Owning {
                owner,
                of: Vec::new(),
                seen: Vec::new(),
            });
            if !one.of.contains(&half) {
                one.of.push(half);
            }
            one.seen.push(seen);
        }
    }
    for one in found.into_values() {
        let Some(first) = one.seen.first().copied() else {
            continue;
        };
        let Owning { owner, of, seen } = one;
        let taken = collected.holding(first, || Holding {
            what: HoldingKind::OwnedBy {
                owner: owner.id.copied(),
                kind: owner_kind(owner),
                name: owner.display_name.cloned(),
                sign_in_name: owner.user_principal_name.cloned(),
                of,
            },
            starts: Bound::Open,
            ends: Bound::Open,
            via: Vec::new(),
            seen,
        });
        if !taken {
            return;
        }
    }
}

/// A list of owners holds users and service principals (`GET /applications/{id}/owners`, directoryObject).
fn owner_kind(owner: &Owner) -> OwnerKind {
    if owner.odata_type.says("#microsoft.graph.user") {
        OwnerKind::User
    } else if owner.odata_type.says("#microsoft.graph.servicePrincipal") {
        OwnerKind::ServicePrincipal
    } else {
        OwnerKind::Untold
    }
}
