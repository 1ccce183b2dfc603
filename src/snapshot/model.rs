//! The snapshot itself, who looked, and what was sought.

use super::{Sections, moment};
use crate::ids::{AppId, ObjectId, TenantId};
use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The answers of a tenant during one collection window.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Snapshot {
    /// The version of rolecall that made it.
    pub tool: String,
    /// The cloud that was asked, such as `global`.
    pub cloud: String,
    /// The tenant's id, as the token or the caller said it; the `organization` section proves it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tenant: Option<TenantId>,
    /// The beginning of the scan, UTC.
    #[serde(deserialize_with = "moment::ours")]
    pub started: Timestamp,
    /// The end of the scan, UTC. Assessments are made as of this moment unless told otherwise.
    #[serde(deserialize_with = "moment::ours")]
    pub ended: Timestamp,
    /// By how many seconds the clock of whoever looked was ahead of the service's (below 0: behind);
    /// absent where no answer said what time it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock_ahead_seconds: Option<i64>,
    /// The identity that looked, with its permissions.
    pub observer: Observer,
    /// The objects of the search: the guide's id and its parameters, by name.
    pub sought: Sought,
    /// The answers.
    pub sections: Sections,
}

impl Snapshot {
    /// The tenant's id: proved by its own answer, else as the scan was told.
    pub fn tenant_id(&self) -> Option<TenantId> {
        let organization = self.sections.organization.sightings().first();
        let proved = organization.and_then(|seen| seen.object.id.copied());
        proved.or(self.tenant)
    }
}

/// The objects of a scan's search, so that a later reader knows what "not found" means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sought {
    /// The guide's id.
    pub guide: String,
    /// The guide's edition.
    pub edition: String,
    /// The parameters in force, such as `guest-address`.
    #[serde(default)]
    pub parameters: BTreeMap<String, String>,
}

/// The identity that looked: read from the claims of the access token, never the token itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Observer {
    /// Its way to sign in, such as `client secret`.
    pub sign_in: String,
    /// Its kind: an application or a person.
    pub kind: ObserverKind,
    /// The application that the token was issued to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub app_id: Option<AppId>,
    /// The object id of whoever looked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub object_id: Option<ObjectId>,
    /// The application's or the person's name, as the token gives it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The Graph permissions in the token, sorted.
    #[serde(default)]
    pub permissions: Vec<String>,
}

/// The kind of identity that looked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ObserverKind {
    /// An application by itself (`roles` in the token).
    Application,
    /// An application on behalf of a person (`scp` in the token).
    Person,
    /// The token could not be read.
    Unknown,
}
