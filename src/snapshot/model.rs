//! The snapshot, its observer, and the subject of the scan.

use super::{Sections, moment};
use crate::ids::{AppId, ObjectId, TenantId};
use jiff::Timestamp;
use schemars::JsonSchema;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// The tenant's answers during one collection window.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Snapshot {
    /// The version of rolecall that made it.
    pub tool: String,
    /// The cloud that was read, such as `global`.
    pub cloud: String,
    /// The tenant's id, from the token or the caller; the `organization` section proves it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tenant: Option<TenantId>,
    /// The time when the scan began, UTC.
    #[serde(deserialize_with = "moment::ours")]
    pub started: Timestamp,
    /// The time when the scan ended, UTC. Assessments are made as of this moment by default.
    #[serde(deserialize_with = "moment::ours")]
    pub ended: Timestamp,
    /// Seconds by which the observer's clock was ahead of the service's (below 0: behind);
    /// absent where no answer gave the service's time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock_ahead_seconds: Option<i64>,
    /// The observer, with its permissions.
    pub observer: Observer,
    /// The subjects of the scan: each guide's id and its parameters, by name. Schema 1 has one, and no list.
    #[serde(deserialize_with = "one_or_more_sought")]
    pub sought: Vec<Sought>,
    /// The answers.
    pub sections: Sections,
}

/// Reads a list of subjects, or the one subject of schema 1.
pub(crate) fn one_or_more_sought<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<Sought>, D::Error> {
    struct OneOrMore;

    impl<'de> Visitor<'de> for OneOrMore {
        type Value = Vec<Sought>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a list of subjects")
        }

        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
            let one = Sought::deserialize(MapAccessDeserializer::new(map))?;
            Ok(vec![one])
        }

        fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Self::Value, A::Error> {
            Vec::deserialize(SeqAccessDeserializer::new(list))
        }
    }

    deserializer.deserialize_any(OneOrMore)
}

impl Snapshot {
    /// The subject of the scan for a guide.
    pub fn sought_for(&self, guide: &str) -> Option<&Sought> {
        self.sought.iter().find(|sought| sought.guide == guide)
    }

    /// The tenant's id: from its own answer, else from the token or the caller.
    pub fn tenant_id(&self) -> Option<TenantId> {
        let organization = self.sections.organization.sightings().first();
        let proved = organization.and_then(|seen| seen.object.id.copied());
        proved.or(self.tenant)
    }
}

/// The subject of a scan, so that a later reader knows what "not found" means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sought {
    /// The guide's id.
    pub guide: String,
    /// The guide's edition.
    pub edition: String,
    /// The parameters in force, such as `guest-address`.
    #[serde(default)]
    pub parameters: BTreeMap<String, SoughtValue>,
}

/// The value of a parameter: a text, or a list of them where the parameter takes several.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum SoughtValue {
    /// One text.
    One(String),
    /// Several texts.
    Several(Vec<String>),
}

impl SoughtValue {
    /// Every text.
    pub fn texts(&self) -> &[String] {
        match self {
            Self::One(text) => std::slice::from_ref(text),
            Self::Several(texts) => texts,
        }
    }
}

/// The identity that the scan used, read from the claims of the access token; never the token itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Observer {
    /// The sign-in method, such as `client secret`.
    pub sign_in: String,
    /// The kind of identity.
    pub kind: ObserverKind,
    /// The application that the token was issued to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub app_id: Option<AppId>,
    /// The object id of the observer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub object_id: Option<ObjectId>,
    /// The application's or the person's name, as the token gives it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The Graph permissions in the token, sorted.
    #[serde(default)]
    pub permissions: Vec<String>,
}

/// The kind of the identity that a scan used.
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
