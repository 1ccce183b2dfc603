//! Links to the next page.

use super::contract::Checked;
use super::ids;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use std::fmt::Write as _;

/// The address of the next page: the same request, with a token that nobody should read.
pub fn link(base: &str, path: &str, checked: &Checked, eventual: bool, next: usize) -> String {
    let page = read(eventual, checked).map_or(1, |read| read.1) + 1;
    let mark = fingerprint(eventual, checked);
    let token = URL_SAFE_NO_PAD.encode(format!("{next}:{page}:{mark}"));
    let mut url = format!("{base}{path}?");
    for (name, value) in others(checked) {
        let _ = write!(url, "{}={}&", encoded(name), encoded(value));
    }
    let _ = write!(url, "$skiptoken={token}");
    url
}

/// Where the page starts, and which it is (from 1). A token belongs to its request.
pub fn read(eventual: bool, checked: &Checked) -> Result<(usize, usize), String> {
    let Some(token) = &checked.query.skiptoken else {
        return Ok((0, 1));
    };
    let (start, page, mark) = split(token).ok_or(
        "The specified page token value has expired and can no longer be included in your request.",
    )?;
    if mark != fingerprint(eventual, checked) {
        return Err("The page token does not fit this request: follow @odata.nextLink as it is, with the same ConsistencyLevel header.".to_owned());
    }
    Ok((start, page))
}

/// Which page a query asks for, from 1, for faults.
pub fn page_of(query: &str) -> usize {
    let token = super::odata::query::Query::split(query)
        .into_iter()
        .find(|option| option.0 == "$skiptoken");
    token
        .and_then(|token| split(&token.1))
        .map_or(1, |found| found.1)
}

fn split(token: &str) -> Option<(usize, usize, String)> {
    let text = String::from_utf8(URL_SAFE_NO_PAD.decode(token).ok()?).ok()?;
    let mut parts = text.split(':');
    Some((
        parts.next()?.parse().ok()?,
        parts.next()?.parse().ok()?,
        parts.next()?.to_owned(),
    ))
}

fn others(checked: &Checked) -> impl Iterator<Item = (&String, &String)> {
    checked
        .query
        .raw
        .iter()
        .filter(|option| option.0 != "$skiptoken")
        .map(|option| (&option.0, &option.1))
}

fn fingerprint(eventual: bool, checked: &Checked) -> String {
    let template = checked
        .resolved
        .as_ref()
        .map_or("", |resolved| resolved.template);
    let mut text = format!("{eventual} {template}");
    for (name, value) in others(checked) {
        let _ = write!(text, "&{name}={value}");
    }
    ids::hex(&text, 16)
}

fn encoded(text: &str) -> String {
    let quoted: String = url::form_urlencoded::byte_serialize(text.as_bytes()).collect();
    quoted
        .replace('+', "%20")
        .replace("%24", "$")
        .replace("%2C", ",")
}
