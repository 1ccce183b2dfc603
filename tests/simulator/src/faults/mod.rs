//! What goes wrong on the wire.
//!
//! A fault is attached to a path pattern and to some of its calls:
//! `server.inject(On::path("/v1.0/users*").first(2), Fault::Throttle(RetryAfter::Seconds(1)))`.
//! The request is still logged and checked; the fault then spoils the true answer.

mod apply;
pub mod echo;
mod pages;
mod rule;

pub use apply::{Here, apply};
pub use rule::{On, Rule, due};

use std::time::Duration;

/// The form that `Retry-After` takes.
#[derive(Clone, Debug)]
pub enum RetryAfter {
    Seconds(u64),
    /// An HTTP date, that many seconds from now.
    Date(u64),
    /// The header is there, and empty.
    Empty,
    /// The header is not there.
    Absent,
    /// Any text.
    Text(String),
}

/// One thing that goes wrong.
#[derive(Clone, Debug)]
pub enum Fault {
    /// An error answer in Graph's form.
    Error {
        status: u16,
        code: String,
        message: String,
    },
    /// 429 `TooManyRequests`.
    Throttle(RetryAfter),
    /// 500, 502, 503, 504 with or without a hint.
    Unavailable(u16, RetryAfter),
    /// The connection is reset before an answer.
    Reset,
    /// `content-length` says more than comes.
    CutLength,
    /// A chunked body ends in the middle.
    CutChunked,
    /// 200 with JSON that breaks off, whole as HTTP.
    BrokenJson,
    /// 200 with a web page, as from a proxy.
    Html,
    /// 200 with this body, called JSON.
    Raw(Vec<u8>),
    /// A valid page that is this many bytes long, made while it is sent.
    HugeBody(usize),
    /// A page whose only object is nested this deep.
    DeepNesting(usize),
    /// 200 with a page of so many objects that fit every section, each with a text so long, and always a next page.
    Endless { items: usize, text: usize },
    /// This body with what the request sent in it: see [`super::echo::filled`]. The status of an error, or 200.
    Echo { status: u16, body: String },
    /// These headers with what the request sent in them.
    EchoHeaders(Vec<(String, String)>),
    /// The answer comes this much later.
    Slow(Duration),
    /// 302 to this address.
    Redirect(String),
    /// Adds headers to the true answer.
    Headers(Vec<(String, String)>),
    /// A next page at this address.
    NextLink(String),
    /// A next page on a host that is not Graph.
    NextLinkElsewhere,
    /// A next page over plain HTTP on Microsoft's host.
    NextLinkPlain,
    /// A next page that is this page, for ever.
    NextLinkLoop,
    /// An empty page before the true first one.
    EmptyPageFirst,
    /// Each page begins with the last object of itself, twice, and the next page repeats it.
    Duplicates,
    /// Every list inside the objects is null.
    NullCollections,
    /// `value` is null.
    NullValue,
    /// The first object of the page is a text.
    WrongShape,
    /// 400 `AadPremiumLicenseRequired`.
    PremiumRequired,
    /// 403 `Authentication_RequestFromNonPremiumTenantOrB2CTenant`.
    NonPremiumTenant,
    /// 403 `Authorization_RequestDenied`.
    Denied,
    /// 403 with a claims challenge: Conditional Access wants more.
    ClaimsChallenge,
    /// 401 `InvalidAuthenticationToken`: the token's lifetime is over.
    TokenExpired,
}
