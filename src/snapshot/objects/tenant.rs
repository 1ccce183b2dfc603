//! The tenant itself and its licences.

use super::object::objects;
use super::{Field, Listed};
use crate::ids::TenantId;
use crate::snapshot::Moment;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

objects! {
    /// `organization`: the tenant itself.
    Organization {
        /// The tenant id.
        id: Field<TenantId>,
        /// The tenant's display name.
        display_name: Field<String>,
        /// The time when the tenant was created.
        created_date_time: Field<Moment>,
        /// Domains that the tenant has verified.
        verified_domains: Listed<VerifiedDomain>,
    }

    /// A domain of the tenant.
    VerifiedDomain {
        /// The domain's name.
        name: Field<String>,
        /// True if it is the tenant's initial `onmicrosoft.com` domain.
        is_initial: Field<bool>,
        /// True if it is the default domain.
        is_default: Field<bool>,
    }

    /// `subscribedSku`: a licence that the tenant has bought.
    SubscribedSku {
        /// The product's string id, such as `SPE_E5`.
        sku_part_number: Field<String>,
        /// `Enabled`, `Warning`, `Suspended`, `Deleted` or `LockedOut`.
        capability_status: Field<String>,
        /// The plans inside it.
        service_plans: Listed<ServicePlan>,
    }

    /// A service plan inside a licence.
    ServicePlan {
        /// The plan's id, which does not change.
        service_plan_id: Field<Uuid>,
        /// The plan's name, such as `WINDEFATP`.
        service_plan_name: Field<String>,
        /// `Success` when it is switched on.
        provisioning_status: Field<String>,
    }
}
