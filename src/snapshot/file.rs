//! The snapshot file: one JSON document with a schema name and version.

use super::{SectionName, Sections, Snapshot};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The version of the snapshot file that this build writes and reads.
pub const SCHEMA_VERSION: u32 = 1;
/// The name of the schema, in every file.
pub const SCHEMA: &str = "rolecall/snapshot";

/// Why a file is not a snapshot that this build can use.
#[derive(Debug, Error)]
pub enum SnapshotProblem {
    /// The text is not JSON at all.
    #[error(
        "not JSON: {0}; a snapshot is the file that `rolecall scan -o` wrote, whole and unchanged"
    )]
    NotJson(serde_json::Error),
    /// JSON, but of something else.
    #[error(
        "not a rolecall snapshot: \"schema\" is {0}, not \"{SCHEMA}\"; give the file that `rolecall scan -o` wrote"
    )]
    OtherSchema(String),
    /// A snapshot of an older rolecall.
    #[error(
        "snapshot schema version {found} is older than version {SCHEMA_VERSION}, which this rolecall reads; \
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
    /// The right schema and version, but a field that does not fit.
    #[error("not a valid snapshot: at {path}: {message}")]
    Invalid {
        /// Where, such as `sections.users.items[0].object.id`.
        path: String,
        /// What is wrong there.
        message: String,
    },
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
pub fn read(bytes: &[u8]) -> Result<Snapshot, SnapshotProblem> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let envelope: Envelope = serde_json::from_slice(bytes).map_err(|error| {
        if error.is_data() {
            SnapshotProblem::OtherSchema("missing".to_owned())
        } else {
            SnapshotProblem::NotJson(error)
        }
    })?;
    match envelope.schema.as_str() {
        Some(SCHEMA) => {}
        Some(other) => return Err(SnapshotProblem::OtherSchema(format!("{other:?}"))),
        None => return Err(SnapshotProblem::OtherSchema("missing".to_owned())),
    }
    match envelope.schema_version.as_u64() {
        Some(found) if found == u64::from(SCHEMA_VERSION) => {}
        Some(found) if found < u64::from(SCHEMA_VERSION) => {
            return Err(SnapshotProblem::Older { found });
        }
        Some(found) => return Err(SnapshotProblem::Newer { found }),
        None => {
            return Err(SnapshotProblem::Invalid {
                path: "schema_version".to_owned(),
                message: "expected a whole number".to_owned(),
            });
        }
    }
    let mut parser = serde_json::Deserializer::from_slice(bytes);
    let document: Read = serde_path_to_error::deserialize(&mut parser).map_err(|error| {
        SnapshotProblem::Invalid {
            path: error.path().to_string(),
            message: error.into_inner().to_string(),
        }
    })?;
    check_references(&document.snapshot.sections)?;
    Ok(document.snapshot)
}

/// Writes a snapshot file: the same snapshot gives the same bytes.
pub fn write(snapshot: &Snapshot) -> Result<Vec<u8>, serde_json::Error> {
    let document = Document {
        schema: SCHEMA,
        schema_version: SCHEMA_VERSION,
        snapshot,
    };
    let mut bytes = serde_json::to_vec_pretty(&document)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// An item must name a request that the section made: evidence without a request is none.
fn check_references(sections: &Sections) -> Result<(), SnapshotProblem> {
    for &name in SectionName::ALL {
        if let Some(index) = sections.dangling(name) {
            return Err(SnapshotProblem::Invalid {
                path: format!("sections.{name}.items[{index}].request"),
                message: "names a request that is not in the section's list".to_owned(),
            });
        }
    }
    Ok(())
}
