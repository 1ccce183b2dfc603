//! What a recording must know beside the answers: who looked, where, when, for what.

use crate::ids::TenantId;
use crate::snapshot::{Observer, Sought};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use url::Url;

/// Who looked, where, when and for what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Circumstances {
    /// The version of rolecall that recorded.
    pub tool: String,
    /// The cloud, as `--cloud` names it.
    pub cloud: String,
    /// The Graph host that answered.
    pub graph_host: Url,
    /// The tenant, where the token or whoever signed in named it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tenant: Option<TenantId>,
    /// When the scan started, UTC.
    pub started: Timestamp,
    /// When it ended, UTC.
    pub ended: Timestamp,
    /// The scan's time budget, in seconds.
    pub budget_seconds: u64,
    /// Who looked.
    pub observer: Observer,
    /// What was looked for.
    pub sought: Sought,
}
