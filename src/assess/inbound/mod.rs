//! The way the tenant receives guests of the vendor's tenant: cross-tenant access, inbound.
//!
//! Microsoft evaluates these settings at every sign-in of a guest (entra-docs,
//! authentication-conditional-access.md). Settings for one tenant stand over the
//! default, and what they leave null is the default's.

mod settings;
mod targets;
mod vendor;

pub(super) use settings::Trust;
pub(super) use vendor::Vendor;

use super::context::Context;
use super::coverage::Gap;
use super::ternary::Ternary;
use crate::access::SightingRef;
use crate::assess::target::TargetPrincipal;
use settings::{Admission, Settings, Whose};
use std::collections::BTreeSet;

/// The settings that receive the guest, as far as they are known.
pub(super) struct Inbound<'a> {
    domain: String,
    /// The vendor's tenant.
    pub(super) vendor: Vendor,
    settings: Settings<'a>,
}

/// Everything that the settings say of one account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// Tells if it is let in.
    pub(super) lets_in: Ternary,
    /// The settings that say so: `cross-tenant access settings for its tenant`.
    pub(super) setting: String,
    /// The words of the settings: `B2B collaboration, inbound: users and groups: all blocked`.
    pub(super) says: String,
    /// The reason why it cannot be told, or what remains to look at though it is let in.
    pub(super) doubts: Vec<String>,
    /// Everything that could not be read.
    pub(super) gaps: Vec<Gap>,
    /// The place where the settings stand.
    pub(super) seen: Vec<SightingRef>,
}

impl<'a> Inbound<'a> {
    /// Reads the settings for a guest of the guide, by the domain of its address.
    pub(super) fn of(context: &Context<'a>, principal: &TargetPrincipal, domain: &str) -> Self {
        let domain = domain.to_ascii_lowercase();
        let vendor = vendor::find(context, principal, &domain);
        let settings = settings::read(context, &vendor);
        Self {
            domain,
            vendor,
            settings,
        }
    }

    /// Everything that the vendor's tenant is trusted with.
    pub(super) const fn trust(&self) -> Trust {
        self.settings.trust
    }

    /// Everything that could not be read of the settings.
    pub(super) fn unread(&self) -> &[Gap] {
        &self.settings.unread
    }

    /// Everything that the settings say of an account, by its own ids and those of its groups; `all_seen` says
    /// whether these are all of them.
    pub(super) fn entry(
        &self,
        context: &Context<'_>,
        own: &BTreeSet<String>,
        all_seen: bool,
    ) -> Entry {
        match &self.settings.admission {
            Ok(admission) => self.admitted(context, admission, own, all_seen),
            Err(gaps) => Entry {
                lets_in: Ternary::Untold,
                setting: "cross-tenant access settings".to_owned(),
                says: "not read".to_owned(),
                doubts: Vec::new(),
                gaps: gaps.clone(),
                seen: Vec::new(),
            },
        }
    }

    fn admitted(
        &self,
        context: &Context<'_>,
        admission: &Admission<'_>,
        own: &BTreeSet<String>,
        all_seen: bool,
    ) -> Entry {
        let setting = match (admission.whose, &self.vendor) {
            (Whose::Partner, Vendor::Tenant(tenant)) => {
                format!("cross-tenant access settings for the tenant {tenant}")
            }
            (Whose::Service, _) => "Microsoft's default of cross-tenant access".to_owned(),
            _ => "cross-tenant access settings, default".to_owned(),
        };
        let mut entry = Entry {
            lets_in: Ternary::Yes,
            setting,
            says: "B2B collaboration, inbound".to_owned(),
            doubts: Vec::new(),
            gaps: Vec::new(),
            seen: admission.seen.clone(),
        };
        let Some(inbound) = admission.setting else {
            return entry;
        };
        let halves = [
            targets::users(inbound.users_and_groups.get(), (own, all_seen)),
            targets::applications(inbound.applications.get(), context.catalog.guest_access()),
        ];
        for half in halves {
            entry.lets_in = entry.lets_in.and(half.lets_in);
            if half.lets_in != Ternary::Yes || half.doubt.is_some() {
                entry.says = format!("{}, {}", entry.says, half.words);
            }
            entry.doubts.extend(half.doubt);
        }
        if entry.lets_in == Ternary::No && self.vendor == Vendor::Nobody {
            entry.lets_in = Ternary::Untold;
            entry.doubts = vec![format!(
                "the default refuses guests of other tenants, but no tenant was found behind {}, and whether the \
                 default then holds cannot be told",
                self.domain
            )];
        }
        entry
    }
}
