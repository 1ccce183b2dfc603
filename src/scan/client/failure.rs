//! The reasons why a request was not answered whole, in our own words.
//!
//! The service's own message is never shown: it can hold anything. Its error
//! code is, reduced to letters, digits, `_` and `.`; decisions go by the code.

use super::transport::ResponseMeta;
use crate::snapshot::{Endpoint, Feature, Problem, State};
use serde::Deserialize;

/// Everything that a failure says about the whole scan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// No answer came at all.
    Unreachable(&'static str),
    /// The token was not accepted (401).
    NotAccepted,
    /// The object that was asked for is not there (404).
    Gone,
    /// The request was not understood (400).
    NotUnderstood,
    /// Anything else.
    Other,
}

/// The reason why a request was not answered whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    pub(crate) kind: Kind,
    pub(crate) state: State,
    pub(crate) problem: Problem,
}

impl Failure {
    /// A failure that is nobody's refusal.
    pub(crate) fn failed(message: impl Into<String>) -> Self {
        Self {
            kind: Kind::Other,
            state: State::Failed,
            problem: Problem {
                message: message.into(),
                code: None,
                permissions: Vec::new(),
            },
        }
    }

    /// The same, of a request that was tried so often as such a failure is worth.
    pub(super) fn after(mut self, tries: u32) -> Self {
        let often = match tries {
            1 => "once".to_owned(),
            more => format!("{more} times"),
        };
        let message = &mut self.problem.message;
        *message = format!("{message}; tried {often}, scan again later");
        self
    }

    /// No answer came.
    pub(super) fn unreachable(why: &'static str) -> Self {
        Self {
            kind: Kind::Unreachable(why),
            ..Self::failed(format!("no answer: {why}"))
        }
    }
}

/// A refusal as the service words it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Refusal {
    pub(super) status: u16,
    pub(super) code: Option<String>,
    pub(super) request_id: Option<String>,
    /// Conditional Access wants more of the signed-in identity.
    pub(super) claims_challenge: bool,
}

#[derive(Deserialize)]
struct ErrorBody {
    error: GraphError,
}

#[derive(Deserialize)]
struct GraphError {
    #[serde(default)]
    code: Option<serde_json::Value>,
    #[serde(default, rename = "innerError")]
    inner: Option<InnerError>,
    #[serde(default, rename = "innererror")]
    inner_lower: Option<InnerError>,
}

#[derive(Deserialize)]
struct InnerError {
    #[serde(default, rename = "request-id")]
    request_id: Option<serde_json::Value>,
}

/// Reads an error body; a body that is none gives no code.
pub(super) fn refusal(status: u16, body: &[u8], meta: &ResponseMeta) -> Refusal {
    let error = serde_json::from_slice::<ErrorBody>(body)
        .ok()
        .map(|body| body.error);
    let text = |value: Option<&serde_json::Value>| {
        value.and_then(serde_json::Value::as_str).map(str::to_owned)
    };
    let code = error
        .as_ref()
        .and_then(|error| text(error.code.as_ref()))
        .and_then(|code| clean(&code));
    let request_id = error
        .and_then(|error| error.inner.or(error.inner_lower))
        .and_then(|inner| text(inner.request_id.as_ref()))
        .and_then(|id| clean_id(&id));
    Refusal {
        status,
        code,
        request_id: meta.request_id.clone().or(request_id),
        claims_challenge: meta.claims_challenge,
    }
}

/// A code as it may be shown.
pub(super) fn clean(code: &str) -> Option<String> {
    let kept = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.');
    let code: String = code.chars().filter(kept).take(80).collect();
    (!code.is_empty()).then_some(code)
}

/// A request id as it may be shown.
pub(super) fn clean_id(id: &str) -> Option<String> {
    let kept = |c: &char| c.is_ascii_alphanumeric() || *c == '-';
    let id: String = id.chars().filter(kept).take(64).collect();
    (!id.is_empty()).then_some(id)
}

/// True if a code says that the tenant lacks a licence, not the reader a permission.
fn is_licence_gap(code: &str) -> bool {
    code.starts_with("AadPremiumLicense")
        || code == "Authentication_RequestFromNonPremiumTenantOrB2CTenant"
        || code.contains("NonPremiumTenant")
}

/// The meaning of a refusal for the section. `held` are the permissions that the token visibly has.
pub(super) fn judge(endpoint: &Endpoint, refusal: &Refusal, held: &[String]) -> Failure {
    let code = refusal.code.as_deref().unwrap_or_default();
    let (kind, state, message) = if is_licence_gap(code) {
        let message = "the tenant has no licence for this (Microsoft Entra ID P2 or ID Governance)"
            .to_owned();
        (Kind::Other, State::NotLicensed, message)
    } else if refusal.claims_challenge {
        let message = "Conditional Access wants more of this sign-in (a claims challenge); sign in as an identity that the policy lets through".to_owned();
        (Kind::Other, State::Denied, message)
    } else {
        match refusal.status {
            401 => (Kind::NotAccepted, State::Denied, "the token was not accepted, or has expired; sign in again".to_owned()),
            403 => (Kind::Other, State::Denied, denied(endpoint, held)),
            404 => (Kind::Gone, State::Failed, "the object that was asked about is not there, or went away during the scan; scan again".to_owned()),
            400 => (Kind::NotUnderstood, State::Failed, "the service did not understand the request".to_owned()),
            300..=399 => (Kind::Other, State::Failed, "the service answered with a redirect, which is not followed with a token".to_owned()),
            429 => (Kind::Other, State::Failed, "the service asked to slow down".to_owned()),
            status @ 500..=599 => (Kind::Other, State::Failed, format!("the service failed with status {status}")),
            status => (Kind::Other, State::Failed, format!("the service answered with status {status}")),
        }
    };
    let permissions =
        if state == State::Denied && kind != Kind::NotAccepted && !refusal.claims_challenge {
            endpoint
                .permissions
                .iter()
                .map(|&name| name.to_owned())
                .collect()
        } else {
            Vec::new()
        };
    Failure {
        kind,
        state,
        problem: Problem {
            message,
            code: refusal.code.clone(),
            permissions,
        },
    }
}

fn denied(endpoint: &Endpoint, held: &[String]) -> String {
    let has = endpoint
        .permissions
        .iter()
        .find(|name| held.iter().any(|held| held == *name));
    let defender = endpoint.section.requires(Feature::UnifiedRbac);
    match (has, defender) {
        (Some(has), true) => format!(
            "the service refused although the token has {has}; Defender Unified RBAC may never have been activated in this tenant"
        ),
        (Some(has), false) => format!(
            "the service refused although the token has {has}; the signed-in identity may lack a directory role, or a policy stands in the way"
        ),
        (None, true) => "the service refused: the permission is missing, or Defender Unified RBAC was never activated".to_owned(),
        (None, false) => "the service refused: a permission is missing".to_owned(),
    }
}
