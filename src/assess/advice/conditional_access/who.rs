//! The accounts that a policy is about.

use crate::assess::advice::guest::{Account, Guest};
use crate::assess::inbound::Vendor;
use crate::assess::ternary::Ternary;
use crate::ids::TenantId;
use crate::snapshot::{
    ConditionUsers, ConditionalAccessPolicy, ExternalTenants, Field, GuestKinds, Listed,
};

/// Tells if a policy concerns an account that could be the guest.
pub(super) fn concerns(guest: &Guest<'_>, policy: &ConditionalAccessPolicy) -> Ternary {
    let Some(conditions) = policy.conditions.get() else {
        return Ternary::Untold;
    };
    // A policy is about users or about workload identities.
    let services = conditions.client_applications.is_given();
    let Some(users) = conditions.users.get() else {
        return if services {
            Ternary::No
        } else {
            Ternary::Untold
        };
    };
    if names_nobody(users, services) {
        return Ternary::No;
    }
    let vendor = &guest.inbound.vendor;
    if guest.accounts.is_empty() {
        let nobody = if guest.unseen {
            Someone::Unseen
        } else {
            Someone::Invited
        };
        return nobody.concerned(vendor, users);
    }
    let accounts = guest.accounts.iter();
    Ternary::any(accounts.map(|one| Someone::There(one).concerned(vendor, users)))
}

/// Returns `true` if a policy is for no user: it says `None`, or it is for workload identities and names no user.
fn names_nobody(users: &ConditionUsers, services: bool) -> bool {
    let named = users.include_users.sightings();
    let others = [&users.include_groups, &users.include_roles];
    let none = named.iter().all(|one| one.eq_ignore_ascii_case("None"));
    let told = services || (!named.is_empty() && users.include_users.whole().is_some());
    told && none
        && others.iter().all(|list| list.sightings().is_empty())
        && !users.include_guests_or_external_users.is_given()
}

/// The accounts that a policy is held against.
enum Someone<'a> {
    /// The guest that the guide has invited, who is not there yet.
    Invited,
    /// The same, who may be there all the same.
    Unseen,
    /// An account that could be it.
    There(&'a Account<'a>),
}

/// One side of a policy: those that it is about, or those that it leaves out.
struct Side<'a> {
    users: &'a Listed<String>,
    groups: &'a Listed<String>,
    roles: &'a Listed<String>,
    kinds: &'a Field<GuestKinds>,
}

impl Someone<'_> {
    fn concerned(&self, vendor: &Vendor, users: &ConditionUsers) -> Ternary {
        let included = Side {
            users: &users.include_users,
            groups: &users.include_groups,
            roles: &users.include_roles,
            kinds: &users.include_guests_or_external_users,
        };
        let excluded = Side {
            users: &users.exclude_users,
            groups: &users.exclude_groups,
            roles: &users.exclude_roles,
            kinds: &users.exclude_guests_or_external_users,
        };
        self.on(vendor, &included)
            .and(self.on(vendor, &excluded).not())
    }

    /// Tells if one side of a policy names it.
    fn on(&self, vendor: &Vendor, side: &Side<'_>) -> Ternary {
        let users = side.users.sightings();
        let has = |word: &str| users.iter().any(|one| one.eq_ignore_ascii_case(word));
        let mut named = Ternary::from(has("All"));
        // A list that was not seen whole may name it.
        let lists = [side.users, side.groups, side.roles];
        if lists.iter().any(|list| list.whole().is_none()) {
            named = named.or(Ternary::Untold);
        }
        if has("GuestsOrExternalUsers") {
            named = named.or(self.guest().or(self.external()));
        }
        match side.kinds {
            Field::Given(kinds) => named = named.or(self.of_kinds(kinds, vendor)),
            Field::Null => {}
            Field::Absent | Field::Misfit(_) => named = named.or(Ternary::Untold),
        }
        match self {
            Self::Invited => {}
            // Whoever it is may be among those that are named one by one.
            Self::Unseen => {
                if lists.iter().any(|list| !list.sightings().is_empty()) {
                    named = named.or(Ternary::Untold);
                }
            }
            Self::There(account) => {
                named = named
                    .or(Ternary::from(
                        account.user.id.get().is_some_and(|id| has(&id.to_string())),
                    ))
                    .or(account.groups.any_of(side.groups.sightings()))
                    .or(account.roles.any_of(side.roles.sightings()));
            }
        }
        named
    }

    /// Tells if it is one of these kinds, of one of these tenants. Kinds that have no account in the tenant, or
    /// that act through a partner's delegation, are no guest of a guide.
    fn of_kinds(&self, kinds: &GuestKinds, vendor: &Vendor) -> Ternary {
        let Some(words) = kinds.guest_or_external_user_types.as_deref() else {
            return Ternary::Untold;
        };
        let (external, guest) = (self.external(), self.guest());
        let tenants = of_tenants(kinds.external_tenants.get(), vendor);
        let words = words
            .split(',')
            .map(str::trim)
            .filter(|one| !one.is_empty());
        Ternary::any(words.map(|word| match word.to_ascii_lowercase().as_str() {
            "b2bcollaborationguest" => external.and(guest).and(tenants),
            "b2bcollaborationmember" => external.and(guest.not()).and(tenants),
            "internalguest" => external.not().and(guest),
            "none" | "b2bdirectconnectuser" | "otherexternaluser" | "serviceprovider" => {
                Ternary::No
            }
            _ => Ternary::Untold,
        }))
    }

    const fn external(&self) -> Ternary {
        match self {
            Self::Invited | Self::Unseen => Ternary::Yes,
            Self::There(account) => account.external,
        }
    }

    const fn guest(&self) -> Ternary {
        match self {
            Self::Invited | Self::Unseen => Ternary::Yes,
            Self::There(account) => account.guest,
        }
    }
}

/// Tells if the vendor's tenant is among those that a kind is limited to.
fn of_tenants(tenants: Option<&ExternalTenants>, vendor: &Vendor) -> Ternary {
    let Some(tenants) = tenants else {
        return Ternary::Untold;
    };
    match (
        tenants.membership_kind.as_deref(),
        tenants.members.whole(),
        vendor,
    ) {
        (Some("all"), _, _) => Ternary::Yes,
        (Some("enumerated"), Some(members), Vendor::Tenant(own)) => {
            let is_own = |member: &String| member.parse::<TenantId>().is_ok_and(|id| id == *own);
            Ternary::from(members.iter().any(is_own))
        }
        (Some("enumerated"), Some(_), Vendor::Nobody) => Ternary::No,
        _ => Ternary::Untold,
    }
}
