//! Values inside URLs: `OData` literals and percent-encoding.

use std::fmt::Write as _;

/// An `OData` string literal: in single quotes, with single quotes doubled.
pub(super) fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// Percent-encodes the value of a query option.
///
/// Everything that could end the value, the query or the URL is encoded, and so
/// is the single quote, which the URL standard encodes anyway: what is recorded
/// is what is sent.
pub(super) fn query(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~$,()/:@*!".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}
