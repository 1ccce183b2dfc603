//! A principal together with its guide: two guides may give one id to different principals.

use crate::assess::{RightSeen, TargetPrincipal};
use crate::guide::format2::ids::{GuideId, Holder, PrincipalId};

/// A principal, and the guide that it is of.
pub(super) type PrincipalKey<'a> = (&'a GuideId, &'a PrincipalId);

/// The principal that a right which was seen is of; none for the tenant and for whoever installs.
pub(super) fn principal_of(right: &RightSeen) -> Option<PrincipalKey<'_>> {
    let reserved = [Holder::Tenant, Holder::Installer];
    let mut reserved = reserved.iter();
    let is_reserved = reserved.any(|holder| holder.to_string() == right.principal.as_str());
    (!is_reserved).then_some((&right.guide, &right.principal))
}

/// True for a right of a user or application.
pub(super) fn is_right_of(right: &RightSeen, principal: &TargetPrincipal) -> bool {
    principal.guide.as_ref() == Some(&right.guide) && principal.id == right.principal
}

/// True for a right of the tenant itself.
pub(super) fn is_of_tenant(right: &RightSeen) -> bool {
    right.principal.as_str() == Holder::Tenant.to_string()
}
