//! From an answer and its faults to what goes on the wire.

use super::super::answer::{Answer, http_date};
use super::super::body::{Body, End};
use super::echo::filled;
pub use super::pages::Here;
use super::pages::spoil;
use super::{Fault, RetryAfter};
use hyper::body::Bytes;
use std::time::Duration;

/// What goes on the wire.
pub struct Wire {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Body,
    pub delay: Duration,
    /// Reset the connection and send nothing.
    pub reset: bool,
}

/// Applies the faults of a call to its answer, in order.
pub fn apply(faults: &[Fault], mut answer: Answer, here: &Here<'_>) -> Wire {
    let mut wire = Wire {
        status: 0,
        headers: Vec::new(),
        body: Body::whole(Bytes::new()),
        delay: Duration::ZERO,
        reset: false,
    };
    for fault in faults {
        spoil(fault, &mut answer, here);
        refuse(fault, &mut answer, here);
    }
    let text = if answer.body.is_null() {
        String::new()
    } else {
        answer.body.to_string()
    };
    wire.body = Body::whole(Bytes::from(text.clone()));
    for fault in faults {
        garble(fault, &mut answer, &mut wire, (&text, here));
    }
    wire.status = answer.status;
    wire.headers = answer.headers;
    wire
}

fn refuse(fault: &Fault, answer: &mut Answer, here: &Here<'_>) {
    let refusal = match fault {
        Fault::Error {
            status,
            code,
            message,
        } => Some((*status, code.as_str(), message.as_str())),
        Fault::Throttle(_) => Some((429, "TooManyRequests", "Too many requests")),
        Fault::Unavailable(status, _) => Some((
            *status,
            unavailable(*status),
            "The service is temporarily unavailable.",
        )),
        Fault::PremiumRequired => Some((
            400,
            "AadPremiumLicenseRequired",
            "The tenant needs to have Microsoft Entra ID P2 or Microsoft Entra ID Governance license.",
        )),
        Fault::NonPremiumTenant => Some((
            403,
            "Authentication_RequestFromNonPremiumTenantOrB2CTenant",
            "Neither tenant is B2C or tenant doesn't have premium license",
        )),
        Fault::Denied => Some((
            403,
            "Authorization_RequestDenied",
            "Insufficient privileges to complete the operation.",
        )),
        Fault::ClaimsChallenge => Some((
            403,
            "InsufficientClaims",
            "Continuous access evaluation or Conditional Access asks for more claims.",
        )),
        Fault::TokenExpired => Some((
            401,
            "InvalidAuthenticationToken",
            "Lifetime validation failed, the token is expired.",
        )),
        _ => None,
    };
    if let Some((status, code, message)) = refusal {
        let id = |name: &str| {
            answer
                .headers
                .iter()
                .find(|header| header.0 == name)
                .map_or("", |header| header.1.as_str())
                .to_owned()
        };
        let (request, client) = (id("request-id"), id("client-request-id"));
        *answer = Answer::error(status, code, message, &request, &client);
    }
    match fault {
        Fault::Endless { .. } => answer.status = 200,
        Fault::Throttle(after) | Fault::Unavailable(_, after) => retry_after(after, answer),
        Fault::ClaimsChallenge => answer.header(
            "www-authenticate",
            "Bearer realm=\"\", authorization_uri=\"https://login.microsoftonline.com/common/oauth2/authorize\", error=\"insufficient_claims\", claims=\"eyJhY2Nlc3NfdG9rZW4iOnsiYWNycyI6eyJlc3NlbnRpYWwiOnRydWUsInZhbHVlIjoiYzEifX19\"",
        ),
        Fault::TokenExpired => answer.header("www-authenticate", "Bearer realm=\"\", error=\"invalid_token\""),
        Fault::Headers(headers) => headers.iter().for_each(|header| answer.header(&header.0, header.1.clone())),
        Fault::EchoHeaders(headers) => headers.iter().for_each(|header| answer.header(&header.0, filled(&header.1, here))),
        _ => {}
    }
}

fn retry_after(after: &RetryAfter, answer: &mut Answer) {
    let text = match after {
        RetryAfter::Seconds(seconds) => seconds.to_string(),
        RetryAfter::Date(seconds) => http_date(i64::try_from(*seconds).unwrap_or(i64::MAX)),
        RetryAfter::Empty => String::new(),
        RetryAfter::Text(text) => text.clone(),
        RetryAfter::Absent => return,
    };
    answer.header("retry-after", text);
}

fn unavailable(status: u16) -> &'static str {
    match status {
        500 => "InternalServerError",
        502 => "BadGateway",
        504 => "GatewayTimeout",
        _ => "ServiceUnavailable",
    }
}

fn garble(fault: &Fault, answer: &mut Answer, wire: &mut Wire, (text, here): (&str, &Here<'_>)) {
    let cut = || Bytes::copy_from_slice(&text.as_bytes()[..text.len() / 2]);
    match fault {
        Fault::Reset => wire.reset = true,
        Fault::Slow(delay) => wire.delay += *delay,
        Fault::CutLength => {
            answer.header("content-length", text.len().to_string());
            wire.body = Body::cut(cut(), End::Broken);
        }
        Fault::CutChunked => wire.body = Body::cut(cut(), End::Broken),
        Fault::BrokenJson => wire.body = Body::whole(cut()),
        Fault::Html => {
            answer.status = 200;
            answer.header("content-type", "text/html; charset=utf-8");
            wire.body = Body::whole(Bytes::from_static(b"<!DOCTYPE html><html><title>Sign in to the network</title><script>alert(1)</script></html>"));
        }
        Fault::Raw(bytes) => wire.body = Body::whole(Bytes::from(bytes.clone())),
        Fault::Echo { status, body } => {
            answer.status = *status;
            wire.body = Body::whole(Bytes::from(filled(body, here)));
        }
        Fault::HugeBody(size) => wire.body = Body::huge(*size),
        Fault::DeepNesting(depth) => {
            let nested = format!(
                "{{\"value\":[{}1{}]}}",
                "{\"id\":".repeat(*depth),
                "}".repeat(*depth)
            );
            wire.body = Body::whole(Bytes::from(nested));
        }
        Fault::Redirect(to) => {
            answer.status = 302;
            answer.header("location", to.clone());
        }
        _ => {}
    }
}
