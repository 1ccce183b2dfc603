//! Errors for which a scan could read nothing at all.

use super::sign_in::Refusal;
use crate::quote::Quoted;
use thiserror::Error;

/// The error of a scan without a snapshot. A partial answer is a snapshot whose sections say so.
///
/// No variant holds a token, a secret or a raw answer.
#[derive(Debug, Error)]
pub enum ScanError {
    /// An option cannot work.
    #[error("{what}")]
    Options {
        /// The fault, and the correction.
        what: String,
    },
    /// The file with root certificates holds none.
    #[error(
        "the CA file holds no usable certificate: {why}; give a PEM file with `-----BEGIN CERTIFICATE-----`"
    )]
    CaFile {
        /// The content that was found instead.
        why: String,
    },
    /// The sign-in parameters cannot work.
    #[error("cannot sign in: {what}")]
    SignIn {
        /// The fault, and the correction.
        what: String,
    },
    /// The identity service refused.
    #[error("sign-in was refused: {0}")]
    Refused(Refusal),
    /// The identity service could not be reached or gave no usable answer.
    #[error("no token from {host}: {why}")]
    Authority {
        /// The host.
        host: Quoted,
        /// The cause, and what to check.
        why: String,
    },
    /// The given access token cannot be used.
    #[error("the access token {what}")]
    Token {
        /// The fault, and how to get a valid token.
        what: String,
    },
    /// Graph accepted the token for no request at all.
    #[error(
        "Graph at {host} did not accept the token{code}; it may have expired, or be of another tenant or cloud: sign in again and check --cloud",
        code = code.as_deref().map(|code| format!(" ({code})")).unwrap_or_default()
    )]
    NotAccepted {
        /// The Graph host.
        host: Quoted,
        /// Graph's error code.
        code: Option<String>,
    },
    /// No request got any answer.
    #[error("Graph at {host} could not be reached: {why}")]
    Unreachable {
        /// The Graph host.
        host: Quoted,
        /// The cause, and what to check.
        why: String,
    },
}
