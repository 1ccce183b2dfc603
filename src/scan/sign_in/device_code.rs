//! Sign-in of a person on another device, with a code.
//!
//! `azure_identity` has no such credential. The protocol is in
//! `v2-oauth2-device-code.md` of the Entra documentation. No refresh token is
//! requested: the sign-in ends with the token.

use super::refusal::{Refusal, code};
use super::transport::{Failure, Transport};
use azure_core::credentials::{AccessToken, TokenCredential, TokenRequestOptions};
use azure_core::error::{Error, ErrorKind};
use azure_core::time::{Duration as Span, OffsetDateTime};
use serde::Deserialize;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::{Instant, sleep};
use url::Url;

/// The longest address that is shown to a person.
const LONGEST: usize = 500;

/// The address and the code that a person needs to sign in on another device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DevicePrompt {
    /// The address to open.
    pub address: Url,
    /// The code to enter there: letters, digits and hyphens only.
    pub code: String,
}

/// A function that shows a [`DevicePrompt`] to the person.
pub type ShowPrompt = Arc<dyn Fn(&DevicePrompt) + Send + Sync>;

/// Signs a person in by device code.
pub(super) struct DeviceCode {
    pub(super) transport: Arc<Transport>,
    pub(super) tenant: String,
    pub(super) client_id: String,
    pub(super) show: ShowPrompt,
}

impl fmt::Debug for DeviceCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DeviceCode")
            .field("client_id", &self.client_id)
            .finish_non_exhaustive()
    }
}

#[derive(Deserialize)]
struct DeviceCodeResponse {
    device_code: String,
    user_code: String,
    verification_uri: Url,
    expires_in: u64,
    #[serde(default)]
    interval: Option<u64>,
}

#[derive(Deserialize)]
struct TokenResponse {
    access_token: String,
    #[serde(default)]
    expires_in: i64,
}

#[derive(Deserialize)]
struct ErrorResponse {
    error: String,
}

#[async_trait::async_trait]
impl TokenCredential for DeviceCode {
    async fn get_token(
        &self,
        scopes: &[&str],
        _: Option<TokenRequestOptions<'_>>,
    ) -> azure_core::Result<AccessToken> {
        let offer = self.request_code(&scopes.join(" ")).await?;
        let prompt = DevicePrompt {
            address: offer.verification_uri.clone(),
            code: offer.user_code.clone(),
        };
        (self.show)(&prompt);
        self.poll(&offer).await
    }
}

impl DeviceCode {
    async fn request_code(&self, scope: &str) -> azure_core::Result<DeviceCodeResponse> {
        let fields = [("client_id", self.client_id.as_str()), ("scope", scope)];
        let (status, body) = self
            .transport
            .post_form(&self.path("devicecode"), &fields)
            .await?;
        if status != 200 {
            return Err(self.refused(status, &body));
        }
        let offer: DeviceCodeResponse = serde_json::from_slice(&body).map_err(|_| unusable())?;
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        let fit = offer.user_code.len() <= 32
            && !offer.user_code.is_empty()
            && offer.user_code.bytes().all(plain)
            && offer.verification_uri.scheme() == "https"
            && offer.verification_uri.as_str().len() <= LONGEST
            && !self
                .transport
                .repeats_a_secret(offer.verification_uri.as_str());
        if fit { Ok(offer) } else { Err(unusable()) }
    }

    async fn poll(&self, offer: &DeviceCodeResponse) -> azure_core::Result<AccessToken> {
        let ends = Instant::now() + Duration::from_secs(offer.expires_in.min(3600));
        let mut interval = Duration::from_secs(offer.interval.unwrap_or(5).clamp(1, 60));
        let fields = [
            ("client_id", self.client_id.as_str()),
            ("grant_type", "urn:ietf:params:oauth:grant-type:device_code"),
            ("device_code", offer.device_code.as_str()),
        ];
        loop {
            sleep(interval).await;
            if Instant::now() >= ends {
                return Err(self.ended("nobody entered the code in time; run it again"));
            }
            let (status, body) = self
                .transport
                .post_form(&self.path("token"), &fields)
                .await?;
            if status == 200 {
                let granted: TokenResponse =
                    serde_json::from_slice(&body).map_err(|_| unusable())?;
                let expires = OffsetDateTime::now_utc() + Span::seconds(granted.expires_in);
                return Ok(AccessToken::new(granted.access_token, expires));
            }
            let waiting = serde_json::from_slice::<ErrorResponse>(&body).ok();
            match waiting.as_ref().map(|waiting| waiting.error.as_str()) {
                Some("authorization_pending") => {}
                Some("slow_down") => interval += Duration::from_secs(5),
                Some("authorization_declined" | "access_denied") => {
                    return Err(self.ended("the person declined the sign-in"));
                }
                Some("expired_token" | "code_expired") => {
                    return Err(self.ended("nobody entered the code in time; run it again"));
                }
                _ => return Err(self.refused(status, &body)),
            }
        }
    }

    fn path(&self, end: &str) -> String {
        format!("/{}/oauth2/v2.0/{end}", self.tenant)
    }

    fn refused(&self, status: u16, body: &[u8]) -> Error {
        self.transport.note(Some(Failure::Refused(Refusal {
            code: code(body),
            status,
        })));
        Error::with_message(ErrorKind::Credential, "refused")
    }

    fn ended(&self, why: &'static str) -> Error {
        self.transport.note(Some(Failure::Ended(why)));
        Error::with_message(ErrorKind::Credential, why)
    }
}

fn unusable() -> Error {
    Error::with_message(ErrorKind::Credential, "the answer was no device code")
}
