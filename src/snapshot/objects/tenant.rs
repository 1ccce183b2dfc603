//! The tenant itself and what it has bought.

use super::object::{null_is_empty, objects};
use crate::ids::TenantId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

objects! {
    /// `organization`: the tenant itself.
    Organization {
        /// The tenant id.
        id: TenantId,
        /// The tenant's display name.
        #[serde(default)]
        display_name: Option<String>,
        /// When the tenant was made.
        #[serde(default)]
        created_date_time: Option<Timestamp>,
        /// Domains that the tenant has proved to own.
        #[serde(default, deserialize_with = "null_is_empty")]
        verified_domains: Vec<VerifiedDomain>,
    }

    /// A domain of the tenant.
    VerifiedDomain {
        /// The domain's name.
        #[serde(default)]
        name: Option<String>,
        /// Whether it is the tenant's initial `onmicrosoft.com` domain.
        #[serde(default)]
        is_initial: Option<bool>,
        /// Whether it is the default domain.
        #[serde(default)]
        is_default: Option<bool>,
    }

    /// `subscribedSku`: a licence that the tenant has bought.
    SubscribedSku {
        /// The product's string id, such as `SPE_E5`.
        #[serde(default)]
        sku_part_number: Option<String>,
        /// `Enabled`, `Warning`, `Suspended`, `Deleted` or `LockedOut`.
        #[serde(default)]
        capability_status: Option<String>,
        /// The plans inside it.
        #[serde(default, deserialize_with = "null_is_empty")]
        service_plans: Vec<ServicePlan>,
    }

    /// A service plan inside a licence.
    ServicePlan {
        /// The plan's id, which does not change.
        #[serde(default)]
        service_plan_id: Option<Uuid>,
        /// The plan's name, such as `WINDEFATP`.
        #[serde(default)]
        service_plan_name: Option<String>,
        /// `Success` when it is switched on.
        #[serde(default)]
        provisioning_status: Option<String>,
    }
}
