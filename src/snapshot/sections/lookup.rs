//! The lookup of a request, read out of its URL: what snapshots of schema 1 do not record.

use super::{Endpoint, SectionName};
use std::collections::BTreeMap;
use url::Url;

/// The values of placeholders, by placeholder.
type Lookup = BTreeMap<String, Vec<String>>;

/// The values that a request put into the placeholders of an endpoint of its section. Empty where the URL is that
/// of no such endpoint: it then counts as a lookup of nothing.
pub(crate) fn lookup(section: SectionName, url: &str) -> Lookup {
    let Ok(url) = Url::parse(url) else {
        return Lookup::new();
    };
    let mut endpoints = section.row().endpoints.iter();
    endpoints
        .find_map(|endpoint| of_endpoint(endpoint, &url))
        .unwrap_or_default()
}

fn of_endpoint(endpoint: &Endpoint, url: &Url) -> Option<Lookup> {
    let mut found = Lookup::new();
    let mut segments = url.path_segments()?;
    if segments.next()? != endpoint.version.as_str() {
        return None;
    }
    let mut wanted = endpoint.path.split('/').skip(1);
    loop {
        match (wanted.next(), segments.next()) {
            (None, None) => break,
            (Some(template), Some(segment)) => in_path(template, segment, &mut found)?,
            _ => return None,
        }
    }
    let mut query = url.query_pairs();
    let filter = query.find(|(name, _)| name == "$filter");
    let filter = filter.map(|(_, filter)| filter).unwrap_or_default();
    in_filter(endpoint.filter, &filter, &mut found)?;
    Some(found)
}

/// A segment of a path: a whole placeholder, one in quotes within a function, or plain text.
fn in_path(template: &str, segment: &str, found: &mut Lookup) -> Option<()> {
    let Some((before, rest)) = template.split_once('{') else {
        return (template == segment).then_some(());
    };
    let (name, after) = rest.split_once('}')?;
    let value = segment.strip_prefix(before)?.strip_suffix(after)?;
    add(found, name, &[value.to_owned()])
}

/// A filter: literals in quotes, lists of them in brackets, and the same comparison of several with `or`.
fn in_filter(template: &str, filter: &str, found: &mut Lookup) -> Option<()> {
    let (mut template, mut filter) = (template, filter);
    while let Some((before, rest)) = template.split_once('{') {
        let (name, after) = rest.split_once('}')?;
        let literal = after.split('{').next().unwrap_or_default();
        let text = filter.strip_prefix(before)?;
        let (mut values, mut text) = if let Some(list) = text.strip_prefix('(') {
            list_of(list)?
        } else {
            let (value, text) = quoted(text)?;
            (vec![value], text)
        };
        while !follows(literal, after, text) {
            let (_, again) = text.strip_prefix(" or ")?.split_once(" eq ")?;
            let (value, more) = quoted(again)?;
            values.push(value);
            text = more;
        }
        add(found, name, &values)?;
        (template, filter) = (after, text);
    }
    (template == filter).then_some(())
}

/// Tells if a text goes on with a literal; with nothing, where the template ends with it.
fn follows(literal: &str, rest: &str, text: &str) -> bool {
    if literal == rest {
        text == literal
    } else {
        text.starts_with(literal)
    }
}

/// The first literal of a text, and the text behind it. A quote within it is doubled.
fn quoted(text: &str) -> Option<(String, &str)> {
    let mut rest = text.strip_prefix('\'')?;
    let mut value = String::new();
    loop {
        let (before, after) = rest.split_once('\'')?;
        value.push_str(before);
        match after.strip_prefix('\'') {
            Some(more) => {
                value.push('\'');
                rest = more;
            }
            None => return Some((value, after)),
        }
    }
}

/// The literals of a list up to its bracket, and the text behind it.
fn list_of(text: &str) -> Option<(Vec<String>, &str)> {
    let (first, mut rest) = quoted(text)?;
    let mut values = vec![first];
    while let Some(more) = rest.strip_prefix(',') {
        let (value, after) = quoted(more)?;
        values.push(value);
        rest = after;
    }
    Some((values, rest.strip_prefix(')')?))
}

/// Adds the values of a placeholder. One that stands twice has the same values in both places.
fn add(found: &mut Lookup, name: &str, values: &[String]) -> Option<()> {
    let known = found
        .entry(name.to_owned())
        .or_insert_with(|| values.to_vec());
    (known.as_slice() == values).then_some(())
}
