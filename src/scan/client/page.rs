//! What a page holds, read without building a tree of it.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;
use std::borrow::Cow;

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
    /// Where the first object that does not fit its type breaks it.
    pub(super) misfit: Option<String>,
    pub(super) next: Option<String>,
    pub(super) count: Option<u64>,
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
struct Wire<'a> {
    #[serde(borrow, default)]
    value: Option<Vec<&'a RawValue>>,
    #[serde(rename = "@odata.nextLink", default)]
    next: Option<String>,
    #[serde(rename = "@odata.count", default)]
    count: Option<u64>,
}

#[derive(Deserialize)]
struct Identified<'a> {
    #[serde(borrow, default)]
    id: Option<Cow<'a, str>>,
}

/// Reads a list.
pub(super) fn list<T: DeserializeOwned>(body: &[u8]) -> Result<Page<T>, NoPage> {
    let wire: Wire<'_> = serde_json::from_slice(unmarked(body)).map_err(|error| {
        if error.is_data() {
            NoPage::Shape("a list was expected")
        } else {
            NoPage::Broken
        }
    })?;
    let value = wire.value.ok_or(NoPage::Shape("it has no `value` list"))?;
    let mut page = Page {
        items: Vec::with_capacity(value.len()),
        misfit: None,
        next: wire.next,
        count: wire.count,
    };
    for (index, raw) in value.into_iter().enumerate() {
        page.take(raw, &format!("value[{index}]"));
    }
    Ok(page)
}

/// Reads one object.
pub(super) fn one<T: DeserializeOwned>(body: &[u8]) -> Result<Page<T>, NoPage> {
    let raw: &RawValue = serde_json::from_slice(unmarked(body)).map_err(|_| NoPage::Broken)?;
    let mut page = Page {
        items: Vec::with_capacity(1),
        misfit: None,
        next: None,
        count: None,
    };
    page.take(raw, "the object");
    Ok(page)
}

fn unmarked(body: &[u8]) -> &[u8] {
    body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body)
}

impl<T: DeserializeOwned> Page<T> {
    /// Keeps an object that fits; notes the first that does not.
    fn take(&mut self, raw: &RawValue, place: &str) {
        let mut parser = serde_json::Deserializer::from_str(raw.get());
        match serde_path_to_error::deserialize(&mut parser) {
            Ok(object) => {
                let id = serde_json::from_str::<Identified<'_>>(raw.get())
                    .ok()
                    .and_then(|identified| identified.id)
                    .map(Cow::into_owned)
                    .unwrap_or_default();
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
                self.misfit.get_or_insert_with(|| format!("{place}.{path}"));
            }
        }
    }
}
