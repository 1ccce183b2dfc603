//! Writes TOML as a person would: a table for each part, and inline tables for its content.

use jiff::civil::Date;
use toml::Value;
use toml::map::Map;

/// A TOML text under construction.
#[derive(Debug, Default)]
pub(crate) struct TomlText {
    text: String,
}

impl TomlText {
    /// Writes a comment.
    pub(crate) fn comment(&mut self, comment: &str) {
        self.text.push_str("# ");
        self.text.push_str(comment);
        self.text.push_str("\n\n");
    }

    /// Writes a table.
    pub(crate) fn entry(&mut self, entry: Entry) {
        if !entry.header.is_empty() {
            self.text.push_str(&entry.header);
            self.text.push('\n');
        }
        for (key, value) in entry.values {
            self.text.push_str(key);
            self.text.push_str(" = ");
            self.text.push_str(&value);
            self.text.push('\n');
        }
        self.text.push('\n');
    }

    /// The text.
    pub(crate) fn into_text(self) -> String {
        let mut text = self.text;
        text.truncate(text.trim_end().len());
        text.push('\n');
        text
    }
}

/// A table with its keys, in order.
#[derive(Debug)]
pub(crate) struct Entry {
    header: String,
    values: Vec<(&'static str, String)>,
}

impl Entry {
    const fn with_header(header: String) -> Self {
        Self {
            header,
            values: Vec::new(),
        }
    }

    /// The keys before any table.
    pub(crate) const fn root() -> Self {
        Self::with_header(String::new())
    }

    /// A table.
    pub(crate) fn table(name: &str) -> Self {
        Self::with_header(format!("[{name}]"))
    }

    /// A table of an array.
    pub(crate) fn list(name: &str) -> Self {
        Self::with_header(format!("[[{name}]]"))
    }

    /// A key with any value.
    pub(crate) fn with(mut self, key: &'static str, value: impl Into<Value>) -> Self {
        self.values.push((key, value.into().to_string()));
        self
    }

    /// A key with a text.
    pub(crate) fn text(self, key: &'static str, text: &str) -> Self {
        self.with(key, text)
    }

    /// A key with a day.
    pub(crate) fn day(mut self, key: &'static str, day: Date) -> Self {
        self.values.push((key, day.to_string()));
        self
    }

    /// A key that is left out where there is no value.
    pub(crate) fn maybe(self, key: &'static str, value: Option<impl Into<Value>>) -> Self {
        match value {
            Some(value) => self.with(key, value),
            None => self,
        }
    }
}

/// A table on one line.
pub(crate) fn inline<const N: usize>(entries: [(&str, Value); N]) -> Value {
    let map: Map<String, Value> = entries
        .into_iter()
        .map(|(key, value)| (key.to_owned(), value))
        .collect();
    Value::Table(map)
}
