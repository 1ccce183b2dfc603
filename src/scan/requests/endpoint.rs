//! One kind of request, and how it becomes a URL.

use super::{Version, encode};
use crate::ids::ObjectId;
use crate::snapshot::SectionName;
use std::fmt;
use url::Url;
use uuid::Uuid;

/// How much of a list is read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bound {
    /// Items.
    pub(crate) items: usize,
    /// Pages.
    pub(crate) pages: u32,
}

/// One kind of GET, with `{placeholders}` where values go.
#[derive(Debug)]
pub(crate) struct Endpoint {
    /// The section that its answers belong to.
    pub(crate) section: SectionName,
    /// The earliest round trip it can be made in; the token is round trip 1.
    pub(crate) trip: u8,
    /// The version of Graph.
    pub(crate) version: Version,
    /// The path below the version; a placeholder is one object id.
    pub(crate) path: &'static str,
    /// Query options in order; a placeholder is one quoted literal, or a list of them.
    pub(crate) query: &'static [(&'static str, &'static str)],
    /// Whether `ConsistencyLevel: eventual` is sent, with every page.
    pub(crate) eventual: bool,
    /// Whether the answer is one object and not a list.
    pub(crate) one: bool,
    /// How much of a list is read that grows with the tenant; what is left unread is said.
    pub(crate) bound: Option<Bound>,
    /// Graph permissions, any one of which answers it, least first.
    pub(crate) permissions: &'static [&'static str],
    /// Why a scan asks.
    pub(crate) why: &'static str,
}

/// What goes into a placeholder.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Value<'a> {
    /// An id: bare in a path, quoted in a query.
    Id(Uuid),
    /// Text, for queries only.
    Text(&'a str),
    /// A list of ids, for `in (…)`.
    Ids(&'a [Uuid]),
    /// One of several ids: after `property eq`, the first and then the same of each other.
    AnyOf(&'static str, &'a [Uuid]),
    /// Text for a path; the caller has made sure that it is one plain segment.
    Segment(&'a str),
}

impl Value<'_> {
    fn in_query(self) -> String {
        match self {
            Self::Id(id) => encode::literal(&id.to_string()),
            Self::Text(text) | Self::Segment(text) => encode::literal(text),
            Self::Ids(ids) => {
                let ids: Vec<String> = ids
                    .iter()
                    .map(|id| encode::literal(&id.to_string()))
                    .collect();
                format!("({})", ids.join(","))
            }
            Self::AnyOf(property, ids) => {
                let ids: Vec<String> = ids
                    .iter()
                    .map(|id| encode::literal(&id.to_string()))
                    .collect();
                ids.join(&format!(" or {property} eq "))
            }
        }
    }

    fn in_path(self) -> Option<String> {
        match self {
            Self::Id(id) => Some(id.to_string()),
            Self::Segment(text) => Some(text.to_owned()),
            Self::Text(_) | Self::Ids(_) | Self::AnyOf(..) => None,
        }
    }
}

/// A request that is ready to be sent.
#[derive(Clone, Debug)]
pub(crate) struct Get {
    /// What kind it is.
    pub(crate) endpoint: &'static Endpoint,
    /// Path and query, from the version on, percent-encoded.
    pub(crate) target: String,
    /// The principal that it asks about.
    pub(crate) subject: Option<ObjectId>,
}

impl Get {
    /// The full URL at a Graph host.
    pub(crate) fn url(&self, host: &Url) -> Result<Url, url::ParseError> {
        host.join(&self.target)
    }
}

impl fmt::Display for Get {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.target)
    }
}

impl Endpoint {
    /// What most endpoints share.
    pub(super) const USUAL: Self = Self {
        section: SectionName::Organization,
        trip: 2,
        version: Version::V1,
        path: "",
        query: &[],
        eventual: false,
        one: false,
        bound: None,
        permissions: &[],
        why: "",
    };

    /// Whether the request asks the service to count, so that a shorter answer shows.
    pub(crate) fn counts(&self) -> bool {
        self.query.iter().any(|(name, _)| *name == "$count")
    }

    /// The request with these values.
    pub(crate) fn get(
        &'static self,
        values: &[(&str, Value<'_>)],
        subject: Option<ObjectId>,
    ) -> Get {
        Get {
            endpoint: self,
            target: self.render(values),
            subject,
        }
    }

    /// Path and query; a placeholder without a value stays as it is.
    pub(crate) fn render(&self, values: &[(&str, Value<'_>)]) -> String {
        let find = |name: &str| {
            values
                .iter()
                .find(|(known, _)| *known == name)
                .map(|(_, value)| *value)
        };
        let mut target = format!("/{}", self.version.as_str());
        fill(self.path, &mut target, str::to_owned, |name| {
            find(name).and_then(Value::in_path)
        });
        for (index, (name, value)) in self.query.iter().enumerate() {
            target.push(if index == 0 { '?' } else { '&' });
            target.push_str(name);
            target.push('=');
            fill(value, &mut target, encode::query, |name| {
                find(name).map(|value| encode::query(&value.in_query()))
            });
        }
        target
    }
}

/// Copies a template, its literal parts through `literal` and its placeholders through `value`.
fn fill(
    template: &str,
    into: &mut String,
    literal: impl Fn(&str) -> String,
    value: impl Fn(&str) -> Option<String>,
) {
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        into.push_str(&literal(before));
        let Some((name, tail)) = after.split_once('}') else {
            break;
        };
        into.push_str(&value(name).unwrap_or_else(|| format!("{{{name}}}")));
        rest = tail;
    }
    into.push_str(&literal(rest));
}
