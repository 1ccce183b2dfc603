//! The signed assertion that an application with a certificate sends in place of a secret.
//!
//! The form is Microsoft's (`certificate-credentials.md` of the Entra
//! documentation): PS256, the SHA-256 thumbprint in `x5t#S256`, the token
//! endpoint as audience, and a lifetime of a few minutes.

use super::certificate::Certificate;
use crate::scan::ScanError;
use azure_core::error::{Error, ErrorKind};
use azure_core::http::ClientMethodOptions;
use azure_identity::ClientAssertion;
use jiff::Timestamp;
use jsonwebtoken::{Algorithm, Header, encode};
use serde::Serialize;
use std::fmt;
use uuid::Uuid;

/// The lifetime of an assertion.
const SECONDS: i64 = 600;

#[derive(Serialize)]
struct Claims<'a> {
    aud: &'a str,
    iss: &'a str,
    sub: &'a str,
    jti: String,
    iat: i64,
    nbf: i64,
    exp: i64,
}

/// Signs assertions for one application at one token endpoint.
pub(super) struct Assertion {
    pub(super) certificate: Certificate,
    pub(super) client_id: String,
    pub(super) audience: String,
    pub(super) clock: fn() -> Timestamp,
}

impl fmt::Debug for Assertion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Assertion")
            .field("client_id", &self.client_id)
            .field("certificate", &self.certificate)
            .finish_non_exhaustive()
    }
}

impl Assertion {
    /// A fresh assertion.
    pub(super) fn sign(&self) -> Result<String, ScanError> {
        let now = (self.clock)().as_second();
        let mut header = Header::new(Algorithm::PS256);
        header.x5t_s256 = Some(self.certificate.thumbprint().to_owned());
        let claims = Claims {
            aud: &self.audience,
            iss: &self.client_id,
            sub: &self.client_id,
            jti: Uuid::new_v4().to_string(),
            iat: now,
            nbf: now,
            exp: now + SECONDS,
        };
        encode(&header, &claims, &self.certificate.encoding_key()?).map_err(|_| {
            super::authority::problem(
                "the certificate's private key cannot sign; it must be an RSA key of 2048 bits or more",
            )
        })
    }
}

#[async_trait::async_trait]
impl ClientAssertion for Assertion {
    async fn secret(&self, _: Option<ClientMethodOptions<'_>>) -> azure_core::Result<String> {
        self.sign()
            .map_err(|error| Error::with_message(ErrorKind::Credential, error.to_string()))
    }
}
