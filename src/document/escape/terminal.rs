//! For a terminal: nothing that a tenant says may move the cursor.

use super::visible;
use crate::quote::is_plain;

/// One line of text without any control character. Line ends and tabs become spaces.
pub(crate) fn line(text: &str) -> String {
    if is_plain(text) {
        return text.to_owned();
    }
    let text = text.replace("\r\n", " ").replace(['\n', '\t'], " ");
    visible(&text, &[]).into_owned()
}
