//! An access token that is given: bare, or inside the JSON of `az account get-access-token`.

use crate::scan::ScanError;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;

/// More bytes than any token of Microsoft's has.
const LONGEST: usize = 64 * 1024;

#[derive(Deserialize)]
struct AzureCli {
    #[serde(rename = "accessToken")]
    access_token: String,
}

/// The bare token, without whitespace, byte order mark, quotes or JSON around it.
pub(super) fn unwrap(text: &SecretString) -> Result<SecretString, ScanError> {
    let text = text.expose_secret().trim_start_matches('\u{feff}').trim();
    if text.is_empty() {
        return Err(problem(
            "is empty; get one with `az account get-access-token --resource-type ms-graph`",
        ));
    }
    if text.len() > LONGEST {
        return Err(problem(
            "is longer than any token; hand over the token alone",
        ));
    }
    let token = if text.starts_with('{') {
        serde_json::from_str::<AzureCli>(text)
            .map_err(|_| {
                problem(
                    "is JSON without an `accessToken`; hand over what `az account get-access-token` prints, or the token alone",
                )
            })?
            .access_token
    } else {
        text.trim_matches('"').to_owned()
    };
    let token = token.trim();
    let token = token.strip_prefix("Bearer ").unwrap_or(token).trim();
    if token.is_empty() || !token.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(problem(
            "holds characters that no token has; hand over the token alone",
        ));
    }
    Ok(SecretString::from(token.to_owned()))
}

fn problem(what: &str) -> ScanError {
    ScanError::Token {
        what: what.to_owned(),
    }
}
