//! The one list of formats.

use super::model::Report;
use super::{ReportError, Settings};
use super::{csv, html, json, junit, markdown, ocsf, overview, sarif, table};
use std::fmt;
use std::io::Write;

/// Everything that there is to know of a format.
struct About {
    /// The name on the command line.
    name: &'static str,
    /// The file name extension, without a dot.
    extension: &'static str,
    media_type: &'static str,
    /// A few words for help.
    describe: &'static str,
    write: Writer,
    several: Several,
}

/// Writes a report in a format.
type Writer = fn(&Report<'_>, &Settings, &mut dyn Write) -> Result<(), ReportError>;

/// Writes the reports of several guides together in a format.
type Several = fn(&[Report<'_>], &Settings, &mut dyn Write) -> Result<(), ReportError>;

/// Declares the formats, in the order in which help lists them.
macro_rules! formats {
    ($($(#[$doc:meta])+ $format:ident = $about:expr;)+) => {
        /// A form in which an assessment can be written.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Format { $($(#[$doc])+ $format,)+ }

        impl Format {
            /// Every format, in the order in which help lists them.
            pub const ALL: [Self; [$(Self::$format),+].len()] = [$(Self::$format),+];

            const fn about(self) -> About {
                match self { $(Self::$format => $about,)+ }
            }
        }
    };
}

formats! {
    /// A table for a terminal.
    Table = About {
        name: "table",
        extension: "txt",
        media_type: "text/plain; charset=utf-8",
        describe: "a table for a terminal",
        write: table::write,
        several: overview::table,
    };
    /// GitHub-flavoured Markdown, for a repository or a ticket.
    Markdown = About {
        name: "markdown",
        extension: "md",
        media_type: "text/markdown; charset=utf-8; variant=GFM",
        describe: "GitHub-flavoured Markdown, for a repository or a ticket",
        write: markdown::write,
        several: overview::markdown,
    };
    /// One HTML file that fetches nothing.
    Html = About {
        name: "html",
        extension: "html",
        media_type: "text/html; charset=utf-8",
        describe: "one HTML file that fetches nothing, to hand to others",
        write: html::write,
        several: overview::html,
    };
    /// One row per finding (RFC 4180), for a spreadsheet.
    Csv = About {
        name: "csv",
        extension: "csv",
        media_type: "text/csv; charset=utf-8; header=present",
        describe: "one row per finding and per piece of advice, for a spreadsheet",
        write: csv::write,
        several: csv::write_all,
    };
    /// The assessment with a schema version, for programs.
    Json = About {
        name: "json",
        extension: "json",
        media_type: "application/json",
        describe: "the whole assessment with a schema version, for programs",
        write: json::write,
        several: overview::json,
    };
    /// SARIF 2.1.0 with the open gaps alone, for a code-scanning dashboard.
    Sarif = About {
        name: "sarif",
        extension: "sarif",
        media_type: "application/sarif+json",
        describe: "SARIF 2.1.0 with the open gaps alone, for a code-scanning dashboard",
        write: sarif::write,
        several: sarif::write_all,
    };
    /// OCSF compliance findings (class 2003), one JSON object a line, for a SIEM.
    Ocsf = About {
        name: "ocsf",
        extension: "ocsf.jsonl",
        media_type: "application/x-ndjson",
        describe: "OCSF compliance findings, one JSON object a line, for a SIEM",
        write: ocsf::write,
        several: ocsf::write_all,
    };
    /// `JUnit` XML, for a pipeline.
    Junit = About {
        name: "junit",
        extension: "junit.xml",
        media_type: "application/xml",
        describe: "JUnit XML, for a pipeline",
        write: junit::write,
        several: junit::write_all,
    };
}

impl Format {
    /// The name on the command line.
    pub const fn as_str(self) -> &'static str {
        self.about().name
    }

    /// The file name extension, without a dot.
    pub const fn extension(self) -> &'static str {
        self.about().extension
    }

    /// The media type.
    pub const fn media_type(self) -> &'static str {
        self.about().media_type
    }

    /// A few words for help.
    pub const fn describe(self) -> &'static str {
        self.about().describe
    }

    /// Writes reports in this format: one by itself, or several together.
    pub(super) fn write(
        self,
        reports: &[Report<'_>],
        settings: &Settings,
        out: &mut dyn Write,
    ) -> Result<(), ReportError> {
        match reports {
            [report] => (self.about().write)(report, settings, out),
            several => (self.about().several)(several, settings, out),
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
