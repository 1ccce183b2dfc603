//! What a page holds, read without building a tree of it.

use super::allowance::weight;
use super::bounded::bounded;
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
    /// What is wrong with the first object that could not be read whole.
    pub(super) misfit: Option<String>,
    pub(super) next: Option<String>,
    pub(super) count: Option<u64>,
    /// About how much memory the objects take.
    pub(super) weight: usize,
    /// Whether there were more objects than are read.
    pub(super) more: bool,
}

/// What is read of a page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bounds {
    /// Objects.
    pub(super) items: usize,
    /// Bytes of one text.
    pub(super) text: usize,
}

/// Why a body is no page.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum NoPage {
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
pub(super) fn list<T>(body: &[u8], bounds: Bounds) -> Result<Page<T>, NoPage>
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
        Ok(false) => Err(NoPage::Shape("it has no `value` list")),
        Err(error) if error.is_data() => Err(NoPage::Shape("a list was expected")),
        Err(_) => Err(NoPage::Broken),
    }
}

/// Reads one object.
pub(super) fn one<T>(body: &[u8], bounds: Bounds) -> Result<Page<T>, NoPage>
where
    T: DeserializeOwned + Serialize,
{
    let raw: &RawValue = serde_json::from_slice(unmarked(body)).map_err(|_| NoPage::Broken)?;
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
