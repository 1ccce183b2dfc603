//! Reads the file: within bounds, and with a word about every way in which it is not one.

use super::ExportedRole;
use super::columns::{Content, ExportColumns};
use thiserror::Error;

/// The largest file that is read, in bytes.
const LARGEST: usize = 8 * 1024 * 1024;
/// The most rows and columns.
const ROWS: usize = 20_000;
const COLUMNS: usize = 64;
/// The longest header that an error shows, and how many.
const SHOWN: (usize, usize) = (40, 20);

/// The reason why an export of roles cannot be used.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum ExportError {
    /// More than an export of roles holds.
    #[error("it has more than {most} {what}, which no export of roles has; check the file")]
    TooLarge {
        /// Bytes, rows or columns.
        what: &'static str,
        /// The bound.
        most: usize,
    },
    /// No text, or no table.
    #[error("it is not a CSV file in UTF-8: {0}")]
    NotCsv(String),
    /// A column is missing, or named and not there.
    #[error(
        "no column holds the {content} for certain; its columns are {found}. \
         Say which one does with columns = {{ {content} = \"…\" }}"
    )]
    NoColumn {
        /// Everything that was looked for: the key to name it with.
        content: &'static str,
        /// The headers that are there.
        found: String,
    },
    /// Nothing but a header.
    #[error("it has no row below its header")]
    Empty,
}

/// Reads the rows of an export.
pub fn read_role_export(
    bytes: &[u8],
    columns: &ExportColumns,
) -> Result<Vec<ExportedRole>, ExportError> {
    let too_large = |what, most| ExportError::TooLarge { what, most };
    if bytes.len() > LARGEST {
        return Err(too_large("bytes", LARGEST));
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    // Rows of differing length are read: the export adds the state of the workloads to the table.
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(bytes);
    let not_csv = |error: csv::Error| ExportError::NotCsv(words(&error));
    let headers: Vec<String> = reader
        .headers()
        .map_err(not_csv)?
        .iter()
        .map(|header| header.trim().to_owned())
        .collect();
    if headers.len() > COLUMNS {
        return Err(too_large("columns", COLUMNS));
    }
    let mut places = [None; 4];
    for (place, content) in places.iter_mut().zip(Content::ALL) {
        *place = content.find(&headers, columns);
        let wanted = content.needed() || content.named(columns).is_some();
        if wanted && place.is_none() {
            return Err(ExportError::NoColumn {
                content: content.key(),
                found: shown(&headers),
            });
        }
    }
    let [role, permissions, assigned, sources] = places;
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(not_csv)?;
        if rows.len() >= ROWS {
            return Err(too_large("rows", ROWS));
        }
        if record.len() > COLUMNS {
            return Err(too_large("columns", COLUMNS));
        }
        let cell = |at: Option<usize>| {
            let text = at.and_then(|at| record.get(at)).unwrap_or_default();
            text.trim().to_owned()
        };
        rows.push(ExportedRole {
            line: record.position().map_or(0, csv::Position::line),
            role: cell(role),
            permissions: cell(permissions),
            assigned: cell(assigned),
            sources: sources.map(|at| cell(Some(at))),
        });
    }
    if rows.is_empty() {
        return Err(ExportError::Empty);
    }
    Ok(rows)
}

/// The library's words without anything from the file.
fn words(error: &csv::Error) -> String {
    let line = error.position().map_or(1, csv::Position::line);
    match error.kind() {
        csv::ErrorKind::Utf8 { .. } => format!("line {line} is not UTF-8"),
        _ => format!("line {line} cannot be read"),
    }
}

/// Headers for an error: few, short, and without what a terminal would obey.
fn shown(headers: &[String]) -> String {
    let (longest, most) = SHOWN;
    let names = headers.iter().take(most).map(|header| {
        let kept: String = header
            .chars()
            .filter(|c| !c.is_control())
            .take(longest)
            .collect();
        format!("{kept:?}")
    });
    let more = headers.len().saturating_sub(most);
    let tail = (more > 0).then(|| format!("and {more} more"));
    names.chain(tail).collect::<Vec<_>>().join(", ")
}
