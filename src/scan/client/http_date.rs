//! Dates as HTTP writes them.

use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimeParser;

/// A date as HTTP writes it.
pub(super) fn http_date(text: &str) -> Option<Timestamp> {
    DateTimeParser::new()
        .relaxed_weekday(true)
        .parse_timestamp(text)
        .ok()
}
