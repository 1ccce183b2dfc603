//! For HTML: minijinja's own escape, after invisible characters have been made visible.

use super::visible;
use minijinja::HtmlEscape;
use std::fmt;
use std::fmt::Write as _;

/// Writes text so that it is text in an element and in a quoted attribute. Line ends stay: they are white space.
pub(crate) fn write(out: &mut dyn fmt::Write, text: &str) -> fmt::Result {
    write!(out, "{}", HtmlEscape(&visible(text, &['\n', '\t'])))
}

/// The same with places where a line may end, so that `AdvancedQuery.Read.All` is not torn in the middle of a word.
pub(crate) fn breaks(text: &str) -> Result<String, fmt::Error> {
    let mut out = String::with_capacity(text.len() + 16);
    let mut pieces = text.split_inclusive(['.', '/', '@', '_', '#']).peekable();
    while let Some(piece) = pieces.next() {
        write(&mut out, piece)?;
        if pieces.peek().is_some() {
            out.push_str("<wbr>");
        }
    }
    Ok(out)
}

/// A finding's id as a fragment that a link can point to.
///
/// Ids of the guide pass unchanged, so that the anchor can be read and stays the same. Every other byte
/// becomes `~` and two hexadecimal digits, so that two ids never share an anchor.
pub(crate) fn anchor(id: &str) -> String {
    let mut out = String::with_capacity(id.len());
    for byte in id.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'/') {
            out.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(out, "~{byte:02x}");
        }
    }
    out
}
