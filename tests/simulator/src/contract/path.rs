//! Which path of the metadata a request means.

use super::Finding;
use super::metadata::{Metadata, Path, Version, Write};
use crate::odata::query::percent_decoded;

/// What a path leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Collection,
    Entity,
}

/// A path understood.
#[derive(Clone, Debug)]
pub struct Resolved {
    /// `v1.0` or `beta`.
    pub version: &'static str,
    pub metadata: &'static Version,
    /// The path without version, `{}` for each key.
    pub template: &'static str,
    pub path: &'static Path,
    /// The keys, decoded, in order.
    pub keys: Vec<String>,
}

impl Resolved {
    /// Collection or single object.
    pub fn kind(&self) -> Kind {
        if self.path.collection {
            Kind::Collection
        } else {
            Kind::Entity
        }
    }

    /// The type after the last cast segment.
    pub fn cast(&self) -> Option<&'static str> {
        self.template
            .rsplit('/')
            .next()?
            .strip_prefix("microsoft.graph.")
    }
}

/// Finds the path of the metadata. The path is as sent, percent-encoded, with the version.
pub fn resolve(path: &str) -> Result<Resolved, Finding> {
    let Sent {
        version,
        metadata,
        segments,
    } = Sent::read(path)?;
    let templates = metadata.paths.keys().map(String::as_str);
    let Some((template, keys)) = best(templates, &segments) else {
        return Err(nothing_at(metadata, &segments));
    };
    Ok(Resolved {
        version,
        metadata,
        template,
        path: &metadata.paths[template],
        keys,
    })
}

/// A path that can be written to with a method.
#[derive(Clone, Debug)]
pub struct Target {
    pub version: &'static str,
    pub metadata: &'static Version,
    /// The path without version, `{}` for each key.
    pub template: &'static str,
    pub write: &'static Write,
    pub keys: Vec<String>,
}

/// Finds what a method writes to.
pub fn target(method: &str, path: &str) -> Result<Target, Finding> {
    let Sent {
        version,
        metadata,
        segments,
    } = Sent::read(path)?;
    let named = |entry: &'static str| entry.split_once(' ').unwrap_or(("", entry));
    let writes = || metadata.writes.keys().map(|entry| named(entry));
    let of_method = writes()
        .filter(|entry| entry.0 == method)
        .map(|entry| entry.1);
    if let Some((template, keys)) = best(of_method, &segments) {
        let write = &metadata.writes[&format!("{method} {template}")];
        return Ok(Target {
            version,
            metadata,
            template,
            write,
            keys,
        });
    }
    let known = metadata.paths.keys().map(String::as_str);
    if best(known.chain(writes().map(|entry| entry.1)), &segments).is_some() {
        let message = format!("The HTTP method {method} is not allowed for the request target.");
        return Err(Finding::bad("write_method", message));
    }
    Err(nothing_at(metadata, &segments))
}

/// A path as sent.
struct Sent {
    version: &'static str,
    metadata: &'static Version,
    segments: Vec<Segment>,
}

impl Sent {
    fn read(path: &str) -> Result<Self, Finding> {
        let mut segments = path.trim_matches('/').split('/').map(percent_decoded);
        let first = segments.next().unwrap_or_default();
        let version = match first.to_ascii_lowercase().as_str() {
            "v1.0" => "v1.0",
            "beta" => "beta",
            _ => {
                return Err(Finding::bad(
                    "bad_version",
                    format!("Invalid version: {first}"),
                ));
            }
        };
        let metadata = Metadata::get()
            .version(version)
            .expect("both versions are in the fixture");
        let segments: Vec<Segment> = segments.flat_map(|text| Segment::read(&text)).collect();
        if segments.iter().any(|segment| segment.text.is_empty()) {
            return Err(Finding::bad(
                "empty_key",
                "Resource not found for the segment ''.",
            ));
        }
        Ok(Self {
            version,
            metadata,
            segments,
        })
    }
}

/// The template that matches with the most segments by name, and the keys.
fn best<'t>(
    templates: impl Iterator<Item = &'t str>,
    segments: &[Segment],
) -> Option<(&'t str, Vec<String>)> {
    let mut best: Option<(usize, &str, Vec<String>)> = None;
    for template in templates {
        if let Some((keys, literal)) = matched(template, segments)
            && best.as_ref().is_none_or(|found| found.0 < literal)
        {
            best = Some((literal, template, keys));
        }
    }
    best.map(|found| (found.1, found.2))
}

fn nothing_at(metadata: &Version, segments: &[Segment]) -> Finding {
    let segment = unknown(metadata, segments);
    Finding::bad(
        "unknown_path",
        format!("Resource not found for the segment '{segment}'."),
    )
}

/// A segment as sent; a key in parentheses is a segment of its own.
struct Segment {
    text: String,
    /// Names and values of `name(key='value')`.
    arguments: Vec<(String, String)>,
    is_key: bool,
}

impl Segment {
    fn read(text: &str) -> Vec<Self> {
        let plain = |text: &str, is_key| Self {
            text: text.to_owned(),
            arguments: Vec::new(),
            is_key,
        };
        let Some((name, rest)) = text.split_once('(') else {
            return vec![plain(text, false)];
        };
        let Some(inner) = rest.strip_suffix(')') else {
            return vec![plain(text, false)];
        };
        let unquoted = |value: &str| {
            let inner = value
                .strip_prefix('\'')
                .and_then(|value| value.strip_suffix('\''));
            inner.map_or_else(|| value.to_owned(), |inner| inner.replace("''", "'"))
        };
        if inner.starts_with('\'') || !inner.contains('=') {
            return vec![plain(name, false), plain(&unquoted(inner), true)];
        }
        let arguments = inner.split(',').filter_map(|pair| pair.split_once('='));
        let arguments = arguments
            .map(|pair| (pair.0.trim().to_owned(), unquoted(pair.1.trim())))
            .collect();
        vec![Self {
            text: name.to_owned(),
            arguments,
            is_key: false,
        }]
    }
}

/// The keys, and how many segments matched by name.
fn matched(template: &str, segments: &[Segment]) -> Option<(Vec<String>, usize)> {
    let wanted: Vec<&str> = template.trim_start_matches('/').split('/').collect();
    if wanted.len() != segments.len() {
        return None;
    }
    let (mut keys, mut literal) = (Vec::new(), 0);
    for (want, segment) in wanted.into_iter().zip(segments) {
        if want == "{}" {
            if !segment.arguments.is_empty() {
                return None;
            }
            keys.push(segment.text.clone());
            continue;
        }
        let (name, argument) = want
            .split_once('(')
            .map_or((want, None), |(name, rest)| (name, rest.split('=').next()));
        let cast = segment
            .text
            .strip_prefix("graph.")
            .map(|rest| format!("microsoft.graph.{rest}"));
        let sent = cast.as_deref().unwrap_or(&segment.text);
        if segment.is_key || !name.eq_ignore_ascii_case(sent) {
            return None;
        }
        match (argument, segment.arguments.as_slice()) {
            (None, []) => {}
            (Some(argument), [(name, value)]) if argument == name => keys.push(value.clone()),
            _ => return None,
        }
        literal += 1;
    }
    Some((keys, literal))
}

/// The first segment that no path of the metadata has at that place.
fn unknown(metadata: &Version, segments: &[Segment]) -> String {
    for end in 1..=segments.len() {
        let known = metadata.paths.keys().any(|template| {
            let parts: Vec<&str> = template
                .trim_start_matches('/')
                .split('/')
                .take(end)
                .collect();
            parts.len() == end
                && matched(&format!("/{}", parts.join("/")), &segments[..end]).is_some()
        });
        if !known {
            return segments[end - 1].text.clone();
        }
    }
    segments
        .last()
        .map_or_else(String::new, |segment| segment.text.clone())
}
