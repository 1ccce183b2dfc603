//! Access tokens: shaped like Entra's, signed by nobody.

use super::ids;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use std::time::{SystemTime, UNIX_EPOCH};

/// The token of a person who administers the tenant: always accepted, and it may read all.
pub const ADMINISTRATOR_TOKEN: &str = "simulated-administrator";

/// What a token lets its bearer do.
#[derive(Clone, Debug, Default)]
pub struct Grant {
    /// `roles` or `scp`.
    pub permissions: Vec<String>,
    /// Seconds since 1970.
    pub expires: u64,
}

/// Who a token is for.
pub enum Bearer<'a> {
    /// An application: `roles`, which Entra leaves out when there are none.
    Application,
    /// A person through an application: `scp`.
    User(&'a str),
}

/// Seconds since 1970 by the machine's clock: clients check expiry against it.
pub fn clock() -> u64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_secs())
}

/// Makes a token.
pub fn make(
    tenant: &str,
    app_id: &str,
    permissions: &[String],
    bearer: &Bearer<'_>,
    lifetime: i64,
) -> (String, Grant) {
    let now = clock();
    let expires = now.saturating_add_signed(lifetime);
    let mut claims = json!({
        "aud": "https://graph.microsoft.com", "iss": format!("https://sts.windows.net/{tenant}/"), "iat": now, "nbf": now,
        "exp": expires, "app_displayname": "rolecall auditor", "appid": app_id, "appidacr": "1", "tid": tenant, "ver": "1.0",
        "oid": auditor(tenant), "idtyp": "app",
    });
    match bearer {
        Bearer::Application if permissions.is_empty() => {}
        Bearer::Application => claims["roles"] = json!(permissions),
        Bearer::User(upn) => {
            claims["scp"] = json!(permissions.join(" "));
            claims["upn"] = json!(upn);
            claims["idtyp"] = json!("user");
            claims["oid"] = json!(ids::guid(&["user", upn]));
        }
    }
    let header = part(&json!({"typ": "JWT", "alg": "RS256", "kid": "simulated"}));
    let body = part(&claims);
    let signature = ids::hex(&body, 43);
    (
        format!("{header}.{body}.{signature}"),
        Grant {
            permissions: permissions.to_vec(),
            expires,
        },
    )
}

/// The object id of the auditor's service principal in a tenant, by the tenant's id.
pub fn auditor(tenant: &str) -> String {
    ids::guid(&["auditor sp", tenant])
}

fn part(value: &Value) -> String {
    URL_SAFE_NO_PAD.encode(value.to_string())
}

/// The claims of a token or assertion, unchecked.
pub fn claims(token: &str) -> Option<Value> {
    let body = token.split('.').nth(1)?;
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(body).ok()?).ok()
}
