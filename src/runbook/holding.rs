//! Something that is held, and the rights that go with it.

use super::bearer::are_alike;
use super::entitlements::{entitlements, gives};
use super::judged::Judged;
use crate::catalog::Entitlement;
use crate::guide::format2::Template;
use crate::guide::format2::model::{Named, RightKind, Scope};

/// Something that is held.
#[derive(Clone, Copy)]
pub(super) enum Holding<'q> {
    /// Anything at all.
    Anything,
    /// A role or permission of the catalogue.
    Entitlement(&'q Entitlement),
    /// A right.
    Right(&'q RightKind),
}

impl Holding<'_> {
    /// True if a right that is asked for is lost without it, or may be.
    pub(super) fn is_needed_for(
        self,
        judged: &Judged<'_>,
        asked: &RightKind,
        known: Option<&Entitlement>,
    ) -> bool {
        let catalog = judged.catalog;
        let asked_for = known.map_or_else(|| entitlements(catalog, asked), |one| vec![one.clone()]);
        let given = |held: &Entitlement| {
            let mut asked = asked_for.iter();
            asked.any(|one| gives(catalog, one, held))
        };
        match self {
            // Whoever is asked for anything has to be there.
            Self::Anything | Self::Right(RightKind::Present) => true,
            Self::Entitlement(held) => given(held),
            Self::Right(held) => {
                let named = entitlements(catalog, held);
                named.iter().any(given) || goes_with(judged, held, asked)
            }
        }
    }
}

/// True if a right that no entitlement stands for goes when another is taken away, or may.
fn goes_with(judged: &Judged<'_>, held: &RightKind, asked: &RightKind) -> bool {
    use RightKind as R;
    match (held, asked) {
        (
            R::AzureRole { role, at },
            R::AzureRole {
                role: other,
                at: below,
            },
        ) => is_same(role, other) && may_meet(Some(at), Some(below)),
        // The actions that a role allows are not known here.
        (
            R::AzureRole { at, .. } | R::AzureActions { at, .. },
            R::AzureRole { at: below, .. } | R::AzureActions { at: below, .. },
        ) => may_meet(Some(at), Some(below)),
        (R::DirectoryRole(one), R::DirectoryRole(other))
        | (R::ExchangeRole(one), R::ExchangeRole(other))
        | (R::ExchangeRoleGroup(one), R::ExchangeRoleGroup(other)) => is_same(one, other),
        // A role group gives roles.
        (R::ExchangeRoleGroup(_), R::ExchangeRole(_))
        | (R::Secret { .. }, R::Secret { .. })
        | (R::Certificate { .. }, R::Certificate { .. }) => true,
        (
            R::Federated { issuer, subject },
            R::Federated {
                issuer: other,
                subject: of,
            },
        ) => may_be(issuer, other) && may_be(subject, of),
        (R::RedirectUri { uri, .. }, R::RedirectUri { uri: other, .. }) => may_be(uri, other),
        (R::MemberOf(one), R::MemberOf(other)) => {
            are_alike(judged, judged.key(one), judged.key(other))
        }
        (
            R::Setting { name, at },
            R::Setting {
                name: other,
                at: below,
            },
        ) => name == other && may_meet(at.as_ref(), below.as_ref()),
        (held, asked) => held == asked,
    }
}

/// True for two names of one role.
fn is_same(one: &Named, other: &Named) -> bool {
    let by_id = one.id.is_some() && one.id == other.id;
    by_id || one.name.eq_ignore_ascii_case(&other.name)
}

/// True for texts that are the same, or may be once their parameters have values.
fn may_be(one: &Template, other: &Template) -> bool {
    let open = |text: &Template| !text.parameters().is_empty();
    open(one) || open(other) || one.as_str() == other.as_str()
}

/// True for scopes of which one is the other or contains it, or may.
fn may_meet(one: Option<&Scope>, other: Option<&Scope>) -> bool {
    match (one, other) {
        (
            Some(Scope::Below { kind, id, .. }),
            Some(Scope::Below {
                kind: of, id: to, ..
            }),
        ) => kind != of || may_be(id, to) || id.as_str().eq_ignore_ascii_case(to.as_str()),
        _ => true,
    }
}
