//! The one list of formats.

use std::fmt;

/// A form in which an assessment can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// A table for a terminal.
    Table,
    /// GitHub-flavoured Markdown, for a repository or a ticket.
    Markdown,
    /// One HTML file that fetches nothing.
    Html,
    /// One row per finding (RFC 4180), for a spreadsheet.
    Csv,
    /// The assessment with a schema version, for programs.
    Json,
    /// SARIF 2.1.0 with the open gaps alone, for a code-scanning dashboard.
    Sarif,
    /// OCSF compliance findings (class 2003), one JSON object a line, for a SIEM.
    Ocsf,
    /// `JUnit` XML, for a pipeline.
    Junit,
}

impl Format {
    /// Every format, in the order in which help lists them.
    pub const ALL: [Self; 8] = [
        Self::Table,
        Self::Markdown,
        Self::Html,
        Self::Csv,
        Self::Json,
        Self::Sarif,
        Self::Ocsf,
        Self::Junit,
    ];

    /// The name on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Sarif => "sarif",
            Self::Ocsf => "ocsf",
            Self::Junit => "junit",
        }
    }

    /// The file name extension, without a dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Table => "txt",
            Self::Markdown => "md",
            Self::Html => "html",
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Sarif => "sarif",
            Self::Ocsf => "ocsf.jsonl",
            Self::Junit => "junit.xml",
        }
    }

    /// The media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Table => "text/plain; charset=utf-8",
            Self::Markdown => "text/markdown; charset=utf-8; variant=GFM",
            Self::Html => "text/html; charset=utf-8",
            Self::Csv => "text/csv; charset=utf-8; header=present",
            Self::Json => "application/json",
            Self::Sarif => "application/sarif+json",
            Self::Ocsf => "application/x-ndjson",
            Self::Junit => "application/xml",
        }
    }

    /// What it is, in a few words for help.
    pub const fn describe(self) -> &'static str {
        match self {
            Self::Table => "a table for a terminal",
            Self::Markdown => "GitHub-flavoured Markdown, for a repository or a ticket",
            Self::Html => "one HTML file that fetches nothing, to hand to others",
            Self::Csv => "one row per finding and per piece of advice, for a spreadsheet",
            Self::Json => "the whole assessment with a schema version, for programs",
            Self::Sarif => "SARIF 2.1.0 with the open gaps alone, for a code-scanning dashboard",
            Self::Ocsf => "OCSF compliance findings, one JSON object a line, for a SIEM",
            Self::Junit => "JUnit XML, for a pipeline",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
