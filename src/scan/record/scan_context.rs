//! The data of a recording beside the answers: observer, hosts, times, and subject.

use crate::ids::TenantId;
use crate::snapshot::{Observer, Sought, one_or_more_sought};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use url::Url;

/// The conditions of a recorded scan: observer, hosts, times, and subject.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScanContext {
    /// The version of rolecall that recorded.
    pub tool: String,
    /// The cloud, as `--cloud` names it.
    pub cloud: String,
    /// The Graph host.
    pub graph_host: Url,
    /// The tenant, where the token or the sign-in method named it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tenant: Option<TenantId>,
    /// The start of the scan, UTC.
    pub started: Timestamp,
    /// The end of the scan, UTC.
    pub ended: Timestamp,
    /// The scan's time budget, in seconds.
    pub budget_seconds: u64,
    /// The observer.
    pub observer: Observer,
    /// The subjects of the scan, one for each guide. An older recording has one, and no list.
    #[serde(deserialize_with = "one_or_more_sought")]
    pub sought: Vec<Sought>,
}
