//! The objects of one page, read one after another and within bounds.

use super::totals::weight;
use crate::snapshot::{parts, texts};
use serde::de::{
    DeserializeOwned, DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Visitor,
};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::fmt;

/// One object with the id that Graph gave it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Item<T> {
    /// The id, empty where the object has none.
    pub(crate) id: String,
    /// The object.
    pub(crate) object: T,
}

/// A page: its objects, and what did not fit.
#[derive(Debug)]
pub(super) struct Page<T> {
    pub(super) items: Vec<Item<T>>,
    /// The fault in the first object that could not be read whole.
    pub(super) misfit: Option<String>,
    pub(super) next: Option<String>,
    pub(super) count: Option<u64>,
    /// About how much memory the objects take.
    pub(super) weight: usize,
    /// True if there were more objects than are read.
    pub(super) more: bool,
}

/// Everything that is read of a page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bounds {
    /// Objects.
    pub(super) items: usize,
    /// Bytes of one text.
    pub(super) text: usize,
}

/// The reason why a body is no page.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum PageError {
    /// Not JSON, or cut short: another try may bring it whole.
    Broken,
    /// JSON of another shape: another try will bring the same.
    Shape(&'static str),
}

#[derive(Deserialize)]
struct Identified<'a> {
    #[serde(borrow, default)]
    id: Option<Cow<'a, str>>,
}

/// Reads a list.
pub(super) fn list<T>(body: &[u8], bounds: Bounds) -> Result<Page<T>, PageError>
where
    T: DeserializeOwned + Serialize,
{
    let mut page = Page::empty();
    let mut parser = serde_json::Deserializer::from_slice(unmarked(body));
    let reading = List {
        page: &mut page,
        bounds,
        seen: false,
    };
    let read = parser
        .deserialize_map(reading)
        .and_then(|seen| parser.end().map(|()| seen));
    match read {
        Ok(true) => Ok(page),
        Ok(false) => Err(PageError::Shape("it has no `value` list")),
        Err(error) if error.is_data() => Err(PageError::Shape("a list was expected")),
        Err(_) => Err(PageError::Broken),
    }
}

/// Reads one object.
pub(super) fn one<T>(body: &[u8], bounds: Bounds) -> Result<Page<T>, PageError>
where
    T: DeserializeOwned + Serialize,
{
    let raw: &RawValue = serde_json::from_slice(unmarked(body)).map_err(|_| PageError::Broken)?;
    let mut page = Page::empty();
    page.take(raw, bounds, "the object");
    Ok(page)
}

fn unmarked(body: &[u8]) -> &[u8] {
    body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body)
}

impl<T> Page<T> {
    const fn empty() -> Self {
        Self {
            items: Vec::new(),
            misfit: None,
            next: None,
            count: None,
            weight: 0,
            more: false,
        }
    }
}

impl<T: DeserializeOwned + Serialize> Page<T> {
    /// Keeps an object that fits; notes the first that does not.
    fn take(&mut self, raw: &RawValue, bounds: Bounds, place: &str) {
        let Some(bounded) = bounded(raw.get(), bounds.text) else {
            let what = || {
                format!("an object was too large and was not read, at {place}; the rest was read")
            };
            self.misfit.get_or_insert_with(what);
            return;
        };
        if bounded.cut {
            let longest = bounds.text;
            let what = || format!("a text of more than {longest} bytes was cut, at {place}");
            self.misfit.get_or_insert_with(what);
        }
        let mut parser = serde_json::Deserializer::from_str(&bounded.text);
        match serde_path_to_error::deserialize(&mut parser) {
            Ok(object) => {
                let id = serde_json::from_str::<Identified<'_>>(&bounded.text)
                    .ok()
                    .and_then(|identified| identified.id)
                    .map(Cow::into_owned)
                    .unwrap_or_default();
                let weight = weight(&object).saturating_add(id.len());
                self.weight = self.weight.saturating_add(weight);
                self.items.push(Item { id, object });
            }
            Err(error) => {
                let path: String = error
                    .path()
                    .to_string()
                    .chars()
                    .filter(char::is_ascii_graphic)
                    .take(80)
                    .collect();
                self.misfit.get_or_insert_with(|| {
                    format!("an answer did not have the documented shape, at {place}.{path}; the rest was read")
                });
            }
        }
    }
}

/// Reads the members of a list's page; whether there was a list among them.
struct List<'p, T> {
    page: &'p mut Page<T>,
    bounds: Bounds,
    seen: bool,
}

impl<'de, T: DeserializeOwned + Serialize> Visitor<'de> for List<'_, T> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a page of a list")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<bool, A::Error> {
        while let Some(name) = map.next_key::<Cow<'de, str>>()? {
            match &*name {
                "value" if self.seen => return Err(A::Error::duplicate_field("value")),
                "value" => {
                    self.seen = map.next_value_seed(Objects {
                        page: &mut *self.page,
                        bounds: self.bounds,
                    })?;
                }
                "@odata.nextLink" => self.page.next = map.next_value()?,
                // Only a number counts, and what is none costs nothing but the count.
                "@odata.count" => {
                    let count = map.next_value::<&RawValue>()?;
                    self.page.count = serde_json::from_str(count.get()).ok();
                }
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(self.seen)
    }
}

/// Reads the objects one after another, so that only those that are kept take memory.
struct Objects<'p, T> {
    page: &'p mut Page<T>,
    bounds: Bounds,
}

impl<'de, T: DeserializeOwned + Serialize> DeserializeSeed<'de> for Objects<'_, T> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<bool, D::Error> {
        from.deserialize_option(self)
    }
}

impl<'de, T: DeserializeOwned + Serialize> Visitor<'de> for Objects<'_, T> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_none<E: Error>(self) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_some<D: Deserializer<'de>>(self, from: D) -> Result<bool, D::Error> {
        from.deserialize_seq(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<bool, A::Error> {
        let mut index = 0_usize;
        while let Some(raw) = list.next_element::<&RawValue>()? {
            if index < self.bounds.items {
                self.page.take(raw, self.bounds, &format!("value[{index}]"));
            } else {
                self.page.more = true;
            }
            index += 1;
        }
        Ok(true)
    }
}

/// The most parts (lists, objects and members) of one object: an API with all its permissions has some 15,000.
pub(super) const PARTS: usize = 100_000;

/// An object that is read.
pub(super) struct Bounded<'t> {
    pub(super) text: Cow<'t, str>,
    /// True if a text in it was cut.
    pub(super) cut: bool,
}

/// The object with its texts cut to so many bytes; `None` when it has more parts than any object.
pub(super) fn bounded(raw: &str, longest: usize) -> Option<Bounded<'_>> {
    if raw.len() > PARTS && parts(raw.as_bytes()) > PARTS {
        return None;
    }
    let cut = if raw.len() > longest {
        cut(raw, longest)
    } else {
        None
    };
    Some(match cut {
        Some(text) => Bounded {
            text: Cow::Owned(text),
            cut: true,
        },
        None => Bounded {
            text: Cow::Borrowed(raw),
            cut: false,
        },
    })
}

/// The text with every longer string cut; `None` when there is none.
fn cut(raw: &str, longest: usize) -> Option<String> {
    let mut out: Option<String> = None;
    let mut copied = 0;
    for (start, end) in texts(raw.as_bytes()).filter(|(start, end)| end - start > longest) {
        let out = out.get_or_insert_with(String::new);
        let mut to = start + longest;
        while !raw.is_char_boundary(to) {
            to -= 1;
        }
        let kept = raw.get(start..to).unwrap_or_default();
        out.push_str(raw.get(copied..start).unwrap_or_default());
        out.push_str(whole_escapes(kept));
        copied = end;
    }
    if let Some(out) = &mut out {
        out.push_str(raw.get(copied..).unwrap_or_default());
    }
    out
}

/// The text without an escape that was cut in two. Half of a pair of surrogates is none either.
fn whole_escapes(text: &str) -> &str {
    let mut at = 0;
    let mut whole = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let length = if rest.starts_with("\\u") {
            let high = rest
                .get(2..6)
                .and_then(|digits| u16::from_str_radix(digits, 16).ok())
                .is_some_and(|unit| (0xD800..0xDC00).contains(&unit));
            if high { 12 } else { 6 }
        } else if rest.starts_with('\\') {
            2
        } else {
            rest.find('\\').unwrap_or(rest.len())
        };
        if length > rest.len() {
            break;
        }
        at += length;
        whole = at;
    }
    text.get(..whole).unwrap_or_default()
}
