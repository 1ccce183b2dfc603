//! The files in `catalog/` as plain tables of which every text knows its line.

use std::fs;
use std::path::Path;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The text of each file.
#[derive(Clone)]
pub(super) struct Files(Vec<File>);

#[derive(Clone)]
pub(super) struct File {
    /// From the root of the repository: `catalog/api/microsoft-graph.toml`.
    pub(super) path: String,
    text: &'static str,
    table: DeTable<'static>,
}

/// A table of a file.
pub(super) struct Entry<'f> {
    file: &'f File,
    table: &'f DeTable<'static>,
    start: usize,
}

/// A text of a file.
#[derive(Clone, Debug)]
pub(super) struct At {
    file: String,
    pub(super) line: usize,
    pub(super) text: String,
}

impl At {
    /// A problem with it.
    pub(super) fn says(&self, problem: &str) -> String {
        format!("{}:{}: {problem}", self.file, self.line)
    }
}

impl Files {
    /// Every file of TOML in `catalog/`; the lists are checked in `tests/published.rs`.
    pub(super) fn on_disk() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut files = Vec::new();
        for folder in ["catalog", "catalog/api"] {
            let entries = fs::read_dir(root.join(folder)).unwrap();
            for entry in entries.map(|entry| entry.unwrap().path()) {
                if entry
                    .extension()
                    .is_some_and(|extension| extension == "toml")
                {
                    let name = entry.file_name().unwrap().to_str().unwrap();
                    let text = fs::read_to_string(&entry).unwrap();
                    files.push(File::new(format!("{folder}/{name}"), text));
                }
            }
        }
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Self(files)
    }

    /// The same with another text of a file.
    pub(super) fn with(&self, name: &str, change: impl FnOnce(&str) -> String) -> Self {
        let mut changed = self.clone();
        let path = format!("catalog/{name}.toml");
        let file = changed.0.iter_mut().find(|file| file.path == path);
        let file = file.unwrap();
        *file = File::new(path, change(file.text));
        changed
    }

    /// The file with this name (`covers`), or all whose names fit it (`api/*`).
    pub(super) fn named(&self, name: &str) -> impl Iterator<Item = &File> {
        let (start, any) = name
            .strip_suffix('*')
            .map_or((name, false), |start| (start, true));
        let start = format!("catalog/{start}");
        self.0.iter().filter(move |file| {
            if any {
                file.path.starts_with(&start)
            } else {
                file.path.strip_suffix(".toml") == Some(&start)
            }
        })
    }

    /// The entries of a list; without its name, the whole of each file.
    pub(super) fn entries(&self, file: &str, list: &str) -> Vec<Entry<'_>> {
        let files = self.named(file).map(File::root);
        match list {
            "" => files.collect(),
            _ => files.flat_map(|root| root.entries(list)).collect(),
        }
    }

    /// The keys of the entries of a list: see [`Entry::keys`].
    pub(super) fn keys(&self, file: &str, list: &str, fields: &[&str]) -> Vec<At> {
        let entries = self.entries(file, list);
        entries.iter().map(|entry| entry.key(fields)).collect()
    }

    /// Every text at a path such as `role.name`, through the lists on its way.
    pub(super) fn texts(&self, file: &str, path: &str) -> Vec<At> {
        let (list, field) = path.rsplit_once('.').unwrap_or(("", path));
        let entries = self.entries(file, list);
        entries
            .iter()
            .flat_map(|entry| entry.texts(field))
            .collect()
    }
}

impl File {
    fn new(path: String, text: String) -> Self {
        // A table borrows its text, and these last as long as the tests.
        let text: &'static str = text.leak();
        let table = DeTable::parse(text).unwrap_or_else(|error| panic!("{path}: {error}"));
        let table = table.into_inner();
        Self { path, text, table }
    }

    pub(super) fn root(&self) -> Entry<'_> {
        Entry {
            file: self,
            table: &self.table,
            start: 0,
        }
    }

    /// Every text under this key, at any depth.
    pub(super) fn everywhere(&self, key: &str) -> Vec<At> {
        let mut found = Vec::new();
        self.walk(&self.table, key, &mut found);
        found
    }

    fn walk(&self, table: &DeTable<'_>, key: &str, found: &mut Vec<At>) {
        for (name, value) in table {
            if name.get_ref() == key {
                found.extend(self.texts_of(value));
            }
            let items = value
                .get_ref()
                .as_array()
                .into_iter()
                .flat_map(|array| array.iter());
            let tables = std::iter::once(value).chain(items);
            for inner in tables.filter_map(|one| one.get_ref().as_table()) {
                self.walk(inner, key, found);
            }
        }
    }

    /// The text of a value, or each of a list of them.
    fn texts_of(&self, value: &Spanned<DeValue<'_>>) -> Vec<At> {
        if let Some(text) = value.get_ref().as_str() {
            return vec![self.at(value.span().start, text)];
        }
        let items = value
            .get_ref()
            .as_array()
            .into_iter()
            .flat_map(|array| array.iter());
        items.flat_map(|item| self.texts_of(item)).collect()
    }

    fn at(&self, start: usize, text: &str) -> At {
        At {
            file: self.path.clone(),
            line: self.text[..start].matches('\n').count() + 1,
            text: text.to_owned(),
        }
    }
}

impl Entry<'_> {
    /// The tables of a list in it.
    pub(super) fn entries(&self, list: &str) -> Vec<Self> {
        let array = self
            .table
            .get(list)
            .and_then(|value| value.get_ref().as_array());
        let items = array.into_iter().flat_map(|array| array.iter());
        items
            .filter_map(|item| {
                Some(Self {
                    file: self.file,
                    table: item.get_ref().as_table()?,
                    start: item.span().start,
                })
            })
            .collect()
    }

    /// The texts of a field: none, one, or those of a list.
    pub(super) fn texts(&self, field: &str) -> Vec<At> {
        let value = self.table.get(field);
        value
            .map(|value| self.file.texts_of(value))
            .unwrap_or_default()
    }

    /// True where it has a field.
    pub(super) fn has(&self, field: &str) -> bool {
        self.table.get(field).is_some()
    }

    /// The text of a field.
    pub(super) fn text(&self, field: &str) -> String {
        let first = self.texts(field).into_iter().next();
        first.map(|at| at.text).unwrap_or_default()
    }

    /// The keys of the entries of a list.
    pub(super) fn keys(&self, list: &str, fields: &[&str]) -> Vec<At> {
        let entries = self.entries(list);
        entries.iter().map(|entry| entry.key(fields)).collect()
    }

    /// Some fields as one text, with the line of the last; `$file` stands for the file.
    fn key(&self, fields: &[&str]) -> At {
        let part = |field: &&str| match *field {
            "$file" => self.file.path.clone(),
            field => self.text(field),
        };
        let parts: Vec<String> = fields.iter().map(part).collect();
        let last = fields
            .last()
            .and_then(|field| self.texts(field).into_iter().next());
        At {
            text: parts.join(" "),
            ..last.unwrap_or_else(|| self.file.at(self.start, ""))
        }
    }

    /// A problem with the entry as a whole.
    pub(super) fn says(&self, problem: &str) -> String {
        self.file.at(self.start, "").says(problem)
    }
}
