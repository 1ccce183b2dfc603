//! A place in a source, as a file writes it.

use crate::guide::format2::ids::SourceId;
use crate::guide::format2::list::Many;
use crate::guide::format2::read::{Maybe, Needed, Placed};
use crate::guide::format2::shape::table;
use crate::guide::format2::text::{Count, Text};

table! {
    /// A place in a source.
    #[schemars(rename = "cite")]
    struct CiteEntry = "a cite" {
        /// The source, where there are several.
        r#in: Maybe<SourceId>,
        /// The headings that lead to the place, then the item or row.
        heading: Needed<Many<Text, 1>>,
        /// The line, counted from 1.
        line: Maybe<Count>,
    }
}

impl CiteEntry {
    /// The place that a message about the source points at.
    pub(crate) const fn source(&self) -> Option<&Placed<SourceId>> {
        self.r#in.as_ref()
    }
}
