//! The settings that a caller may make for a report.

use super::Style;
use crate::document::Templates;

/// The way reports are written. The default is what every format does by itself.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The style of the terminal table.
    pub style: Style,
    /// True if CSV begins with a byte order mark, which some spreadsheets want.
    pub csv_bom: bool,
    /// True if a print of HTML has the evidence of each finding, and everything else that stands behind it.
    pub appendix: bool,
    /// True if Markdown is the short form that fits a comment on a pull request.
    pub summary: bool,
    /// The templates of HTML and Markdown.
    pub templates: Templates,
}
