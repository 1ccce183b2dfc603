//! The settings that receive a tenant's guests: those for that tenant, else the default.

use super::Vendor;
use crate::access::SightingRef;
use crate::assess::context::Context;
use crate::assess::coverage::Gap;
use crate::assess::ternary::Ternary;
use crate::ids::TenantId;
use crate::snapshot::{B2bSetting, CrossTenantAccess, InboundTrust, SectionName};

/// The owner of the settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whose {
    /// The vendor's tenant has settings of its own.
    Partner,
    /// The default of this tenant.
    Default,
    /// Microsoft's own default: guests are let in, and nothing is trusted.
    Service,
}

/// The part of the settings that lets guests in or refuses them.
#[derive(Clone, Debug)]
pub(super) struct Admission<'a> {
    /// The owner of the settings.
    pub(super) whose: Whose,
    /// The setting; Microsoft's own default has none to read.
    pub(super) setting: Option<&'a B2bSetting>,
    /// The place where it stands.
    pub(super) seen: Vec<SightingRef>,
}

/// Everything that the home tenant is trusted with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::assess) struct Trust {
    /// Multifactor authentication.
    pub(in crate::assess) mfa: Ternary,
    /// Compliant devices.
    pub(in crate::assess) compliant: Ternary,
    /// Hybrid joined devices.
    pub(in crate::assess) joined: Ternary,
}

impl Trust {
    const fn all(told: Ternary) -> Self {
        Self {
            mfa: told,
            compliant: told,
            joined: told,
        }
    }

    const fn of(trust: &InboundTrust) -> Self {
        Self {
            mfa: Ternary::of(trust.is_mfa_accepted.copied()),
            compliant: Ternary::of(trust.is_compliant_device_accepted.copied()),
            joined: Ternary::of(trust.is_hybrid_joined_device_accepted.copied()),
        }
    }
}

/// The settings that hold for guests of a tenant.
pub(super) struct Settings<'a> {
    pub(super) admission: Result<Admission<'a>, Vec<Gap>>,
    pub(super) trust: Trust,
    /// Everything that could not be read of them.
    pub(super) unread: Vec<Gap>,
}

/// Reads the settings that hold for guests of the vendor's tenant.
pub(super) fn read<'a>(context: &Context<'a>, vendor: &Vendor) -> Settings<'a> {
    let default = default(context);
    let partner = match vendor {
        Vendor::Untold(gap) => Err(gap.clone()),
        Vendor::Nobody => Ok(None),
        Vendor::Tenant(tenant) => partner(context, *tenant),
    };
    let (partner, mut unread) = match partner {
        Ok(partner) => (partner, Vec::new()),
        Err(gap) => (None, vec![gap]),
    };
    let told = unread.is_empty();
    // Null inherits the default (Microsoft Graph, crossTenantAccessPolicyConfigurationPartner).
    let untold = partner.is_some_and(|(one, _)| {
        let field = &one.b2b_collaboration_inbound;
        !field.is_given() && !field.is_null()
    });
    if untold {
        let lacks = "does not say which guests are let in";
        let section = SectionName::CrossTenantPartner;
        unread.push(
            context
                .coverage
                .lack(section, lacks, "b2bCollaborationInbound"),
        );
    }
    let own = partner.and_then(|(one, at)| Some((one.b2b_collaboration_inbound.get()?, at)));
    let admission = match own {
        _ if !told || untold => Err(unread.clone()),
        Some((setting, at)) => Ok(Admission {
            whose: Whose::Partner,
            setting: Some(setting),
            seen: vec![at],
        }),
        None => {
            by_default(context, default.as_ref(), partner.map(|one| one.1)).map_err(|gap| vec![gap])
        }
    };
    let trusted = partner.and_then(|(one, _)| one.inbound_trust.get());
    let trust_untold = partner
        .is_some_and(|(one, _)| !one.inbound_trust.is_given() && !one.inbound_trust.is_null());
    let trust = match (vendor, trusted) {
        _ if !told || trust_untold => Trust::all(Ternary::Untold),
        // Only another tenant's word can be trusted.
        (Vendor::Nobody, _) => Trust::all(Ternary::No),
        (_, Some(trust)) => Trust::of(trust),
        (_, None) => trust_by_default(default.as_ref().ok().copied()),
    };
    if let (true, Err(gap)) = (own.is_none() || trusted.is_none(), &default) {
        unread.push(gap.clone());
    }
    Settings {
        admission,
        trust,
        unread,
    }
}

type Found<'a> = (&'a CrossTenantAccess, SightingRef);

/// Everything that is set apart for a tenant; nothing where the scan asked about it and there is nothing.
fn partner<'a>(context: &Context<'a>, tenant: TenantId) -> Result<Option<Found<'a>>, Gap> {
    let section = &context.snapshot.sections.cross_tenant_partner;
    let wanted = tenant.to_string();
    for (item, seen) in section.sightings().iter().enumerate() {
        let request = section.request_of(seen);
        let asked = request.is_some_and(|one| one.looked_for("vendor-tenant", &wanted));
        let is_it = seen.object.tenant_id.copied().map(|id| id == tenant);
        if is_it.unwrap_or(asked) {
            let section = SectionName::CrossTenantPartner;
            return Ok(Some((&seen.object, SightingRef { section, item })));
        }
    }
    if let Some(gap) = context.coverage.gap(SectionName::CrossTenantPartner) {
        return Err(gap);
    }
    let partner = SectionName::CrossTenantPartner;
    if context
        .coverage
        .looked_for(partner, "vendor-tenant", &wanted)
    {
        return Ok(None);
    }
    Err(context.coverage.lack(
        SectionName::CrossTenantPartner,
        "was asked about another tenant; audit again with this one",
        &tenant.to_string(),
    ))
}

fn default<'a>(context: &Context<'a>) -> Result<Found<'a>, Gap> {
    let section = &context.snapshot.sections.cross_tenant_default;
    if let Some(seen) = section.sightings().first() {
        let (section, item) = (SectionName::CrossTenantDefault, 0);
        return Ok((&seen.object, SightingRef { section, item }));
    }
    let gap = context.coverage.gap(SectionName::CrossTenantDefault);
    Err(gap.unwrap_or_else(|| lacking(context, "holds no default")))
}

fn lacking(context: &Context<'_>, lacks: &str) -> Gap {
    let section = SectionName::CrossTenantDefault;
    context
        .coverage
        .lack(section, lacks, "b2bCollaborationInbound")
}

fn by_default<'a>(
    context: &Context<'a>,
    default: Result<&Found<'a>, &Gap>,
    partner: Option<SightingRef>,
) -> Result<Admission<'a>, Gap> {
    let (default, at) = default.map_err(Clone::clone)?;
    let whose = match (
        default.b2b_collaboration_inbound.get(),
        default.is_service_default.copied(),
    ) {
        (Some(_), _) => Whose::Default,
        (None, Some(true)) => Whose::Service,
        (None, _) => {
            return Err(lacking(context, "does not say which guests are let in"));
        }
    };
    Ok(Admission {
        whose,
        setting: default.b2b_collaboration_inbound.get(),
        seen: partner.into_iter().chain([*at]).collect(),
    })
}

fn trust_by_default(default: Option<Found<'_>>) -> Trust {
    let Some((default, _)) = default else {
        return Trust::all(Ternary::Untold);
    };
    match (
        default.inbound_trust.get(),
        default.is_service_default.copied(),
    ) {
        (Some(trust), _) => Trust::of(trust),
        (None, Some(true)) => Trust::all(Ternary::No),
        (None, _) => Trust::all(Ternary::Untold),
    }
}
