//! A recording as a value: made by a scan, or read from files.

use super::file::{Entry, INDEX, Index, RecordedRequest, SCHEMA, VERSION, file_name, is_file_name};
use super::scan_context::ScanContext;
use crate::quote::{Quoted, told};
use crate::scan::{Cloud, ScanError, ScanOptions};
use jiff::Timestamp;
use std::time::Duration;
use thiserror::Error;

/// The longest time budget that a recording may claim: a day, as on the command line.
const LONGEST: u64 = 86_400;

/// Graph's answers to a scan, without tokens and secrets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recording {
    scan: ScanContext,
    /// Sorted by address.
    requests: Vec<RecordedRequest>,
}

/// The error for files that are not a recording.
#[derive(Debug, Error)]
pub enum RecordingError {
    /// A file does not have the form that `--record` writes.
    #[error("{file} is not a file that `--record` wrote: {why}")]
    Invalid {
        /// The file's name in the folder.
        file: Quoted,
        /// The fault.
        why: String,
    },
    /// A recording of another version of the format.
    #[error(
        "the recording has schema version {found}, and this rolecall reads version {VERSION}; replay it with the rolecall that recorded it"
    )]
    Version {
        /// The version in the index.
        found: u32,
    },
}

impl Recording {
    pub(super) const fn new(scan: ScanContext, requests: Vec<RecordedRequest>) -> Self {
        Self { scan, requests }
    }

    /// The conditions of the recorded scan.
    pub const fn context(&self) -> &ScanContext {
        &self.scan
    }

    pub(super) fn requests(&self) -> &[RecordedRequest] {
        &self.requests
    }

    /// The files of the recording, name and content: the same recording gives the same bytes.
    pub fn files(&self) -> Result<Vec<(String, Vec<u8>)>, serde_json::Error> {
        let mut files = Vec::with_capacity(self.requests.len() + 1);
        self.each_file(|name, bytes| {
            files.push((name.to_owned(), bytes.to_vec()));
            Ok(())
        })?;
        Ok(files)
    }

    /// The same one by one, so that only one file at a time is in memory.
    pub fn each_file<E: From<serde_json::Error>>(
        &self,
        mut take: impl FnMut(&str, &[u8]) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut entries = Vec::with_capacity(self.requests.len());
        for kept in &self.requests {
            let file = file_name(&kept.url);
            entries.push(Entry {
                file: file.clone(),
                url: kept.url.clone(),
            });
            take(&file, &pretty(kept)?)?;
        }
        let index = Index {
            schema: SCHEMA.to_owned(),
            schema_version: VERSION,
            scan: self.scan.clone(),
            requests: entries,
        };
        take(INDEX, &pretty(&index)?)
    }

    /// Reads a recording; `read` gives the content of a file by its name in the folder.
    pub fn read<E: From<RecordingError>>(
        mut read: impl FnMut(&str) -> Result<Vec<u8>, E>,
    ) -> Result<Self, E> {
        let index: Index = parse(INDEX, &read(INDEX)?)?;
        if index.schema != SCHEMA {
            return Err(invalid(INDEX, "it is of another schema").into());
        }
        if index.schema_version != VERSION {
            return Err(RecordingError::Version {
                found: index.schema_version,
            }
            .into());
        }
        let mut requests = Vec::with_capacity(index.requests.len());
        for entry in index.requests {
            if !is_file_name(&entry.file) {
                return Err(invalid(INDEX, "it names a file that is none of a recording").into());
            }
            let kept: RecordedRequest = parse(&entry.file, &read(&entry.file)?)?;
            if kept.url != entry.url || kept.method != "GET" {
                return Err(
                    invalid(&entry.file, "it holds another request than the index says").into(),
                );
            }
            requests.push(kept);
        }
        Ok(Self::new(index.scan, requests))
    }

    /// Options under which the recording is read as its scan read Graph.
    pub(in crate::scan) fn options(&self) -> Result<ScanOptions, ScanError> {
        let cloud: Cloud = self.scan.cloud.parse().map_err(|_| ScanError::Options {
            what: "the recording names a cloud that this rolecall does not know".to_owned(),
        })?;
        // Times come from the recording; this clock is never read.
        let mut options = ScanOptions::new(cloud, || Timestamp::UNIX_EPOCH)?;
        options.graph_host = self.scan.graph_host.clone();
        options.budget = Duration::from_secs(self.scan.budget_seconds.clamp(1, LONGEST));
        options.check()?;
        Ok(options)
    }
}

fn pretty(value: &impl serde::Serialize) -> Result<Vec<u8>, serde_json::Error> {
    let mut bytes = serde_json::to_vec_pretty(value)?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn parse<T: serde::de::DeserializeOwned>(file: &str, bytes: &[u8]) -> Result<T, RecordingError> {
    serde_json::from_slice(bytes).map_err(|error| invalid(file, &error.to_string()))
}

fn invalid(file: &str, why: &str) -> RecordingError {
    RecordingError::Invalid {
        file: Quoted::new(file),
        why: told(why),
    }
}
