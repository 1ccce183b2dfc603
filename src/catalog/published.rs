//! Lists of names and ids that Microsoft publishes: the files in `catalog/published/`, and ours in their form.
//!
//! A list is a text with a date and a source in its head, and a row for each name. It is cut into
//! its rows where it is read; a row that does not fit its type names nothing, and
//! `tests/published.rs` finds it.

/// A list, its date and its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PublishedList {
    /// The day when it was made: a name that is newer is not in it.
    pub date: &'static str,
    /// The source of its rows.
    pub source: &'static str,
    rows: &'static str,
}

/// Reads a list of the repository, named by its path from the root.
macro_rules! read_list {
    ($file:literal) => {
        $crate::catalog::PublishedList::read(include_str!(concat!("../../", $file)))
    };
}
pub(super) use read_list;

impl PublishedList {
    /// The list that a text holds. Its head is the lines at its start that begin with `#`.
    pub(super) fn read(text: &'static str) -> Self {
        let mut list = Self {
            date: "",
            source: "",
            rows: text,
        };
        while let Some(rest) = list.rows.strip_prefix('#') {
            let (line, rows) = rest.split_once('\n').unwrap_or((rest, ""));
            let line = line.trim();
            if let Some(date) = line.strip_prefix("date: ") {
                list.date = date;
            } else if let Some(source) = line.strip_prefix("source: ") {
                list.source = source;
            }
            list.rows = rows;
        }
        list
    }

    /// Its rows, without the head.
    pub(super) fn rows(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.rows.lines()
    }

    /// The parts of a list about permissions: the row of an API, and the rows of its permissions.
    pub(super) fn apis(&self) -> Vec<(&'static str, &'static str)> {
        let is_heading = |row: &str| !row.starts_with("a\t") && !row.starts_with("d\t");
        let mut parts = Vec::new();
        let mut rest = self.rows;
        while let Some((heading, below)) = rest.split_once('\n') {
            let mut end = 0;
            for row in below.split_inclusive('\n') {
                if is_heading(row) {
                    break;
                }
                end += row.len();
            }
            let (own, next) = below.split_at_checked(end).unwrap_or((below, ""));
            parts.push((heading, own));
            rest = next;
        }
        parts
    }

    /// Its date and source, for people.
    pub fn cited(&self) -> String {
        format!("the list of {}: {}", self.date, self.source)
    }
}
