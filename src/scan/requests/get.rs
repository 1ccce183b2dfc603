//! An endpoint with values in it: a request.

use super::{Value, ValueSet, encode};
use crate::ids::ObjectId;
use crate::snapshot::Endpoint;
use std::collections::BTreeMap;
use std::fmt;
use url::Url;

/// A request that is ready to be sent.
#[derive(Clone, Debug)]
pub(crate) struct Get {
    /// The kind of request.
    pub(crate) endpoint: &'static Endpoint,
    /// Path and query, from the version on, percent-encoded.
    pub(crate) target: String,
    /// The principal that it asks about.
    pub(crate) subject: Option<ObjectId>,
    /// The values of the endpoint's placeholders, by placeholder.
    pub(crate) lookup: BTreeMap<String, Vec<String>>,
}

impl Get {
    /// The request of an endpoint with these values.
    pub(super) fn new(endpoint: &'static Endpoint, values: &ValueSet) -> Self {
        Self {
            endpoint,
            target: render(endpoint, values),
            subject: values.subject(),
            lookup: endpoint
                .placeholders()
                .filter_map(|name| Some((name.to_owned(), values.get(name)?.texts())))
                .collect(),
        }
    }

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

/// Path and query; a placeholder without a value stays as it is.
pub(crate) fn render(endpoint: &Endpoint, values: &ValueSet) -> String {
    let mut target = format!("/{}", endpoint.version.as_str());
    fill_in(endpoint.path, &mut target, str::to_owned, |name| {
        values.get(name).and_then(Value::in_path)
    });
    for (index, (name, value)) in endpoint.query().enumerate() {
        target.push(if index == 0 { '?' } else { '&' });
        target.push_str(name);
        target.push('=');
        fill_in(value, &mut target, encode::query, |name| {
            let value = values.get(name)?;
            Some(encode::query(&value.in_query()))
        });
    }
    target
}

/// Copies a template, its literal parts through `literal` and its placeholders through `value`.
fn fill_in(
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
