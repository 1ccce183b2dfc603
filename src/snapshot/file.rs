//! The snapshot file: one JSON document with a schema name and version.

use super::bounds::{longest, parts};
use super::sections::lookup;
use super::{SectionName, Sections, Snapshot};
use crate::quote::{Quoted, told};
use serde::{Deserialize, Serialize};
use std::io::{BufWriter, Write};
use thiserror::Error;

/// The version of the snapshot file that this build writes.
pub const SCHEMA_VERSION: u32 = 2;
/// The oldest version that this build reads.
const OLDEST: u64 = 1;
/// The version that does not record the lookups of its requests: they are read out of the URLs.
const RECORDS_NO_LOOKUP: u64 = 1;
/// The name of the schema, in every file.
pub const SCHEMA: &str = "rolecall/snapshot";
/// The most that a file may hold; a scan keeps much less.
const BYTES: usize = 64 * 1024 * 1024;
const PARTS: usize = 1_500_000;
const TEXT: usize = 64 * 1024;
const REQUESTS: usize = 1_000;

/// The error for a file that is not a snapshot that this build can use.
#[derive(Debug, Error)]
pub enum SnapshotError {
    /// The text is not JSON at all.
    #[error(
        "not JSON: {0}; a snapshot is the file that `rolecall scan -o` wrote, whole and unchanged"
    )]
    NotJson(serde_json::Error),
    /// JSON, but of something else.
    #[error(
        "not a rolecall snapshot: \"schema\" is {}, not \"{SCHEMA}\"; give the file that `rolecall scan -o` wrote",
        named(.0.as_ref())
    )]
    OtherSchema(Option<Quoted>),
    /// A snapshot of an older rolecall.
    #[error(
        "snapshot schema version {found} is older than version {OLDEST}, the oldest that this rolecall reads; \
         read it with the rolecall that wrote it, or scan again"
    )]
    Older {
        /// The version in the file.
        found: u64,
    },
    /// A snapshot of a newer rolecall.
    #[error(
        "snapshot schema version {found} is newer than version {SCHEMA_VERSION}, which this rolecall reads; update rolecall"
    )]
    Newer {
        /// The version in the file.
        found: u64,
    },
    /// More than any scan keeps: a file made to take much time or memory.
    #[error(
        "not a snapshot that `rolecall scan` wrote: it has {found} {what}, and none has more than {most}"
    )]
    TooLarge {
        /// Bytes, parts or bytes in one text.
        what: &'static str,
        /// The number that was found.
        found: usize,
        /// The bound.
        most: usize,
    },
    /// The right schema and version, but a field that does not fit.
    #[error(
        "not a valid snapshot: at {path}: {message}; a snapshot is the file that `rolecall scan -o` wrote, whole and \
         unchanged"
    )]
    Invalid {
        /// The path of the field, such as `sections.users.items[0].object.id`.
        path: Quoted,
        /// The fault there.
        message: String,
    },
}

fn named(schema: Option<&Quoted>) -> String {
    schema.map_or_else(|| "missing".to_owned(), |schema| format!("{schema:?}"))
}

#[derive(Deserialize)]
struct Envelope {
    #[serde(default)]
    schema: serde_json::Value,
    #[serde(default)]
    schema_version: serde_json::Value,
}

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    schema_version: u32,
    snapshot: &'a Snapshot,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Read {
    #[serde(rename = "schema")]
    _schema: String,
    #[serde(rename = "schema_version")]
    _schema_version: u32,
    snapshot: Snapshot,
}

/// Reads a snapshot file.
///
/// The schema and its version are checked before anything else, so that a file
/// of another version is named as such and not by its first strange field.
pub fn read(bytes: &[u8]) -> Result<Snapshot, SnapshotError> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    check_size(bytes)?;
    let envelope: Envelope = serde_json::from_slice(bytes).map_err(|error| {
        if error.is_data() {
            SnapshotError::OtherSchema(None)
        } else {
            SnapshotError::NotJson(error)
        }
    })?;
    match envelope.schema.as_str() {
        Some(SCHEMA) => {}
        Some(other) => return Err(SnapshotError::OtherSchema(Some(Quoted::new(other)))),
        None => return Err(SnapshotError::OtherSchema(None)),
    }
    let version = match envelope.schema_version.as_u64() {
        Some(found) if found < OLDEST => return Err(SnapshotError::Older { found }),
        Some(found) if found > u64::from(SCHEMA_VERSION) => {
            return Err(SnapshotError::Newer { found });
        }
        Some(found) => found,
        None => {
            return Err(SnapshotError::Invalid {
                path: Quoted::new("schema_version"),
                message: "expected a whole number".to_owned(),
            });
        }
    };
    let mut parser = serde_json::Deserializer::from_slice(bytes);
    let mut document: Read =
        serde_path_to_error::deserialize(&mut parser).map_err(|error| SnapshotError::Invalid {
            path: Quoted::new(&error.path().to_string()),
            message: told(&error.into_inner().to_string()),
        })?;
    check_references(&document.snapshot.sections)?;
    if version == RECORDS_NO_LOOKUP {
        let sections = &mut document.snapshot.sections;
        sections.each_request(|section, request| request.lookup = lookup(section, &request.url));
    }
    Ok(document.snapshot)
}

/// Refuses a file that would take much memory or time, before anything of it is read.
fn check_size(bytes: &[u8]) -> Result<(), SnapshotError> {
    let within = |what, found, most| {
        if found > most {
            Err(SnapshotError::TooLarge { what, found, most })
        } else {
            Ok(())
        }
    };
    within("bytes", bytes.len(), BYTES)?;
    within("bytes in one text", longest(bytes), TEXT)?;
    within("parts", parts(bytes), PARTS)
}

/// Writes a snapshot file: the same snapshot gives the same bytes.
pub fn write(snapshot: &Snapshot) -> Result<Vec<u8>, serde_json::Error> {
    let mut bytes = Vec::new();
    write_to(snapshot, &mut bytes)?;
    Ok(bytes)
}

/// The same, written in parts, so that the text is never in memory as a whole.
pub fn write_to(snapshot: &Snapshot, out: &mut dyn Write) -> Result<(), serde_json::Error> {
    let document = Document {
        schema: SCHEMA,
        schema_version: SCHEMA_VERSION,
        snapshot,
    };
    let mut out = BufWriter::new(out);
    serde_json::to_writer_pretty(&mut out, &document)?;
    out.write_all(b"\n")
        .and_then(|()| out.flush())
        .map_err(serde_json::Error::io)
}

/// An item must name a request that the section made: evidence without a request is none.
fn check_references(sections: &Sections) -> Result<(), SnapshotError> {
    for &name in SectionName::ALL {
        let found = sections.head(name).requests.len();
        if found > REQUESTS {
            let (what, most) = ("requests in one section", REQUESTS);
            return Err(SnapshotError::TooLarge { what, found, most });
        }
        if let Some(index) = sections.dangling(name) {
            return Err(SnapshotError::Invalid {
                path: Quoted::new(&format!("sections.{name}.items[{index}].request")),
                message: "names a request that is not in the section's list".to_owned(),
            });
        }
    }
    Ok(())
}
