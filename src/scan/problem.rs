//! Why a scan could read nothing at all.

use super::sign_in::Refusal;
use crate::quote::Quoted;
use thiserror::Error;

/// Why there is no snapshot. What can be read in part is a snapshot whose sections say so.
///
/// No variant holds a token, a secret or a raw answer.
#[derive(Debug, Error)]
pub enum ScanProblem {
    /// An option cannot work.
    #[error("{what}")]
    Options {
        /// What is wrong with it and what would be right.
        what: String,
    },
    /// The file with root certificates holds none.
    #[error(
        "the CA file holds no usable certificate: {why}; give a PEM file with `-----BEGIN CERTIFICATE-----`"
    )]
    CaFile {
        /// What was found instead.
        why: String,
    },
    /// The sign-in parameters cannot work.
    #[error("cannot sign in: {what}")]
    SignIn {
        /// What is wrong and what would be right.
        what: String,
    },
    /// The identity service refused.
    #[error("sign-in was refused: {0}")]
    Refused(Refusal),
    /// The identity service could not be reached or gave no usable answer.
    #[error("no token from {host}: {why}")]
    Authority {
        /// The host that was asked.
        host: Quoted,
        /// What went wrong and what to look at.
        why: String,
    },
    /// The token that was handed over cannot be used.
    #[error("the access token {what}")]
    Token {
        /// What is wrong with it and how to get a right one.
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
        /// What went wrong and what to look at.
        why: String,
    },
}
