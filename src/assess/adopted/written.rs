//! Rights of guides in terms of the tenant.

use super::holdings::holder;
use super::matched::Matched;
use super::right::{Holding, TenantHolder, TenantRight, holding, principal};
use crate::assess::principals::PrincipalMatch;
use crate::assess::target::TargetPrincipal;
use crate::guide::format2::ids::{GuideId, Holder, PrincipalId};
use crate::guide::format2::model::Right;

/// A principal with its guide, and whoever was matched to it; none for one that is not looked for.
pub(super) fn target<'a>(
    matched: &'a [Matched<'_>],
    (guide, id): &(GuideId, PrincipalId),
) -> Option<(&'a Matched<'a>, &'a TargetPrincipal, &'a PrincipalMatch<'a>)> {
    let one = matched.iter().find(|one| one.guide.id == *guide)?;
    let target = one.context.target(id)?;
    Some((one, target, one.matches.get(id)?))
}

/// A right in terms of the tenant.
pub(super) fn write(right: &Right, matched: &[Matched<'_>]) -> TenantRight {
    let catalog = matched.first().map(|one| one.context.catalog);
    let of = match principal(right) {
        Some(key) => match target(matched, &key) {
            Some((_, target, found)) => holder(&key.0, &target.id, found),
            None => TenantHolder::Principal(key.0, key.1),
        },
        None if right.of == Holder::Installer => TenantHolder::Installer,
        None => TenantHolder::Tenant,
    };
    let what = catalog.map_or_else(
        || Holding::Right(right.kind.clone()),
        |catalog| holding(catalog, &right.kind),
    );
    TenantRight { of, what }
}
