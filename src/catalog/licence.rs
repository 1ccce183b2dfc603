//! Service plans that matter here.

use serde::Deserialize;
use uuid::Uuid;

/// What a service plan gives the tenant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Capability {
    /// Microsoft Defender for Endpoint Plan 1.
    DefenderForEndpointPlan1,
    /// Microsoft Defender for Endpoint Plan 2.
    DefenderForEndpointPlan2,
    /// Microsoft Defender for Business.
    DefenderForBusiness,
    /// Microsoft 365 Defender.
    Microsoft365Defender,
    /// The Defender Vulnerability Management add-on.
    VulnerabilityManagement,
    /// Microsoft Entra ID P1.
    EntraIdP1,
    /// Microsoft Entra ID P2, which has PIM.
    EntraIdP2,
    /// Microsoft Entra ID Governance, which has PIM too.
    IdentityGovernance,
    /// A related plan.
    Other,
}

/// A service plan, by the id that does not change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServicePlanFact {
    /// The plan's id.
    pub id: Uuid,
    /// Microsoft's string id: `WINDEFATP`.
    pub name: String,
    /// What it gives.
    pub capability: Capability,
    /// The name for people.
    pub title: String,
    /// Where this was read.
    pub source: String,
}
