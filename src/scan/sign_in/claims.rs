//! The claims of a token.
//!
//! Claims are read without verification: no statement about the tenant depends on
//! them. They name the observer, and a token that Graph would refuse is reported
//! before the first request. A token that cannot be read is used nevertheless.

use crate::catalog::MICROSOFT_GRAPH;
use crate::ids::{AppId, ObjectId, TenantId};
use crate::scan::secrets::Redactor;
use crate::scan::{Cloud, ScanError};
use crate::snapshot::{Observer, ObserverKind};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use serde::Deserialize;

/// The longest payload that is decoded.
const LONGEST: usize = 48 * 1024;
/// The most permissions that are kept, and the longest text.
const MOST: usize = 500;
const TEXT: usize = 200;

/// The claims that are used here. Each is optional: Microsoft guarantees none of them.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Claims {
    #[serde(default)]
    aud: Option<String>,
    #[serde(default)]
    exp: Option<f64>,
    #[serde(default)]
    tid: Option<String>,
    #[serde(default)]
    oid: Option<String>,
    #[serde(default)]
    appid: Option<String>,
    #[serde(default)]
    azp: Option<String>,
    #[serde(default)]
    app_displayname: Option<String>,
    #[serde(default)]
    upn: Option<String>,
    #[serde(default)]
    unique_name: Option<String>,
    #[serde(default)]
    idtyp: Option<String>,
    #[serde(default)]
    roles: Option<Vec<String>>,
    #[serde(default)]
    scp: Option<String>,
}

/// Reads a token's claims, with secrets removed from them; `None` if it is not a readable JWT.
pub(super) fn read(token: &str, secrets: &Redactor) -> Option<Claims> {
    let mut parts = token.split('.');
    let (_, payload, _) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || payload.len() > LONGEST {
        return None;
    }
    let bytes = URL_SAFE_NO_PAD.decode(payload.trim_end_matches('=')).ok()?;
    serde_json::from_slice(&secrets.clean_body(bytes)).ok()
}

impl Claims {
    /// The tenant that issued the token.
    pub(super) fn tenant(&self) -> Option<TenantId> {
        self.tid.as_deref()?.parse().ok()
    }

    /// Refuses a token that has expired, or is for something other than this cloud's Graph.
    pub(super) fn check(&self, cloud: Cloud, now: Timestamp) -> Result<(), ScanError> {
        if let Some(audience) = &self.aud {
            check_audience(audience, cloud)?;
        }
        #[expect(
            clippy::cast_precision_loss,
            reason = "seconds since 1970 fit a double exactly"
        )]
        let expired = self.exp.is_some_and(|exp| exp <= now.as_second() as f64);
        if expired {
            return Err(ScanError::Token {
                what: "has expired; get a new one: a token lasts about an hour".to_owned(),
            });
        }
        Ok(())
    }

    /// The observer that the claims describe.
    pub(super) fn observer(&self, sign_in: String) -> Observer {
        let scopes = self.scp.as_deref().map(str::split_whitespace);
        let delegated: Vec<String> = scopes.into_iter().flatten().map(str::to_owned).collect();
        let person = !delegated.is_empty() || self.idtyp.as_deref() == Some("user");
        let kind = if person {
            ObserverKind::Person
        } else {
            ObserverKind::Application
        };
        let mut permissions = if person {
            delegated
        } else {
            self.roles.clone().unwrap_or_default()
        };
        permissions.retain(|name| name.len() <= TEXT && name.bytes().all(|b| b.is_ascii_graphic()));
        permissions.sort();
        permissions.dedup();
        permissions.truncate(MOST);
        let name = if person {
            self.upn.as_ref().or(self.unique_name.as_ref())
        } else {
            self.app_displayname.as_ref()
        };
        let app = self.appid.as_deref().or(self.azp.as_deref());
        Observer {
            sign_in,
            kind,
            app_id: app.and_then(|id| id.parse::<AppId>().ok()),
            object_id: self
                .oid
                .as_deref()
                .and_then(|id| id.parse::<ObjectId>().ok()),
            name: name.map(|name| name.chars().take(TEXT).collect()),
            permissions,
        }
    }
}

fn check_audience(audience: &str, cloud: Cloud) -> Result<(), ScanError> {
    let bare = audience.trim().trim_end_matches('/').to_ascii_lowercase();
    // Its application id is an audience of Graph too.
    if bare == MICROSOFT_GRAPH.to_string() {
        return Ok(());
    }
    let host = bare.strip_prefix("https://").unwrap_or(&bare);
    match Cloud::ALL.into_iter().find(|known| known.graph() == host) {
        Some(known) if known == cloud => Ok(()),
        Some(known) => Err(ScanError::Token {
            what: format!(
                "is for the cloud {known}, not {cloud}; give --cloud {known}, or a token of {cloud}"
            ),
        }),
        None => Err(ScanError::Token {
            what: format!(
                "is not for Microsoft Graph; get one with `az account get-access-token --resource https://{}`",
                cloud.graph()
            ),
        }),
    }
}
