//! What the tenant answered, saved.
//!
//! A snapshot is a value: it can be written, read, diffed and replayed. It
//! holds no secret, no token and no secret's hint. `scan` makes it; `access`
//! reads it. This room knows nothing of guides, of the network or of files:
//! [`file`] turns bytes into a snapshot and back.

mod bounds;
mod file;
mod objects;
mod section;
mod sections;

pub(crate) use bounds::{parts, texts};
pub use file::{SCHEMA_VERSION, SnapshotProblem, read, write, write_to};
pub use objects::*;
pub use section::{Head, Problem, Request, Section, Seen, State};
pub(crate) use sections::with_sections;
pub use sections::{SectionName, Sections};

use crate::ids::{AppId, ObjectId, TenantId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What the tenant answered during one collection window.
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
    /// When the scan began, UTC.
    pub started: Timestamp,
    /// When the scan ended, UTC. Assessments are made as of this moment unless told otherwise.
    pub ended: Timestamp,
    /// Who looked, and with which permissions.
    pub observer: Observer,
    /// What was looked for: the guide's id and its parameters, by name.
    pub sought: Sought,
    /// The answers.
    pub sections: Sections,
}

/// What a scan looked for, so that a later reader knows what "not found" means.
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

/// Who looked: read from the claims of the access token, never the token itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Observer {
    /// How it signed in, such as `client secret`.
    pub sign_in: String,
    /// Whether an application or a person looked.
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

/// What kind of identity looked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ObserverKind {
    /// An application by itself (`roles` in the token).
    Application,
    /// An application on behalf of a person (`scp` in the token).
    Person,
    /// The token could not be read.
    Unknown,
}
