//! The tenant that the vendor's guest comes from.
//!
//! The guest's account does not name its home tenant. The reader can say it, or
//! it is the tenant behind the domain of the guest's address.

use crate::assess::context::Context;
use crate::assess::coverage::Gap;
use crate::assess::remedy::Remedy;
use crate::assess::target::TargetPrincipal;
use crate::ids::TenantId;
use crate::snapshot::SectionName;

/// The remedy where several tenants were given.
const ONE_TENANT: &str =
    "Give the one tenant that the guest comes from, and scan again with it: its settings decide.";

/// The vendor's tenant, as far as it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::assess) enum Vendor {
    /// This one.
    Tenant(TenantId),
    /// No tenant is behind the domain: the guest signs in some other way.
    Nobody,
    /// It could not be told.
    Untold(Gap),
}

/// Finds the tenant of a guest.
pub(super) fn find(context: &Context<'_>, principal: &TargetPrincipal, domain: &str) -> Vendor {
    match said(context, principal) {
        [] => {}
        [tenant] => return Vendor::Tenant(*tenant),
        _ => {
            let lacks = "was not asked which of the tenants that were given is behind that domain";
            let gap = context
                .coverage
                .lack(SectionName::VendorTenant, lacks, domain);
            return Vendor::Untold(gap.filled_by(Remedy::Manual(ONE_TENANT.to_owned())));
        }
    }
    let section = &context.snapshot.sections.vendor_tenant;
    let found = section.sightings().iter().find(|seen| {
        let request = section.request_of(seen);
        request.is_some_and(|request| request.looked_for("domain", domain))
    });
    if let Some(seen) = found {
        return match seen.object.tenant_id.copied() {
            Some(tenant) => Vendor::Tenant(tenant),
            None => Vendor::Untold(context.coverage.lack(
                SectionName::VendorTenant,
                "does not give the id of the tenant",
                domain,
            )),
        };
    }
    if let Some(gap) = context.coverage.gap(SectionName::VendorTenant) {
        return Vendor::Untold(gap);
    }
    let asked = SectionName::VendorTenant;
    if context.coverage.looked_for(asked, "domain", domain) {
        return Vendor::Nobody;
    }
    let mut lacks = "was not asked for the tenant behind that domain".to_owned();
    let mut all = std::iter::once(principal).chain(context.targets);
    if let Some(parameter) = all.find_map(|one| one.settled_by.home_tenant.as_ref()) {
        lacks = format!("{lacks}; give it with --param {parameter}=… and audit again");
    }
    let section = SectionName::VendorTenant;
    Vendor::Untold(context.coverage.lack(section, &lacks, domain))
}

/// The tenants that the reader gave: for this principal, else for another of the same vendor.
fn said<'a>(context: &Context<'a>, principal: &'a TargetPrincipal) -> &'a [TenantId] {
    let mut all = std::iter::once(principal).chain(context.targets);
    let given = all.find(|one| !one.home_tenants.is_empty());
    given.map_or(&[], |one| &one.home_tenants)
}
